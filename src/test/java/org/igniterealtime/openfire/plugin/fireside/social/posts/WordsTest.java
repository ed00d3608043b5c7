package org.igniterealtime.openfire.plugin.fireside.social.posts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Attachment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xmpp.packet.JID;

class WordsTest {
    private static final String FIRE = "\ud83d\udd25";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "A walk     | It rained.              | A walk",
        "It rained  | It **rained** and so on | ''",
        "It rained\u2026 | It rained and so on | ''",
        "It  rained | It rained               | ''",
        "It rained  | ''                      | ''",
        "''         | It rained               | ''",
        "It snowed  | It rained               | It snowed",
    })
    void a_title_stands_there_where_it_says_more_than_the_beginning_of_the_words(String title, String text, String shown) {
        assertEquals(shown, Words.title(entry(title, text, "")));
    }

    @Test
    void a_note_is_its_title() {
        Entry note = entry("See https://a.example/ & smile", "", "");

        assertEquals("", Words.plain(note));
        assertTrue(Words.body(note).html().contains("href=\"https://a.example/\""), Words.body(note).html());
        assertTrue(Words.body(note).html().contains("&amp; smile"), Words.body(note).html());
    }

    @Test
    void xhtml_counts_for_more_than_markdown_and_is_sanitised() {
        Entry entry = entry("t", "from **text**", "<div><p>from <b onclick='x'>html</b><script>x</script></p></div>");

        assertFalse(Words.body(entry).html().matches("(?s).*(script|onclick|from text).*"), Words.body(entry).html());
        assertEquals("from html", Words.plain(entry).strip());
        assertTrue(Words.body(entry("t", "from **text**", "")).html().contains("<strong>text</strong>"));
    }

    @Test
    void an_opening_is_one_line_and_cut_between_letters() {
        assertEquals("one two", Words.opening(entry("one\n\t two", "", "")));
        assertEquals(FIRE.repeat(80), Words.opening(entry(FIRE.repeat(80), "", "")));
        assertEquals(FIRE.repeat(79) + "\u2026", Words.opening(entry(FIRE.repeat(81), "", "")));
        assertEquals("Heading", Words.opening(entry("", "# Heading\n\nwords", "")));
        assertEquals("", Words.opening(entry("", "", "")));
    }

    @Test
    void a_draft_is_called_by_its_title_or_its_first_line_cut_between_letters() {
        assertEquals("Title", draft("Title", "text").name());
        assertEquals("first", draft(" ", "\n first\nsecond").name());
        assertEquals("", draft("", "").name());
        assertEquals(FIRE.repeat(80), draft(FIRE.repeat(80), "").name());
        assertEquals(FIRE.repeat(79) + "\u2026", draft(FIRE.repeat(81), "").name());
    }

    @Test
    void a_draft_without_words_is_called_by_what_its_first_file_shows_or_by_its_name() {
        Attachment plain = new Attachment("https://f.example/a", "a.png", "image/png", 1, 0, 0, "", "");

        assertEquals("a.png", draft("", " ", plain).name());
        assertEquals("A dog", draft("", "", new Attachment("https://f.example/a", "a.png", "image/png", 1, 0, 0, "A dog", ""), plain).name());
        assertEquals("Words", draft("", "Words", plain).name());
    }

    @Test
    void a_post_without_words_begins_with_what_its_files_show() {
        Attachment bare = new Attachment("https://f.example/a", "IMG_1.jpg", "image/jpeg", 1, 0, 0, "", "");
        Attachment paper = new Attachment("https://f.example/b", "b.pdf", "application/pdf", 1, 0, 0, "", "");

        assertEquals("", Words.opening(with(bare)));
        assertEquals("b.pdf", Words.opening(with(bare, paper)));
        assertEquals("A dog", Words.opening(with(bare, new Attachment("https://f.example/c", "c.png", "image/png", 1, 0, 0, "A dog\nin rain", ""))));
        assertEquals("", Words.title(with(paper)));
    }

    private static Entry with(Attachment... files) {
        return Entry.draft("x", new JID("alice@x"), Instant.EPOCH).files(List.of(files)).entry();
    }

    private static Draft draft(String title, String text, Attachment... files) {
        return new Draft("alice", "d", title, text, Audience.PUBLIC, "", false, "", List.of(files), 1, 0);
    }

    private static Entry entry(String title, String text, String html) {
        return Entry.draft("x", new JID("alice@x"), Instant.EPOCH).title(title).text(text).html(html).entry();
    }
}
