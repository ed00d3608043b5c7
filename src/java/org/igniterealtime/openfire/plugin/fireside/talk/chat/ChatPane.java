package org.igniterealtime.openfire.plugin.fireside.talk.chat;

import java.util.List;
import org.igniterealtime.openfire.plugin.fireside.live.Place;
import org.igniterealtime.openfire.plugin.fireside.page.Face;
import org.igniterealtime.openfire.plugin.fireside.talk.attention.RegardMenu;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.MessageModel;

/**
 * An open chat, for {@code chat/pane.vm}.
 *
 * @param oldest where earlier messages go on from
 * @param newest where later ones do; empty where there are none
 * @param at the moment around which it was opened, or empty
 * @param read the cursor up to which it had been read when it was opened, or empty where nothing was unread
 * @param above whether more is unread than it shows
 */
public record ChatPane(String jid, Face face, String name, String statusText, List<MessageModel> messages, boolean older,
                       String oldest, String newest, String at, String read, boolean above, RegardMenu regard, boolean contact, boolean canSend) {
    /** Its path below the context. */
    public String path() {
        return new Place("chats", jid).path();
    }

    /** That of where one searches in it. */
    public String searchPath() {
        return Place.asking("search", "", "messages").in(jid).path();
    }
}
