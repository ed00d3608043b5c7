package org.igniterealtime.openfire.plugin.fireside.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatchTest {

    @ParameterizedTest
    @ValueSource(strings = {"<p>x</p>", "\"quoted\" \\ and \n lines", "\u0000\u001f\u2028\u2029", "🔥 ä ع", "</script>"})
    void html_comes_through_as_it_is(String html) {
        JsonObject patch = parsed(Patch.of("append", "messages", html));

        assertEquals("append", patch.get("do").getAsString());
        assertEquals("messages", patch.get("target").getAsString());
        assertEquals(html, patch.get("html").getAsString());
    }

    @Test
    void a_target_of_whatever_letters_is_quoted() {
        assertEquals("chat-\"x\"@y", parsed(Patch.remove("chat-\"x\"@y")).get("target").getAsString());
    }

    @Test
    void removing_carries_no_html_and_emptying_an_empty_one() {
        assertFalse(parsed(Patch.remove("x")).has("html"));
        assertTrue(parsed(Patch.of("update", "x", "")).has("html"));
    }

    private static JsonObject parsed(Patch patch) {
        return JsonParser.parseString(patch.json()).getAsJsonObject();
    }
}
