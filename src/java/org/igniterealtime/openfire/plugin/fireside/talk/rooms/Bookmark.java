package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import org.igniterealtime.openfire.plugin.fireside.talk.attention.Level;
import org.igniterealtime.openfire.plugin.fireside.talk.attention.Regard;

/**
 * A room in somebody's list (XEP-0402 §2.1).
 *
 * @param room bare JID
 * @param title as its owner calls it, or empty
 * @param autojoin whether it is entered with each log-in
 * @param read id up to which its owner has read
 * @param members whether it is a group, for its members alone, as far as that is known
 * @param password that the room wants, or empty
 */
record Bookmark(String room, String title, String nick, boolean autojoin, long read, Regard regard, boolean members, String password) {
    /** One without a password. */
    Bookmark(String room, String title, String nick, boolean autojoin, long read, Regard regard, boolean members) {
        this(room, title, nick, autojoin, read, regard, members, "");
    }

    /** One that is new, and entered with each log-in. */
    static Bookmark of(String room, String title, String nick) {
        return new Bookmark(room, title, nick, true, 0, Regard.NONE, false);
    }

    /** Of what its owner wants to be told: by default, in a group of all, elsewhere of his name (XEP-0492 §3). */
    Level level() {
        return regard.level() != Level.DEFAULT ? regard.level() : members ? Level.ALWAYS : Level.MENTION;
    }

    /** Entered by that nick and password, with each log-in. @param otherPassword empty for the one before */
    Bookmark enteredAs(String otherNick, String otherPassword) {
        return new Bookmark(room, title, otherNick, true, read, regard, members, otherPassword.isEmpty() ? password : otherPassword);
    }

    /** By another name in the list. */
    Bookmark called(String otherTitle) {
        return new Bookmark(room, otherTitle, nick, autojoin, read, regard, members, password);
    }

    /** What other clients say of it. @param otherPassword empty where they know none */
    Bookmark said(String otherTitle, String otherNick, boolean isAutojoin, Regard otherRegard, String otherPassword) {
        return new Bookmark(room, otherTitle, otherNick, isAutojoin, read, otherRegard, members, otherPassword);
    }

    Bookmark readUpTo(long id) {
        return new Bookmark(room, title, nick, autojoin, id, regard, members, password);
    }

    Bookmark regarded(Regard other) {
        return new Bookmark(room, title, nick, autojoin, read, other, members, password);
    }

    Bookmark forMembers(boolean isForMembers) {
        return new Bookmark(room, title, nick, autojoin, read, regard, isForMembers, password);
    }

    /** Whether its node says the same of it. */
    boolean isTold(Bookmark other) {
        return said(other.title, other.nick, other.autojoin, other.regard, other.password).equals(this);
    }
}
