package org.igniterealtime.openfire.plugin.fireside.social.profiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a profile reads, and which pictures a page shows by itself. */
class AboutTest {
    @ParameterizedTest
    @CsvSource({"1985-04-01, 1 April 1985", "19850401, 1 April 1985", "1985-04-01T00:00:00Z, 1 April 1985", "--04-01, 1 April", "--0401, 1 April",
        "--02-29, 29 February", "1985-13-01, 1985-13-01", "spring, spring", "'', ''"})
    void a_birthday_is_in_words_where_it_is_a_date(String written, String shown) {
        assertEquals(shown, About.birthday(written, Locale.UK));
    }

    @ParameterizedTest
    @CsvSource({"1985-04-01, 1985-04-01", "19850401, 1985-04-01", "--0401, ''", "spring, ''"})
    void a_form_has_whole_dates(String written, String form) {
        assertEquals(form, About.formDate(written));
    }

    @ParameterizedTest
    @CsvSource({"https://ana.example/, https://ana.example/, ana.example", "ana.example/blog, https://ana.example/blog, ana.example/blog",
        "xmpp:ana@example.org, xmpp:ana@example.org, ana@example.org", "mailto:ana@example.org, mailto:ana@example.org, ana@example.org"})
    void a_website_is_a_link(String written, String href, String words) {
        assertEquals(List.of(new About.Website(href, words)), about(written, "").websites());
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc/passwd", "//evil.example", "vbscript:x", "ana", "http:/x"})
    void anything_else_is_none(String written) {
        assertEquals(List.of(), about(written, "").websites());
    }

    @Test
    void words_are_words() {
        About about = about("", "<img src=x onerror=alert(1)> https://a.example/?\"x");

        assertTrue(about.words().html().startsWith("&lt;img src=x onerror=alert(1)&gt; <a href=\"https://a.example/\" "), about.words().html());
        assertFalse(about.isEmpty());
    }

    @Test
    void a_name_that_is_shown_already_is_not_said_again() {
        Profile profile = new Profile("Ana", "ana", "", List.of(), "", "", "", "", "");

        assertEquals("ana", About.of(profile, "Ana", Locale.UK).names());
        assertEquals("Ana \u00b7 ana", About.of(profile, "My baker", Locale.UK).names());
        assertTrue(About.of(new Profile("Ana", "Ana", "", List.of(), "", "", "", "", ""), "Ana", Locale.UK).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"https://social.example/fireside/files/ab1/sea.jpg, /fireside/files/ab1/sea.jpg", "https://other.example/fireside/files/ab1/sea.jpg, ''",
        "https://social.example/fireside/files/../logout, ''", "https://social.example/fireside/files/ab1/a?b, ''", "https://social.example/fireside/logout, ''",
        "data:image/png;base64:AAAA, ''", "'data:image/png;base64,AAAA', 'data:image/png;base64,AAAA'", "'data:image/svg+xml;base64,AAAA', ''",
        "javascript:alert(1), ''"})
    void a_page_loads_no_picture_of_another_server(String address, String shown) {
        Element metadata = Xml.parse("<metadata xmlns='urn:xmpp:avatar:metadata'><info/></metadata>");
        metadata.element("info").addAttribute("url", address);

        assertEquals(shown, Banner.read(metadata).shown("https://social.example/fireside/files/", "/fireside/files/"));
    }

    @Test
    void a_banner_is_told_and_taken_back() {
        assertEquals("https://a.example/sea.jpg", Banner.read(Banner.of("https://a.example/sea.jpg").orElseThrow().write()).address());
        assertEquals(Banner.NONE, Banner.read(Banner.NONE.write()));
        assertTrue(Banner.of("javascript:alert(1)").isEmpty());
    }

    private static About about(String website, String words) {
        return About.of(new Profile("", "", words, website.isEmpty() ? List.of() : List.of(website), "", "", "", "", ""), "", Locale.UK);
    }
}
