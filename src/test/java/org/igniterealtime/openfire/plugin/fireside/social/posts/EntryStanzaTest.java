package org.igniterealtime.openfire.plugin.fireside.social.posts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dom4j.DocumentException;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.dom4j.QName;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Attachment;
import org.igniterealtime.openfire.plugin.fireside.view.Markdown;
import org.igniterealtime.openfire.plugin.fireside.view.Sanitiser;
import org.igniterealtime.openfire.plugin.fireside.xmpp.NodeUri;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpp.packet.JID;

class EntryStanzaTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final JID ANA = new JID("ana@example.org");
    private static final NodeUri COMMENTS = NodeUri.of(new JID("comments.example.org"), "urn:xmpp:microblog:0:comments/rain-a1B2c3");

    private static final String TINY = "data:image/png;base64,iVBORw0KGgo+/AA==";

    // ---- ours

    @Test
    void a_post_with_everything_comes_back_as_it_was() {
        String text = "Rain *again*\n\n- one & <two>\n- http://a.example/x?y=1&z=2";
        Entry entry = Entry.draft("rain-a1B2c3", ANA, NOW).title("A walk in the rain").text(text).html(Markdown.xhtml(text)).authorName("Ana & Co")
            .updated(NOW.plusSeconds(60)).tag("rain").tag("früh ling").nsfw(true).language("en-GB")
            .alternate(new NodeUri(ANA, "urn:xmpp:microblog:0", "rain-a1B2c3")).web("https://example.org/fireside/@ana/rain-a1B2c3")
            .comments(COMMENTS).inReplyTo(new NodeUri(new JID("pubsub.example.net"), "walks;100%", "it em"))
            .card(new Entry.Card("https://w.example/", "text/html", "A page", "About <rain>", "https://w.example/logo.png"))
            .file(new Attachment("https://f.example/a.jpg", "IMG \"1\".jpg", "image/jpeg", 1234, 800, 600, "A \"wet\" dog", TINY))
            .file(new Attachment("https://f.example/p.png", "", "image/png", 0, 0, 0, "", ""))
            .file(new Attachment("https://f.example/m.mp4", "rain & sun.mp4", "video/mp4", 9, 1, 65_535, "How it rained", ""))
            .file(new Attachment("https://f.example/c.pdf", "c.pdf", "application/pdf", 0, 0, 0, "", ""))
            .file(new Attachment("https://f.example/b", "", "", 0, 0, 0, "", "")).entry();

        assertEquals(Optional.of(entry), EntryStanza.parse(wired(EntryStanza.write(entry)), NOW.plusSeconds(60)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Only a line", "# A heading\n\nand words", "> quoted\n\nanswer", "   \n\n**first** line\nsecond",
        "a line that is far longer than what a title should be, so that it is cut somewhere, and which goes on and on for quite a while"})
    void a_post_without_a_title_has_one_on_the_wire_and_none_when_it_comes_back(String text) {
        Entry entry = Entry.draft("x", ANA, NOW).text(text.strip()).html(Markdown.xhtml(text.strip())).entry();

        Element wire = wired(EntryStanza.write(entry));

        assertFalse(wire.elementText("title").isEmpty());
        assertEquals(Optional.of(entry), EntryStanza.parse(wire, NOW));
    }

    @Test
    void a_picture_alone_has_a_title_on_the_wire_and_none_when_it_comes_back() {
        Entry shown = Entry.draft("x", ANA, NOW).file(picture("", 0, 0)).file(picture("A wet dog", 800, 600)).entry();
        Entry bare = Entry.draft("x", ANA, NOW).file(picture("", 800, 600)).entry();

        assertEquals("A wet dog", wired(EntryStanza.write(shown)).elementText("title"));
        assertEquals(Optional.of(shown), EntryStanza.parse(wired(EntryStanza.write(shown)), NOW));
        assertEquals("\u2026", wired(EntryStanza.write(bare)).elementText("title"));
        assertEquals(Optional.of(bare), EntryStanza.parse(wired(EntryStanza.write(bare)), NOW));
    }

    @Test
    void a_file_is_an_enclosure_that_any_client_reads_and_says_the_rest_inside() {
        Entry entry = Entry.draft("x", ANA, NOW).text("Rain").file(new Attachment("https://f.example/a.jpg", "IMG_1.jpg", "image/jpeg", 1234, 800, 600,
            "A wet dog", TINY)).file(new Attachment("https://f.example/b.pdf", "b.pdf", "application/pdf", 5, 0, 0, "", "")).entry();

        List<?> links = EntryStanza.write(entry).elements("link");

        assertEquals("<link xmlns=\"http://www.w3.org/2005/Atom\" rel=\"enclosure\" href=\"https://f.example/a.jpg\" type=\"image/jpeg\" title=\"A wet dog\""
            + " length=\"1234\"><file xmlns=\"urn:xmpp:file:metadata:0\"><name>IMG_1.jpg</name><width>800</width><height>600</height><thumbnail"
            + " xmlns=\"urn:xmpp:thumbs:1\" uri=\"" + TINY + "\" media-type=\"image/png\"/></file></link>", ((Element) links.get(0)).asXML());
        assertEquals("b.pdf", ((Element) links.get(1)).attributeValue("title"));
    }

    @Test
    void a_picture_whose_words_are_those_of_the_post_takes_none_of_them() {
        Entry entry = Entry.draft("x", ANA, NOW).text("A wet dog").html(Markdown.xhtml("A wet dog")).file(picture("A wet dog", 1, 1)).entry();

        assertEquals(Optional.of(entry), EntryStanza.parse(wired(EntryStanza.write(entry)), NOW));
    }

    /** What somebody may have put there, and what is read of it: measures, tiny picture. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "800x600 | data:image/png;base64,AAAA | 800 | 600 | data:image/png;base64,AAAA",
        "0x600 | data:image/svg+xml;base64,AAAA | 0 | 0 | -",
        "800x-1 | javascript:alert(1) | 0 | 0 | -",
        "65535x65536 | https://spy.example/seen.png | 0 | 0 | -",
        "800 x 600 | data:text/html;base64,AAAA | 0 | 0 | -",
        "800x600x2 | 'data:image/png;base64,AAAA\" onerror=\"x' | 0 | 0 | -",
        "8e9x1 | data:image/png,AAAA | 0 | 0 | -",
        "1000000x1 | data:image/png;base64,  | 0 | 0 | -",
    })
    void of_what_stands_inside_an_enclosure_only_what_makes_sense_is_read(String measures, String uri, int width, int height, String tiny) {
        Element entry = DocumentHelper.createElement(QName.get("entry", "http://www.w3.org/2005/Atom"));
        Element file = entry.addElement("link").addAttribute("rel", "enclosure").addAttribute("href", "https://f.example/a").addAttribute("type", "image/png")
            .addElement(QName.get("file", "urn:xmpp:file:metadata:0"));
        file.addElement("dimensions").setText(measures);
        file.addElement("name").setText("n".repeat(1000));
        file.addElement(QName.get("thumbnail", "urn:xmpp:thumbs:1")).addAttribute("uri", uri.strip());

        Attachment read = EntryStanza.parse(entry, NOW).orElseThrow().files().get(0);

        assertEquals(new Attachment("https://f.example/a", "n".repeat(255), "image/png", 0, width, height, "", tiny == null ? "" : tiny), read);
    }

    @Test
    void a_tiny_picture_that_is_none_is_not_taken_along() {
        String large = "data:image/png;base64," + "A".repeat(601);

        assertEquals("", parsed("<link rel='enclosure' href='https://f.example/a'><file xmlns='urn:xmpp:file:metadata:0'><thumbnail xmlns='urn:xmpp:thumbs:1'"
            + " uri='" + large + "'/></file></link>").files().get(0).placeholder());
        assertFalse(EntryStanza.write(Entry.draft("x", ANA, NOW).file(new Attachment("https://f.example/a", "", "", 0, 0, 0, "", large)).entry()).asXML()
            .contains("AAA"));
    }

    @Test
    void what_movim_looks_for_stands_where_it_looks() {
        Entry entry = Entry.draft("rain-a1B2c3", ANA, NOW).text("Rain").comments(COMMENTS)
            .inReplyTo(new NodeUri(ANA, "urn:xmpp:microblog:0", "sun")).entry();

        Element wire = EntryStanza.write(entry);

        assertEquals("xmpp:ana@example.org", wire.element("author").elementText("uri"));
        Element replies = wire.element("link");
        assertEquals("replies", replies.attributeValue("rel"));
        assertEquals("comments", replies.attributeValue("title"));
        assertEquals("xmpp:comments.example.org?;node=urn:xmpp:microblog:0:comments/rain-a1B2c3", replies.attributeValue("href"));
        assertEquals("2026-03-01T12:00:00Z", wire.elementText("published"));
        String xml = wire.asXML();
        assertTrue(xml.contains("<in-reply-to xmlns=\"http://purl.org/syndication/thread/1.0\""), xml);
        assertTrue(xml.contains("href=\"xmpp:ana@example.org?;node=urn:xmpp:microblog:0;item=sun\""), xml);
        assertTrue(xml.contains("<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Rain</p>"), xml);
        assertTrue(xml.contains("<content type=\"text\">Rain</content>"), xml);
        assertFalse(xml.matches("(?s).*<\\w+:.*"), xml);
    }

    @Test
    void an_edit_keeps_when_it_was_published() {
        Entry first = Entry.draft("x", ANA, NOW).title("t").text("one").html("<div>one</div>").tag("a").entry();

        Entry second = first.edit(NOW.plusSeconds(5)).text("two").entry();

        assertFalse(first.edited());
        assertTrue(second.edited());
        assertEquals(NOW, second.published());
        assertEquals(List.of("t", "two", "", List.of("a")), List.of(second.title(), second.text(), second.html(), second.tags()));
    }

    @Test
    void whatever_an_entry_holds_it_can_be_written() {
        Entry entry = Entry.draft("\u0000x", ANA, NOW).title("a\u0000\ud800").text("b\u0001<script>").html("<p>broken<b>&nbsp;&#xffff;<svg>")
            .tag("\u0000").entry();

        Element wire = wired(EntryStanza.write(entry));

        assertEquals("a", wire.elementText("title"));
    }

    // ---- theirs

    /** The one post, as each of them would write it. */
    @ParameterizedTest
    @ValueSource(strings = {"movim", "movim-public", "libervia", "converse", "atom-html", "atom-prefixed", "xep-0472", "encoded", "careless"})
    void every_client_s_post_is_read_the_same(String client) throws Exception {
        Entry entry = EntryStanza.parse(file(client), NOW).orElseThrow();

        assertEquals("Rain again", entry.title());
        assertEquals("The dog is wet.", Sanitiser.text(entry.html().isEmpty() ? Markdown.html(entry.text()).html() : entry.html()));
        assertEquals(ANA, entry.author());
        assertEquals(Instant.parse("2026-02-03T04:05:06Z"), entry.published());
        assertEquals(List.of("rain", "dogs"), entry.tags());
        assertEquals(COMMENTS, entry.comments());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "brief | Only a title",
        "brief-xhtml | Only a title",
        "brief-html | Only a <title>",
        "comment | I like & it < that",
        "comment-twice | I was there",
        "untitled | ''",
    })
    void a_title_is_plain_text_however_it_is_written(String name, String title) throws Exception {
        assertEquals(title, EntryStanza.parse(file(name), NOW).orElseThrow().title());
    }

    @Test
    void a_summary_is_read_where_there_is_no_content() throws Exception {
        assertEquals("In short.", EntryStanza.parse(file("summary"), NOW).orElseThrow().text());
    }

    @Test
    void both_forms_of_an_answer_are_read() throws Exception {
        NodeUri item = new NodeUri(new JID("pubsub.example.net"), "urn:xmpp:microblog:0", "sun-1");

        assertEquals(item, EntryStanza.parse(file("reply-encoded"), NOW).orElseThrow().inReplyTo());
        assertEquals(item, EntryStanza.parse(file("reply-plain"), NOW).orElseThrow().inReplyTo());
        assertEquals(item, EntryStanza.parse(file("repeat"), NOW).orElseThrow().inReplyTo());
    }

    @Test
    void files_and_cards_are_told_apart() throws Exception {
        Entry entry = EntryStanza.parse(file("attachments"), NOW).orElseThrow();

        assertEquals(List.of(new Attachment("https://f.example/a.jpg", "", "image/jpeg", 2048, 0, 0, "A wet dog", ""),
            new Attachment("https://f.example/b.pdf", "", "application/pdf", 0, 0, 0, "", ""),
            new Attachment("https://f.example/c.pdf", "Minutes.pdf", "application/pdf", 0, 0, 0, "", "")), entry.files());
        assertEquals(List.of(new Entry.Card("https://w.example/", "text/html", "A page", "About rain", "https://w.example/l.png")), entry.cards());
        assertTrue(entry.nsfw());
        assertEquals(List.of(), entry.tags());
        assertEquals("https://pod.example/blog/ana@example.org/rain", entry.web());
        assertEquals("de", entry.language());
    }

    // ---- likes and comments

    @ParameterizedTest
    @ValueSource(strings = {"\u2665", "\u2665\ufe0f", "\u2764", "\u2764\ufe0f", " \u2764\ufe0e "})
    void a_heart_is_a_like(String title) {
        assertTrue(parsed("<title>" + title + "</title>").like());
        assertTrue(parsed("<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>" + title + "\n</div></title><title>" + title + "</title>").like());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u2665\u2665", "\u2665 you", "like", "\ufe0f", "\ud83d\udc9c"})
    void anything_else_is_none(String title) {
        assertFalse(parsed("<title>" + title + "</title>").like());
        assertFalse(parsed("<title>\u2665</title><content>x</content>").like());
    }

    @Test
    void a_long_comment_is_kept_whole() {
        String words = "word ".repeat(1000).strip();

        Entry entry = parsed("<title>" + words + "</title>");

        assertEquals(words, entry.text());
        assertEquals(1000, entry.title().length());
    }

    // ---- what makes no sense

    @Test
    void what_is_no_entry_is_none() throws Exception {
        assertEquals(Optional.empty(), EntryStanza.parse(null));
        assertEquals(Optional.empty(), EntryStanza.parse(DocumentHelper.parseText("<entry/>").getRootElement()));
        assertEquals(Optional.empty(), EntryStanza.parse(DocumentHelper.parseText("<feed xmlns='http://www.w3.org/2005/Atom'/>").getRootElement()));
    }

    @Test
    void an_empty_entry_is_published_when_it_was_received() {
        Entry entry = parsed("");

        assertEquals(NOW, entry.published());
        assertEquals(NOW, entry.updated());
        assertNull(entry.author());
        assertEquals("", entry.title() + entry.text() + entry.html() + entry.heading());
    }

    @ParameterizedTest
    @CsvSource({"2026-02-03T04:05:06Z, 2026-02-03T04:05:06Z", "2026-02-03T05:05:06.5+01:00, 2026-02-03T04:05:06Z",
        "2026-02-03t04:05:06z, 2026-02-03T04:05:06Z", "2026-02-03 04:05:06, 2026-02-03T04:05:06Z", "2026-02-03, 2026-02-03T00:00:00Z",
        "2027-01-01T00:00:00Z, 2026-03-01T12:00:00Z", "yesterday, 2026-03-01T12:00:00Z", "-2026-02-03T04:05:06Z, 2026-03-01T12:00:00Z",
        "+999999999-01-01T00:00:00Z, 2026-03-01T12:00:00Z", "2026-02-30T04:05:06Z, 2026-03-01T12:00:00Z"})
    void a_time_is_read_if_it_is_one_and_never_of_the_future(String written, Instant read) {
        assertEquals(read, parsed("<published>" + written + "</published>").published());
    }

    @Test
    void a_post_was_not_changed_before_it_was_published() {
        Entry entry = parsed("<published>2026-02-02T00:00:00Z</published><updated>2026-02-01T00:00:00Z</updated>");

        assertEquals(entry.published(), entry.updated());
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//evil.example", "ftp://x.example/", ""})
    void only_web_addresses_are_files_cards_and_pages(String href) {
        Entry entry = parsed("<link rel='enclosure' href='" + href + "'/><link rel='related' href='" + href + "' logo='" + href + "'/>"
            + "<link rel='alternate' href='" + href + "'/><link href='" + href + "'/>");

        assertEquals(List.of(List.of(), List.of(), ""), List.of(entry.files(), entry.cards(), entry.web()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.org", "ana@example.org", "xmpp:", "xmpp:@", "xmpp:a b@c", "javascript:x"})
    void only_an_xmpp_address_is_an_author(String uri) {
        assertNull(parsed("<author><uri>" + uri + "</uri></author>").author());
    }

    @Test
    void nothing_is_endless() {
        StringBuilder many = new StringBuilder("<title>" + "t".repeat(5000) + "</title><content>" + "c".repeat(300_000) + "</content>");
        for (int i = 0; i < 100; i++) {
            many.append("<category term='tag").append(i).append("'/><link rel='enclosure' href='https://f.example/").append(i)
                .append("'/><link rel='related' href='https://w.example/").append(i).append("'/>");
        }

        Entry entry = parsed(many.toString());

        assertEquals(1000, entry.title().length());
        assertEquals(200_000, entry.text().length());
        assertEquals(List.of(50, 50, 50), List.of(entry.tags().size(), entry.files().size(), entry.cards().size()));
    }

    @Test
    void a_very_deep_content_ends_no_stack() {
        Element deep = DocumentHelper.createElement(QName.get("entry", "http://www.w3.org/2005/Atom"));
        Element at = deep.addElement("content").addAttribute("type", "xhtml");
        for (int i = 0; i < 100_000; i++) {
            at = at.addElement("b");
        }
        at.setText("deep");

        Entry entry = EntryStanza.parse(deep, NOW).orElseThrow();

        assertEquals(Optional.of(entry), EntryStanza.parse(wired(EntryStanza.write(entry)), NOW));
    }

    @Test
    void the_direction_of_a_title_ends_with_it() {
        assertEquals("a\u202eb\u202c", parsed("<title>a\u202eb</title>").title());
    }

    private static Attachment picture(String alt, int width, int height) {
        return new Attachment("https://f.example/a.jpg", "IMG_1.jpg", "image/jpeg", 0, width, height, alt, "");
    }

    private static Entry parsed(String inside) {
        try {
            return EntryStanza.parse(DocumentHelper.parseText("<entry xmlns='http://www.w3.org/2005/Atom'>" + inside + "</entry>").getRootElement(),
                NOW).orElseThrow();
        } catch (DocumentException illFormed) {
            throw new AssertionError(illFormed);
        }
    }

    private static Element wired(Element element) {
        try {
            return DocumentHelper.parseText(element.asXML()).getRootElement();
        } catch (DocumentException illFormed) {
            throw new AssertionError(element.asXML(), illFormed);
        }
    }

    private static Element file(String name) throws Exception {
        try (InputStream in = EntryStanzaTest.class.getResourceAsStream("/entries/" + name + ".xml")) {
            return DocumentHelper.parseText(new String(in.readAllBytes(), StandardCharsets.UTF_8)).getRootElement();
        }
    }
}
