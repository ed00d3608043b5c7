package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A feed, looked at as RFC 4287 has it: well-formed by the JDK's own parser, then what its sections say must be so. */
final class AtomFeed {
    private static final String ATOM = "http://www.w3.org/2005/Atom";
    /** §4.1.1 and §4.1.2: what a feed and an entry may hold, and the attributes of each of them. */
    private static final Set<String> OF_FEED = Set.of("author", "category", "contributor", "generator", "icon", "id", "link", "logo", "rights", "subtitle",
        "title", "updated", "entry");
    private static final Set<String> OF_ENTRY = Set.of("author", "category", "content", "contributor", "id", "link", "published", "rights", "source",
        "summary", "title", "updated");
    private static final Map<String, Set<String>> ATTRIBUTES = Map.of("link", Set.of("href", "rel", "type", "hreflang", "title", "length"),
        "category", Set.of("term", "scheme", "label"), "content", Set.of("type", "src"), "title", Set.of("type"), "generator", Set.of("uri", "version"),
        "feed", Set.of("xmlns", "xml:lang", "xml:base"));

    private final Element feed;
    private final List<String> faults = new ArrayList<>();

    private AtomFeed(Element feed) {
        this.feed = feed;
    }

    static AtomFeed parse(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        return new AtomFeed(factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8))).getDocumentElement());
    }

    /** The entries, the first first. */
    List<Element> entries() {
        return children(feed, "entry");
    }

    /** The text of a child, or empty. */
    static String text(Element parent, String child) {
        return children(parent, child).stream().findFirst().map(Element::getTextContent).orElse("");
    }

    /** What the RFC forbids in it; empty for a valid feed. */
    List<String> faults() {
        if (!ATOM.equals(feed.getNamespaceURI()) || !feed.getLocalName().equals("feed")) {
            faults.add("the root is " + feed.getNodeName());
        }
        allowed(feed, OF_FEED);
        dated(feed);
        one(feed, "title");
        // §4.1.1: a feed should say where it is; §4.1.1: an author of all entries that have none.
        if (children(feed, "link").stream().noneMatch(link -> link.getAttribute("rel").equals("self"))) {
            faults.add("no link to itself");
        }
        boolean author = !children(feed, "author").isEmpty();
        children(feed, "author").forEach(this::person);
        links(feed);
        Set<String> ids = new HashSet<>();
        for (Element entry : entries()) {
            entry(entry, author);
            if (!ids.add(text(entry, "id"))) {
                faults.add("the id " + text(entry, "id") + " twice");
            }
        }
        return faults;
    }

    private void entry(Element entry, boolean author) {
        allowed(entry, OF_ENTRY);
        dated(entry);
        one(entry, "title");
        if (!author && children(entry, "author").isEmpty()) {
            faults.add("nobody wrote " + text(entry, "id"));
        }
        List<Element> contents = children(entry, "content");
        // §4.1.2: without content, a link to what it is about.
        if (contents.size() > 1 || contents.isEmpty() && children(entry, "link").stream().noneMatch(link -> link.getAttribute("rel").equals("alternate"))) {
            faults.add(contents.size() + " contents of " + text(entry, "id"));
        }
        contents.forEach(this::content);
        children(entry, "published").forEach(this::time);
        links(entry);
        children(entry, "category").stream().filter(category -> category.getAttribute("term").isEmpty()).forEach(none -> faults.add("a category without a term"));
    }

    // §4.2.6, §4.2.15, §3.3
    private void dated(Element of) {
        one(of, "id");
        one(of, "updated");
        iri("id", text(of, "id"));
        children(of, "updated").forEach(this::time);
    }

    // §4.1.3.3: html is text, without any element.
    private void content(Element content) {
        if (!content.getAttribute("type").equals("html")) {
            faults.add("content of type " + content.getAttribute("type"));
        }
        for (Node child = content.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() != Node.TEXT_NODE) {
                faults.add("not text in content: " + child);
            }
        }
    }

    // §3.2
    private void person(Element person) {
        one(person, "name");
        children(person, "uri").forEach(uri -> iri("uri", uri.getTextContent()));
    }

    // §4.2.7; §4.1.1: no two alternates of one type and language
    private void links(Element of) {
        Set<String> alternates = new HashSet<>();
        for (Element link : children(of, "link")) {
            iri("href", link.getAttribute("href"));
            boolean alternate = link.getAttribute("rel").isEmpty() || link.getAttribute("rel").equals("alternate");
            if (alternate && !alternates.add(link.getAttribute("type") + ' ' + link.getAttribute("hreflang"))) {
                faults.add("two alternates of type " + link.getAttribute("type"));
            }
        }
    }

    private void allowed(Element of, Set<String> names) {
        for (Node child = of.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                if (!ATOM.equals(element.getNamespaceURI()) || !names.contains(element.getLocalName())) {
                    faults.add(element.getNodeName() + " in " + of.getNodeName());
                }
                attributes(element);
            } else if (child.getNodeType() == Node.TEXT_NODE && !child.getTextContent().isBlank()) {
                faults.add("text in " + of.getNodeName() + ": " + child.getTextContent().strip());
            }
        }
        attributes(of);
    }

    private void attributes(Element of) {
        for (int i = 0; i < of.getAttributes().getLength(); i++) {
            String name = of.getAttributes().item(i).getNodeName();
            if (!ATTRIBUTES.getOrDefault(of.getLocalName(), Set.of()).contains(name)) {
                faults.add("attribute " + name + " of " + of.getNodeName());
            }
        }
    }

    private void one(Element of, String name) {
        if (children(of, name).size() != 1) {
            faults.add(children(of, name).size() + " times " + name + " in " + of.getNodeName());
        }
    }

    private void iri(String what, String text) {
        try {
            if (!new URI(text).isAbsolute()) {
                faults.add(what + " is not absolute: " + text);
            }
        } catch (java.net.URISyntaxException none) {
            faults.add(what + " is no address: " + text);
        }
    }

    private void time(Element time) {
        try {
            OffsetDateTime.parse(time.getTextContent());
        } catch (DateTimeParseException none) {
            faults.add("no time in " + time.getNodeName() + ": " + time.getTextContent());
        }
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && name.equals(element.getLocalName())) {
                children.add(element);
            }
        }
        return children;
    }
}
