package org.igniterealtime.openfire.plugin.fireside.social.posts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryIdTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "A walk in the rain | a-walk-in-the-rain",
        "## Crème brûlée, ¿qué? | creme-brulee-que",
        "It's Ana’s | its-anas",
        "Straße nach Łódź | strasse-nach-lodz",
        "one - two -- three | one-two-three",
        "'\n\n  second line\nthird' | second-line",
        "../../etc/passwd?x=1&y | etc-passwd-x-1-y",
        "ﬁne ① | fine-1",
        "the quick brown fox jumps over the lazy dog and then it sleeps for a while | the-quick-brown-fox-jumps-over-the-lazy-dog-and-then-it",
    })
    void an_id_begins_with_what_the_post_says(String title, String slug) {
        String id = EntryId.of(title, new Random(1));

        assertTrue(id.matches(Pattern.quote(slug) + "-[A-Za-z0-9]{6}"), id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u2665", "مرحبا", "雨の散歩", "a", "!!!", "\ud800", "\u0000"})
    void without_letters_for_one_it_is_a_uuid(String title) {
        String id = EntryId.of(title, new Random(1));

        assertEquals(id, UUID.fromString(id).toString());
        assertEquals(4, UUID.fromString(id).version());
        assertEquals(2, UUID.fromString(id).variant());
    }

    @Test
    void the_same_words_never_have_the_same_id() {
        Random random = new Random(1);

        assertNotEquals(EntryId.of("rain", random), EntryId.of("rain", random));
    }

    @Test
    void it_fits_everywhere_however_long_the_title() {
        String id = EntryId.of("x".repeat(1_000_000), new Random(1));

        assertTrue(id.length() <= 70, id);
    }
}
