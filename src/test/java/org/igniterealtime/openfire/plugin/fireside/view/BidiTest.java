package org.igniterealtime.openfire.plugin.fireside.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BidiTest {
    @ParameterizedTest
    @CsvSource({"a\u202eb, a\u202eb\u202c", "a\u2067b, a\u2067b\u2069", "\u202e\u2067x, \u202e\u2067x\u2069\u202c", "a\u202cb, ab", "a\u2069b, ab",
        "\u2067\u202ex\u2069y, \u2067\u202ex\u202c\u2069y", "\u2067x\u202cy, \u2067xy\u2069", "\u202ax\u202c, \u202ax\u202c", "\u2068x\u2069, \u2068x\u2069",
        "\u202ex\u2069, \u202ex\u202c"})
    void what_is_opened_is_closed_and_nothing_else_is(String text, String balanced) {
        assertEquals(balanced, Bidi.balanced(text));
    }

    @Test
    void a_text_without_controls_is_left_as_the_object_it_is() {
        String text = "plain مرحبا \u200f\u200e 🔥";

        assertSame(text, Bidi.balanced(text));
    }

    @Test
    void whatever_goes_in_nothing_is_open_at_the_end_and_once_more_changes_nothing() {
        Random random = new Random(7);
        String signs = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069ab";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(200), 0, signs.length()).forEach(at -> text.append(signs.charAt(at)));

            String balanced = Bidi.balanced(text.toString());

            assertEquals(balanced, Bidi.balanced(balanced));
            assertEquals(0, balanced.chars().map(c -> c == '\u202c' || c == '\u2069' ? -1 : c >= '\u202a' ? 1 : 0).sum());
        }
    }
}
