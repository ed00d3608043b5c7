package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.dom4j.Namespace;
import org.dom4j.QName;
import org.igniterealtime.openfire.plugin.fireside.view.Markdown;
import org.igniterealtime.openfire.plugin.fireside.xmpp.NodeUri;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;

/** Atom entries (RFC 4287) as XEP-0277 §2.3, §3 and XEP-0472 §4.2 have them. */
public final class EntryStanza {
    /** COMPAT: Movim drops an entry without a title; what has none and no words carries this one. */
    static final String NO_TITLE = "\u2026";

    private EntryStanza() {
    }

    /** As of {@link #parse(Element, Instant)}, with what says no time published now. */
    public static Optional<Entry> parse(Element entry) {
        return parse(entry, Instant.now());
    }

    /**
     * Reads what any client writes. It never throws; what is too long or too much is cut, what makes no sense is left out.
     *
     * @param entry of whatever name and content, or null
     * @param received stands for times that are missing, and for those after it
     * @return empty when the element is no Atom entry
     */
    public static Optional<Entry> parse(Element entry, Instant received) {
        boolean atom = entry != null && entry.getName().equals("entry") && entry.getNamespaceURI().equals(Ns.ATOM);
        return atom ? Optional.of(new EntryReading(entry, received).entry()) : Optional.empty();
    }

    /**
     * Writes it without prefixes and with its addresses not encoded.
     * COMPAT: Movim recognises neither {@code thr:in-reply-to} nor an encoded node.
     */
    public static Element write(Entry entry) {
        Element atom = DocumentHelper.createElement(QName.get("entry", Ns.ATOM));
        if (!entry.language().isEmpty()) {
            atom.addAttribute(QName.get("lang", Namespace.XML_NAMESPACE), entry.language());
        }
        text(atom, "id", entry.id());
        text(atom, "title", entry.heading().isEmpty() ? NO_TITLE : entry.heading());
        author(atom, entry);
        links(atom, entry);
        inReplyTo(atom, entry.inReplyTo());
        content(atom, entry);
        text(atom, "published", entry.published().toString());
        entry.tags().forEach(tag -> atom.addElement("category").addAttribute("term", XmlText.clean(tag)));
        if (entry.nsfw()) {
            atom.addElement("category").addAttribute("term", EntryReading.NSFW);
        }
        text(atom, "updated", entry.updated().toString());
        return atom;
    }

    private static void author(Element atom, Entry entry) {
        if (entry.author() != null || !entry.authorName().isEmpty()) {
            Element author = atom.addElement("author");
            if (!entry.authorName().isEmpty()) {
                text(author, "name", entry.authorName());
            }
            if (entry.author() != null) {
                text(author, "uri", "xmpp:" + entry.author().toBareJID());
            }
        }
    }

    /** Names the node of its comments in an entry that names none (XEP-0277 §3.1); Movim knows the link by this title. */
    public static void addComments(Element atom, NodeUri comments) {
        link(atom, "replies", comments.toString()).addAttribute("title", "comments");
    }

    /** Takes from an entry all that names a node of its comments. */
    static void removeComments(Element atom) {
        for (Object each : List.copyOf(atom.elements(QName.get("link", Ns.ATOM)))) {
            EntryLinks links = new EntryLinks();
            links.read((Element) each);
            if (links.comments() != null) {
                atom.remove((Element) each);
            }
        }
    }

    private static void links(Element atom, Entry entry) {
        if (entry.alternate() != null) {
            link(atom, "alternate", entry.alternate().toString());
        }
        if (entry.comments() != null) {
            addComments(atom, entry.comments());
        }
        if (!entry.web().isEmpty()) {
            link(atom, "alternate", entry.web()).addAttribute("type", "text/html");
        }
        for (Entry.Card card : entry.cards()) {
            Element link = link(atom, "related", card.href());
            attribute(link, "type", card.type());
            attribute(link, "title", card.title());
            attribute(link, "description", card.description());
            attribute(link, "logo", card.logo());
        }
        entry.files().forEach(file -> EntryFiles.write(file, link(atom, "enclosure", file.url())));
    }

    private static void inReplyTo(Element atom, NodeUri item) {
        if (item != null) {
            // RFC 4685 §3.
            Element reply = atom.addElement(QName.get("in-reply-to", Ns.THREADING));
            reply.addAttribute("ref", item.item().isEmpty() ? item.toString() : XmlText.clean(item.item()));
            reply.addAttribute("href", item.toString());
        }
    }

    // XEP-0472 §4.2: whoever publishes XHTML publishes the text as well.
    private static void content(Element atom, Entry entry) {
        String html = entry.html().isEmpty() && !entry.text().isEmpty() ? Markdown.xhtml(entry.text()) : entry.html();
        if (!html.isEmpty()) {
            atom.addElement("content").addAttribute("type", "xhtml").add(Xhtml.div(html));
        }
        if (!entry.text().isEmpty()) {
            text(atom, "content", entry.text()).addAttribute("type", "text");
        }
    }

    private static Element link(Element atom, String rel, String href) {
        return atom.addElement("link").addAttribute("rel", rel).addAttribute("href", XmlText.clean(href));
    }

    private static void attribute(Element element, String name, String value) {
        if (!value.isEmpty()) {
            element.addAttribute(name, XmlText.clean(value));
        }
    }

    private static Element text(Element parent, String name, String text) {
        Element element = parent.addElement(name);
        element.setText(XmlText.clean(text));
        return element;
    }
}
