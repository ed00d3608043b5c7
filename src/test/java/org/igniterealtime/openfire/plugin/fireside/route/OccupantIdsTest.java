package org.igniterealtime.openfire.plugin.fireside.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.junit.jupiter.api.Test;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;
import org.xmpp.packet.Packet;
import org.xmpp.packet.Presence;

/** XEP-0421. */
class OccupantIdsTest {
    private static final JID COVEN = new JID("coven@conference.localhost");
    private static final JID HAG = new JID("hag@localhost/pda");

    private boolean wanted = true;
    private final RoomRepairs repairs = repairs(new byte[32]);

    @Test
    void it_is_steady_for_one_person_in_one_room_and_for_no_other() {
        OccupantIds ids = new OccupantIds(new byte[32], () -> true, (room, somebody) -> "");

        assertEquals(ids.of(COVEN, HAG), ids.of(new JID("coven@conference.localhost/thirdwitch"), new JID("hag@localhost/desktop")));
        assertNotEquals(ids.of(COVEN, HAG), ids.of(COVEN, new JID("crone@localhost")));
        assertNotEquals(ids.of(COVEN, HAG), ids.of(new JID("heath@conference.localhost"), HAG));
        assertTrue(ids.of(COVEN, HAG).length() <= 128);
    }

    @Test
    void it_cannot_be_worked_out_without_the_secret() {
        byte[] other = new byte[32];
        other[0] = 1;

        assertNotEquals(new OccupantIds(new byte[32], () -> true, (room, somebody) -> "").of(COVEN, HAG), new OccupantIds(other, () -> true, (room, somebody) -> "").of(COVEN, HAG));
    }

    @Test
    void what_somebody_claims_to_be_is_replaced() {
        Message message = to(new Message(), "coven@conference.localhost");
        message.setType(Message.Type.groupchat);
        message.getElement().addElement("occupant-id", "urn:xmpp:occupant-id:0").addAttribute("id", "crone");
        message.getElement().addElement("occupant-id", "urn:xmpp:occupant-id:0").addAttribute("id", "queen");

        repairs.meet(message, false);

        List<Element> ids = ids(message);
        assertEquals(1, ids.size());
        assertEquals(new OccupantIds(new byte[32], () -> true, (room, somebody) -> "").of(COVEN, HAG), ids.get(0).attributeValue("id"));
    }

    @Test
    void it_is_on_presence_and_on_what_is_said_to_one_of_them_but_not_on_an_invitation() {
        Presence presence = to(new Presence(), "coven@conference.localhost/thirdwitch");
        Message aside = to(new Message(), "coven@conference.localhost/crone");
        aside.setType(Message.Type.chat);
        Message invitation = to(new Message(), "coven@conference.localhost");

        repairs.meet(presence);
        repairs.meet(aside, false);
        repairs.meet(invitation, false);

        assertEquals(1, ids(presence).size());
        assertEquals(1, ids(aside).size());
        assertEquals(0, ids(invitation).size());
    }

    @Test
    void nothing_is_on_what_goes_elsewhere_nor_when_it_is_switched_off() {
        Presence elsewhere = to(new Presence(), "coven@chat.shakespeare.lit/thirdwitch");
        repairs.meet(elsewhere);
        wanted = false;
        Presence off = to(new Presence(), "coven@conference.localhost/thirdwitch");
        repairs.meet(off);

        assertEquals(0, ids(elsewhere).size());
        assertEquals(0, ids(off).size());
    }

    @Test
    void a_message_without_an_id_gets_one() {
        Message message = to(new Message(), "coven@conference.localhost");
        message.setType(Message.Type.groupchat);
        Message known = to(new Message(), "coven@conference.localhost");
        known.setType(Message.Type.groupchat);
        known.setID("hysf1v37");

        repairs.meet(message, false);
        repairs.meet(known, false);

        assertTrue(message.getID().length() > 20);
        assertEquals("hysf1v37", known.getID());
    }

    private RoomRepairs repairs(byte[] secret) {
        OccupantIds ids = new OccupantIds(secret, () -> wanted, (room, somebody) -> "");
        return new RoomRepairs(jid -> jid.getDomain().equals("conference.localhost"), repair -> true, ids,
            new Moderation(jid -> true, () -> true, ids, said -> { }), new RoomCards(jid -> false, () -> false, null, said -> { }));
    }

    private static <P extends Packet> P to(P packet, String to) {
        packet.setFrom(HAG);
        packet.setTo(new JID(to));
        return packet;
    }

    private static List<Element> ids(Packet packet) {
        return Xml.children(packet.getElement(), "occupant-id", "urn:xmpp:occupant-id:0");
    }
}
