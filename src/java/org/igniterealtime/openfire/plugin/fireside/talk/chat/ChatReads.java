package org.igniterealtime.openfire.plugin.fireside.talk.chat;

import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.archive.Chat;
import org.igniterealtime.openfire.plugin.fireside.archive.WasRead;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.talk.reads.Mark;
import org.igniterealtime.openfire.plugin.fireside.talk.reads.Reads;
import org.xmpp.packet.JID;

/** How far accounts have read in chats, in step with their other clients (XEP-0490): a message is called by its id in the archive. */
final class ChatReads {
    private final Platform platform;
    private final Reads reads;

    ChatReads(Platform platform, Reads reads) {
        this.platform = platform;
        this.reads = reads;
    }

    void register() {
        platform.events().on(WasRead.class, read -> told(read.chat()));
        reads.on(this::hasRead);
    }

    private void told(Chat chat) {
        Mark mark = new Mark(platform.server().jid(chat.owner()).toString(), Long.toHexString(chat.read()));
        reads.read(chat.owner(), chat.peer(), () -> Optional.of(mark));
    }

    private void hasRead(String username, JID peer, Mark mark) {
        if (!mark.by().equals(platform.server().jid(username).toString()) || !mark.id().matches("[0-7]?[0-9a-f]{1,15}")) {
            return;
        }
        Chat chat = platform.archive().chat(username, peer.toString());
        // Further than there is anything to read, what comes next would count as read.
        long upTo = Math.min(Long.parseLong(mark.id(), 16), chat.last());
        if (upTo > chat.read()) {
            platform.archive().read(username, chat.peer(), upTo);
        }
    }
}
