package org.igniterealtime.openfire.plugin.fireside.route;

import java.util.Optional;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Forms;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;
import org.xmpp.packet.Presence;

/** How a room tells of its picture (XEP-0486, XEP-0153). */
final class RoomCardStanza {
    private RoomCardStanza() {
    }

    /** @param hash empty for none */
    static Presence picture(JID room, JID occupant, String hash) {
        Presence presence = new Presence();
        presence.setFrom(room);
        presence.setTo(occupant);
        presence.getElement().addElement("x", Ns.VCARD_UPDATE).addElement("photo").setText(hash);
        return presence;
    }

    /** XEP-0045 §10.2.1: something about the room is another thing. */
    static Message changed(JID room, JID occupant) {
        Message message = new Message();
        message.setType(Message.Type.groupchat);
        message.setFrom(room);
        message.setTo(occupant);
        message.getElement().addElement("x", Ns.MUC_USER).addElement("status").addAttribute("code", "104");
        return message;
    }

    /** @param form with what the room says of itself, if it has one @param query of the answer */
    static void tell(Optional<Element> form, Element query, String hash) {
        Element x = form.orElseGet(() -> {
            Forms.add(query, "result", Ns.MUC_ROOM_INFO);
            return Forms.in(query).orElseThrow();
        });
        x.addElement("field").addAttribute("var", "muc#roominfo_avatarhash").addAttribute("type", "text-single").addElement("value").setText(hash);
    }
}
