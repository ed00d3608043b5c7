package org.igniterealtime.openfire.plugin.fireside.archive;

/**
 * What the list of chats says of a message.
 *
 * @param text the beginning of its words; of a file its name
 */
public record Preview(Kind kind, String text) {
    /** Characters that are kept. */
    static final int MOST = 120;

    /**
     * What there is to see of it; the order is that of the numbers in the database. Sealed is what is encrypted for other clients,
     * gone what was taken back.
     */
    public enum Kind { TEXT, PICTURE, SOUND, VIDEO, FILE, SEALED, GONE }

    static final Preview NONE = new Preview(Kind.TEXT, "");

    /** Tells what lists and quotes say of a message; must not fail, whatever its stanza says. */
    @FunctionalInterface
    public interface Previews {
        /** @param stanza as XML, or empty @param words its text */
        Preview of(String stanza, String words);
    }

    static Preview of(Kept message, Previews previews) {
        return message.fate().isGone() ? new Preview(Kind.GONE, "") : previews.of(message.source(), message.words());
    }

    static Preview of(Spoken message, Previews previews) {
        return message.fate().isGone() ? new Preview(Kind.GONE, "") : previews.of(message.source(), message.words());
    }

    /** In one line, which may be cut. */
    public static Preview of(Kind kind, String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return new Preview(kind, line.length() <= MOST ? line : line.substring(0, line.offsetByCodePoints(0, line.codePointCount(0, MOST))));
    }

    /** Of a message that is its words. */
    public static Preview ofText(String stanza, String words) {
        return of(Kind.TEXT, words);
    }
}
