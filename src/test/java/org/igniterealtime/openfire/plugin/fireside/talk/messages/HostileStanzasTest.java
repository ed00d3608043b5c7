package org.igniterealtime.openfire.plugin.fireside.talk.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.igniterealtime.openfire.plugin.fireside.archive.Preview;
import org.igniterealtime.openfire.plugin.fireside.desk.media.AttachmentForm;
import org.igniterealtime.openfire.plugin.fireside.desk.media.AttachmentStanza;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Carried;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Gallery;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Media;
import org.igniterealtime.openfire.plugin.fireside.desk.media.OwnFiles;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Previewing;
import org.igniterealtime.openfire.plugin.fireside.social.people.People;
import org.igniterealtime.openfire.plugin.fireside.talk.words.Body;
import org.igniterealtime.openfire.plugin.fireside.view.Assets;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;
import org.igniterealtime.openfire.plugin.fireside.view.Texts;
import org.igniterealtime.openfire.plugin.fireside.view.Views;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Meaning;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** Messages that nobody means well with: all that is read of them on the way to a page, and the page. */
class HostileStanzasTest {
    private static final String[] WORDS = {"<script>alert(1)</script>", "\"'><img src=x onerror=alert(1)>", "javascript:alert(1)", "https://a.example/", "https://a.example/\"onload=\"x",
        "https://chat.example/fireside/files/0123456789abcdef0123456789abcdef/x.webm", "data:image/png;base64,AAAA", "data:text/html,<b>", "*", "_", "`", "```", "\n", "> ", "~",
        "\u202e", "\u2066", "\u0300\u0301\u0302", "\ud83d\udd25", "\u200d", "\ufe0f", "&amp;", "]]>", "$x #if #end ${y}", " ", "a", "xmpp:a@b?join", "\u00a0", "\t"};
    private static final String[] NAMES = {"body", "x", "url", "desc", "file-sharing", "file", "media-type", "name", "size", "width", "height", "length", "sources", "url-data",
        "reference", "media-sharing", "unstyled", "reply", "replace", "retract", "moderated", "reason", "reactions", "reaction", "fallback", "encryption", "thumbnail", "apply-to", "openpgp"};
    private static final String[] NAMESPACES = {"jabber:client", "jabber:x:oob", "urn:xmpp:sfs:0", "urn:xmpp:file:metadata:0", "http://jabber.org/protocol/url-data",
        "urn:xmpp:reference:0", "urn:xmpp:sims:1", "urn:xmpp:styling:0", "urn:xmpp:reply:0", "urn:xmpp:message-correct:0", "urn:xmpp:message-retract:1", "urn:xmpp:message-moderate:1",
        "urn:xmpp:reactions:0", "urn:xmpp:fallback:0", "urn:xmpp:eme:0", "urn:xmpp:thumbs:1", "urn:xmpp:fasten:0", "urn:x", ""};
    private static final String[] ATTRIBUTES = {"id", "to", "uri", "target", "for", "start", "end", "namespace", "name", "disposition", "type", "by"};
    private static final Set<String> ELEMENTS = Set.of("article", "span", "div", "p", "a", "strong", "em", "s", "code", "pre", "blockquote", "bdi", "button", "footer", "time", "svg", "img",
        "video", "audio", "figure", "figcaption", "path", "circle", "line", "rect", "polyline", "polygon", "ellipse");
    private static final Set<String> LOOKS = Set.of("message", "mine", "theirs", "mentions", "gone");

    private final Random random = new Random(5);
    private final Texts texts = new Texts(Path.of("i18n"));
    private final Views views = new Views(Path.of("src/web"), texts, new Assets(Path.of("src/web"), "/fireside"), "/fireside");
    private final OwnFiles own = new OwnFiles(() -> "https://chat.example", "/fireside/files/", url -> url.startsWith("https://b.example/"));

    @Test
    void whatever_comes_is_read_and_shown_as_text() {
        for (int i = 0; i < 4_000; i++) {
            String body = words(random.nextInt(12));
            String stanza = stanza(body);

            Carried carried = AttachmentStanza.read(stanza, body);
            Preview preview = Previewing.of(stanza, body);
            String sealed = Meaning.sealing(stanza);
            assertTrue(carried.files().size() <= AttachmentStanza.MOST && preview.text().length() <= 255);
            assertEquals(carried.files(), AttachmentForm.read(AttachmentForm.write(carried.files())).orElseThrow().stream()
                .map(file -> carried.files().stream().filter(each -> each.url().equals(file.url())).findFirst().orElseThrow()).toList());
            shown(model(stanza, carried, sealed, preview), stanza);
        }
    }

    private MessageModel model(String stanza, Carried carried, String sealed, Preview preview) {
        Gallery gallery = Gallery.of(carried.files(), url -> random.nextBoolean() ? Optional.of(new Media.Source(url, url)) : Optional.empty(), own, texts, Locale.ENGLISH);
        String nick = words(3);
        return new MessageModel("m-1", "", "1", false, People.named("r@c.example/" + nick, nick), nick, Body.of(stanza, carried.text(), address -> Optional.empty()), gallery, "",
            "2026-11-30T00:00:00Z", "", "", false, false, random.nextInt(4) == 0 ? sealed : "", null,
            new MessageModel.Quote("m-0", "0", false, nick, preview.kind().name().toLowerCase(Locale.ROOT), preview.text()),
            List.of(new MessageModel.Chip(words(1), 1, false, List.of(nick))), 1, "react reply", null);
    }

    private void shown(MessageModel message, String stanza) {
        SafeHtml html = views.render("messages/message", Locale.ENGLISH, "m", message);

        Element article = Jsoup.parseBodyFragment(html.html()).body();
        assertEquals(1, article.childrenSize(), stanza);
        assertTrue(LOOKS.containsAll(article.child(0).classNames()), stanza);
        for (Element element : article.child(0).getAllElements()) {
            assertTrue(ELEMENTS.contains(element.tagName()), () -> element.tagName() + " of " + stanza);
            for (Attribute attribute : element.attributes()) {
                allowed(attribute, stanza);
            }
        }
    }

    private static void allowed(Attribute attribute, String stanza) {
        assertTrue(!attribute.getKey().startsWith("on") && !attribute.getKey().equals("style") && !attribute.getKey().equals("srcdoc"), () -> attribute + " of " + stanza);
        if (Set.of("href", "src", "action", "poster").contains(attribute.getKey())) {
            assertTrue(attribute.getValue().matches("(?is)(https?://|xmpp:|/fireside/|data:image/(png|jpeg|gif|webp);).*"), () -> attribute + " of " + stanza);
        }
    }

    // ---- what comes

    private String words(int most) {
        StringBuilder words = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            words.append(WORDS[random.nextInt(WORDS.length)]);
        }
        return words.toString();
    }

    private String stanza(String body) {
        StringBuilder xml = new StringBuilder("<message xmlns='jabber:client' type='chat' from='").append(SafeHtml.escape(words(2))).append("'><body>")
            .append(SafeHtml.escape(body)).append("</body>");
        for (int i = random.nextInt(6); i > 0; i--) {
            element(xml, 0);
        }
        xml.append("</message>");
        switch (random.nextInt(20)) {
            case 0 -> xml.setLength(random.nextInt(xml.length()));
            case 1 -> xml.setCharAt(random.nextInt(xml.length()), "<>&'\u0000\ud83d".charAt(random.nextInt(6)));
            case 2 -> xml.insert(0, "<!DOCTYPE m [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>");
            case 3 -> xml.insert(xml.indexOf("</body>") + 7, "<file-sharing xmlns='urn:xmpp:sfs:0'>".repeat(3_000) + "</file-sharing>".repeat(3_000));
            default -> {
                return xml.toString();
            }
        }
        return xml.toString();
    }

    // As it would be meant, as often as not: else nothing of it would be read at all.
    private void element(StringBuilder xml, int depth) {
        if (depth == 0 && random.nextInt(3) == 0) {
            shared(xml);
            return;
        }
        String name = NAMES[random.nextInt(NAMES.length)];
        xml.append('<').append(name).append(" xmlns='").append(NAMESPACES[random.nextInt(NAMESPACES.length)]).append('\'');
        for (String attribute : ATTRIBUTES) {
            if (random.nextInt(4) == 0) {
                xml.append(' ').append(attribute).append("='").append(SafeHtml.escape(random.nextBoolean() ? words(2) : Integer.toString(random.nextInt() >> random.nextInt(32)))).append('\'');
            }
        }
        xml.append('>').append(SafeHtml.escape(words(2)));
        for (int i = depth < 4 ? random.nextInt(3) : 0; i > 0; i--) {
            element(xml, depth + 1);
        }
        xml.append("</").append(name).append('>');
    }

    private void shared(StringBuilder xml) {
        String url = SafeHtml.escape(random.nextBoolean() ? "https://a.example/" + random.nextInt(9) : words(2));
        String type = List.of("image/png", "audio/webm", "video/mp4", "text/html", "image/svg+xml", SafeHtml.escape(words(1))).get(random.nextInt(6));
        xml.append("<file-sharing xmlns='urn:xmpp:sfs:0'><file xmlns='urn:xmpp:file:metadata:0'><media-type>").append(type).append("</media-type><name>")
            .append(SafeHtml.escape(words(3))).append("</name><size>").append(random.nextLong()).append("</size><width>").append(random.nextInt(9_000)).append("</width><height>")
            .append(random.nextInt(9_000)).append("</height><length>").append(random.nextInt()).append("</length><desc>").append(SafeHtml.escape(words(3)))
            .append("</desc><thumbnail xmlns='urn:xmpp:thumbs:1' uri='").append(SafeHtml.escape(words(1)))
            .append("'/></file><sources><url-data xmlns='http://jabber.org/protocol/url-data' target='").append(url).append("'/></sources></file-sharing>");
    }
}
