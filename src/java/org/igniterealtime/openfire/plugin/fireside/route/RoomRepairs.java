package org.igniterealtime.openfire.plugin.fireside.route;

import java.util.UUID;
import java.util.function.Predicate;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;
import org.xmpp.packet.Presence;

/** What the host's rooms lack, for everybody in them: those of the {@link Repair}s that stanzas need on their way. */
public final class RoomRepairs {
    private final Predicate<JID> here;
    private final Predicate<Repair> on;
    private final OccupantIds occupants;
    private final Moderation moderation;
    private final RoomCards cards;

    /**
     * @param here whether an address is, or could be, a room of this server
     * @param on whether a repair is not switched off
     */
    public RoomRepairs(Predicate<JID> here, Predicate<Repair> on, OccupantIds occupants, Moderation moderation, RoomCards cards) {
        this.here = here;
        this.on = on;
        this.occupants = occupants;
        this.moderation = moderation;
        this.cards = cards;
    }

    /** Has rooms tell what they can do by this. */
    public void tell(RoomFeatures features) {
        features.add(() -> on.test(Repair.ROOM_STANZA_IDS), Ns.STANZA_ID);
        features.add(() -> on.test(Repair.OCCUPANT_IDS), Ns.OCCUPANT_ID);
        features.add(() -> on.test(Repair.MODERATION), Ns.MODERATION, Ns.MODERATION_OLD, Ns.RETRACTION);
        features.add(cards::isOn, Ns.VCARD);
    }

    /** Of a message that begins its way through the host. @param ours whether Fireside says it */
    void meet(Message message, boolean ours) {
        JID to = message.getTo();
        if (to == null || message.getFrom() == null || message.getType() == Message.Type.error || !here.test(to)) {
            return;
        }
        boolean toAll = message.getType() == Message.Type.groupchat && to.getResource() == null;
        if (toAll && (message.getID() == null || message.getID().isEmpty()) && on.test(Repair.ROOM_MESSAGE_IDS)) {
            message.setID(UUID.randomUUID().toString());
        }
        if (toAll && !ours) {
            moderation.meet(message);
        }
        // What goes to the room alone, as an invitation, is no occupant's word (XEP-0045 §7.8.2).
        if (toAll || to.getResource() != null) {
            occupants.put(message);
        }
    }

    /** Likewise. */
    void meet(Presence presence) {
        if (presence.getTo() == null || presence.getFrom() == null || !here.test(presence.getTo())) {
            return;
        }
        // What a room says of its occupants none of them says himself. COMPAT: Openfire 4.2 takes off the first of several, and hands out the others.
        Xml.children(presence.getElement(), "x", Ns.MUC_USER).forEach(presence.getElement()::remove);
        if (presence.getType() == null) {
            occupants.put(presence);
        }
    }

    /** Likewise. */
    void meet(IQ iq) {
        moderation.meet(iq);
        cards.meet(iq);
    }

    /** Of what the host is about to hand out. @return whether it may */
    boolean passes(IQ iq) {
        moderation.meetAnswer(iq);
        cards.describe(iq);
        return !cards.takes(iq);
    }

    /** Likewise. */
    boolean passes(Message message) {
        return moderation.passes(message);
    }
}
