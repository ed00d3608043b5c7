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
 */
record Bookmark(String room, String title, String nick, boolean autojoin, long read, Regard regard, boolean members) {
    /** One that is new, and entered with each log-in. */
    static Bookmark of(String room, String title, String nick) {
        return new Bookmark(room, title, nick, true, 0, Regard.NONE, false);
    }

    /** Of what its owner wants to be told: by default, in a group of all, elsewhere of his name (XEP-0492 §3). */
    Level level() {
        return regard.level() != Level.DEFAULT ? regard.level() : members ? Level.ALWAYS : Level.MENTION;
    }

    /** Entered by another nick, with each log-in. */
    Bookmark enteredAs(String otherNick) {
        return new Bookmark(room, title, otherNick, true, read, regard, members);
    }

    /** What other clients say of it. */
    Bookmark said(String otherTitle, String otherNick, boolean isAutojoin, Regard otherRegard) {
        return new Bookmark(room, otherTitle, otherNick, isAutojoin, read, otherRegard, members);
    }

    Bookmark readUpTo(long id) {
        return new Bookmark(room, title, nick, autojoin, id, regard, members);
    }

    Bookmark regarded(Regard other) {
        return new Bookmark(room, title, nick, autojoin, read, other, members);
    }

    Bookmark forMembers(boolean isForMembers) {
        return new Bookmark(room, title, nick, autojoin, read, regard, isForMembers);
    }

    /** Whether its node says the same of it. */
    boolean isTold(Bookmark other) {
        return said(other.title, other.nick, other.autojoin, other.regard).equals(this);
    }
}
