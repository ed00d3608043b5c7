package org.igniterealtime.openfire.plugin.fireside.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HrefTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {"https://a.example/x?y#z | https://a.example/x?y#z", "HTTP://a | HTTP://a",
        "^ \thttp://a/b c\n^ | http://a/b%20c", "^ht\ntp://a^ | http://a", "http://a/\"><x> | http://a/%22%3E%3Cx%3E", "http://a/\u0000\u202ex | http://a/x",
        "xmpp:a@b?;node=n;item=i | xmpp:a@b?;node=n;item=i", "mailto:a@b | mailto:a@b", "http://ä.example/ü | http://ä.example/ü"})
    void an_address_is_taken_as_a_browser_reads_it(String text, String address) {
        assertEquals(Optional.of(address), Href.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "/x", "//x", "\\\\x", "#x", "?x", "javascript:alert(1)", "java\tscript:alert(1)", "\u0001javascript:alert(1)", "data:x", "blob:x",
        "file:///x", "ftp://x", "http:x", "http:/x", "http://", "http:///x", "http://\\x", "http://@x", "xmpp:", "xmpp:/x", "mailto:", "view-source:http://x",
        "feed:http://x", "about:blank", "httpx://a", " ", "http:javascript:x"})
    void anything_else_is_no_address(String text) {
        assertEquals(Optional.empty(), Href.of(text));
        assertEquals(Optional.empty(), Href.web(text));
    }

    @Test
    void a_picture_is_on_the_web() {
        assertEquals(Optional.empty(), Href.web("xmpp:a@b"));
        assertEquals(Optional.empty(), Href.web("mailto:a@b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "/\\evil.example", "javascript:x", "x", "", "/"})
    void a_mark_leads_to_a_path_of_ours_or_to_an_address(String text) {
        assertEquals(Optional.empty(), Href.marked(text));
        assertEquals(Optional.of("/fireside/tag/x"), Href.marked("/fireside/tag/x"));
    }

    @ParameterizedTest
    @CsvSource({"https://a.example/x, a.example", "https://a.example:81?x, a.example:81", "http://u:p@a.example/@x, a.example", "mailto:a@b, mailto:a@b"})
    void a_link_without_words_says_where_it_leads(String address, String host) {
        assertEquals(host, Href.host(address));
    }

    @Test
    void nothing_is_endless() {
        assertEquals(Optional.empty(), Href.of("http://a/" + "x".repeat(2000)));
        assertEquals(Optional.empty(), Href.of("http://a/" + " ".repeat(1_000_000)));
    }
}
