package org.igniterealtime.openfire.plugin.fireside.route;

import java.util.Optional;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;

/** Reads invitations into rooms. */
final class Invitations {
    private Invitations() {
    }

    /** @param message to a local account */
    static Optional<InvitedToRoom> read(Message message) {
        JID from = message.getFrom();
        JID to = message.getTo();
        if (message.getType() == Message.Type.error || message.getType() == Message.Type.groupchat || from == null || to == null) {
            return Optional.empty();
        }
        Element user = Xml.child(message.getElement(), "x", Ns.MUC_USER);
        Element invite = user == null ? null : Xml.child(user, "invite", Ns.MUC_USER);
        if (invite != null && from.getNode() != null && from.getResource() == null) {
            JID by = Jids.bare(invite.attributeValue("from", "")).orElse(from.asBareJID());
            return Optional.of(new InvitedToRoom(to.asBareJID(), from.asBareJID(), by));
        }
        // Beside a mediated one it says the same once more.
        Element direct = user == null ? Xml.child(message.getElement(), "x", Ns.CONFERENCE) : null;
        return direct == null ? Optional.empty() : Jids.bare(direct.attributeValue("jid", "")).filter(room -> room.getNode() != null)
            .map(room -> new InvitedToRoom(to.asBareJID(), room, from.asBareJID()));
    }
}
