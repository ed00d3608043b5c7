package org.igniterealtime.openfire.plugin.fireside.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.dom4j.DocumentException;
import org.dom4j.DocumentHelper;
import org.igniterealtime.openfire.plugin.fireside.event.Events;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;
import org.xmpp.packet.Packet;
import org.xmpp.packet.PacketError;
import org.xmpp.packet.Presence;

class RouteTest {
    private static final String NAMES = "from='romeo@montague.lit/balcony' to='juliet@capulet.lit' id='m1' ";

    private final Events events = new Events();
    private final List<Object> told = new ArrayList<>();
    private final Route route = new Route(events, new Stamp(Clock.systemUTC()), "localhost");

    @BeforeEach
    void listen() {
        events.on(RoutedMessage.class, told::add);
        events.on(ProfileChanged.class, told::add);
    }

    @Test
    void a_text_is_told_once_its_routing_has_ended() throws Exception {
        Message message = message("type='chat'", "<body>hi</body>");

        route.interceptPacket(message, null, true, false);
        assertEquals(List.of(), told);
        route.interceptPacket(message, null, true, true);

        RoutedMessage routed = (RoutedMessage) told.get(0);
        assertEquals("hi", routed.body());
        assertEquals("m1", routed.stanzaId());
        assertEquals(new JID("romeo@montague.lit/balcony"), routed.from());
        assertEquals(new JID("juliet@capulet.lit"), routed.to());
        assertEquals(message.getElement().asXML(), routed.stanza());
        assertTrue(routed.id() > 0);
    }

    @Test
    void it_is_numbered_when_its_routing_begins() throws Exception {
        Message first = message("type='chat'", "<body>1</body>");
        Message second = message("type='chat'", "<body>2</body>");
        route.interceptPacket(first, null, true, false);
        route.interceptPacket(second, null, true, false);

        route.interceptPacket(second, null, true, true);
        route.interceptPacket(first, null, true, true);

        assertTrue(((RoutedMessage) told.get(0)).id() > ((RoutedMessage) told.get(1)).id());
    }

    @Test
    void what_the_host_made_an_error_of_meanwhile_is_not_told() throws Exception {
        Message message = message("type='chat'", "<body>hi</body>");

        route.interceptPacket(message, null, true, false);
        message.setError(new PacketError(PacketError.Condition.service_unavailable));
        route.interceptPacket(message, null, true, true);

        assertEquals(List.of(), told);
    }

    @Test
    void what_it_was_when_its_routing_began_is_what_is_told() throws Exception {
        Message message = message("type='chat'", "<body>hi</body>");

        route.interceptPacket(message, null, true, false);
        message.setTo("nurse@capulet.lit");
        message.setBody("changed");
        route.interceptPacket(message, null, true, true);

        assertEquals("hi", ((RoutedMessage) told.get(0)).body());
        assertEquals("juliet@capulet.lit", ((RoutedMessage) told.get(0)).to().toString());
    }

    @Test
    void nothing_is_told_twice() throws Exception {
        Message message = message("type='chat'", "<body>hi</body>");
        through(message);

        route.interceptPacket(message, null, true, true);

        assertEquals(1, told.size());
    }

    @ParameterizedTest
    @CsvSource({"<received xmlns='urn:xmpp:receipts' id='a'/>, a, ''", "<displayed xmlns='urn:xmpp:chat-markers:0' id='b'/>, '', b"})
    void a_receipt_or_marker_is_told_without_a_body(String content, String receipt, String displayed) throws Exception {
        through(message("type='chat'", content));

        RoutedMessage routed = (RoutedMessage) told.get(0);
        assertEquals("", routed.body());
        assertEquals("", routed.stanza());
        assertEquals(receipt, routed.receiptOf());
        assertEquals(displayed, routed.displayed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<composing xmlns='http://jabber.org/protocol/chatstates'/>", "<received xmlns='other' id='a'/>",
        "<received xmlns='urn:xmpp:receipts'/>", "<body>x</body><no-store xmlns='urn:xmpp:hints'/>",
        "<body>x</body><no-permanent-store xmlns='urn:xmpp:hints'/>", ""})
    void what_is_not_to_be_kept_is_not_told(String content) throws Exception {
        through(message("type='chat'", content));

        assertEquals(List.of(), told);
    }

    @ParameterizedTest
    @CsvSource({"type='chat', 1", "type='normal', 1", "'', 1", "type='groupchat', 0", "type='headline', 0", "type='error', 0"})
    void a_conversation_is_of_two(String type, int count) throws Exception {
        through(message(type, "<body>hi</body>"));

        assertEquals(count, told.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"from='a@b/c'", "to='a@b'", "from='a@b/c' to='b'"})
    void what_has_not_both_ends_is_not_told(String ends) throws Exception {
        through(new Message(DocumentHelper.parseText("<message " + ends + " type='chat'><body>x</body></message>").getRootElement()));

        assertEquals(List.of(), told);
    }

    @Test
    void only_what_comes_in_counts() throws Exception {
        Message message = message("type='chat'", "<body>hi</body>");

        route.interceptPacket(message, null, false, false);
        route.interceptPacket(message, null, false, true);

        assertEquals(List.of(), told);
    }

    @Test
    void a_stanza_too_large_is_told_without_its_xml() throws Exception {
        through(message("type='chat'", "<body>hi</body><x xmlns='y'>" + "x".repeat(1 << 20) + "</x>"));

        assertEquals("hi", ((RoutedMessage) told.get(0)).body());
        assertEquals("", ((RoutedMessage) told.get(0)).stanza());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<vCard xmlns='vcard-temp'/>",
        "<pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='urn:xmpp:avatar:metadata'/></pubsub>"})
    void a_new_profile_is_told(String child) throws Exception {
        through(iq("set", "", child));
        through(iq("set", "to='juliet@capulet.lit'", child));

        ProfileChanged changed = new ProfileChanged(new JID("juliet@capulet.lit"));
        assertEquals(List.of(changed, changed), told);
    }

    @ParameterizedTest
    @CsvSource({"get, '', <vCard xmlns='vcard-temp'/>", "result, '', <vCard xmlns='vcard-temp'/>", "set, to='romeo@montague.lit', <vCard xmlns='vcard-temp'/>",
        "set, '', <pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='other'/></pubsub>",
        "set, '', <pubsub xmlns='http://jabber.org/protocol/pubsub'/>", "set, '', <x xmlns='y'/>"})
    void what_changes_no_profile_is_not_told(String type, String to, String child) throws Exception {
        through(iq(type, to, child));

        assertEquals(List.of(), told);
    }

    @Test
    void presence_is_none_of_its_business() {
        through(new Presence());

        assertEquals(List.of(), told);
    }

    private void through(Packet packet) {
        route.interceptPacket(packet, null, true, false);
        route.interceptPacket(packet, null, true, true);
    }

    private static Message message(String type, String content) throws DocumentException {
        return new Message(DocumentHelper.parseText("<message " + NAMES + type + ">" + content + "</message>").getRootElement());
    }

    private static IQ iq(String type, String to, String child) throws DocumentException {
        return new IQ(DocumentHelper.parseText("<iq from='juliet@capulet.lit/chamber' " + to + " id='1' type='" + type + "'>" + child + "</iq>").getRootElement());
    }
}
