package org.igniterealtime.openfire.plugin.fireside.desk.media;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.dom4j.QName;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Fallback;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;

/**
 * What messages carry, and their words without what only stands for it. Files are sent as XEP-0447 §3.1 with an address out of band (XEP-0066 §3) beside it, read in those and in XEP-0385 §3.1.
 * The body is the address alone, since only then clients that know nothing but XEP-0066 take it for a file.
 */
public final class AttachmentStanza {
    /** Files that are read of one message. */
    public static final int MOST = 10;

    // Both versions differ in the name alone.
    private static final Set<String> SIMS = Set.of("urn:xmpp:sims:1", "urn:xmpp:sims:2");
    private static final int DEEPEST = 12;

    private AttachmentStanza() {
    }

    // ---- out

    /** What a message carries beside its body, which is the file's address. */
    public static List<Element> beside(Attachment file) {
        Element outOfBand = element("x", Ns.OUT_OF_BAND);
        add(outOfBand, "url", file.url());
        Element sharing = element("file-sharing", Ns.FILE_SHARING);
        sharing.addAttribute("disposition", FileKind.of(file).inPlace() ? "inline" : "attachment");
        describe(sharing.addElement(QName.get("file", Ns.FILE)), file);
        sharing.addElement(QName.get("sources", Ns.FILE_SHARING)).addElement(QName.get("url-data", Ns.URL_DATA)).addAttribute("target", file.url());
        Element fallback = element("fallback", Ns.FALLBACK);
        fallback.addAttribute("for", Ns.FILE_SHARING).addElement(QName.get("body", Ns.FALLBACK));
        return List.of(outOfBand, sharing, fallback);
    }

    private static void describe(Element metadata, Attachment file) {
        add(metadata, "media-type", file.type());
        add(metadata, "name", file.name());
        add(metadata, "size", file.size() > 0 ? Long.toString(file.size()) : "");
        add(metadata, "width", file.width() > 0 ? Integer.toString(file.width()) : "");
        add(metadata, "height", file.height() > 0 ? Integer.toString(file.height()) : "");
        add(metadata, "length", file.length() > 0 ? Long.toString(file.length()) : "");
        add(metadata, "desc", file.alt());
        if (Bounds.isPlaceholder(file.placeholder())) {
            metadata.addElement(QName.get("thumbnail", Ns.THUMBNAILS)).addAttribute("uri", file.placeholder())
                .addAttribute("media-type", file.placeholder().substring("data:".length(), file.placeholder().indexOf(';')));
        }
    }

    private static Element element(String name, String namespace) {
        return DocumentHelper.createElement(QName.get(name, namespace));
    }

    private static void add(Element parent, String name, String text) {
        if (!text.isEmpty()) {
            parent.addElement(QName.get(name, parent.getNamespaceURI())).setText(text);
        }
    }

    // ---- in

    /** @param stanza of a message, as XML, or empty @param body its text */
    public static Carried read(String stanza, String body) {
        if (!mayCarry(stanza)) {
            return new Carried(List.of(), body);
        }
        try {
            Element message = Xml.parse(stanza);
            return Xml.isShallow(message, DEEPEST) ? read(message, body) : new Carried(List.of(), body);
        } catch (IllegalArgumentException unreadable) {
            return new Carried(List.of(), body);
        }
    }

    // Most messages carry nothing, and need not be parsed.
    private static boolean mayCarry(String stanza) {
        return stanza != null && (stanza.contains(Ns.OUT_OF_BAND) || stanza.contains(Ns.FILE_SHARING) || stanza.contains("urn:xmpp:sims:")
            || stanza.contains(Ns.REPLY));
    }

    private static Carried read(Element message, String body) {
        Map<String, Attachment> files = new LinkedHashMap<>();
        for (Element sharing : Xml.children(message, "file-sharing", Ns.FILE_SHARING)) {
            keep(files, shared(sharing));
        }
        for (Element reference : Xml.children(message, "reference", Ns.REFERENCE)) {
            SIMS.stream().map(sims -> Xml.child(reference, "media-sharing", sims)).filter(sims -> sims != null).forEach(sims -> keep(files, sims(sims)));
        }
        for (Element beside : Xml.children(message, "x", Ns.OUT_OF_BAND)) {
            keep(files, outOfBand(beside, body));
        }
        Set<String> understood = new HashSet<>(4);
        if (Xml.child(message, "reply", Ns.REPLY) != null) {
            understood.add(Ns.REPLY);
        }
        if (!files.isEmpty()) {
            understood.add(Ns.FILE_SHARING);
        }
        String text = Fallback.without(message, body, understood);
        return new Carried(List.copyOf(files.values()), files.isEmpty() ? text : FallbackText.without(text, files.values()));
    }

    // The same file may be there in several formats; the first says most.
    private static void keep(Map<String, Attachment> files, Attachment file) {
        if (file != null && files.size() < MOST) {
            files.putIfAbsent(file.url(), file);
        }
    }

    private static Attachment shared(Element sharing) {
        Element metadata = Xml.child(sharing, "file", Ns.FILE);
        Element sources = Xml.child(sharing, "sources", Ns.FILE_SHARING);
        if (sources == null) {
            return null;
        }
        // "Attachment" asks not to show it in place: XEP-0447 §3.2 has it offered as what has no type.
        boolean hidden = "attachment".equals(sharing.attributeValue("disposition"));
        return Xml.children(sources, "url-data", Ns.URL_DATA).stream().map(source -> source.attributeValue("target", ""))
            .filter(Bounds::isAddress).findFirst().map(url -> described(url, metadata, hidden)).orElse(null);
    }

    private static Attachment sims(Element sims) {
        Element metadata = Xml.children(sims).stream().filter(child -> child.getName().equals("file")).findFirst().orElse(null);
        Element sources = Xml.children(sims).stream().filter(child -> child.getName().equals("sources")).findFirst().orElse(null);
        if (sources == null) {
            return null;
        }
        return Xml.children(sources, "reference", Ns.REFERENCE).stream().map(source -> source.attributeValue("uri", ""))
            .filter(Bounds::isAddress).findFirst().map(url -> described(url, metadata, false)).orElse(null);
    }

    // An address that the words do not have is somebody else's business: of an invitation, a page, a post.
    private static Attachment outOfBand(Element beside, String body) {
        String url = text(beside, "url");
        return Bounds.isAddress(url) && body.contains(url) ? Bounds.attachment(url, "", "", "", "", "", text(beside, "desc"), "") : null;
    }

    private static Attachment described(String url, Element metadata, boolean hidden) {
        if (metadata == null) {
            return Bounds.attachment(url, "", "", "", "", "", "", "");
        }
        String[] dimensions = text(metadata, "dimensions").split("x", 2);
        boolean old = dimensions.length == 2;
        Attachment file = Bounds.attachment(url, text(metadata, "name"), text(metadata, "media-type"), text(metadata, "size"),
            old ? dimensions[0] : text(metadata, "width"), old ? dimensions[1] : text(metadata, "height"), text(metadata, "desc"), thumbnail(metadata))
            .lasting(Bounds.length(text(metadata, "length")));
        return hidden && FileKind.of(file).inPlace() ? Bounds.untyped(file) : file;
    }

    private static String thumbnail(Element metadata) {
        return Xml.children(metadata, "thumbnail", Ns.THUMBNAILS).stream().map(each -> each.attributeValue("uri", ""))
            .filter(Bounds::isPlaceholder).findFirst().orElse("");
    }

    private static String text(Element parent, String name) {
        return Xml.children(parent).stream().filter(child -> child.getName().equals(name)).findFirst().map(Element::getText).map(String::strip).orElse("");
    }
}
