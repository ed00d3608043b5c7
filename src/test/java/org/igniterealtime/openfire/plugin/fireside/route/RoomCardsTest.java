package org.igniterealtime.openfire.plugin.fireside.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dom4j.DocumentHelper;
import org.igniterealtime.openfire.plugin.fireside.host.HostConnections;
import org.igniterealtime.openfire.plugin.fireside.portraits.Portraits;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.testkit.EmbeddedDatabase;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.Packet;

/** XEP-0486. */
class RoomCardsTest {
    private static final JID ROOM = new JID("coven@conference.localhost");
    private static final String CARD = "<vCard xmlns='vcard-temp'><FN>Coven</FN><PHOTO><TYPE>image/png</TYPE><BINVAL>AQID</BINVAL></PHOTO></vCard>";
    /** SHA-1 of the bytes 1, 2, 3. */
    private static final String HASH = "7037807198c22a7d2b0807371d763779a84fdfcf";
    private static final String FORM = "<query xmlns='http://jabber.org/protocol/muc#owner'/>";
    private static final String INFO = "<query xmlns='http://jabber.org/protocol/disco#info'><x xmlns='jabber:x:data' type='result'><field var='FORM_TYPE' type='hidden'>"
        + "<value>http://jabber.org/protocol/muc#roominfo</value></field></x></query>";

    private final LinkedBlockingQueue<Packet> said = new LinkedBlockingQueue<>();
    private EmbeddedDatabase hsqldb;
    private Lane lane;
    private RoomCards cards;

    @BeforeEach
    void open() throws Exception {
        hsqldb = new EmbeddedDatabase();
        lane = new Lane("test", 2, 2, 2, 100);
        cards = cards();
    }

    private RoomCards cards() {
        Portraits portraits = new Portraits(new Database(new HostConnections()), lane);
        portraits.open();
        return new RoomCards(jid -> jid.getDomain().equals("conference.localhost"), () -> true, portraits, said::add);
    }

    @AfterEach
    void close() throws Exception {
        lane.close();
        hsqldb.close();
    }

    @Test
    void who_gives_one_is_asked_whether_he_is_an_owner_and_all_inside_are_told() throws Exception {
        cards.came(ROOM, new JID("hag@localhost/pda"));
        cards.came(ROOM, new JID("witch@localhost/pda"));
        cards.went(ROOM, new JID("witch@localhost/pda"));
        IQ request = request("set", CARD);

        cards.meet(request);

        assertEquals(IQ.Type.get, request.getType());
        assertEquals(FORM.replace('\'', '"'), request.getChildElement().asXML());
        assertTrue(cards.takes(answered(request, "result", FORM)));
        assertEquals("<iq type=\"result\" id=\"card-1\" from=\"coven@conference.localhost\" to=\"crone@localhost/desktop\"/>", next());
        assertEquals("<presence from=\"coven@conference.localhost\" to=\"hag@localhost/pda\"><x xmlns=\"vcard-temp:x:update\"><photo>" + HASH + "</photo></x></presence>", next());
        assertEquals("<message type=\"groupchat\" from=\"coven@conference.localhost\" to=\"hag@localhost/pda\"><x xmlns=\"http://jabber.org/protocol/muc#user\">"
            + "<status code=\"104\"/></x></message>", next());
        assertNull(said.poll());
        // and it is there after a start
        RoomCards again = cards();
        IQ get = request("get", "<vCard xmlns='vcard-temp'/>");
        again.meet(get);
        assertEquals("http://jabber.org/protocol/disco#info", get.getChildElement().getNamespaceURI());
        assertTrue(again.takes(answered(get, "result", INFO)));
        assertTrue(next().contains("<BINVAL>AQID</BINVAL>"));
        IQ info = answered(request("get", "<query xmlns='http://jabber.org/protocol/disco#info'/>"), "result", INFO);
        again.describe(info);
        assertTrue(info.toXML().contains("<field var=\"muc#roominfo_avatarhash\" type=\"text-single\"><value>" + HASH + "</value></field>"), info.toXML());
        assertFalse(again.takes(info));
    }

    @ParameterizedTest
    @ValueSource(strings = {"set", "get"})
    void to_whom_the_room_says_no_nothing_is_told_and_nothing_is_kept(String type) throws Exception {
        IQ request = request(type, CARD);
        cards.meet(request);

        assertTrue(cards.takes(answered(request, "error", "<error type='auth'><forbidden xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>")));

        assertTrue(next().contains(type.equals("set") ? "<forbidden" : "<item-not-found"));
        IQ get = request("get", "<vCard xmlns='vcard-temp'/>");
        cards.meet(get);
        cards.takes(answered(get, "result", INFO));
        assertFalse(next().contains("PHOTO"));
    }

    @Test
    void an_answer_of_somebody_else_or_one_that_is_guessed_counts_nothing() throws Exception {
        IQ request = request("set", CARD);
        cards.meet(request);
        IQ foreign = answered(request, "result", FORM);
        foreign.setFrom(new JID("heath@conference.localhost"));
        IQ guessed = answered(request, "result", FORM);
        guessed.setID("fireside-card-1");

        assertFalse(cards.takes(foreign));
        assertFalse(cards.takes(guessed));
        assertTrue(said.isEmpty());
    }

    @Test
    void what_is_no_picture_and_what_is_too_large_is_not_kept() throws Exception {
        for (String card : new String[] {CARD.replace("AQID", "%%%=A"), CARD.replace("AQID", "A".repeat(400_000))}) {
            IQ request = request("set", card);
            cards.meet(request);
            cards.takes(answered(request, "result", FORM));
            assertTrue(next().contains("type=\"error\""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"coven@conference.elsewhere", "coven@conference.localhost/hag", "crone@localhost"})
    void what_is_not_for_a_room_here_goes_its_way(String to) throws Exception {
        IQ request = request("get", "<vCard xmlns='vcard-temp'/>");
        request.setTo(new JID(to));

        cards.meet(request);

        assertEquals("card-1", request.getID());
        assertEquals("vCard", request.getChildElement().getName());
    }

    private String next() throws InterruptedException {
        return said.poll(10, TimeUnit.SECONDS).toXML().replaceFirst(" id=\"[^\"]*\"(?=[^>]*to=\"hag)", "");
    }

    private static IQ request(String type, String child) throws Exception {
        return new IQ(DocumentHelper.parseText("<iq type='" + type + "' id='card-1' from='crone@localhost/desktop' to='" + ROOM + "'>" + child + "</iq>").getRootElement());
    }

    private static IQ answered(IQ request, String type, String child) throws Exception {
        return new IQ(DocumentHelper.parseText("<iq type='" + type + "' id='" + request.getID() + "' from='" + ROOM + "' to='crone@localhost/desktop'>" + child + "</iq>")
            .getRootElement());
    }
}
