package org.igniterealtime.openfire.plugin.fireside.previews;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.fetch.Result;
import org.igniterealtime.openfire.plugin.fireside.fetch.WebAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OembedTest {
    @Test
    void title_author_provider_and_thumbnail_are_read_and_html_is_not() {
        Found found = found("{\"type\": \"video\", \"title\": \"A film\", \"author_name\": \"Ana\", \"provider_name\": \"Films\", \"html\": \"<script>x</script>\","
            + " \"thumbnail_url\": \"/t.jpg\", \"thumbnail_width\": 480, \"thumbnail_height\": \"360\"}").orElseThrow();

        assertEquals(new Found("A film", "Ana", "Films", new Preview.Picture("https://site.example/t.jpg", "", 480, 360)), found);
    }

    @Test
    void what_is_of_another_kind_is_left_out() {
        assertEquals(new Found("", "", "", null), found("{\"title\": [\"x\"], \"author_name\": null, \"provider_name\": {\"a\": 1}, \"thumbnail_url\": \"javascript:x\"}").orElseThrow());
        assertEquals("5", found("{\"title\": 5}").orElseThrow().title());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "\"x\"", "{", "{\"title\": }", "<html>", "\u0000", "{} {}"})
    void what_is_no_answer_is_none(String json) {
        assertEquals(Optional.empty(), found(json));
    }

    @Test
    void no_depth_makes_the_reader_stumble() {
        assertTrue(found("[".repeat(32_000)).isEmpty());
        assertTrue(found("{\"a\":".repeat(12_000)).isEmpty());
        assertTrue(found("{\"title\": \"x\", \"a\": " + "[".repeat(20_000) + "]".repeat(20_000) + "}").isEmpty());
    }

    private static Optional<Found> found(String json) {
        return Oembed.found(new Result.Fetched(WebAddress.of("https://site.example/o").orElseThrow(), "application/json", null,
            json.getBytes(StandardCharsets.UTF_8), true));
    }
}
