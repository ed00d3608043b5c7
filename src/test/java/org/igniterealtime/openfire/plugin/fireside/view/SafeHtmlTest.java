package org.igniterealtime.openfire.plugin.fireside.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeHtmlTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {"<, &lt;", ">, &gt;", "&, &amp;", "\", &quot;", "', &#39;", "&amp;, &amp;amp;",
        "a<b>c, a&lt;b&gt;c", "🔥<🔥, 🔥&lt;🔥"})
    void what_means_something_in_html_is_escaped(String text, String escaped) {
        assertEquals(escaped, SafeHtml.escape(text));
    }

    @Test
    void a_plain_text_is_left_as_the_object_it_is() {
        String text = "plain 🔥 text / = `";

        assertSame(text, SafeHtml.escape(text));
    }
}
