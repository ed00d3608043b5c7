package org.igniterealtime.openfire.plugin.fireside.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {

    @ParameterizedTest
    @CsvSource({
        // given, kept, last part of the address
        "holiday.jpg, holiday.jpg, holiday.jpg",
        "très jolie photo.jpg, très jolie photo.jpg, tr%C3%A8s_jolie_photo.jpg",
        "日本.png, 日本.png, %E6%97%A5%E6%9C%AC.png",
        "../../etc/passwd, passwd, passwd",
        "'..\\..\\boot.ini', boot.ini, boot.ini",
        "C:\\fakepath\\a.png, a.png, a.png",
        ".., file, file",
        "a/.., file, file",
        "'', file, file",
        "'   ', file, file",
        ".htaccess, .htaccess, _htaccess",
        "a%2Fb%00c.png, a%2Fb%00c.png, a_2Fb_00c.png",
        "a?b#c;d&e=f.png, a?b#c;d&e=f.png, a_b_c_d_e_f.png",
        "<img src=x onerror=fire()>, <img src=x onerror=fire()>, _img_src_x_onerror_fire___",
        "🔥.gif, 🔥.gif, _.gif"})
    void an_address_ends_in_what_every_server_takes(String given, String kept, String encoded) {
        assertEquals(kept, FileName.of(given));
        assertEquals(encoded, FileName.encoded(FileName.of(given)));
    }

    @Test
    void what_is_not_seen_or_turns_a_text_around_goes() {
        assertEquals("photo_gpj.exe", FileName.of("photo_\u202egpj.exe"));
        assertEquals("ab.png", FileName.of("a\u0000\r\n\u200bb.png\ud800"));
    }

    @Test
    void a_long_name_keeps_its_end() {
        String name = FileName.of("x".repeat(147) + "🔥🔥🔥" + ".jpeg");

        assertTrue(name.length() <= 150 && name.endsWith("x.jpeg"), name);
        assertEquals(150, FileName.of("." + "y".repeat(1000)).length());
        assertEquals("é", FileName.of("e\u0301"));
    }

    @ParameterizedTest
    @CsvSource({
        "a.txt, 'inline; filename=\"a.txt\"'",
        "a b.txt, 'inline; filename=\"a b.txt\"'",
        "'a\"; x=\"b', 'inline; filename=\"a__ x=_b\"; filename*=UTF-8''''a%22%3B%20x%3D%22b'",
        "é*'.png, 'inline; filename=\"_*''.png\"; filename*=UTF-8''''%C3%A9%2A%27.png'"})
    void a_header_says_the_name_and_nothing_else(String name, String header) {
        assertEquals(header, FileName.disposition("inline", name));
    }
}
