package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpp.packet.JID;

/** XEP-0372 §3.2. */
class MentionsTest {
    private static final List<String> NICKS = List.of("Ana", "Ana Maria", "Ben", "z\u00f6e", "\ud83d\ude00", "");

    @ParameterizedTest
    @CsvSource({"'Ana: come', Ana, 0, 3", "'Ana Maria, come', Ana Maria, 0, 9", "'I ask @Ben.', Ben, 7, 10", "'@z\u00f6e', z\u00f6e, 1, 4",
        "'(@Ana)', Ana, 2, 5", "'\ud83d\ude00 @Ben', Ben, 3, 6", "'@\ud83d\ude00 @x', \ud83d\ude00, 1, 2", "'One\n@Ben', Ben, 5, 8", "'> @Ana said\n@Ben: no', Ben, 13, 16"})
    void a_name_is_one_at_the_beginning_or_behind_a_sign(String body, String nick, int begin, int end) {
        assertEquals(List.of(new Mentions.Mention(nick, begin, end)), Mentions.find(body, NICKS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ana is here", "Anastasia: come", "ask Ana: come", "mail ana@Ben", "@Benny", "@", "", "https://example.org/@Ben", "> Ana: come"})
    void nothing_else_is(String body) {
        assertEquals(List.of(), Mentions.find(body, NICKS));
    }

    @Test
    void the_counting_is_that_of_the_specification() {
        String body = "But, soft! what light through yonder window breaks? It is the east, and @Juliet is the sun.";

        Mentions.Mention juliet = Mentions.find(body, List.of("Juliet")).get(0);

        // One more for the sign, which the example has not.
        assertEquals(72 + 1, juliet.begin());
        assertEquals(78 + 1, juliet.end());
    }

    @Test
    void there_are_only_so_many() {
        assertEquals(20, Mentions.find("@Ben ".repeat(100), NICKS).size());
    }

    @Test
    void somebody_is_meant_by_his_address_or_that_in_the_room() {
        assertTrue(refers("xmpp:balcony@channels.shakespeare.lit/Fair%20Juliet"));
        assertTrue(refers("xmpp:balcony@channels.shakespeare.lit/Fair Juliet"));
        assertTrue(refers("xmpp:juliet@capulet.lit"));
        assertFalse(refers("xmpp:balcony@channels.shakespeare.lit/Nurse"));
        assertFalse(refers("xmpp:hall@channels.shakespeare.lit/Fair%20Juliet"));
        assertFalse(Mentions.refers("<message><reference xmlns='urn:xmpp:reference:0' type='data' uri='xmpp:juliet@capulet.lit'/></message>",
            "balcony@channels.shakespeare.lit", "Fair Juliet", "juliet@capulet.lit"));
        assertFalse(Mentions.refers("", "balcony@channels.shakespeare.lit", "Fair Juliet", "juliet@capulet.lit"));
        assertEquals("xmpp:balcony@channels.shakespeare.lit/Fair%20Juliet%3F%22", Mentions.uri(new JID("balcony@channels.shakespeare.lit"), "Fair Juliet?\""));
    }

    private static boolean refers(String uri) {
        return Mentions.refers("<message><body>x</body><reference xmlns='urn:xmpp:reference:0' type='mention' begin='0' end='1' uri='" + uri + "'/></message>",
            "balcony@channels.shakespeare.lit", "Fair Juliet", "juliet@capulet.lit");
    }
}
