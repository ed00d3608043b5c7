package org.igniterealtime.openfire.plugin.fireside.desk.directory;

/** What there is in the directory. */
public enum Kind {
    /** An account that chose to be found; its key is the username. */
    PERSON,
    /** A room that is public; its key is the bare JID. */
    ROOM,
    /** A node of our service that is no post's; its key is that of its row. */
    COMMUNITY
}
