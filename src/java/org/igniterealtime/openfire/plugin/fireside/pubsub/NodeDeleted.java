package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.util.List;

/**
 * A node is gone, with all that was in it.
 *
 * @param purged only what was in it is gone
 * @param subscribers who was subscribed to a node that is gone, or waited to be (XEP-0060 §8.4.2); at most 10,000, newest first
 */
public record NodeDeleted(Node node, boolean purged, List<Subscriber> subscribers) {
    public NodeDeleted(Node node, boolean purged) {
        this(node, purged, List.of());
    }
}
