package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

/**
 * A room in somebody's list (XEP-0402 §2.1).
 *
 * @param room bare JID
 * @param title as its owner calls it, or empty
 * @param autojoin whether it is entered with each log-in
 * @param read id up to which its owner has read
 */
record Bookmark(String room, String title, String nick, boolean autojoin, long read) {
    Bookmark readUpTo(long id) {
        return new Bookmark(room, title, nick, autojoin, id);
    }
}
