package org.igniterealtime.openfire.plugin.fireside.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.dom4j.DocumentHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
    private static final String AWAY = " target=\"_blank\" rel=\"noopener noreferrer nofollow ugc\"";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'a *b* **c** `d` ~~e~~' | <p>a <em>b</em> <strong>c</strong> <code>d</code> <del>e</del></p>",
        "# a | <h3>a</h3>",
        "'a\nb' | '<p>a<br>\nb</p>'",
        "'<b onclick=x>a</b>' | <p>&lt;b onclick=x&gt;a&lt;/b&gt;</p>",
        "'<script>a</script>' | '<p>&lt;script&gt;a&lt;/script&gt;</p>'",
        "'#rain #1' | '<p><a href=\"/fireside/tag/rain\" class=\"hashtag\">#rain</a> #1</p>'",
        "'`#rain` @ana' | '<p><code>#rain</code> <a href=\"/fireside/@ana\" class=\"mention\">@ana</a></p>'",
        "[a](javascript:b) | <p>a</p>",
        "[a](/b) | <p>a</p>",
    })
    void what_people_type_is_shown_as_they_mean_it(String source, String html) {
        assertEquals(html, page(source));
    }

    @Test
    void an_address_is_a_link_as_it_is_in_a_chat() {
        String link = "<a href=\"http://a.example/b_c_d\"" + AWAY + ">http://a.example/b_c_d</a>";

        assertEquals("<p>" + link + ".</p>", page("http://a.example/b_c_d."));
        assertEquals(link + ".", Links.html("http://a.example/b_c_d.").html());
    }

    @Test
    void a_table_is_a_table() {
        assertEquals("<table><thead><tr><th>a</th><th align=\"right\">b</th></tr></thead><tbody><tr><td>1</td><td align=\"right\">2</td></tr></tbody></table>",
            page("|a|b|\n|-|-:|\n|1|2|").replace("\n", ""));
    }

    @Test
    void a_picture_waits_in_a_page_and_stays_in_a_stanza() {
        assertTrue(page("![a dog](https://a.example/x)").contains("class=\"picture-ask\" data-alt=\"a dog\""));
        assertTrue(Markdown.xhtml("![a dog](https://a.example/x)").contains("<img src=\"https://a.example/x\" alt=\"a dog\" />"));
    }

    @Test
    void for_a_stanza_it_is_xhtml() throws Exception {
        String xhtml = Markdown.xhtml("a & b\nc\n\n- d\n\n---\n\nhttp://e.example/?f&g");

        assertEquals("div", DocumentHelper.parseText(xhtml).getRootElement().getName());
        assertEquals(xhtml, Sanitiser.xhtml(xhtml));
        assertTrue(xhtml.contains("<a href=\"http://e.example/?f&amp;g\">"), xhtml);
    }

    @Test
    void the_words_alone_have_no_markup() {
        assertEquals("A\nb c\nd", Markdown.text("# A\n\nb *c*\n\n> d"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"> ", "- ", "* ", "**a ", "*", "_", "[", "](", "![", "`", "``` ", "#", "| a ", "|", "~", "~~a", "<", "&", "\\", "\n", "1. ", "a\n", "[a](",
        "[a]: /x\n", "<http://a>", "http://a ", "![a](http://b)", "*a **a ", "| |\n|-|\n", "\t", "[a][b", "***a", "`a``", "> > - ", "\u0000", "\ud800", "<!--", "<a "})
    void a_megabyte_of_anything_takes_no_time(String part) {
        String source = part.repeat(1_000_000 / part.length());

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            page(source);
            DocumentHelper.parseText(Markdown.xhtml(source));
        });
    }

    @Test
    void very_deep_markup_ends_no_stack() {
        StringBuilder lists = new StringBuilder();
        for (int i = 0; i < 600; i++) {
            lists.append(" ".repeat(i)).append("- x\n");
        }
        for (String source : new String[] {"**".repeat(40_000) + "x" + "**".repeat(40_000), "[".repeat(40_000) + "a" + "](b)".repeat(30_000),
            "> ".repeat(60_000) + "x", lists.toString(), "*".repeat(100_000) + "x" + "*".repeat(90_000)}) {
            assertFalse(page(source).isEmpty());
        }
    }

    @Test
    void a_table_of_millions_of_cells_is_text() {
        String source = "|a".repeat(1000) + "|\n" + "|-".repeat(1000) + "|\n" + "|x\n".repeat(60_000);

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertTrue(page(source).startsWith("<p>|a|a")));
    }

    private static String page(String source) {
        return Markdown.html(source, SanitiserTest.MARKS).html().strip();
    }
}
