package org.igniterealtime.openfire.plugin.fireside.talk.attention;

import java.util.Arrays;
import java.util.Optional;

/** Of what somebody wants to be told in a chat or a room (XEP-0492 §2.1). */
public enum Level {
    /** He has not said; what that means depends on what it is. */
    DEFAULT(""),
    ALWAYS("always"),
    /** Of what names him. */
    MENTION("on-mention"),
    NEVER("never");

    private final String word;

    Level(String word) {
        this.word = word;
    }

    /** As it stands in stanzas, forms and the database; empty for the default. */
    public String word() {
        return word;
    }

    public static Optional<Level> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    /** Whether a message is worth a sound. @param mentions whether it names him */
    public boolean tells(boolean mentions) {
        return this == ALWAYS || this == MENTION && mentions;
    }
}
