package org.igniterealtime.openfire.plugin.fireside.mam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.host.HostConnections;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.testkit.EmbeddedDatabase;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;
import org.xmpp.packet.Packet;
import org.xmpp.packet.PacketError;

/** Requests of XEP-0313 and their answers, on the real engine. */
class HistoryTest {
    private static final JID JULIET = new JID("juliet@localhost");
    private static final JID COVEN = new JID("coven@conference.localhost");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final List<Packet> sent = new ArrayList<>();
    private EmbeddedDatabase database;
    private HistoryStore store;
    private AccountHistory accounts;

    @BeforeEach
    void open() throws Exception {
        database = new EmbeddedDatabase();
        Database ours = new Database(new HostConnections());
        store = new HistoryStore(ours);
        accounts = new AccountHistory(ours, (line, domain, packets) -> packets.forEach(sent::add));
    }

    @AfterEach
    void close() throws Exception {
        database.close();
    }

    @Test
    void a_query_is_answered_by_messages_in_order_and_then_by_what_page_it_was() throws Exception {
        message(1, "romeo@montague.lit", false, "<message from='romeo@montague.lit/o' to='juliet@localhost' type='chat' id='m1'><body>1</body>"
            + "<x xmlns='other'><y/></x><stanza-id xmlns='urn:xmpp:sid:0' by='juliet@localhost' id='old'/></message>");
        message(2, "romeo@montague.lit", true, "");

        IQ fin = set("<query xmlns='urn:xmpp:mam:2' queryid='f27'/>");

        assertEquals(IQ.Type.result, fin.getType());
        assertEquals("<fin xmlns=\"urn:xmpp:mam:2\" complete=\"true\"><set xmlns=\"http://jabber.org/protocol/rsm\"><first>" + id(1) + "</first><last>" + id(2)
            + "</last><count>2</count></set></fin>", fin.getChildElement().asXML());
        assertEquals("<message from=\"juliet@localhost\" to=\"juliet@localhost/balcony\"><result xmlns=\"urn:xmpp:mam:2\" queryid=\"f27\" id=\"" + id(1)
            + "\"><forwarded xmlns=\"urn:xmpp:forward:0\"><delay xmlns=\"urn:xmpp:delay\" stamp=\"2026-03-01T12:00:01Z\"/>"
            + "<message xmlns=\"jabber:client\" from=\"romeo@montague.lit/o\" to=\"juliet@localhost\" type=\"chat\" id=\"m1\"><body>1</body>"
            + "<x xmlns=\"other\"><y/></x><stanza-id xmlns=\"urn:xmpp:sid:0\" by=\"juliet@localhost\" id=\"" + id(1) + "\"/></message></forwarded></result>"
            + "<no-store xmlns=\"urn:xmpp:hints\"/></message>", sent.get(0).getElement().asXML());
        Element written = forwarded(sent.get(1));
        assertEquals("<message xmlns=\"jabber:client\" from=\"juliet@localhost\" to=\"romeo@montague.lit\" type=\"chat\" id=\"m2\"><body>2</body>"
            + "<origin-id xmlns=\"urn:xmpp:sid:0\" id=\"m2\"/><stanza-id xmlns=\"urn:xmpp:sid:0\" by=\"juliet@localhost\" id=\"" + id(2) + "\"/></message>",
            written.asXML());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "<max>3</max>                                | 1 2 3          | -",
        "<max>3</max><after>3</after>                | 4 5 6          | -",
        "<max>3</max><after>27</after>               | 28 29 30       | true",
        "<max>4</max><after>27</after>               | 28 29 30       | true",
        "<max>3</max><after>30</after>               | -              | true",
        "<max>3</max><before/>                       | 28 29 30       | -",
        "<max>3</max><before>4</before>              | 1 2 3          | true",
        "<max>3</max><before>5</before>              | 2 3 4          | -",
        "<max>3</max><before>1</before>              | -              | true",
        "<max>25</max><before>30</before>            | 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 | -",
        "<max>3</max><index>10</index>               | 11 12 13       | -",
        "<max>3</max><index>29</index>               | 30             | true",
        "<max>3</max><index>30</index>               | -              | true"})
    void pages_meet_without_a_gap(String rsm, String wanted, String complete) throws Exception {
        for (int i = 1; i <= 30; i++) {
            message(i, "romeo@montague.lit", false, "");
        }

        IQ fin = set("<query xmlns='urn:xmpp:mam:2'><set xmlns='http://jabber.org/protocol/rsm'>" + ids(rsm) + "</set></query>");

        assertEquals(wanted == null ? "" : wanted, bodies());
        assertEquals(complete, fin.getChildElement().attributeValue("complete"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "<field var='with'><value>nurse@localhost</value></field>                                                 | 2 4",
        "<field var='with'><value>nurse@localhost/kitchen</value></field>                                         | 4",
        "<field var='with'><value>juliet@localhost</value></field>                                                | 5",
        "<field var='with'><value>nobody@localhost</value></field>                                                | -",
        "<field var='start'><value>2026-03-01T12:00:03Z</value></field>                                           | 3 4 5",
        "<field var='start'><value>2026-03-01T12:00:03.0001Z</value></field>                                      | 4 5",
        "<field var='start'><value>2026-03-01T14:00:05+02:00</value></field>                                      | 5",
        "<field var='end'><value>2026-03-01T12:00:02Z</value></field>                                             | 1 2",
        "<field var='start'><value>+999999999-01-01T00:00:00Z</value></field>                                     | -",
        "<field var='start'><value>-0001-01-01T00:00:00Z</value></field>                                          | 1 2 3 4 5",
        "<field var='end'><value>-0001-01-01T00:00:00Z</value></field>                                            | -",
        "<field var='end'><value>9999-01-01T00:00:00Z</value></field>                                             | 1 2 3 4 5",
        "<field var='after-id'><value>2</value></field>                                                           | 3 4 5",
        "<field var='before-id'><value>3</value></field><field var='after-id'><value>1</value></field>            | 2",
        "<field var='ids'><value>4</value><value>2</value><value>4</value></field>                                | 2 4",
        "<field var='ids'><value>4</value><value>1</value></field><field var='with'><value>nurse@localhost</value></field> | 4",
        "<field var='with'/>                                                                                      | 1 2 3 4 5"})
    void a_form_says_what_is_wanted(String fields, String wanted) throws Exception {
        message(1, "romeo@montague.lit", false, "");
        message(2, "nurse@localhost", false, "");
        message(3, "romeo@montague.lit", true, "");
        message(4, "nurse@localhost", true, "<message from='juliet@localhost/balcony' to='nurse@localhost/kitchen'><body>4</body></message>");
        message(5, "juliet@localhost", true, "");

        set("<query xmlns='urn:xmpp:mam:2'>" + form(ids(fields)) + "</query>");

        assertEquals(wanted == null ? "" : wanted, bodies());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "set | <query xmlns='urn:xmpp:mam:2' node='n'/>                                                               | feature_not_implemented",
        "set | <query xmlns='urn:xmpp:mam:2'><set xmlns='http://jabber.org/protocol/rsm'><max>lots</max></set></query>    | bad_request",
        "set | <query xmlns='urn:xmpp:mam:2'><set xmlns='http://jabber.org/protocol/rsm'><after>none</after></set></query> | item_not_found",
        "set | <query xmlns='urn:xmpp:mam:2'><set xmlns='http://jabber.org/protocol/rsm'><before>ffffffffffffffff</before></set></query> | item_not_found",
        "set | <query xmlns='urn:xmpp:mam:2'><set xmlns='http://jabber.org/protocol/rsm'><index>999999999</index></set></query> | feature_not_implemented",
        "set | <query xmlns='urn:xmpp:mam:2'><x xmlns='jabber:x:data' type='submit'><field var='with'><value>a@b</value></field></x></query> | bad_request",
        "set | <query xmlns='urn:xmpp:mam:2'><x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE'><value>urn:xmpp:mam:1</value></field></x></query> | bad_request",
        "set | <query xmlns='urn:xmpp:mam:2'><x xmlns='jabber:x:data' type='cancel'><field var='FORM_TYPE'><value>urn:xmpp:mam:2</value></field></x></query> | bad_request",
        "set | FORM <field var='{http://example.com/}free-text-search'><value>x</value></field>                       | feature_not_implemented",
        "set | FORM <field var='include-groupchat'><value>true</value></field>                                        | feature_not_implemented",
        "set | FORM <field var='start'><value>yesterday</value></field>                                               | bad_request",
        "set | FORM <field var='end'><value>2026-13-01T00:00:00Z</value></field>                                      | bad_request",
        "set | FORM <field var='with'><value>@@</value></field>                                                       | bad_request",
        "set | FORM <field var='with'><value>a@b</value><value>c@d</value></field>                                    | bad_request",
        "set | FORM <field var='after-id'><value>'; DROP TABLE fsMessage; --</value></field>                          | item_not_found",
        "set | FORM <field var='ids'><value>0000000000000001</value></field>                                          | item_not_found",
        "set | <prefs xmlns='urn:xmpp:mam:2' default='roster'/>                                                       | not_allowed",
        "set | <prefs xmlns='urn:xmpp:mam:2' default='sometimes'/>                                                    | bad_request",
        "set | <prefs xmlns='urn:xmpp:mam:2' default='always'><never><jid>a@b</jid></never></prefs>                   | not_allowed",
        "set | <metadata xmlns='urn:xmpp:mam:2'/>                                                                     | feature_not_implemented",
        "get | <other xmlns='urn:xmpp:mam:2'/>                                                                        | feature_not_implemented"})
    void what_is_wrong_is_refused_and_nothing_is_sent(String type, String child, String condition) throws Exception {
        message(1, "romeo@montague.lit", false, "");

        IQ answer = ask("juliet@localhost/balcony", type, child.startsWith("FORM ") ? "<query xmlns='urn:xmpp:mam:2'>" + form(child.substring(5)) + "</query>" : child);

        assertEquals(IQ.Type.error, answer.getType());
        assertEquals(PacketError.Condition.valueOf(condition), answer.getError().getCondition());
        assertEquals(List.of(), sent);
    }

    @Test
    void an_archive_is_its_accounts_alone() throws Exception {
        message(1, "romeo@montague.lit", false, "");

        for (String other : List.of("nurse@localhost/kitchen", "romeo@montague.lit/o", "juliet@montague.lit/x", "localhost")) {
            assertEquals(PacketError.Condition.forbidden, ask(other, "set", "<query xmlns='urn:xmpp:mam:2'/>").getError().getCondition());
            assertEquals(PacketError.Condition.forbidden, ask(other, "get", "<metadata xmlns='urn:xmpp:mam:2'/>").getError().getCondition());
            assertEquals(PacketError.Condition.forbidden, ask(other, "get", "<prefs xmlns='urn:xmpp:mam:2'/>").getError().getCondition());
        }
        assertEquals(List.of(), sent);
    }

    @Test
    void too_much_is_not_given_at_once() throws Exception {
        for (int i = 1; i <= 150; i++) {
            message(i, "romeo@montague.lit", false, "");
        }

        IQ fin = set("<query xmlns='urn:xmpp:mam:2'><set xmlns='http://jabber.org/protocol/rsm'><max>999999999</max></set></query>");

        assertEquals(100, sent.size());
        assertEquals(null, fin.getChildElement().attributeValue("complete"));
        assertEquals(PacketError.Condition.not_acceptable, set("<query xmlns='urn:xmpp:mam:2'>" + form("<field var='ids'>"
            + IntStream.rangeClosed(1, 101).mapToObj(i -> "<value>" + id(i) + "</value>").collect(java.util.stream.Collectors.joining()) + "</field>")
            + "</query>").getError().getCondition());
        assertEquals(PacketError.Condition.not_acceptable, set("<query xmlns='urn:xmpp:mam:2' queryid='" + "x".repeat(256) + "'/>").getError().getCondition());
    }

    @Test
    void a_page_of_large_messages_is_a_short_one() throws Exception {
        for (int i = 1; i <= 8; i++) {
            message(i, "romeo@montague.lit", false, "<message from='romeo@montague.lit/o' to='juliet@localhost'><body>" + i + "</body><x xmlns='x'>" + "x".repeat(900_000) + "</x></message>");
        }

        IQ fin = set("<query xmlns='urn:xmpp:mam:2'/>");

        assertEquals("1 2 3", bodies());
        assertEquals(null, fin.getChildElement().attributeValue("complete"));
        assertEquals(id(3), Xml.child(Xml.child(fin.getChildElement(), "set", Ns.RSM), "last", Ns.RSM).getText());
    }

    @Test
    void how_many_there_are_is_told_without_any() throws Exception {
        for (int i = 1; i <= 30; i++) {
            message(i, "romeo@montague.lit", false, "");
        }

        assertEquals("<fin xmlns=\"urn:xmpp:mam:2\"><set xmlns=\"http://jabber.org/protocol/rsm\"><count>30</count></set></fin>",
            set("<query xmlns='urn:xmpp:mam:2'><set xmlns='http://jabber.org/protocol/rsm'><max>0</max></set></query>").getChildElement().asXML());
        assertEquals(List.of(), sent);
    }

    @Test
    void a_page_is_flipped() throws Exception {
        for (int i = 1; i <= 5; i++) {
            message(i, "romeo@montague.lit", false, "");
        }

        IQ fin = set("<query xmlns='urn:xmpp:mam:2'><set xmlns='http://jabber.org/protocol/rsm'><max>3</max></set><flip-page/></query>");

        assertEquals("3 2 1", bodies());
        assertTrue(fin.getChildElement().asXML().contains("<first>" + id(1) + "</first><last>" + id(3) + "</last>"));
    }

    @Test
    void an_archive_tells_its_form_its_ends_and_that_it_keeps_all() throws Exception {
        assertEquals("<metadata xmlns=\"urn:xmpp:mam:2\"/>", ask("juliet@localhost/balcony", "get", "<metadata xmlns='urn:xmpp:mam:2'/>").getChildElement().asXML());
        message(1, "romeo@montague.lit", false, "");
        message(2, "romeo@montague.lit", false, "");

        assertEquals("<metadata xmlns=\"urn:xmpp:mam:2\"><start id=\"" + id(1) + "\" timestamp=\"2026-03-01T12:00:01Z\"/><end id=\"" + id(2)
            + "\" timestamp=\"2026-03-01T12:00:02Z\"/></metadata>", ask("juliet@localhost/balcony", "get", "<metadata xmlns='urn:xmpp:mam:2'/>").getChildElement().asXML());
        assertEquals("<prefs xmlns=\"urn:xmpp:mam:2\" default=\"always\"><always/><never/></prefs>",
            ask("juliet@localhost/balcony", "get", "<prefs xmlns='urn:xmpp:mam:2'/>").getChildElement().asXML());
        assertEquals("<prefs xmlns=\"urn:xmpp:mam:2\" default=\"always\"><always/><never/></prefs>",
            set("<prefs xmlns='urn:xmpp:mam:2' default='always'><always><jid>a@b</jid></always><never/></prefs>").getChildElement().asXML());
        Element form = ask("juliet@localhost/balcony", "get", "<query xmlns='urn:xmpp:mam:2'/>").getChildElement();
        assertEquals(List.of("FORM_TYPE", "with", "start", "end", "before-id", "after-id", "ids"),
            Xml.children(Xml.child(form, "x", Ns.DATA_FORMS)).stream().map(field -> field.attributeValue("var")).toList());
    }

    @Test
    void of_what_was_taken_back_it_is_told_that_it_was() throws Exception {
        message(1, "romeo@montague.lit", false, "");
        message(2, "romeo@montague.lit", false, "<message from='romeo@montague.lit/o' to='juliet@localhost' id='m2'><retract xmlns='urn:xmpp:message-retract:1' id='m1'/></message>");
        try (Connection connection = database.open(); java.sql.Statement sql = connection.createStatement()) {
            sql.execute("UPDATE fsMessage SET body = '', content = 6 WHERE stanzaId = 'm1'");
            sql.execute("UPDATE fsMessage SET body = '', kind = 2, parent = " + key(1) + " WHERE stanzaId = 'm2'");
        }

        set("<query xmlns='urn:xmpp:mam:2'/>");

        assertEquals("<message xmlns=\"jabber:client\" from=\"romeo@montague.lit\" to=\"juliet@localhost\" type=\"chat\" id=\"m1\"><stanza-id xmlns=\"urn:xmpp:sid:0\""
            + " by=\"juliet@localhost\" id=\"" + id(1) + "\"/><retracted xmlns=\"urn:xmpp:message-retract:1\" id=\"m2\" stamp=\"2026-03-01T12:00:02Z\"/></message>",
            forwarded(sent.get(0)).asXML());
        assertEquals("m1", Xml.child(forwarded(sent.get(1)), "retract", Ns.RETRACTION).attributeValue("id"), () -> forwarded(sent.get(1)).asXML());
    }

    // ---- rooms

    @Test
    void a_room_tells_who_spoke_to_those_alone_who_may_know() throws Exception {
        spoken(1, "hag", "hag@localhost", "uuid-1", "<message from='coven@conference.localhost/hag' type='groupchat' id='m1'><body>1</body>"
            + "<x xmlns='http://jabber.org/protocol/muc#user'><item jid='forged@localhost'/></x>"
            + "<stanza-id xmlns='urn:xmpp:sid:0' by='coven@conference.localhost' id='uuid-1'/></message>");
        spoken(2, "witch", "", "uuid-2", "");

        String told = forwarded(results(true).get(0)).asXML();
        String hidden = forwarded(results(false).get(0)).asXML();

        assertEquals("<message xmlns=\"jabber:client\" from=\"coven@conference.localhost/hag\" type=\"groupchat\" id=\"m1\"><body>1</body>"
            + "<x xmlns=\"http://jabber.org/protocol/muc#user\"><item jid=\"hag@localhost\"/></x>"
            + "<stanza-id xmlns=\"urn:xmpp:sid:0\" by=\"coven@conference.localhost\" id=\"uuid-1\"/></message>", told);
        assertFalse(hidden.contains("muc#user"), hidden);
        assertEquals("<message xmlns=\"jabber:client\" from=\"coven@conference.localhost/witch\" type=\"groupchat\" id=\"m2\"><body>2</body>"
            + "<stanza-id xmlns=\"urn:xmpp:sid:0\" by=\"coven@conference.localhost\" id=\"uuid-2\"/></message>", forwarded(results(true).get(1)).asXML());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"coven@conference.localhost/hag | false | 1 3", "hag@localhost | true | 1 3", "coven@conference.localhost | false | 1 2 3",
        "hag@localhost/phone | true | 1 3", "hag@localhost | false | forbidden"})
    void what_somebody_said_in_a_room_is_found_by_who_may_know_him(String with, boolean named, String wanted) throws Exception {
        spoken(1, "hag", "hag@localhost", "uuid-1", "");
        spoken(2, "witch", "witch@localhost", "uuid-2", "");
        spoken(3, "hag", "hag@localhost", "uuid-3", "");

        IQ answer = room("<query xmlns='urn:xmpp:mam:2'>" + form("<field var='with'><value>" + with + "</value></field>") + "</query>", named);

        assertEquals(wanted, answer.getType() == IQ.Type.error ? answer.getError().getCondition().toString() : bodies());
    }

    @Test
    void a_room_is_paged_by_the_ids_that_it_gave() throws Exception {
        for (int i = 1; i <= 5; i++) {
            spoken(i, "hag", "", "uuid-" + i, "");
        }

        IQ fin = room("<query xmlns='urn:xmpp:mam:2'><set xmlns='http://jabber.org/protocol/rsm'><max>2</max><after>uuid-2</after></set></query>", false);

        assertEquals("3 4", bodies());
        assertTrue(fin.getChildElement().asXML().contains("<first>uuid-3</first><last>uuid-4</last>"));
        assertEquals(PacketError.Condition.item_not_found,
            room("<query xmlns='urn:xmpp:mam:2'><set xmlns='http://jabber.org/protocol/rsm'><after>" + "x".repeat(5000) + "</after></set></query>", false).getError().getCondition());
    }

    private List<Packet> results(boolean named) throws Exception {
        sent.clear();
        room("<query xmlns='urn:xmpp:mam:2'/>", named);
        return List.copyOf(sent);
    }

    private IQ room(String child, boolean named) throws Exception {
        IQ request = iq("hag@localhost/phone", "set", child);
        try {
            return new Reading((line, domain, packets) -> packets.forEach(sent::add)).answer(request, COVEN, new RoomShelf(store, COVEN, named));
        } catch (HistoryError no) {
            return org.igniterealtime.openfire.plugin.fireside.xmpp.StanzaErrors.answer(request, COVEN, no.condition());
        }
    }

    // ---- the stage

    private IQ set(String child) throws Exception {
        return ask("juliet@localhost/balcony", "set", child);
    }

    private IQ ask(String from, String type, String child) throws Exception {
        return accounts.to(iq(from, type, child), JULIET).orElseThrow();
    }

    private static IQ iq(String from, String type, String child) throws Exception {
        return new IQ(DocumentHelper.parseText("<iq from='" + from + "' type='" + type + "' id='1'>" + child + "</iq>").getRootElement());
    }

    private static String form(String fields) {
        return "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE' type='hidden'><value>urn:xmpp:mam:2</value></field>" + fields + "</x>";
    }

    // Numbers of messages stand for their ids.
    private static String ids(String xml) {
        return java.util.regex.Pattern.compile("<(after|before|value)>(\\d{1,2})</").matcher(xml)
            .replaceAll(found -> "<" + found.group(1) + ">" + id(Integer.parseInt(found.group(2))) + "</");
    }

    private static String id(int second) {
        return Stamp.text(key(second));
    }

    private static long key(int second) {
        return Stamp.at(NOON.plusSeconds(second)) + 7;
    }

    private String bodies() {
        return String.join(" ", sent.stream().map(each -> forwarded(each).elementText("body")).toList());
    }

    private static Element forwarded(Packet packet) {
        Element forwarded = Xml.child(Xml.child(((Message) packet).getElement(), "result", Ns.HISTORY), "forwarded", Ns.FORWARD);
        return Xml.children(forwarded).get(1);
    }

    private void message(int second, String peer, boolean outgoing, String stanza) throws Exception {
        try (Connection connection = database.open(); PreparedStatement sql = connection.prepareStatement("INSERT INTO fsMessage"
            + " (owner, id, peer, outgoing, origin, stanzaId, body, stanza, state, kind, parent, root, content) VALUES ('juliet', ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0)")) {
            sql.setLong(1, key(second));
            sql.setString(2, peer);
            sql.setInt(3, outgoing ? 1 : 0);
            sql.setString(4, "o" + second);
            sql.setString(5, "m" + second);
            sql.setString(6, "" + second);
            sql.setString(7, stanza);
            sql.executeUpdate();
        }
    }

    private void spoken(int second, String nick, String sender, String origin, String stanza) throws Exception {
        try (Connection connection = database.open(); PreparedStatement sql = connection.prepareStatement("INSERT INTO fsRoomMessage"
            + " (room, id, nick, sender, origin, stanzaId, body, stanza, kind, parent, root, content) VALUES ('coven@conference.localhost', ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0)")) {
            sql.setLong(1, key(second));
            sql.setString(2, nick);
            sql.setString(3, sender);
            sql.setString(4, origin);
            sql.setString(5, "m" + second);
            sql.setString(6, "" + second);
            sql.setString(7, stanza);
            sql.executeUpdate();
        }
    }
}
