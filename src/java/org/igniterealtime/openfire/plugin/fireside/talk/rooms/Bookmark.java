package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

/**
 * A room in somebody's list (XEP-0402 §2.1).
 *
 * @param room bare JID
 * @param title as its owner calls it, or empty
 * @param autojoin whether it is entered with each log-in
 * @param read id up to which its owner has read
 * @param password that the room wants, or empty
 */
record Bookmark(String room, String title, String nick, boolean autojoin, long read, String password) {
    Bookmark(String room, String title, String nick, boolean autojoin, long read) {
        this(room, title, nick, autojoin, read, "");
    }

    Bookmark readUpTo(long id) {
        return new Bookmark(room, title, nick, autojoin, id, password);
    }

    Bookmark called(String newTitle) {
        return new Bookmark(room, newTitle, nick, autojoin, read, password);
    }

    /** Entered by that name and password. @param newPassword empty for the one before */
    Bookmark entered(String newNick, String newPassword) {
        return new Bookmark(room, title, newNick, true, read, newPassword.isEmpty() ? password : newPassword);
    }
}
