package org.igniterealtime.openfire.plugin.fireside.talk.messages;

import java.util.Locale;

/** The id of a message as pages have it: a text that rises with it. */
public final class Cursor {
    private Cursor() {
    }

    public static String of(long id) {
        return String.format(Locale.ROOT, "%016x", id);
    }

    /** @return -1 when the text is no cursor */
    public static long id(String cursor) {
        try {
            return cursor.length() == 16 ? Long.parseLong(cursor, 16) : -1;
        } catch (NumberFormatException none) {
            return -1;
        }
    }

    /** The id of a message's element. */
    public static String element(long id) {
        return "m-" + of(id);
    }
}
