package org.igniterealtime.openfire.plugin.fireside.talk.reads;

import org.xmpp.packet.JID;

/** Who keeps how far accounts have read in chats of one kind. */
@FunctionalInterface
public interface Reader {
    /** An account has read up to a message, with another client perhaps. In the data lane; may block. @param chat bare JID of the other side, or of the room */
    void hasRead(String username, JID chat, MessageName upTo);
}
