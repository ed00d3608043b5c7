package org.igniterealtime.openfire.plugin.fireside.talk.messages;

import java.util.List;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.archive.Kept;
import org.igniterealtime.openfire.plugin.fireside.archive.Preview;
import org.igniterealtime.openfire.plugin.fireside.archive.Spoken;
import org.xmpp.packet.JID;

/**
 * What makes a text an answer (XEP-0461).
 *
 * @param of the id by which the other side knows what is answered, or empty for no answer
 * @param to who said that
 * @param prefix what stands before the text for those who know no answers
 */
public record Answer(String of, String to, String prefix) {
    public static final Answer NONE = new Answer("", "", "");

    /** @param me bare JID @param preview of what is answered */
    public static Answer to(Kept message, JID me, JID peer, Preview preview) {
        return message.stanzaId().isEmpty() ? NONE
            : new Answer(message.stanzaId(), (message.outgoing() ? me : peer).toBareJID(), MessageStanza.quotation(preview.text()));
    }

    /** @param id by which the room knows what is answered, or empty */
    public static Answer to(Spoken said, String id, Preview preview) {
        return id.isEmpty() ? NONE : new Answer(id, said.room() + '/' + said.nick(), MessageStanza.quotation(preview.text()));
    }

    public boolean isNone() {
        return of.isEmpty();
    }

    /** The text as it goes out. */
    public String body(String text) {
        return prefix + text;
    }

    /** What goes out beside it. */
    public List<Element> beside() {
        return isNone() ? List.of() : MessageStanza.reply(of, to, prefix);
    }
}
