package org.igniterealtime.openfire.plugin.fireside.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StylingTest {
    /** What is drawn, with the directives between {@code ‹} and {@code ›} and a {@code ¶} for each line end. */
    private static String shape(String text) {
        return Styling.html(text.replace('¶', '\n')).html().replaceAll("<span class=\"directive\" aria-hidden=\"true\">([^<]*)</span>", "‹$1›")
            .replaceAll("<pre class=\"code\" dir=\"auto\" tabindex=\"0\"><span class=\"fence\">([^<]*)</span>", "<pre>$1")
            .replaceAll(" target=\"_blank\"[^>]*", "").replace("&gt;", ">").replace('\n', '¶');
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, value = {
        // XEP-0393 §5.2, its two lists.
        "*strong* | <strong>‹*›strong‹*›</strong>",
        "plain *strong* plain | plain <strong>‹*›strong‹*›</strong> plain",
        "*strong* plain *strong* | <strong>‹*›strong‹*›</strong> plain <strong>‹*›strong‹*›</strong>",
        "*strong*plain* | <strong>‹*›strong‹*›</strong>plain*",
        "* plain *strong* | * plain <strong>‹*›strong‹*›</strong>",
        "not strong* | not strong*",
        "*not strong | *not strong",
        "*not ¶ strong* | *not ¶ strong*",
        "*not *strong | *not *strong",
        "** | **",
        "*** | ***",
        "**** | ****",
        // §5.2.2 to §5.2.5, the examples.
        "(Two spans, both *alike in dignity*) | (Two spans, both <strong>‹*›alike in dignity‹*›</strong>)",
        "The full title is _Twelfth Night, or What You Will_ but ¶ _most_ people shorten it. | The full title is <em>‹_›Twelfth Night, or What You Will‹_›</em> but ¶ <em>‹_›most‹_›</em> people shorten it.",
        "but *most* people | but <strong>‹*›most‹*›</strong> people",
        "Everyone ~dis~likes cake. | Everyone <s>‹~›dis‹~›</s>likes cake.",
        "Everyone ~dislikes~ cake. | Everyone <s>‹~›dislikes‹~›</s> cake.",
        "Wow, I can write in `monospace`! | Wow, I can write in <code>‹`›monospace‹`›</code>!",
        "This is `*monospace*` | This is <code>‹`›*monospace*‹`›</code>",
        "This is *`monospace and bold`* | This is <strong>‹*›<code>‹`›monospace and bold‹`›</code>‹*›</strong>",
        // §4: what spans hold.
        "_emphasized span containing *strong span*_ | <em>‹_›emphasized span containing <strong>‹*›strong span‹*›</strong>‹_›</em>",
        "*_~`all`~_* | <strong>‹*›<em>‹_›<s>‹~›<code>‹`›all‹`›</code>‹~›</s>‹_›</em>‹*›</strong>",
        "*a _b* c_ | <strong>‹*›a _b‹*›</strong> c_",
        "a*b*c | a*b*c",
        "**strong** | **strong**",
        "snake_case_name and 2*3*4 | snake_case_name and 2*3*4",
        "*strong * | *strong *",
        "*strong *of it* | <strong>‹*›strong *of it‹*›</strong>",
        // §5.1.1
        "(There are three blocks in this body marked by parens,)¶(but there is no *formatting)¶(as spans* may not escape blocks.) | (There are three blocks in this body marked by parens,)¶(but there is no *formatting)¶(as spans* may not escape blocks.)",
    })
    void spans_are_as_the_specification_has_them(String text, String shape) {
        assertEquals(shape, shape(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        // §5.1.2
        "```ignored¶(println)¶```¶¶words ⤴ | <pre>‹```›ignored¶<code>(println)¶</code>‹```¶›</pre>¶words ⤴",
        "> ```¶> (println)¶¶words | <blockquote><pre>‹> ```›¶<code>‹> ›(println)¶</code></pre></blockquote>¶words",
        "```¶*a* _b_ > c¶> ```¶``` | <pre>‹```›¶<code>*a* _b_ > c¶> ```¶</code>‹```›</pre>",
        "a¶```¶b | a¶<pre>‹```›¶<code>b</code></pre>",
        "``` | <pre>‹```›<code></code></pre>",
        "```¶a¶````¶b | <pre>‹```›¶<code>a¶````¶b</code></pre>",
        // §5.1.3
        "> That that is, is.¶¶Said the old hermit of Prague. | <blockquote>‹> ›That that is, is.¶</blockquote>¶Said the old hermit of Prague.",
        ">> That that is, is.¶> Said the old hermit of Prague.¶¶Who? | <blockquote><blockquote>‹>> ›That that is, is.¶</blockquote>‹> ›Said the old hermit of Prague.¶</blockquote>¶Who?",
        "> > a | <blockquote><blockquote>‹> > ›a</blockquote></blockquote>",
        ">a *b*¶>¶>c | <blockquote>‹>›a <strong>‹*›b‹*›</strong>¶‹>›¶‹>›c</blockquote>",
        "a > b | a > b",
    })
    void blocks_are_as_the_specification_has_them(String text, String shape) {
        assertEquals(shape, shape(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "*see http://a.example* | <strong>‹*›see <a href=\"http://a.example\">http://a.example</a>‹*›</strong>",
        "_http://a.example/b_c d_ | <em>‹_›<a href=\"http://a.example/b_c\">http://a.example/b_c</a> d‹_›</em>",
        "http://a.example/_b_ *c* | <a href=\"http://a.example/_b_\">http://a.example/_b_</a> <strong>‹*›c‹*›</strong>",
        "_(http://a.example)_ | <em>‹_›(<a href=\"http://a.example\">http://a.example</a>)‹_›</em>",
        "`http://a.example` | <code>‹`›http://a.example‹`›</code>",
        "```¶http://a.example | <pre>‹```›¶<code>http://a.example</code></pre>",
        "> http://a.example | <blockquote>‹> ›<a href=\"http://a.example\">http://a.example</a></blockquote>",
    })
    void addresses_are_links_but_in_code(String text, String shape) {
        assertEquals(shape, shape(text));
    }

    @Test
    void what_turns_writing_around_stays_by_itself_in_code() {
        assertEquals("<code><span class=\"directive\" aria-hidden=\"true\">`</span>a<bdi>\u202e</bdi>b<span class=\"directive\" aria-hidden=\"true\">`</span></code>",
            Styling.html("`a\u202eb`").html());
    }

    @Test
    void no_text_loses_a_character_and_none_gives_anything_but_what_is_drawn_here() {
        Random random = new Random(393);
        String[] parts = {"*", "_", "~", "`", "```", "\n", "\n> ", ">", " ", "\u00a0", "a", "<b>", "&amp;", "\"", "http://a/", "xmpp:", "\u202e", "🔥", "\ud83d", "٣", ")", "'"};
        for (int i = 0; i < 30_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            keeps(text.toString());
        }
    }

    private static void keeps(String text) {
        String html = Styling.html(text).html();

        assertEquals(text, html.replaceAll("<[^>]*>", "").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'")
            .replace("&amp;", "&"));
        Document drawn = Jsoup.parseBodyFragment(html);
        for (Element element : drawn.body().getAllElements()) {
            assertTrue(element.tagName().matches("body|a|strong|em|s|code|pre|blockquote|bdi|span"), html);
            assertTrue(element.attributes().asList().stream().allMatch(each -> each.getKey().matches("href|target|rel|class|dir|tabindex|aria-hidden")), html);
            assertTrue(!element.hasAttr("href") || element.attr("href").matches("(?s)(https?://|xmpp:).+"), html);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*_~", "*a ", "*a* ", "`", "_*", "> ", ">", "```\n", "\n", "> \n", ">>>>>>>>>>>>\n", "*a\n", "http://a*.", "http://a ", "a"})
    void a_megabyte_of_anything_takes_no_time(String part) {
        String text = part.repeat(1_000_000 / part.length());
        Styling.html(text);

        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> Styling.html(text));
    }
}
