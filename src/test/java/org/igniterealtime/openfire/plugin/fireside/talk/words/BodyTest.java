package org.igniterealtime.openfire.plugin.fireside.talk.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {
    private static final String UNSTYLED = "<message xmlns='jabber:client'><body>*a*</body><unstyled xmlns='urn:xmpp:styling:0'/></message>";

    private static Body of(String stanza, String text) {
        return Body.of(stanza, text, address -> Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"🔥", "🔥🔥", "🔥 🔥 🔥", " 🔥\n", "❤️", "☺️", "☀️🌧️", "👍🏽", "☝🏽", "🇩🇪", "🇩🇪🇫🇷🇯🇵", "1️⃣", "#⃣", "👨‍👩‍👧‍👦", "👩🏾‍🚀", "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
        "🏳️‍🌈", "❤️‍🔥", "🤷🏻‍♀️", "🤷‍♂", "🏴‍☠️", "⌚", "🫠", "🀄", "👨🏻‍❤️‍💋‍👨🏿👨🏻‍❤️‍💋‍👨🏿👨🏻‍❤️‍💋‍👨🏿"})
    void a_few_emoji_alone_are_large(String text) {
        assertTrue(of("", text).jumbo());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a", "🔥a", "🔥🔥🔥🔥", "1", "#", "1️", "©", "☺", "❤", "→", "🇩", "🇩🇪🇫", "\u200d", "🔥\u200d", "👨‍👩‍", "\ufe0f", "🏴󠁧󠁢", "*🔥*",
        "\ud83d", "漢", "٣", "🔥.", "e\u0301"})
    void what_is_no_emoji_or_more_than_a_few_is_not(String text) {
        assertFalse(of("", text).jumbo());
    }

    @Test
    void a_million_of_emoji_take_no_time() {
        assertFalse(of("", "🔥".repeat(500_000)).jumbo());
        assertFalse(of("", "\u200d".repeat(100)).jumbo());
    }

    @Test
    void who_sends_it_may_say_that_nothing_is_styled() {
        assertEquals("*a*", of(UNSTYLED, "*a*").html().html());
        assertTrue(of("", "*a*").html().html().startsWith("<strong>"));
        assertTrue(of("<message><body>urn:xmpp:styling:0</body></message>", "*a*").html().html().startsWith("<strong>"));
        assertTrue(of("<message><x xmlns='urn:x'><unstyled xmlns='urn:xmpp:styling:0'/></x></message>", "*a*").html().html().startsWith("<strong>"));
        assertTrue(of("<message urn:xmpp:styling:0", "*a*").html().html().startsWith("<strong>"));
    }

    @Test
    void of_a_long_message_the_beginning_is_shown() {
        String lines = "a line of text\n".repeat(10_000);
        String line = "word ".repeat(12_000);
        String word = "x".repeat(60_000);
        String pictures = "a" + "🔥".repeat(30_000);

        assertEquals("a line of text\n".repeat(40), of("", lines).html().html());
        assertTrue(of("", lines).cut());
        assertEquals("word ".repeat(800).strip(), of("", line).html().html().strip());
        assertEquals("x".repeat(4_000), of("", word).html().html());
        assertEquals("a" + "🔥".repeat(1_999), of("", pictures).html().html());
    }

    @Test
    void what_just_fits_is_shown_whole() {
        String lines = "a\n".repeat(39) + "b";
        String word = "x".repeat(4_000);

        assertFalse(of("", lines).cut());
        assertFalse(of("", lines + "\n").cut());
        assertTrue(of("", lines + "\nc").cut());
        assertFalse(of("", word).cut());
        assertTrue(of("", word + "x").cut());
        assertFalse(of("", "").cut());
    }

    @Test
    void the_beginning_of_anything_is_of_a_size_that_a_page_bears() {
        for (String part : new String[] {"*a* ", "*_~`a`~_* ", "> ", ">>>>a\n", "```\n", "http://a ", "`a` ", "\u202e`\u202e` "}) {
            String html = of("", part.repeat(65_536 / part.length())).html().html();

            assertTrue(html.length() < 80_000, part + html.length());
        }
    }
}
