package org.igniterealtime.openfire.plugin.fireside.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.dom4j.DocumentException;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;
import org.xmpp.packet.Presence;

class ReadingTest {
    private static final String SHA1 = "a94a8fe5ccb19ba61c4c0873d391e987982fbbd3";

    // ---- presence

    @Test
    void a_presence_says_who_and_how() throws Exception {
        Availability read = presence("<show>away</show><status> Tea </status><priority>5</priority>"
            + "<x xmlns='vcard-temp:x:update'><photo>" + SHA1 + "</photo></x>");

        assertEquals(new Availability("balcony", 5, "away", "Tea", SHA1), read);
    }

    @Test
    void an_empty_presence_is_online() throws Exception {
        assertEquals(new Availability("balcony", 0, "online", "", ""), presence(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<show>bogus</show>", "<show/>", "<show>AWAY</show>", "<show><away/></show>", "<priority>high</priority>",
        "<priority>99999999999</priority>"})
    void what_is_not_understood_is_as_if_unsaid(String hostile) throws Exception {
        assertEquals(new Availability("balcony", 0, "online", "", ""), presence(hostile));
    }

    @Test
    void a_hostile_status_is_cut_between_characters() throws Exception {
        Availability read = presence("<status>" + "🔥".repeat(100_000) + "</status>");

        assertEquals("🔥".repeat(200), read.status());
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "A94A8FE5CCB19BA61C4C0873D391E987982FBBD3, " + SHA1, "../../x, ''", SHA1 + "0, ''", "'\"><script>', ''"})
    void a_picture_is_named_by_its_hash_or_not_at_all(String photo, String read) throws Exception {
        Element presence = DocumentHelper.parseText("<presence from='romeo@montague.lit/balcony'/>").getRootElement();
        presence.addElement("x", "vcard-temp:x:update").addElement("photo").setText(photo);

        assertEquals(read, Reading.availability(new Presence(presence)).photo());
    }

    // ---- messages

    @Test
    void a_text_with_all_that_comes_with_it() throws Exception {
        Optional<Signals.MessageSeen> seen = message("type='chat' id='1'", "<body>hi</body><active xmlns='http://jabber.org/protocol/chatstates'/>"
            + "<request xmlns='urn:xmpp:receipts'/>");

        assertEquals(Optional.of(new Signals.MessageSeen("romeo@montague.lit/balcony", "romeo@montague.lit", "1", true, "active", true, "")), seen);
    }

    @Test
    void typing_is_seen_without_a_text() throws Exception {
        Signals.MessageSeen seen = message("type='chat'", "<composing xmlns='http://jabber.org/protocol/chatstates'/>").orElseThrow();

        assertEquals("composing", seen.chatState());
        assertFalse(seen.text());
        assertEquals("", seen.id());
    }

    @Test
    void a_receipt_asks_for_none() throws Exception {
        assertFalse(message("type='chat' id='1'", "<received xmlns='urn:xmpp:receipts' id='0'/>").orElseThrow().wantsReceipt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"received", "sent"})
    void a_carbon_is_left_to_the_archive(String direction) throws Exception {
        assertEquals(Optional.empty(), message("type='chat'", "<" + direction + " xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'>"
            + "<message xmlns='jabber:client' type='chat'><body>x</body></message></forwarded></" + direction + ">"));
    }

    @Test
    void a_message_that_is_not_to_be_copied_is_no_carbon() throws Exception {
        assertTrue(message("type='chat'", "<body>x</body><private xmlns='urn:xmpp:carbons:2'/>").isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"groupchat", "headline"})
    void what_is_no_conversation_is_not_seen(String type) throws Exception {
        assertEquals(Optional.empty(), message("type='" + type + "'", "<body>x</body>"));
    }

    @ParameterizedTest
    @CsvSource({"<service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>, service-unavailable",
        "<text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>x</text><policy-violation xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>, policy-violation",
        "<made-up xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>, made-up", "<MADE.up xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>, undefined-condition",
        "<gone xmlns='other'/>, undefined-condition", "'', undefined-condition"})
    void an_error_says_why(String condition, String said) throws Exception {
        Signals.MessageSeen seen = message("type='error' id='1'", "<body>x</body><error type='cancel'>" + condition + "</error>").orElseThrow();

        assertEquals(said, seen.error());
        assertEquals("1", seen.id());
    }

    @Test
    void an_error_of_nobody_is_an_error_all_the_same() throws Exception {
        Message message = new Message(DocumentHelper.parseText("<message type='error' id='1'/>").getRootElement());

        assertEquals(Optional.of(new Signals.MessageSeen("", "", "1", false, "", false, "undefined-condition")), Reading.message(message));
    }

    // ---- roster pushes

    @ParameterizedTest
    @CsvSource({"set, , true", "set, juliet@capulet.lit, true", "set, juliet@capulet.lit/chamber, true", "set, tybalt@capulet.lit, false",
        "set, capulet.lit.evil.test, false", "get, , false"})
    void a_roster_push_comes_from_the_account_or_from_nowhere(String type, String from, boolean push) throws Exception {
        IQ iq = new IQ(DocumentHelper.parseText("<iq id='1' type='" + type + "'" + (from == null ? "" : " from='" + from + "'")
            + "><query xmlns='jabber:iq:roster'><item jid='a@b'/><item jid='c@d'/><item/></query></iq>").getRootElement());

        assertEquals(push, Reading.isRosterPush(iq, new JID("juliet@capulet.lit")));
        assertEquals(List.of("a@b", "c@d", ""), Reading.rosterItems(iq));
    }

    private static Availability presence(String content) throws DocumentException {
        return Reading.availability(new Presence(DocumentHelper.parseText(
            "<presence from='romeo@montague.lit/balcony'>" + content + "</presence>").getRootElement()));
    }

    private static Optional<Signals.MessageSeen> message(String attributes, String content) throws DocumentException {
        return Reading.message(new Message(DocumentHelper.parseText(
            "<message from='romeo@montague.lit/balcony' " + attributes + ">" + content + "</message>").getRootElement()));
    }
}
