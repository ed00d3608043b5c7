package org.igniterealtime.openfire.plugin.fireside.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
    private static final String OPENING = "<a href=\"";
    private static final String REST = "\" target=\"_blank\" rel=\"noopener noreferrer nofollow ugc\">";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "https://a.example/x | https://a.example/x",
        "see http://a.example. | http://a.example",
        "(http://a.example) | http://a.example",
        "http://a.example/x_(y) | http://a.example/x_(y)",
        "(http://a.example/x_(y)) | http://a.example/x_(y)",
        "http://a.example/)))) | http://a.example/",
        "http://a.example/?q=1#f! | http://a.example/?q=1#f",
        "http://a.example, http://a.example | http://a.example",
        "xmpp:bob@example.org | xmpp:bob@example.org",
        "http://ä.example/ü | http://ä.example/ü",
    })
    void an_address_is_a_link_without_the_sentence_around_it(String text, String address) {
        assertTrue(html(text).contains(OPENING + address + REST + address + "</a>"), html(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "JAVASCRIPT:x", "//evil.test",
        "ahttp://x", "http://", "https://!!!", "xmpp:", "xmpp:.", "xmpp:)", "http:/x", "http:x", "www.example.org", "http://  x", ""})
    void what_is_no_address_is_text(String text) {
        assertEquals(text, html(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "http://x\"onmouseover=\"alert(1)", "http://x'onmouseover='alert(1)",
        "http://x<img src=x onerror=alert(1)>", "http://x/&quot;><script>", "xmpp:\"><svg/onload=x>", "https://x\u0000\"y", "&lt;b&gt;",
        "http://x/javascript:alert(1)//\"", "<a href='http://x'>"})
    void no_markup_gets_through(String text) {
        String html = html(text);

        String without = html.replaceAll(Pattern.quote(OPENING) + "(https?://|xmpp:)[^\"<>]*" + Pattern.quote(REST) + "[^\"<>]*</a>", "");
        assertFalse(without.matches("(?s).*[<>\"'].*"), html);
    }

    @Test
    void random_texts_never_give_anything_but_text_and_links() {
        Random random = new Random(3);
        String[] parts = {"http://", "https://", "xmpp:", "javascript:", "\"", "'", "<", ">", "(", ")", ".", "&", " ", "\n", "a", "🔥", "\u0000"};
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(30); length > 0; length--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            no_markup_gets_through(text.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a)", "http://a(", "http://", "xmpp:", "http://a.", "https://a))))))))", ")", "x", " ", "http://a,;:!?", "🔥"})
    void a_megabyte_of_anything_takes_no_time(String part) {
        String once = part.repeat(1_000_000 / part.length());
        String long1 = "http://a/" + ")".repeat(1_990) + " ";
        String many = long1.repeat(2_000);

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            html(once);
            html(many);
        });
    }

    @Test
    void a_very_long_address_is_cut_and_nothing_is_lost() {
        String text = "http://a/" + "x".repeat(10_000);

        String shown = html(text).replaceAll("<[^>]*>", "");

        assertEquals(text, shown);
    }

    private static String html(String text) {
        return Links.html(text).html();
    }
}
