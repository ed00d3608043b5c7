package org.igniterealtime.openfire.plugin.fireside.previews;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.fetch.Result;
import org.igniterealtime.openfire.plugin.fireside.fetch.WebAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageReaderTest {
    private static final WebAddress HERE = WebAddress.of("https://www.site.example/a/b?c").orElseThrow();

    @Test
    void open_graph_comes_before_cards_and_those_before_plain_html() {
        // given
        String plain = "<title>Plain</title><meta name=description content='Plain words'>";
        String card = "<meta name=twitter:title content=Card><meta name='twitter:description' content='Words of a card'>"
            + "<meta name=twitter:image content=/card.png><meta name='twitter:image:alt' content='On the card'>";
        String graph = "<meta property=og:title content=Graph><meta property=og:description content='Words of a graph'><meta property=og:site_name content=Site>"
            + "<meta property=og:image content=//cdn.example/graph.png><meta property=og:image:width content=1200><meta property=og:image:height content=630>"
            + "<meta property=og:image:alt content='On the graph'>";

        // then
        assertEquals(new Found("Plain", "Plain words", "", null), found(plain));
        assertEquals(new Found("Card", "Words of a card", "", new Preview.Picture("https://www.site.example/card.png", "On the card", 0, 0)), found(plain + card));
        assertEquals(new Found("Graph", "Words of a graph", "Site", new Preview.Picture("https://cdn.example/graph.png", "On the graph", 1200, 630)),
            found(plain + card + graph));
    }

    @Test
    void the_first_word_counts_and_empty_ones_do_not() {
        assertEquals("One", found("<meta property=og:title content=' '><meta property=OG:Title content=One><meta property=og:title content=Two>").title());
        assertEquals("By name", found("<meta name=og:title content='By name'>").title());
        assertEquals("Page", found("<meta property=og:title content='&#8203; &#1;'><title> Page\n </title>").title());
        assertEquals("", found("<svg><title>Drawing</title></svg>").title());
    }

    @Test
    void what_is_said_becomes_a_line_of_text() {
        assertEquals("a b <b>c</b> & d", found("<title>a\r\n\tb &lt;b&gt;c&lt;/b&gt; &amp;\u0001\u0085\u200b d</title>").title());
        assertEquals("\u202eabc\u202c", found("<title>\u202eabc</title>").title(), "what turns around ends with the line");
        assertEquals("x".repeat(199) + "\u2026", found("<title>" + "x".repeat(500_000) + "</title>").title());
        assertEquals("\ud83d\ude00".repeat(199) + "\u2026", found("<title>" + "\ud83d\ude00".repeat(300) + "</title>").title(), "no character is cut in two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "data:image/png;base64,AAAA", "file:///etc/passwd", "ftp://a.example/x.png", "http://me:secret@a.example/x.png",
        "\\\\a.example\\x.png", "", "http://", "https://a.example/\u202egnp.exe"})
    void a_picture_has_an_address_of_the_web(String url) {
        assertNull(found("<meta property=og:image content='" + url + "'>").picture());
    }

    @ParameterizedTest
    @CsvSource({"1200, 630, 1200, 630", "0, 630, 0, 0", "-1, -1, 0, 0", "1200, , 0, 0", "99999, 1, 0, 0", "1e3, 1, 0, 0", "99999999999, 5, 0, 0"})
    void a_picture_has_both_sizes_or_none(String width, String height, int wide, int high) {
        Preview.Picture picture = found("<meta property=og:image content=x.png><meta property=og:image:width content='" + width + "'>"
            + "<meta property=og:image:height content='" + (height == null ? "" : height) + "'>").picture();

        assertEquals(new Preview.Picture("https://www.site.example/a/x.png", "", wide, high), picture);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "<link rel=alternate type=application/json+oembed href=/o?url=x> | https://www.site.example/o?url=x",
        "<link rel='nofollow ALTERNATE' type=application/json+oembed href=https://o.example/> | https://o.example/",
        "<link rel=alternate type=text/xml+oembed href=/o> | ",
        "<link rel=stylesheet type=application/json+oembed href=/o> | ",
        "<a rel=alternate type=application/json+oembed href=/o> | ",
        "<link rel=alternate type=application/json+oembed href=javascript:x> | "})
    void a_page_may_say_where_more_is_said(String html, String url) {
        assertEquals(Optional.ofNullable(url), new PageReader(fetched(html.getBytes(StandardCharsets.UTF_8), null)).oembed());
    }

    @ParameterizedTest
    @CsvSource({"ISO-8859-1, false, ISO-8859-1", "UTF-8, false, UTF-8", "windows-1251, true, windows-1251", "UTF-8, true, UTF-8", "Shift_JIS, true, Shift_JIS"})
    void a_page_is_read_in_its_own_charset(String charset, boolean inPage, String written) {
        // given
        String word = charset.equals("windows-1251") ? "\u0441\u043b\u043e\u0432\u043e" : charset.equals("Shift_JIS") ? "\u8a00\u8449" : "gr\u00fcn";
        String html = (inPage ? "<meta charset=" + charset + ">" : "") + "<title>" + word + "</title>";

        // then
        assertEquals(word, new PageReader(fetched(html.getBytes(Charset.forName(written)), inPage ? null : Charset.forName(charset))).found().title());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0000\u0001\u00ff", "<meta charset=nonsense><title>x</title>", "<?xml version='1.0' encoding='none'?><title>x</title>", "<!--", "<title>",
        "<meta content", "<meta property=og:title content='"})
    void nothing_that_a_page_says_makes_the_reader_stumble(String html) {
        assertTrue(found(html).title().length() < 10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a>", "<div>", "<b>", "<table>", "<svg>", "<p><i>", "<select><option>", "<meta content=x name=y>", "&", "<!-->", "<a b c d e f g h>"})
    void a_page_of_nothing_but_one_thing_is_read_in_its_time(String tag) {
        String page = "<title>T</title>" + tag.repeat((1 << 20) / tag.length());

        assertEquals("T", assertTimeoutPreemptively(Duration.ofSeconds(20), () -> found(page)).title());
    }

    private static Found found(String html) {
        return new PageReader(fetched(html.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)).found();
    }

    private static Result.Fetched fetched(byte[] html, Charset charset) {
        return new Result.Fetched(HERE, "text/html", charset, html, true);
    }
}
