package org.igniterealtime.openfire.plugin.fireside.talk.chat;

import java.util.List;
import org.igniterealtime.openfire.plugin.fireside.page.Face;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.MessageModel;

/** An open chat, for {@code chat/pane.vm}. @param oldest where earlier messages go on from */
public record ChatPane(String jid, Face face, String name, String statusText, List<MessageModel> messages, boolean older,
                       String oldest, boolean contact, boolean canSend) {
}
