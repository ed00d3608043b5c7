package org.igniterealtime.openfire.plugin.fireside.desk.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.igniterealtime.openfire.plugin.fireside.desk.directory.WordAnalyzer;
import org.junit.jupiter.api.Test;

class ExcerptTest {
    private static String of(String text, String... words) throws Exception {
        return Excerpt.of(text, Set.of(words), new WordAnalyzer()).stream().map(each -> each.hit() ? "[" + each.text() + "]" : each.text()).collect(Collectors.joining());
    }

    @Test
    void what_was_looked_for_is_marked_whatever_its_letters() throws Exception {
        assertEquals("The [PLÜM] tree, and a [plum].", of("The PLÜM tree, and a plum.", "plum"));
        assertEquals("no such word", of("no such word", "plum"));
        assertEquals("", of("", "plum"));
    }

    @Test
    void a_long_text_is_shown_around_the_first_place() throws Exception {
        String excerpt = of("word ".repeat(500) + "plum " + "other ".repeat(500), "plum");

        assertTrue(excerpt.startsWith("\u2026word") && excerpt.contains("[plum]") && excerpt.endsWith("other\u2026"), excerpt);
        assertTrue(excerpt.length() < 320, excerpt);
    }

    @Test
    void no_character_is_cut_in_two() throws Exception {
        String text = "\uD83D\uDD25".repeat(400);

        List<Excerpt.Piece> pieces = Excerpt.of(text, Set.of(), new WordAnalyzer());

        assertTrue(pieces.get(0).text().codePoints().noneMatch(each -> Character.isSurrogate((char) each) && each < 0x10000));
        assertEquals("\u2026", pieces.get(1).text());
    }
}
