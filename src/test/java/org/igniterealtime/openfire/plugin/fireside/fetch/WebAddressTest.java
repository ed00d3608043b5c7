package org.igniterealtime.openfire.plugin.fireside.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "http://a.example | http://a.example/",
        " HTTPS://A.Example:443/B?c=D#e | https://a.example/B?c=D",
        "http://a.example:80?q | http://a.example/?q",
        "http://a.example:8080/ | http://a.example:8080/",
        "http://a.example./ | http://a.example/",
        "http://bücher.example/ü?ß=1 | http://xn--bcher-kva.example/%C3%BC?%C3%9F=1",
        "http://a.example/a b^c%zz%41\"<>[] | http://a.example/a%20b%5Ec%25zz%41%22%3C%3E%5B%5D",
        "http://a_b.example/ | http://a_b.example/",
        "http://１２７。０。０。１/ | http://127.0.0.1/",
        "http://[2001:DB8::1]:81/ | http://[2001:db8::1]:81/",
        "http://a.example/~x;y=1,2:@!$&'()*+ | http://a.example/~x;y=1,2:@!$&'()*+",
        "gopher://a.example/ | gopher://a.example/"})
    void an_address_has_one_form(String text, String form) {
        assertEquals(form, WebAddress.of(text).map(WebAddress::toString).orElse(""));
        assertEquals(WebAddress.of(text), WebAddress.of(form), "also once it has that form");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.example", "//a.example/", "http:a.example", "http:/a.example/", "http://", "http:///path", "http://:80/",
        "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "mailto:a@b.example", "http://a.example\\@b.example/", "http:\\\\a.example/",
        "http://a.example/\u0000", "http://a.exam\tple/", "http://a.example/\r\nHost: b", "http://a b.example/", "http://%61.example/", "http://a..example/",
        "http://.example/", "http://a.example:0/", "http://a.example:65536/", "http://a.example:-1/", "http://a.example:8o/", "http://[::1%25lo]/",
        "http://[127.0.0.1]/", "http://[::1/", "http://::1/", "http://[v1.x]/", "http://a.example/\u202egpj.exe", "http://a.example/\ud800"})
    void what_is_none_is_none(String text) {
        assertEquals(Optional.empty(), WebAddress.of(text));
        assertEquals(Optional.empty(), WebAddress.of("http://a.example/" + "x".repeat(2000)));
        assertEquals(Optional.empty(), WebAddress.of("http://a.example/" + "\u00fc".repeat(400)), "it is longer in ASCII");
        assertEquals(Optional.empty(), WebAddress.of("http://" + "a.".repeat(130) + "example/"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "c | https://a.example/x/c", "../c | https://a.example/c", "/c d | https://a.example/c%20d", "?z | https://a.example/x/y?z",
        "//b.example/c | https://b.example/c", "http://b.example | http://b.example/", "./c#d | https://a.example/x/c", "ü | https://a.example/x/%C3%BC",
        "a^b[c] | https://a.example/x/a%5Eb%5Bc%5D", "//[::1]/ | https://[::1]/"})
    void a_link_leads_on_from_where_it_stands(String reference, String whole) {
        WebAddress here = WebAddress.of("https://a.example/x/y?q=1").orElseThrow();

        assertEquals(whole, here.resolve(reference).map(WebAddress::toString).orElse(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#top", "javascript:alert(1)", "mailto:a@b.example", "data:,x", "\\\\b.example/", "/\\b.example/", "http:", "//", "a\u0000b"})
    void a_link_to_nowhere_leads_nowhere(String reference) {
        assertEquals(Optional.empty(), WebAddress.of("https://a.example/x").orElseThrow().resolve(reference));
    }

    @Test
    void what_is_in_it_is_said_once() {
        WebAddress address = WebAddress.of("http://me:secret@a.example:81/b?c").orElseThrow();

        assertEquals(new WebAddress("http", true, "a.example", 81, "/b?c"), address);
        assertEquals("http://a.example:81/b?c", address.toString());
    }
}
