package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who may subscribe and read (XEP-0060 §4.5). */
public enum AccessModel {
    OPEN, PRESENCE, ROSTER, AUTHORIZE, WHITELIST;

    /** Whether it asks who is in the owner's roster. */
    boolean asksForContacts() {
        return this == PRESENCE || this == ROSTER;
    }

    /** As it stands in a form. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of a word as it stands in a form, or empty. */
    public static Optional<AccessModel> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
