package org.igniterealtime.openfire.plugin.fireside.route;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.dom4j.DocumentException;
import org.dom4j.DocumentHelper;
import org.igniterealtime.openfire.plugin.fireside.event.Events;
import org.igniterealtime.openfire.plugin.fireside.event.ResourceSeen;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.jivesoftware.openfire.interceptor.PacketRejectedException;
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
    private final List<ResourceSeen> resources = new ArrayList<>();
    private final Handover handover = new Handover("localhost", "fireside.localhost", "social"::equals);
    private final Additions additions = new Additions("localhost", query -> query.addElement("feature").addAttribute("var", "added"));
    private final Route route = new Route(events,
        new StanzaIds(new Stamp(Clock.systemUTC()), "localhost", (sender, id) -> OptionalLong.empty(), () -> true), "localhost", handover, additions,
        new RoomIds(RouteTest::isRoom), new RoomFeatures(RouteTest::isRoom), repairs());

    private RoomRepairs repairs() {
        OccupantIds occupants = new OccupantIds(new byte[32], () -> true, (room, somebody) -> "");
        return new RoomRepairs(RouteTest::isRoom, repair -> true, occupants, new Moderation(RouteTest::isRoom, () -> true, occupants, told::add),
            new RoomCards(RouteTest::isRoom, () -> false, null, told::add));
    }

    private static boolean isRoom(JID jid) {
        return jid.getDomain().equals("conference.localhost");
    }

    @BeforeEach
    void listen() {
        events.on(RoutedMessage.class, told::add);
        events.on(ProfileChanged.class, told::add);
        events.on(ResourceSeen.class, resources::add);
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
        "<pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='urn:xmpp:avatar:metadata'/></pubsub>",
        "<pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='urn:xmpp:vcard4'/></pubsub>",
        "<pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='urn:xmpp:movim-banner:0'/></pubsub>"})
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

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "<presence from='juliet@localhost/chamber'/>, ''",
        "<presence from='romeo@montague.lit/orchard' to='juliet@localhost'/>, juliet@localhost",
        "<presence from='romeo@montague.lit/orchard' to='juliet@localhost/chamber'/>, juliet@localhost"})
    void presence_for_contacts_tells_of_a_resource_and_its_capabilities(String stanza, String told) throws Exception {
        Presence presence = presence(stanza.replace("/>", "><priority>5</priority>"
            + "<c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='https://example.org' ver='abc='/></presence>"));

        through(presence);

        assertEquals(List.of(new ResourceSeen(presence.getFrom(), told, true, 5, "sha-1", "https://example.org", "abc=", false)), resources);
    }

    @Test
    void a_resource_that_goes_is_told() throws Exception {
        through(presence("<presence from='juliet@localhost/chamber' type='unavailable'/>"));

        assertEquals(List.of(new ResourceSeen(new JID("juliet@localhost/chamber"), "", false, 0, "", "", "", false)), resources);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<presence/>", "<presence from='juliet@localhost/chamber' to='hall@conference.localhost/j'/>",
        "<presence from='juliet@localhost/chamber' to='romeo@montague.lit' type='unavailable'/>",
        "<presence from='juliet@localhost/chamber' type='probe'/>", "<presence from='montague.lit' to='juliet@localhost'/>",
        "<presence from='hall@rooms.lit/r' to='juliet@localhost/chamber'><x xmlns='http://jabber.org/protocol/muc#user'/></presence>",
        "<presence from='romeo@montague.lit/orchard'/>"})
    void presence_that_is_not_for_contacts_tells_nothing(String stanza) throws Exception {
        through(presence(stanza));

        assertEquals(List.of(), resources);
    }

    @Test
    void what_concerns_a_social_node_is_readdressed_before_the_host_reads_the_address() throws Exception {
        handover.open();
        IQ asked = iq("get", "to='romeo@localhost'", "<pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='social'/></pubsub>");

        route.interceptPacket(asked, null, true, false);

        assertEquals("romeo@fireside.localhost", asked.getTo().toString());
    }

    @Test
    void what_the_host_tells_of_a_social_node_goes_nowhere() throws Exception {
        handover.open();
        Message stale = event("juliet@localhost", "social");
        assertThrows(PacketRejectedException.class, () -> route.interceptPacket(stale, null, true, false));

        for (Message other : List.of(event("juliet@localhost", "avatar"), event("juliet@capulet.lit", "social"), event("juliet@localhost/c", "social"))) {
            through(other);
        }
        handover.ours(() -> assertDoesNotThrow(() -> through(stale)));
        handover.close();
        through(stale);
    }

    private static Message event(String from, String node) throws DocumentException {
        return new Message(DocumentHelper.parseText("<message from='" + from + "' to='romeo@localhost'>"
            + "<event xmlns='http://jabber.org/protocol/pubsub#event'><items node='" + node + "'/></event></message>").getRootElement());
    }

    @Test
    void an_account_tells_the_features_that_its_social_nodes_have() throws Exception {
        IQ told = new IQ(DocumentHelper.parseText("<iq from='juliet@localhost' to='romeo@localhost/orchard' id='1' type='result'>"
            + "<query xmlns='http://jabber.org/protocol/disco#info'/></iq>").getRootElement());

        route.interceptPacket(told, null, false, false);

        assertEquals("added", told.getChildElement().element("feature").attributeValue("var"));
    }

    private void through(Packet packet) throws Exception {
        route.interceptPacket(packet, null, true, false);
        route.interceptPacket(packet, null, true, true);
    }

    @Test
    void what_a_node_elsewhere_tells_a_local_account_is_told_when_its_routing_has_ended() throws Exception {
        // given
        List<EventSeen> seen = new ArrayList<>();
        events.on(EventSeen.class, seen::add);
        Message message = event("mary@far", "juliet@localhost/chamber", "<items node='social'/>");
        // when
        route.interceptPacket(message, null, true, false);
        assertEquals(List.of(), seen);
        route.interceptPacket(message, null, true, true);
        // then
        assertEquals(new JID("juliet@localhost"), seen.get(0).account());
        assertEquals(new JID("mary@far"), seen.get(0).from());
        assertTrue(seen.get(0).event() != message.getChildElement("event", "http://jabber.org/protocol/pubsub#event"));
    }

    @Test
    void what_is_no_news_from_elsewhere_is_not_told() throws Exception {
        // given
        List<EventSeen> seen = new ArrayList<>();
        events.on(EventSeen.class, seen::add);
        Message deep = event("mary@far", "juliet@localhost", "<items node='social'/>");
        org.dom4j.Element innermost = deep.getChildElement("event", "http://jabber.org/protocol/pubsub#event");
        for (int i = 0; i < 100_000; i++) {
            innermost = innermost.addElement("items");
        }
        Message refused = event("mary@far", "juliet@localhost", "<items node='social'/>");
        refused.setType(Message.Type.error);
        // when
        route.interceptPacket(deep, null, true, true);
        route.interceptPacket(refused, null, true, true);
        route.interceptPacket(event("romeo@localhost", "juliet@localhost", "<items node='social'/>"), null, true, true);
        route.interceptPacket(event("mary@far", "nina@far", "<items node='social'/>"), null, true, true);
        route.interceptPacket(event("mary@far", "juliet@localhost", "<items node='picture'/>"), null, true, true);
        route.interceptPacket(event("mary@far", "localhost", "<items node='social'/>"), null, true, true);
        handover.ours(() -> assertDoesNotThrow(() ->
            route.interceptPacket(event("comments.localhost", "juliet@localhost", "<items node='social'/>"), null, true, true)));
        // then
        assertEquals(List.of(), seen);
    }

    private static Message event(String from, String to, String content) throws DocumentException {
        return new Message(DocumentHelper.parseText("<message type='headline' from='" + from + "' to='" + to
            + "'><event xmlns='http://jabber.org/protocol/pubsub#event'>" + content + "</event></message>").getRootElement());
    }

    private static Message message(String type, String content) throws DocumentException {
        return new Message(DocumentHelper.parseText("<message " + NAMES + type + ">" + content + "</message>").getRootElement());
    }

    private static IQ iq(String type, String to, String child) throws DocumentException {
        return new IQ(DocumentHelper.parseText("<iq from='juliet@capulet.lit/chamber' " + to + " id='1' type='" + type + "'>" + child + "</iq>").getRootElement());
    }

    private static Presence presence(String stanza) throws DocumentException {
        return new Presence(DocumentHelper.parseText(stanza).getRootElement());
    }
}
