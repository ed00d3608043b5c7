package org.igniterealtime.openfire.plugin.fireside.pubsub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.function.Executable;

/** What the engine refuses. */
final class PubSubErrors {
    private PubSubErrors() {
    }

    /** @param words the condition and, after a blank, the special one */
    static void assertRefused(String words, Executable what) {
        assertEquals(words, words(assertThrows(PubSubError.class, what)));
    }

    static String words(PubSubError error) {
        return (error.condition().toXMPP() + " " + error.special()).strip();
    }
}
