package org.igniterealtime.openfire.plugin.fireside.desk.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dom4j.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files in messages, against the examples of the specifications, and against those who mean harm. */
class AttachmentStanzaTest {
    private static final String SUMMIT = "https://download.montague.lit/4a771ac1-f0b2-4a4a-9700-f2a26fa2bb67/summit.jpg";
    private static final String OOB = "<x xmlns='jabber:x:oob'><url>" + SUMMIT + "</url></x>";
    private static final String TINY = "data:image/png;base64,iVBORw0KGgo=";

    private static Carried read(String body, String children) {
        return AttachmentStanza.read("<message to='juliet@shakespeare.lit' from='romeo@montague.lit/resource' id='sharing-a-file'>" + children
            + "</message>", body);
    }

    private static Attachment only(Carried carried) {
        assertEquals(1, carried.files().size());
        return carried.files().get(0);
    }

    private static String shared(String metadata, String url) {
        return "<file-sharing xmlns='urn:xmpp:sfs:0' disposition='inline'><file xmlns='urn:xmpp:file:metadata:0'>" + metadata + "</file><sources>"
            + "<url-data xmlns='http://jabber.org/protocol/url-data' target='" + url + "'/></sources></file-sharing>";
    }

    // ---- out

    @Test
    void what_is_sent_is_as_the_specifications_have_it() {
        List<Element> beside = AttachmentStanza.beside(new Attachment(SUMMIT, "summit.jpg", "image/jpeg", 3032449, 4096, 2160, "Photo from the summit.", TINY));

        assertEquals("""
            <x xmlns="jabber:x:oob"><url>%1$s</url></x>
            <file-sharing xmlns="urn:xmpp:sfs:0" disposition="inline"><file xmlns="urn:xmpp:file:metadata:0"><media-type>image/jpeg</media-type>\
            <name>summit.jpg</name><size>3032449</size><width>4096</width><height>2160</height><desc>Photo from the summit.</desc>\
            <thumbnail xmlns="urn:xmpp:thumbs:1" uri="%2$s" media-type="image/png"/></file>\
            <sources><url-data xmlns="http://jabber.org/protocol/url-data" target="%1$s"/></sources></file-sharing>
            <fallback xmlns="urn:xmpp:fallback:0" for="urn:xmpp:sfs:0"><body/></fallback>""".formatted(SUMMIT, TINY),
            beside.stream().map(Element::asXML).collect(Collectors.joining("\n")));
    }

    @Test
    void what_is_sent_is_read_as_it_was() {
        Attachment file = new Attachment(SUMMIT, "summit.jpg", "image/jpeg", 3032449, 4096, 2160, "Photo <from> the \"summit\".", TINY);

        String xml = AttachmentStanza.beside(file).stream().map(Element::asXML).collect(Collectors.joining());

        assertEquals(new Carried(List.of(file), ""), read(SUMMIT, xml));
    }

    @Test
    void what_is_no_picture_is_offered_rather_than_shown() {
        String xml = AttachmentStanza.beside(new Attachment(SUMMIT, "a.pdf", "application/pdf", 1, 0, 0, "", "")).get(1).asXML();

        assertTrue(xml.contains("disposition=\"attachment\"") && !xml.contains("width") && !xml.contains("desc") && !xml.contains("thumbnail"), xml);
    }

    // ---- in, as the specifications have it

    /** XEP-0447 §3.1, the first example. */
    @Test
    void a_shared_file_is_read() {
        Carried carried = read("", """
            <file-sharing xmlns='urn:xmpp:sfs:0' disposition='inline'><file xmlns='urn:xmpp:file:metadata:0'><media-type>image/jpeg</media-type>
            <name>summit.jpg</name><size>3032449</size><dimensions>4096x2160</dimensions>
            <hash xmlns='urn:xmpp:hashes:2' algo='sha3-256'>2XarmwTlNxDAMkvymloX3S5+VbylNrJt/l5QyPa+YoU=</hash><desc>Photo from the summit.</desc>
            <thumbnail xmlns='urn:xmpp:thumbs:1' uri='cid:sha1+ffd7c8d28e9c5e82afea41f97108c6b4@bob.xmpp.org' media-type='image/png' width='128' height='96'/>
            </file><sources><jinglepub xmlns='urn:xmpp:jinglepub:1' from='romeo@montague.lit/resource' id='9559976B'>
            <description xmlns='urn:xmpp:jingle:apps:file-transfer:5'/></jinglepub>
            <url-data xmlns='http://jabber.org/protocol/url-data' target='%s'/></sources></file-sharing>""".formatted(SUMMIT));

        assertEquals(new Attachment(SUMMIT, "summit.jpg", "image/jpeg", 3032449, 4096, 2160, "Photo from the summit.", ""), only(carried));
        assertEquals("", carried.text());
    }

    /** What is said, beside which text, and what is left of it. */
    static Stream<Arguments> words() {
        String file = shared("<desc>Photo from the summit.</desc>", SUMMIT);
        String all = "<fallback xmlns='urn:xmpp:fallback:0' for='urn:xmpp:sfs:0'><body/></fallback>";
        String part = "<fallback xmlns='urn:xmpp:fallback:0' for='urn:xmpp:sfs:0'><body start='4' end='9'/></fallback>";
        String others = "<fallback xmlns='urn:xmpp:fallback:0' for='urn:xmpp:reply:0'><body/></fallback>";
        return Stream.of(
            // XEP-0447 §3.1, the second example.
            arguments("Photo from the summit.: " + SUMMIT, file + OOB, ""),
            arguments(SUMMIT, file + OOB, ""),
            arguments(" " + SUMMIT + "\n", OOB, ""),
            arguments("What a view! " + SUMMIT, OOB, "What a view!"),
            arguments("Whatever it is", file + all, ""),
            arguments("Yes, here it is", file + part, "Yes, it is"),
            arguments("Do look", file + others, "Do look"),
            arguments("Do look", file, "Do look"),
            arguments(SUMMIT + "?large", OOB, SUMMIT + "?large"));
    }

    @ParameterizedTest
    @MethodSource("words")
    void an_address_beside_its_file_is_not_said_twice(String body, String children, String left) {
        assertEquals(left, read(body, children).text());
    }

    /** XEP-0385 §3.1: in either version, and with the file of either Jingle's. */
    @ParameterizedTest
    @org.junit.jupiter.params.provider.CsvSource({"urn:xmpp:sims:1, urn:xmpp:jingle:apps:file-transfer:5", "urn:xmpp:sims:2, urn:xmpp:jingle:apps:file-transfer:4"})
    void inline_media_is_read(String sims, String jingle) {
        Carried carried = read("Look at the nice view from the summit.", """
            <reference xmlns='urn:xmpp:reference:0' begin='17' end='20' type='data'><media-sharing xmlns='%s'><file xmlns='%s'>
            <media-type>image/jpeg</media-type><name>summit.jpg</name><size>3032449</size><desc>Photo from the summit.</desc>
            <thumbnail xmlns='urn:xmpp:thumbs:1' uri='data:image/thumbhash,3OcRJYB4d3h/iIeHeEh3eIhw+j2w'/></file><sources>
            <reference xmlns='urn:xmpp:reference:0' type='data' uri='xmpp:romeo@montague.lit/resource?jingle;id=9559976B'/>
            <reference xmlns='urn:xmpp:reference:0' type='data' uri='%s'/></sources></media-sharing></reference>""".formatted(sims, jingle, SUMMIT));

        assertEquals(new Attachment(SUMMIT, "summit.jpg", "image/jpeg", 3032449, 0, 0, "Photo from the summit.", ""), only(carried));
        assertEquals("Look at the nice view from the summit.", carried.text());
    }

    @Test
    void an_address_out_of_band_is_a_file_where_the_words_have_it() {
        assertEquals(new Attachment(SUMMIT, "summit.jpg", "image/jpeg", 0, 0, 0, "", ""), only(read(SUMMIT, OOB)));
        // XEP-0066 §3
        assertEquals("what a site", only(read("http://www.jabber.org/", "<x xmlns='jabber:x:oob'><url>http://www.jabber.org/</url><desc>what a site</desc></x>")).alt());
        assertEquals(List.of(), read("Come and see", OOB).files());
        assertEquals(List.of(), read("https://e.example/a.png", "").files(), "an address alone is an address");
    }

    @Test
    void a_file_that_is_there_in_several_formats_is_one_and_the_first_says_most() {
        Carried carried = read(SUMMIT, OOB + "<reference xmlns='urn:xmpp:reference:0' type='data'><media-sharing xmlns='urn:xmpp:sims:1'><sources>"
            + "<reference xmlns='urn:xmpp:reference:0' type='data' uri='" + SUMMIT + "'/></sources></media-sharing></reference>" + shared("<name>mine.jpg</name>", SUMMIT));

        assertEquals("mine.jpg", only(carried).name());
    }

    @Test
    void several_files_keep_their_order() {
        Carried carried = read("", shared("", "https://a.example/1.png") + shared("", "https://a.example/2.png") + shared("", "https://a.example/3.ogg"));

        assertEquals(List.of("1.png", "2.png", "3.ogg"), carried.files().stream().map(Attachment::name).toList());
    }

    @Test
    void a_source_that_somebody_adds_later_is_no_file() {
        assertEquals(new Carried(List.of(), ""), read("", "<attach-to id='sharing-a-file' xmlns='urn:xmpp:message-attaching:1'/><sources xmlns='urn:xmpp:sfs:0'>"
            + "<url-data xmlns='http://jabber.org/protocol/url-data' target='" + SUMMIT + "'/></sources>"));
    }

    @Test
    void what_is_to_be_kept_from_sight_is_offered_as_a_file() {
        Carried carried = read("", shared("<media-type>image/png</media-type><name>a.png</name>", SUMMIT).replace("inline", "attachment"));

        assertEquals(FileKind.OTHER, FileKind.of(only(carried)));
    }

    // ---- in, from those who mean harm

    /** An address, and whether it is one of a file. */
    @ParameterizedTest
    @org.junit.jupiter.params.provider.CsvSource(delimiter = '|', value = {
        "https://a.example/x.png                | true",
        "HTTP://A.example:8080/%2e%2e/x?y=1#z   | true",
        "https://ä.example/ö.png                | false",
        "https://a.example/ö.png                | true",
        "javascript:alert(1)//https://x         | false",
        "data:image/png;base64,AAAA             | false",
        "file:///etc/passwd                     | false",
        "ftp://a.example/x                      | false",
        "aesgcm://a.example/x.png#00            | false",
        "xmpp:romeo@montague.lit                | false",
        "//a.example/x.png                      | false",
        "/x.png                                 | false",
        "https:///x.png                         | false",
        "https://user:pass@a.example/x.png      | false",
        "https://a.example/x y.png              | false",
        "https://a.example/x&#10;.png           | false",
        "https://a.example/&quot;onerror=.png   | false",
        "https://a.example/&lt;svg&gt;          | false"})
    void only_an_address_on_the_web_is_a_file(String url, boolean file) {
        assertEquals(file ? 1 : 0, read("", shared("", url)).files().size());
    }

    /** What is said of a file, and what is believed of it. */
    static Stream<Arguments> lies() {
        return Stream.of(
            arguments("<name>../../etc/passwd</name>", "passwd", "", 0L, "0x0"),
            arguments("<name>C:\\\\boot.ini</name>", "boot.ini", "", 0L, "0x0"),
            arguments("<name>gpj\u202eexe.png</name>", "gpjexe.png", "image/png", 0L, "0x0"),
            arguments("<name>&lt;b&gt;x.png&lt;/b&gt;</name>", "b>", "", 0L, "0x0"),
            arguments("<name>" + "x".repeat(5_000) + ".png</name>", "x".repeat(146) + ".png", "image/png", 0L, "0x0"),
            arguments("<name>  </name>", "f", "", 0L, "0x0"),
            arguments("<name>...</name>", "file", "", 0L, "0x0"),
            arguments("<media-type>image/svg+xml</media-type>", "f", "image/svg+xml", 0L, "0x0"),
            arguments("<media-type>IMAGE/PNG; x=y</media-type>", "f", "image/png", 0L, "0x0"),
            arguments("<media-type>\"&gt;&lt;script&gt;/x</media-type>", "f", "", 0L, "0x0"),
            arguments("<media-type>" + "a".repeat(200) + "/x</media-type>", "f", "", 0L, "0x0"),
            arguments("<size>-1</size>", "f", "", 0L, "0x0"),
            arguments("<size>99999999999999999999</size>", "f", "", 0L, "0x0"),
            arguments("<size>9007199254740992</size>", "f", "", 1L << 53, "0x0"),
            arguments("<size>1e9</size>", "f", "", 0L, "0x0"),
            arguments("<width>10</width>", "f", "", 0L, "0x0"),
            arguments("<width>0</width><height>10</height>", "f", "", 0L, "0x0"),
            arguments("<width>65535</width><height>1</height>", "f", "", 0L, "65535x1"),
            arguments("<width>65536</width><height>1</height>", "f", "", 0L, "0x0"),
            arguments("<dimensions>2x3x4</dimensions>", "f", "", 0L, "0x0"),
            arguments("<dimensions>٣x3</dimensions>", "f", "", 0L, "0x0"));
    }

    @ParameterizedTest
    @MethodSource("lies")
    void what_is_said_of_a_file_is_believed_within_bounds(String said, String name, String type, long size, String measures) {
        Attachment file = only(read("", shared(said, "https://a.example/f")));

        assertEquals(List.of(name, type, size, measures), List.of(file.name(), file.type(), file.size(), file.width() + "x" + file.height()));
    }

    /** An address of a small picture, and whether it is shown before the picture comes. */
    static Stream<Arguments> placeholders() {
        return Stream.of(
            arguments(TINY, true),
            arguments("data:image/webp;base64,UklGRg==", true),
            arguments("data:image/png;base64," + "A".repeat(2_048 - 22), true),
            arguments("data:image/png;base64," + "A".repeat(2_049 - 22), false),
            arguments("data:image/svg+xml;base64,PHN2Zz4=", false),
            arguments("data:text/html;base64,PHN2Zz4=", false),
            arguments("data:image/png,x", false),
            arguments("data:image/png;base64,", false),
            arguments("data:image/png;base64,AAAA\" onerror=\"x", false),
            arguments("https://track.example/1.png", false),
            arguments("cid:sha1+ffd7c8d28e9c5e82afea41f97108c6b4@bob.xmpp.org", false));
    }

    @ParameterizedTest
    @MethodSource("placeholders")
    void only_a_tiny_picture_that_is_there_already_stands_for_one_that_comes(String uri, boolean shown) {
        String thumbnail = "<thumbnail xmlns='urn:xmpp:thumbs:1' uri='" + uri.replace("\"", "&quot;") + "'/>";

        assertEquals(shown ? uri : "", only(read("", shared(thumbnail, SUMMIT))).placeholder());
    }

    @Test
    void no_more_files_are_read_than_are_sent() {
        String many = Stream.iterate(0, i -> i + 1).limit(1_000).map(i -> shared("", "https://a.example/" + i)).collect(Collectors.joining());

        assertEquals(AttachmentStanza.MOST, read("", many).files().size());
    }

    @Test
    void words_about_a_picture_end_somewhere() {
        Attachment file = only(read("", shared("<desc>" + "x".repeat(999) + "\uD83D\uDD25 and more</desc>", SUMMIT)));

        assertEquals("x".repeat(999), file.alt());
    }

    @Test
    void what_cannot_be_read_is_its_text() {
        String deep = "<a>".repeat(5_000) + "</a>".repeat(5_000);

        assertEquals(new Carried(List.of(), "hello"), AttachmentStanza.read("<message>jabber:x:oob", "hello"));
        assertEquals(new Carried(List.of(), "hello"), read("hello", OOB + deep));
        assertEquals(new Carried(List.of(), "hello"), read("hello", "<file-sharing xmlns='urn:xmpp:sfs:0'/><reference xmlns='urn:xmpp:reference:0'><media-sharing "
            + "xmlns='urn:xmpp:sims:1'/></reference><x xmlns='jabber:x:oob'/>"));
        assertEquals(new Carried(List.of(), "hello"), AttachmentStanza.read(null, "hello"));
    }
}
