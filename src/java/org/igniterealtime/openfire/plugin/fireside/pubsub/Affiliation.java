package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an entity is to a node (XEP-0060 §4.1). */
public enum Affiliation {
    OWNER, PUBLISHER, PUBLISH_ONLY, MEMBER, NONE, OUTCAST;

    /** As it stands on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Of a word as it stands on the wire, or empty. */
    public static Optional<Affiliation> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
