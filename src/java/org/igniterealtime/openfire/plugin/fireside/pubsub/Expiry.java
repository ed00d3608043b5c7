package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.time.Clock;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;

/** When items go by themselves ({@code pubsub#item_expire}, XEP-0060 §16.4.4). */
record Expiry(Clock clock) {
    /** The stamp before which a node's items are as good as gone; 0 for never. */
    long of(Node node) {
        long seconds = node.config().itemExpire();
        return seconds == 0 ? 0 : Stamp.at(clock.instant().minusSeconds(seconds));
    }
}
