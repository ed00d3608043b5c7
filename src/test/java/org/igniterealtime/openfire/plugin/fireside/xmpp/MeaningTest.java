package org.igniterealtime.openfire.plugin.fireside.xmpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Meaning.Kind;
import org.junit.jupiter.api.Test;

/** The examples are those of the specifications. */
class MeaningTest {
    @Test
    void a_correction_as_in_xep_0308_example_3() {
        assertEquals(new Meaning(Kind.CORRECTION, "bad1", List.of(), "", ""),
            read("<body>But soft</body><replace id='bad1' xmlns='urn:xmpp:message-correct:0'/>"));
    }

    @Test
    void a_retraction_as_in_xep_0424_example_1_and_as_it_was_before() {
        assertEquals(new Meaning(Kind.RETRACTION, "origin-id-1", List.of(), "", ""), read("<retract id='origin-id-1' xmlns='urn:xmpp:message-retract:1'/>"
            + "<fallback xmlns='urn:xmpp:fallback:0' for='urn:xmpp:message-retract:1'/><body>/me retracted</body><store xmlns='urn:xmpp:hints'/>"));
        assertEquals(new Meaning(Kind.RETRACTION, "origin-id-1", List.of(), "", ""),
            read("<apply-to id='origin-id-1' xmlns='urn:xmpp:fasten:0'><retract xmlns='urn:xmpp:message-retract:0'/></apply-to>"));
    }

    @Test
    void moderation_as_in_xep_0425_example_6_and_as_it_was_before_counts_from_the_room_alone() {
        String now = "<retract id='stanza-id-1' xmlns='urn:xmpp:message-retract:1'><moderated by='room@muc.example.com/macbeth' xmlns='urn:xmpp:message-moderate:1'/>"
            + "<reason>This message contains inappropriate content</reason></retract>";
        String before = "<apply-to id='stanza-id-1' xmlns='urn:xmpp:fasten:0'><moderated by='room@muc.example.com/macbeth' xmlns='urn:xmpp:message-moderate:0'>"
            + "<retract xmlns='urn:xmpp:message-retract:0'/><reason>This message contains inappropriate content</reason></moderated></apply-to>";

        for (String each : List.of(now, before)) {
            assertEquals(new Meaning(Kind.MODERATION, "stanza-id-1", List.of(), "This message contains inappropriate content", ""),
                Meaning.read(message(each), true));
            assertEquals(Meaning.WORDS, read(each));
        }
        assertEquals(Meaning.WORDS, Meaning.read(message("<retract id='stanza-id-1' xmlns='urn:xmpp:message-retract:1'/>"), true));
    }

    @Test
    void reactions_as_in_xep_0444_example_1_each_once_and_nothing_but_emoji() {
        assertEquals(new Meaning(Kind.REACTIONS, "744f6e18", List.of("👋", "🐢"), "", ""),
            read("<reactions id='744f6e18' xmlns='urn:xmpp:reactions:0'><reaction>👋</reaction><reaction>🐢</reaction><reaction>👋</reaction>"
                + "<reaction>words</reaction><reaction>&lt;b&gt;</reaction><reaction> </reaction><reaction>" + "👋".repeat(50) + "</reaction></reactions>"));
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            many.append("<reaction>").append(Character.toString(0x1F600 + i)).append("</reaction>");
        }
        assertEquals(Meaning.MOST_REACTIONS, read("<reactions id='1' xmlns='urn:xmpp:reactions:0'>" + many + "</reactions>").reactions().size());
    }

    @Test
    void a_reply_as_in_xep_0461_example_1() {
        assertEquals(new Meaning(Kind.WORDS, "message-id1", List.of(), "", ""),
            read("<body>Great</body><reply to='anna@example.com/laptop' id='message-id1' xmlns='urn:xmpp:reply:0'/>"));
    }

    @Test
    void what_is_encrypted_is_called_so_as_in_xep_0380_and_of_clients_that_do_not_say_it() {
        assertEquals("OMEMO", read("<encryption xmlns='urn:xmpp:eme:0' namespace='eu.siacs.conversations.axolotl' name='OMEMO'/>").sealed());
        assertEquals("OMEMO", read("<encrypted xmlns='eu.siacs.conversations.axolotl'><header sid='1'/></encrypted>").sealed());
        assertEquals("OMEMO", read("<encrypted xmlns='urn:xmpp:omemo:2'/>").sealed());
        assertEquals("OpenPGP", read("<encryption xmlns='urn:xmpp:eme:0' namespace='urn:xmpp:openpgp:0'/>").sealed());
        assertEquals("Better", read("<encryption xmlns='urn:xmpp:eme:0' namespace='urn:example' name=' Better '/>").sealed());
        assertTrue(Meaning.isSealed("<message><encrypted xmlns='eu.siacs.conversations.axolotl'/></message>"));
        assertEquals("", Meaning.sealing("<message><body>eu.siacs.conversations.axolotl</body></message>"));
    }

    @Test
    void what_names_no_message_or_an_endless_one_is_words() {
        for (String each : List.of("<replace xmlns='urn:xmpp:message-correct:0'/>", "<replace id=' ' xmlns='urn:xmpp:message-correct:0'/>",
            "<replace id='" + "x".repeat(300) + "' xmlns='urn:xmpp:message-correct:0'/>", "<retract id='' xmlns='urn:xmpp:message-retract:1'/>",
            "<reactions xmlns='urn:xmpp:reactions:0'/>", "<reply id='' xmlns='urn:xmpp:reply:0'/>", "<apply-to id='1' xmlns='urn:xmpp:fasten:0'/>",
            "<replace id='1' xmlns='urn:example'/>")) {
            assertEquals(Meaning.WORDS, read(each));
        }
    }

    @Test
    void what_stands_in_a_text_for_others_goes() {
        var reply = message("<body>&gt; 🔥 Anna\n&gt; hi\nGreat</body><fallback xmlns='urn:xmpp:fallback:0' for='urn:xmpp:reply:0'><body start='0' end='14'/></fallback>");
        assertEquals("Great", Fallback.without(reply, "> 🔥 Anna\n> hi\nGreat", java.util.Set.of(Ns.REPLY)));
        assertEquals("> 🔥 Anna\n> hi\nGreat", Fallback.without(reply, "> 🔥 Anna\n> hi\nGreat", java.util.Set.of(Ns.RETRACTION)));
        var hostile = message("<fallback xmlns='urn:xmpp:fallback:0' for='urn:xmpp:reply:0'><body start='3' end='1'/><body start='99999999' end='5'/><body start='-1'/><body start='4' end='99'/></fallback>");
        assertEquals("", Fallback.without(hostile, "12345678", java.util.Set.of(Ns.REPLY)));
    }

    private static Meaning read(String children) {
        return Meaning.read(message(children));
    }

    private static org.dom4j.Element message(String children) {
        return Xml.parse("<message>" + children + "</message>");
    }
}
