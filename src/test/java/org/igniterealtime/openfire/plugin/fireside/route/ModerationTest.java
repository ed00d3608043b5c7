package org.igniterealtime.openfire.plugin.fireside.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dom4j.DocumentHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;

/** XEP-0425. */
class ModerationTest {
    private static final String MODERATE = "<moderate id='stanza-id-1' xmlns='urn:xmpp:message-moderate:1'><retract xmlns='urn:xmpp:message-retract:1'/>"
        + "<reason>This message contains inappropriate content for this forum</reason></moderate>";
    private static final String OLD = "<apply-to id='stanza-id-1' xmlns='urn:xmpp:fasten:0'><moderate xmlns='urn:xmpp:message-moderate:0'>"
        + "<retract xmlns='urn:xmpp:message-retract:0'/><reason>This message contains inappropriate content for this forum</reason></moderate></apply-to>";
    private static final String LIST = "<query xmlns='http://jabber.org/protocol/muc#admin'/>";

    private final List<Message> said = new ArrayList<>();
    private final OccupantIds ids = new OccupantIds(new byte[32], () -> true, (room, somebody) -> "");
    private final Moderation moderation = new Moderation(jid -> jid.getDomain().equals("conference.localhost"), () -> true, ids, said::add);

    @ParameterizedTest
    @ValueSource(strings = {MODERATE, OLD})
    void a_request_asks_the_room_whether_it_is_a_moderators(String request) throws Exception {
        IQ iq = ask(request);

        moderation.meet(iq);

        assertEquals(IQ.Type.get, iq.getType());
        assertEquals("<query xmlns=\"http://jabber.org/protocol/muc#admin\"><item role=\"participant\"/></query>", iq.getChildElement().asXML());
        assertEquals(new JID("room@conference.localhost"), iq.getTo());
        assertFalse(iq.getID().equals("retract-request-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {MODERATE, OLD})
    void a_moderators_is_answered_and_said(String request) throws Exception {
        IQ answer = answered(request, "result", LIST);

        assertEquals("<iq type=\"result\" id=\"retract-request-1\" from=\"room@conference.localhost\" to=\"macbeth@localhost/home\"/>", answer.toXML());
        assertEquals("macbeth@localhost/home", said.get(0).getFrom().toString());
        assertEquals("room@conference.localhost", said.get(0).getTo().toString());
        assertEquals(Message.Type.groupchat, said.get(0).getType());
        assertEquals("<retract xmlns=\"urn:xmpp:message-retract:1\" id=\"stanza-id-1\"><moderated xmlns=\"urn:xmpp:message-moderate:1\">"
            + "<occupant-id xmlns=\"urn:xmpp:occupant-id:0\" id=\"" + ids.of(new JID("room@conference.localhost"), new JID("macbeth@localhost"))
            + "\"/></moderated><reason>This message contains inappropriate content for this forum</reason></retract>",
            said.get(0).getElement().element("retract").asXML());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<error type='auth'><forbidden xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>",
        "<error type='modify'><bad-request xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>"})
    void anybody_elses_is_refused(String error) throws Exception {
        IQ answer = answered(MODERATE, "error", LIST + error);

        assertEquals(IQ.Type.error, answer.getType());
        assertEquals("retract-request-1", answer.getID());
        assertEquals("forbidden", answer.getError().getCondition().toXMPP());
        assertEquals("stanza-id-1", answer.getElement().element("moderate").attributeValue("id"));
        assertEquals(List.of(), said);
    }

    @Test
    void another_answer_of_the_room_makes_nobody_a_moderator() throws Exception {
        answered(MODERATE, "result", "<query xmlns='http://jabber.org/protocol/disco#info'/>");

        assertEquals(List.of(), said);
    }

    @Test
    void an_answer_counts_once_and_from_that_room_to_that_person_alone() throws Exception {
        IQ request = ask(MODERATE);
        moderation.meet(request);

        moderation.meetAnswer(iq("<iq type='result' id='" + request.getID() + "' from='heath@conference.localhost' to='macbeth@localhost/home'>" + LIST + "</iq>"));
        moderation.meetAnswer(iq("<iq type='result' id='" + request.getID() + "' from='room@conference.localhost' to='hag@localhost/home'>" + LIST + "</iq>"));
        moderation.meetAnswer(iq("<iq type='result' id='retract-request-1' from='room@conference.localhost' to='macbeth@localhost/home'>" + LIST + "</iq>"));
        assertEquals(List.of(), said);
        for (int time = 0; time < 2; time++) {
            moderation.meetAnswer(iq("<iq type='result' id='" + request.getID() + "' from='room@conference.localhost' to='macbeth@localhost/home'>" + LIST + "</iq>"));
        }
        assertEquals(1, said.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<moderate xmlns='urn:xmpp:message-moderate:1'><retract xmlns='urn:xmpp:message-retract:1'/></moderate>",
        "<moderate id='1' xmlns='urn:xmpp:message-moderate:1'/>", "<moderate id='1' xmlns='urn:xmpp:message-moderate:7'><retract xmlns='urn:xmpp:message-retract:1'/></moderate>",
        "<apply-to id='1' xmlns='urn:xmpp:fasten:0'><retract xmlns='urn:xmpp:message-retract:0'/></apply-to>", "<query xmlns='jabber:iq:version'/>"})
    void what_is_no_such_request_is_left_to_the_room(String request) throws Exception {
        IQ iq = ask(request);
        String before = iq.toXML();

        moderation.meet(iq);

        assertEquals(before, iq.toXML());
    }

    @Test
    void rooms_elsewhere_see_to_themselves() throws Exception {
        IQ iq = iq("<iq type='set' to='room@muc.example.com' from='macbeth@localhost/home' id='retract-request-1'>" + MODERATE + "</iq>");
        String before = iq.toXML();

        moderation.meet(iq);

        assertEquals(before, iq.toXML());
    }

    @Test
    void on_its_way_to_each_occupant_it_is_the_room_that_says_it_and_by_whom() throws Exception {
        answered(MODERATE, "result", LIST);
        Message out = said.get(0);
        out.setFrom(new JID("room@conference.localhost/macbeth"));

        assertTrue(moderation.passes(out));
        out.setTo(new JID("oldhag@localhost/pda"));
        assertTrue(moderation.passes(out));

        assertEquals("room@conference.localhost", out.getFrom().toString());
        assertEquals("room@conference.localhost/macbeth", out.getElement().element("retract").element("moderated").attributeValue("by"));
        assertEquals("room@conference.localhost/macbeth", out.getElement().element("apply-to").element("moderated").attributeValue("by"));
    }

    @Test
    void what_an_occupant_says_himself_is_no_moderation() throws Exception {
        Message message = message("<body>so there</body><retract id='1' xmlns='urn:xmpp:message-retract:1'><moderated xmlns='urn:xmpp:message-moderate:1'/></retract>"
            + "<apply-to id='1' xmlns='urn:xmpp:fasten:0'><moderated xmlns='urn:xmpp:message-moderate:0'/></apply-to>"
            + "<retract id='2' xmlns='urn:xmpp:message-retract:1'/>");

        moderation.meet(message);

        assertEquals(2, message.getElement().elements().size());
        assertEquals("2", message.getElement().element("retract").attributeValue("id"));
    }

    @Test
    void what_was_taken_back_is_not_handed_out_of_the_history_again() throws Exception {
        answered(MODERATE, "result", LIST);
        Message old = message("<body>Free magic potions</body><stanza-id xmlns='urn:xmpp:sid:0' by='room@conference.localhost' id='stanza-id-1'/><delay xmlns='urn:xmpp:delay'/>");
        old.setFrom(new JID("room@conference.localhost/oldhag"));
        assertTrue(moderation.passes(old));

        Optional<RoomModerated> told = moderation.told(new JID("room@conference.localhost"), new JID("macbeth@localhost/home"), "macbeth", said.get(0));

        assertEquals(Optional.of(new RoomModerated(new JID("room@conference.localhost"), "stanza-id-1", "macbeth", new JID("macbeth@localhost"),
            "This message contains inappropriate content for this forum")), told);
        assertFalse(moderation.passes(old));
        old.setFrom(new JID("heath@conference.localhost/oldhag"));
        assertTrue(moderation.passes(old));
    }

    private IQ answered(String request, String type, String content) throws Exception {
        IQ iq = ask(request);
        moderation.meet(iq);
        IQ answer = iq("<iq type='" + type + "' id='" + iq.getID() + "' from='room@conference.localhost' to='macbeth@localhost/home'>" + content + "</iq>");
        moderation.meetAnswer(answer);
        return answer;
    }

    private static IQ ask(String request) throws Exception {
        return iq("<iq type='set' to='room@conference.localhost' from='macbeth@localhost/home' id='retract-request-1'>" + request + "</iq>");
    }

    private static IQ iq(String stanza) throws Exception {
        return new IQ(DocumentHelper.parseText(stanza).getRootElement());
    }

    private static Message message(String content) throws Exception {
        return new Message(DocumentHelper.parseText("<message type='groupchat' to='room@conference.localhost' from='oldhag@localhost/pda'>" + content
            + "</message>").getRootElement());
    }
}
