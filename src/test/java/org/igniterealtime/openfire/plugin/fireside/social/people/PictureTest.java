package org.igniterealtime.openfire.plugin.fireside.social.people;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {"`\u0089PNG\r\n\u001a\n...`, image/png", "`\u00ff\u00d8\u00ff\u00e0`, image/jpeg", "GIF89a, image/gif", "GIF87a, image/gif",
        "RIFF....WEBPVP8, image/webp"})
    void a_picture_is_what_its_bytes_say(String bytes, String type) {
        assertEquals(Optional.of(type), Picture.of(latin(bytes)).map(Picture::type));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>", "<html>", "RIFF....WAVE", "RIFF", "\u0089PN", "BM", "%PDF", "GIF"})
    void what_is_no_picture_for_every_browser_is_none(String bytes) {
        assertEquals(Optional.empty(), Picture.of(latin(bytes)));
    }

    @Test
    void a_picture_has_the_hash_of_its_bytes() {
        assertEquals(Optional.of("25c9b37ae36a0a08318d4dca7ca57ea98d776821"), Picture.of(latin("GIF89a")).map(Picture::hash));
    }

    @Test
    void one_that_is_too_large_is_none() {
        byte[] large = Arrays.copyOf(latin("GIF89a"), (1 << 20) + 1);

        assertEquals(Optional.empty(), Picture.of(large));
        assertEquals(Optional.empty(), Picture.ofBase64("A".repeat(3 << 20)));
    }

    @Test
    void base64_may_be_broken_into_lines_and_must_be_some() {
        String text = Base64.getMimeEncoder(4, new byte[] {'\n'}).encodeToString(latin("GIF89a and more"));

        assertEquals(Optional.of("image/gif"), Picture.ofBase64(text).map(Picture::type));
        assertEquals(Optional.empty(), Picture.ofBase64(null));
        assertEquals(Optional.empty(), Picture.ofBase64("A"));
        assertEquals(Optional.empty(), Picture.ofBase64("="));
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
