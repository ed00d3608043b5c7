package org.igniterealtime.openfire.plugin.fireside.archive;

/**
 * A conversation as an account's list of chats shows it.
 *
 * @param peer bare JID of the other side
 * @param last id of the newest message
 * @param preview what it says
 * @param outgoing the owner sent the newest message
 * @param unread how many messages came in since the owner last read, 0 or more
 * @param read id up to which the owner has read
 */
public record Chat(String owner, String peer, long last, Preview preview, boolean outgoing, int unread, long read) {
    static Chat none(String owner, String peer) {
        return new Chat(owner, peer, 0, Preview.NONE, false, 0, 0);
    }

    Chat with(Kept message, Preview of) {
        boolean newest = message.id() > last;
        // Who answers has read what came before.
        long newRead = message.outgoing() ? Math.max(read, message.id()) : read;
        int newUnread = message.outgoing() ? 0 : unread + (message.id() > read ? 1 : 0);
        return new Chat(owner, peer, Math.max(last, message.id()), newest ? of : preview, newest ? message.outgoing() : outgoing, newUnread, newRead);
    }

    /** A message of it is another one by now. @param of what it says now */
    Chat revised(Kept message, Preview of) {
        boolean uncounted = message.fate().isGone() && !message.outgoing() && message.id() > read;
        return new Chat(owner, peer, last, message.id() == last ? of : preview, outgoing, uncounted ? Math.max(0, unread - 1) : unread, read);
    }
}
