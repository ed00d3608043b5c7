package org.igniterealtime.openfire.plugin.fireside.archive;

/**
 * Which message, with which words.
 *
 * @param edit id of the correction that gave it its words, 0 for those that it was said with
 */
public record MessageKey(Shelf shelf, long id, long edit) {

    /** Where it is kept. @param name of an account, or of a room its bare JID */
    public record Shelf(String name, boolean isRoom) {
    }

    public static MessageKey of(Kept message) {
        return new MessageKey(new Shelf(message.owner(), false), message.id(), edit(message.fate()));
    }

    public static MessageKey of(Spoken message) {
        return new MessageKey(new Shelf(message.room(), true), message.id(), edit(message.fate()));
    }

    private static long edit(Fate fate) {
        return fate.edit() == null ? 0 : fate.edit().id();
    }
}
