package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a subscription is (XEP-0060 §4.2); none is configured by anybody else, so there is no state unconfigured. */
public enum SubscriptionState {
    NONE, PENDING, SUBSCRIBED;

    /** As it stands on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of a word as it stands on the wire, or empty. */
    public static Optional<SubscriptionState> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
