package org.igniterealtime.openfire.plugin.fireside.talk.chat;

import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.archive.Chat;
import org.igniterealtime.openfire.plugin.fireside.archive.WasRead;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.talk.reads.MessageName;
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
        MessageName name = new MessageName(platform.server().jid(chat.owner()).toString(), Stamp.text(chat.read()));
        reads.read(chat.owner(), chat.peer(), () -> Optional.of(name));
    }

    private void hasRead(String username, JID peer, MessageName name) {
        if (!name.by().equals(platform.server().jid(username).toString())) {
            return;
        }
        Chat chat = platform.archive().chat(username, peer.toString());
        // Further than there is anything to read, what comes next would count as read.
        long upTo = Math.min(Stamp.of(name.id()), chat.last());
        if (upTo > chat.read()) {
            platform.archive().read(username, chat.peer(), upTo);
        }
    }
}
