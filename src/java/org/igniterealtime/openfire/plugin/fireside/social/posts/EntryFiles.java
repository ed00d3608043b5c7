package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dom4j.Element;
import org.dom4j.QName;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Attachment;
import org.igniterealtime.openfire.plugin.fireside.view.Bidi;
import org.igniterealtime.openfire.plugin.fireside.view.Href;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;

/**
 * Files of an entry: links of RFC 4287 §4.2.7.2 whose title says what a picture shows, and names another file (as Movim has it).
 * What Atom has no place for stands inside of the link (RFC 4287 §6.4), where clients that do not know it do not look: name,
 * measures and a tiny picture as of XEP-0446 §2 and XEP-0264 §2.
 */
final class EntryFiles {
    static final int LONGEST = 1000;

    private static final int LONGEST_NAME = 255;
    private static final int LARGEST_SIDE = 65_535;
    private static final Pattern TYPE = Pattern.compile("[\\w.+-]{1,80}/[\\w.+-]{1,80}");
    private static final Pattern TINY = Pattern.compile("data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/]{1,600}={0,2}");
    private static final QName FILE = QName.get("file", Ns.FILE);
    private static final QName THUMBNAIL = QName.get("thumbnail", Ns.THUMBNAILS);

    private EntryFiles() {
    }

    // ---- written

    static void write(Attachment file, Element link) {
        attribute(link, "type", file.type());
        attribute(link, "title", !file.alt().isEmpty() || file.isPicture() ? file.alt() : file.name());
        attribute(link, "length", file.size() > 0 ? Long.toString(file.size()) : "");
        if (!file.name().isEmpty() || file.width() > 0 || !file.placeholder().isEmpty()) {
            more(file, link.addElement(FILE));
        }
    }

    private static void more(Attachment file, Element more) {
        text(more, "name", file.name());
        text(more, "width", file.width() > 0 ? Integer.toString(file.width()) : "");
        text(more, "height", file.width() > 0 ? Integer.toString(file.height()) : "");
        Matcher tiny = TINY.matcher(file.placeholder());
        if (tiny.matches()) {
            more.addElement(THUMBNAIL).addAttribute("uri", file.placeholder()).addAttribute("media-type", "image/" + tiny.group(1));
        }
    }

    private static void attribute(Element element, String name, String value) {
        if (!value.isEmpty()) {
            element.addAttribute(name, XmlText.clean(value));
        }
    }

    private static void text(Element parent, String name, String text) {
        if (!text.isEmpty()) {
            parent.addElement(name).setText(XmlText.clean(text));
        }
    }

    // ---- read

    /** @return empty where it leads to nothing on the web */
    static Optional<Attachment> read(Element link) {
        return Href.web(link.attributeValue("href", "")).map(address -> read(address, link));
    }

    private static Attachment read(String address, Element link) {
        // Without one, the link is looked at in its place, which has nothing of the kind.
        Element more = Optional.ofNullable(link.element(FILE)).orElse(link);
        String type = type(link);
        String title = words(link.attributeValue("title", ""), LONGEST);
        String name = words(inside(more, "name"), LONGEST_NAME);
        // Of what is no picture it says no more than what the file is called.
        boolean called = name.isEmpty() && !type.startsWith("image/");
        int width = side(more, "width", 0);
        int height = side(more, "height", 1);
        boolean measured = width > 0 && height > 0;
        return new Attachment(address, called ? words(title, LONGEST_NAME) : name, type, length(link), measured ? width : 0, measured ? height : 0,
            called || title.equals(name) ? "" : title, tiny(more));
    }

    // COMPAT: XEP-0446 had one element for both before its version 0.2.
    private static int side(Element more, String name, int old) {
        String[] both = inside(more, "dimensions").split("x");
        String digits = both.length == 2 ? both[old] : inside(more, name);
        int side = digits.matches("\\d{1,6}") ? Integer.parseInt(digits) : 0;
        return side <= LARGEST_SIDE ? side : 0;
    }

    private static String inside(Element more, String name) {
        return Optional.ofNullable(more.element(QName.get(name, Ns.FILE))).map(Element::getText).map(String::strip).orElse("");
    }

    private static String tiny(Element more) {
        return Optional.ofNullable(more.element(THUMBNAIL)).map(thumbnail -> thumbnail.attributeValue("uri", ""))
            .filter(uri -> TINY.matcher(uri).matches()).orElse("");
    }

    static String type(Element link) {
        String type = link.attributeValue("type", "").strip().toLowerCase(Locale.ROOT).split(";", 2)[0];
        return TYPE.matcher(type).matches() ? type : "";
    }

    // In a line, as an attribute has it after every reader of XML.
    static String words(String text, int longest) {
        return Bidi.balanced(EntryReading.cut(text, longest).replaceAll("\\s+", " ").strip());
    }

    private static long length(Element link) {
        String length = link.attributeValue("length", "");
        return length.matches("\\d{1,15}") ? Long.parseLong(length) : 0;
    }
}
