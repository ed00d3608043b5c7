package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import org.dom4j.Attribute;
import org.dom4j.DocumentException;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.dom4j.Node;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;
import org.igniterealtime.openfire.plugin.fireside.view.Sanitiser;

/** Elements of a stanza as HTML, and back. */
final class Xhtml {
    private static final int LONGEST = 512 << 10;
    private static final Set<String> VOID = Set.of("br", "hr", "img", "source", "col", "wbr", "input", "link", "meta", "base", "area", "embed", "track");
    private static final Set<String> ATTRIBUTES = Set.of("href", "src", "alt", "title", "start", "colspan", "rowspan", "align");

    private Xhtml() {
    }

    /**
     * The inside of an element as HTML that is still to be sanitised. Prefixes and namespaces are left aside. Without
     * recursion, which {@code asXML} needs: it would end the thread's stack at some depth.
     */
    static String inside(Element container) {
        StringBuilder html = new StringBuilder();
        Deque<Iterator<?>> nodes = new ArrayDeque<>();
        Deque<String> names = new ArrayDeque<>();
        nodes.push(container.nodeIterator());
        while (!nodes.isEmpty() && html.length() < LONGEST) {
            if (!nodes.peek().hasNext()) {
                nodes.pop();
                html.append(names.isEmpty() ? "" : "</" + names.pop() + ">");
            } else if (nodes.peek().next() instanceof Node node) {
                if (node instanceof Element element) {
                    open(html, element);
                    if (!VOID.contains(name(element))) {
                        nodes.push(element.nodeIterator());
                        names.push(name(element));
                    }
                } else if (node.getNodeType() == Node.TEXT_NODE || node.getNodeType() == Node.CDATA_SECTION_NODE) {
                    html.append(SafeHtml.escape(node.getText()));
                }
            }
        }
        return html.toString();
    }

    /** @param html of whatever origin @return the div that an Atom content has */
    static Element div(String html) {
        try {
            return (Element) DocumentHelper.parseText(Sanitiser.xhtml(html)).getRootElement().detach();
        } catch (DocumentException illFormed) {
            throw new IllegalStateException(illFormed);
        }
    }

    private static void open(StringBuilder html, Element element) {
        html.append('<').append(name(element));
        for (Object each : element.attributes()) {
            if (each instanceof Attribute attribute && ATTRIBUTES.contains(attribute.getName())) {
                html.append(' ').append(attribute.getName()).append("=\"").append(SafeHtml.escape(attribute.getValue())).append('"');
            }
        }
        html.append('>');
    }

    // XML has names that HTML would read as something else.
    private static String name(Element element) {
        return element.getName().matches("[A-Za-z][A-Za-z0-9]{0,20}") ? element.getName().toLowerCase(Locale.ROOT) : "x-unknown";
    }
}
