package org.igniterealtime.openfire.plugin.fireside.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.dom4j.DocumentHelper;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SanitiserTest {
    private static final String AWAY = " target=\"_blank\" rel=\"noopener noreferrer nofollow ugc\"";

    static final Marks MARKS = new Marks() {
        @Override
        public Optional<String> person(String name) {
            return name.equals("nobody") ? Optional.empty() : Optional.of("/fireside/@" + name);
        }

        @Override
        public Optional<String> tag(String name) {
            return Optional.of("/fireside/tag/" + name);
        }
    };

    @ParameterizedTest
    @ValueSource(strings = {"<p>a <strong>b</strong><br>c</p>", "<ul><li>a</li></ul>", "<ol start=\"3\"><li>a</li></ol>", "<blockquote>a</blockquote>",
        "<pre><code>a\n b</code></pre>", "<hr>", "<figure><figcaption>a</figcaption></figure>", "<abbr title=\"b\">a</abbr>", "a &amp; b &lt; c",
        "<table><tbody><tr><td align=\"right\" colspan=\"2\">a</td></tr></tbody></table>", "<dl><dt>a</dt><dd>b</dd></dl>", "🔥 مرحبا"})
    void what_is_on_the_list_stays(String html) {
        assertEquals(html, page(html));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "<p style='x' class='y' id='z' data-a='b' onclick='c' lang='d'>a</p> | <p>a</p>",
        "<font color=red>a</font><span>b</span> | ab",
        "<section>a</section><section>b</section> | <div>a</div><div>b</div>",
        "a<script>b</script><style>c</style><template>d</template><noscript>e</noscript>f | af",
        "a<svg><text>b</text></svg><math><mi>c</mi></math>d | ad",
        "<form action=x><input value=a><button formaction=y>b</button></form> | <div>b</div>",
        "<h1>a</h1><h2>b</h2><h3>c</h3><h6>d</h6> | <h3>a</h3><h4>b</h4><h5>c</h5><h6>d</h6>",
        "<ol start=x></ol><td colspan=2>a | <ol></ol>a",
        "<table><td colspan=9999 rowspan=0 align=justify>a | <table><tbody><tr><td>a</td></tr></tbody></table>",
    })
    void what_is_not_is_left_out_and_its_words_stay_where_they_are_words(String html, String clean) {
        assertEquals(clean, page(html));
    }

    @Test
    void a_link_opens_elsewhere_and_tells_nobody_where_from() {
        assertEquals("<a href=\"https://a.example/\"" + AWAY + ">b</a>", page("<a href='https://a.example/' target=_self rel=opener onclick=x>b</a>"));
        assertEquals("b", page("<a href='javascript:x'>b</a>"));
        assertEquals("b", page("<a name=x>b</a>"));
        assertEquals("", page("<a href='https://a.example/'></a>"));
    }

    @Test
    void a_picture_waits_for_a_click() {
        assertEquals("<a href=\"https://a.example/x.png\" class=\"picture-ask\" data-alt=\"A dog\"" + AWAY + ">A dog</a>",
            page("<img src='https://a.example/x.png' alt='A dog' srcset='https://b.example/ 2x' onerror=x>"));
        assertEquals("<a href=\"https://a.example/x.png\" class=\"picture-ask\"" + AWAY + ">a.example</a>", page("<img src='https://a.example/x.png'>"));
        assertEquals("", page("<img src='data:image/png;base64,AAAA' alt=x><img src=x><img>"));
    }

    @Test
    void a_picture_in_a_link_stands_beside_it() {
        assertEquals("<p><a href=\"https://a.example/\"" + AWAY + ">a.example</a><a href=\"https://b.example/x\" class=\"picture-ask\"" + AWAY + ">b.example</a></p>",
            page("<p><a href='https://a.example/'><img src='https://b.example/x'></a></p>"));
    }

    @Test
    void what_plays_is_a_link_to_it() {
        assertEquals("<a href=\"https://a.example/v\"" + AWAY + ">My film</a>", page("<video src='https://a.example/v' title='My film' autoplay>x</video>"));
        assertEquals("<a href=\"https://a.example/s\"" + AWAY + ">a.example</a>", page("<audio><source src='https://a.example/s'></audio>"));
        assertEquals("<a href=\"https://a.example/f\"" + AWAY + ">a.example</a>", page("<iframe src='https://a.example/f' srcdoc='<script>'></iframe>"));
        assertEquals("", page("<iframe src='javascript:x'></iframe><video src='data:x'></video>"));
    }

    @Test
    void addresses_names_and_tags_in_running_text_are_links_and_nowhere_else() {
        assertEquals("see <a href=\"http://a.example/x\"" + AWAY + ">http://a.example/x</a>, <a href=\"/fireside/@ana\" class=\"mention\">@ana</a> and"
            + " <a href=\"/fireside/@bob@example.org\" class=\"mention\">@bob@example.org</a>. <a href=\"/fireside/tag/früh\" class=\"hashtag\">#früh</a> #1 a@b a#b @nobody",
            page("see http://a.example/x, @ana and @bob@example.org. #früh #1 a@b a#b @nobody"));
        assertEquals("<code>#a http://b</code><pre>@c</pre>", page("<code>#a http://b</code><pre>@c</pre>"));
        assertEquals("<a href=\"http://a/\"" + AWAY + ">#a @b http://c</a>", page("<a href='http://a/'>#a @b http://c</a>"));
        assertEquals("#a @b", Sanitiser.html("#a @b").html());
    }

    @Test
    void a_mark_cannot_lead_to_a_script() {
        Marks evil = new Marks() {
            @Override
            public Optional<String> person(String name) {
                return Optional.of("javascript:alert(1)");
            }

            @Override
            public Optional<String> tag(String name) {
                return Optional.of("//evil.example");
            }
        };

        assertEquals("@a #b", Sanitiser.html("@a #b", evil).html());
    }

    @Test
    void no_direction_spills_out_of_a_text() {
        assertEquals("<p>a\u202eb\u202c</p><p>c</p>", page("<p>a\u202eb</p><p>\u202cc</p>"));
        assertEquals("<p>\u202ex\u202c</p>", page("<p>&#x202e;x</p>"));
        assertTrue(page("\u202eab http://c.example/ d").startsWith("\u202eab \u202c<a href=\"http://c.example/\""));
        assertTrue(page("<img src='http://a/' alt='\u202ex'>").contains("data-alt=\"\u202ex\u202c\""));
    }

    // ---- for a stanza

    @Test
    void for_a_stanza_a_picture_and_a_heading_stay_as_they_were() {
        assertEquals("<div xmlns=\"http://www.w3.org/1999/xhtml\"><h1>a</h1><br /><a href=\"http://b/\">c</a><img src=\"http://d/\" alt=\"e\" /></div>",
            Sanitiser.xhtml("<h1 class=x>a</h1><br><a href='http://b/'>c</a><img src='http://d/' alt=e>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "<div>a</div>", "<div xmlns='http://www.w3.org/1999/xhtml'> <p>a</p> </div>", "<div><div>a</div></div>", "<div>a</div>b",
        "&nbsp;&amp;&lt;&#0;&#1;&#xffff;&#xd800;\u0000", "<p>a<p>b<br><hr><img src=http://x alt='\"<>&'>", "http://a.example/?b&c"})
    void what_went_through_once_stays_as_it_is(String html) throws Exception {
        String once = Sanitiser.xhtml(html);

        assertEquals(once, Sanitiser.xhtml(once));
        DocumentHelper.parseText(once);
    }

    @Test
    void the_words_alone_have_their_lines() {
        assertEquals("A\nb c\nd\ne", Sanitiser.text("<h1>A</h1>\n <p>b\n  <b>c</b><br>d</p><ul><li>e</li></ul><script>f</script>"));
        assertEquals("a dog", Sanitiser.text("<img src='http://x' alt='a dog'>"));
        assertEquals("<b>", Sanitiser.text("&lt;b&gt;"));
    }

    // ---- bounds

    @ParameterizedTest
    @ValueSource(strings = {"<b>", "<p>", "<div>", "<table>", "<table><td>", "<a href=http://x>", "<a href=http://x>x</a>", "<img src=http://x>", "<svg>", "<select>",
        "<template>", "</p>", "<b a", "<b a1 a2='", "&", "&amp;", "<!--", "<![CDATA[", "<iframe src=http://a></iframe>", "<li>", "x<b></p>", "http://a ", "@a ", "#a ",
        "\u202e", "<p>\u202e</p>", "\ud83d", "\u0000", "<", ">", "\"", "<script>", "<plaintext>", "<h1>", "<a><b><i>", "<p><b 1><b 2><b 3><b 4></p>"})
    void a_megabyte_of_anything_is_cut_and_takes_no_time(String part) {
        String html = part.repeat(1_000_000 / part.length());

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            String page = page(html);
            String stanza = Sanitiser.xhtml(html);
            Sanitiser.text(html);

            bounded(page);
            DocumentHelper.parseText(stanza);
        });
    }

    @Test
    void formatting_that_is_opened_again_and_again_does_not_grow() {
        StringBuilder html = new StringBuilder("<p>");
        for (int i = 0; i < 12; i++) {
            html.append("<b a").append(i).append('>');
        }
        html.append("<p>x".repeat(100_000));

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> bounded(page(html.toString())));
    }

    @Test
    void what_is_too_deep_is_flat_and_its_words_stay() {
        bounded(page("<div>".repeat(50_000) + "deep"));
        assertTrue(page("<blockquote>".repeat(150) + "deep").contains("deep"));
    }

    private static void bounded(String page) {
        assertTrue(page.length() <= 1 << 20, () -> page.length() + " characters");
        Document document = Jsoup.parse(page);
        assertTrue(document.getAllElements().size() <= 10_100, () -> document.getAllElements().size() + " elements");
        int[] deepest = {0};
        document.traverse((node, depth) -> deepest[0] = Math.max(deepest[0], depth));
        assertTrue(deepest[0] <= 110, () -> deepest[0] + " deep");
    }

    private static String page(String html) {
        return Sanitiser.html(html, MARKS).html();
    }
}
