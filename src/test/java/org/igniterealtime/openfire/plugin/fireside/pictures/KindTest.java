package org.igniterealtime.openfire.plugin.fireside.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KindTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
        "`\u0089PNG\r\n\u001a\n`, PNG", "`\u00ff\u00d8\u00ff\u00e0`, JPEG", "GIF87a, GIF", "GIF89a, GIF", "RIFF....WEBPVP8 , WEBP",
        "`\0\0\0\u0020ftypavif\0\0\0\0mif1`, AVIF", "`\0\0\0\u0020ftypmif1\0\0\0\0mif1avif`, AVIF", "`\0\0\0\u0018ftypheic\0\0\0\0mif1`, HEIC",
        "`\0\0\0\u0018ftypisom\0\0\0\0avc1`, MP4", "`\0\0\0\u0018ftypxxxx\0\0\0\0mp42`, MP4", "`\0\0\0\u0018ftypM4A \0\0\0\0isom`, M4A",
        "`\0\0\0\u0018ftypxxxx\0\0\0\0yyyy`, UNKNOWN", "`\0\0\0\0ftypisom`, UNKNOWN",
        "`\u001aE\u00df\u00a3\u009fB\u0082\u0084webm`, WEBM", "`\u001aE\u00df\u00a3\u009fB\u0082\u0088matroska`, UNKNOWN",
        "OggS, OGG", "ID3, MP3", "`\u00ff\u00fb\u0090\u0000`, MP3", "`\u00ff\u00fb\u00f0\u0000`, UNKNOWN", "`\u00ff\u00f1\u0050\u0080`, UNKNOWN",
        "RIFF....WAVEfmt , WAV", "`RIFF\0\0\0\0AVI `, UNKNOWN", "fLaC, FLAC", "%PDF-1.7, PDF", "`PK\u0003\u0004`, ZIP", "`PK\u0005\u0006`, ZIP"})
    void a_file_is_what_its_first_bytes_say(String bytes, Kind kind) {
        assertEquals(kind, Kind.of(Made.latin(bytes)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<svg/>", "  <svg >", "\ufeff<svg\n", "<?xml version='1.0'?>\n<!-- a -- b -->\n<!DOCTYPE svg PUBLIC \"a\" \"b\"><SVG>", "<s:svg/>"})
    void a_drawing_begins_with_its_root(String text) {
        assertEquals(Kind.SVG, Kind.of(text.getBytes(StandardCharsets.UTF_8)));
        assertEquals(Kind.SVG, Kind.of(("\ufeff" + text.replace("\ufeff", "")).getBytes(StandardCharsets.UTF_16LE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "\n <!DOCTYPE html>", "<!-- <svg> -->", "<!-- <svg", "<p>", "</p>", "<svgx>", "<?xml version='1.0'?><a/>",
        "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", "<a><svg/></a>"})
    void whatever_else_looks_like_markup_may_be_a_page(String text) {
        assertEquals(Kind.HTML, Kind.of(text.getBytes(StandardCharsets.UTF_8)));
        assertEquals(Kind.HTML, Kind.of(("\ufeff" + text).getBytes(StandardCharsets.UTF_16BE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a < b", "< b", "\u00e4 and \ud83d\ude00", "\ufeffwords\r\n\f", "var a = '<html>'"})
    void words_are_text(String text) {
        assertEquals(Kind.TEXT, Kind.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_text_that_is_cut_within_a_character_is_text() {
        byte[] text = "\u00e4".repeat(4000).getBytes(StandardCharsets.UTF_8);

        assertEquals(Kind.TEXT, Kind.of(Arrays.copyOf(text, 4001)));
        assertEquals(Kind.TEXT, Kind.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "a\0b", "a\u0001", "\u00e4\u00f6", "\u00ff\u00d8", "\u00ff", "RIFF\0", "RIFF\0\0\0\0WEBP"})
    void what_is_neither_is_unknown(String bytes) {
        assertEquals(Kind.UNKNOWN, Kind.of(Made.latin(bytes)));
    }

    @Test
    void a_png_that_announces_frames_before_its_data_moves() {
        byte[] still = new Recipe("png 8x8").make();

        assertEquals(Kind.APNG, Kind.of(Pngs.animated(still, 2)));
        assertEquals(Kind.PNG, Kind.of(Made.joined(still, Pngs.chunk("acTL", new byte[8]))));
    }

    @Test
    void a_long_beginning_that_is_meant_to_take_time_takes_none() {
        String text = "<!--" + "<!-- -".repeat(1000) + " ".repeat(4000);

        assertEquals(Kind.HTML, Kind.of(Made.latin(text)));
        assertEquals(Kind.HTML, Kind.of(Made.latin("<?".repeat(2048))));
    }

    @Test
    void some_are_drawn_and_some_are_played() {
        assertTrue(Kind.PNG.drawn() && Kind.APNG.drawn() && Kind.WEBP.drawn() && !Kind.AVIF.drawn() && !Kind.SVG.drawn());
        assertTrue(Kind.MP4.played() && Kind.M4A.played() && !Kind.PDF.played() && !Kind.HEIC.played());
    }
}
