package org.igniterealtime.openfire.plugin.fireside.route;

import java.util.UUID;
import java.util.function.Predicate;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;

/**
 * Gives what is said in the rooms of this server an id of the room's own (XEP-0359 §3), by which all who hear it call it the same.
 * COMPAT: Openfire 4.2 gives none; newer ones take this off and put their own in its place.
 */
public final class RoomIds {
    private final Predicate<JID> here;

    /** @param here whether an address is a room of this server */
    public RoomIds(Predicate<JID> here) {
        this.here = here;
    }

    /** Of a message that begins its way through the host. */
    void meet(Message message) {
        JID room = message.getTo();
        if (message.getType() != Message.Type.groupchat || room == null || room.getResource() != null || !here.test(room)) {
            return;
        }
        // One that somebody else claims the room gave it is not the room's (§6).
        Xml.children(message.getElement(), "stanza-id", Ns.STANZA_ID).stream()
            .filter(id -> room.toBareJID().equals(id.attributeValue("by"))).forEach(message.getElement()::remove);
        message.getElement().addElement("stanza-id", Ns.STANZA_ID).addAttribute("by", room.toBareJID()).addAttribute("id", UUID.randomUUID().toString());
    }
}
