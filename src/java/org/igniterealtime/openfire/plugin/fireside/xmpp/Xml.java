package org.igniterealtime.openfire.plugin.fireside.xmpp;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.dom4j.DocumentException;
import org.dom4j.Element;
import org.dom4j.io.SAXReader;
import org.xml.sax.SAXException;

/** Elements, as dom4j of any version gives them. */
public final class Xml {
    private Xml() {
    }

    /** All child elements. */
    public static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Object each : parent.elements()) {
            children.add((Element) each);
        }
        return children;
    }

    /** The child elements of that name in that namespace. */
    public static List<Element> children(Element parent, String name, String namespace) {
        List<Element> children = children(parent);
        children.removeIf(each -> !is(each, name, namespace));
        return children;
    }

    /** The first child element of that name in that namespace, or null. */
    public static Element child(Element parent, String name, String namespace) {
        for (Object each : parent.elements()) {
            if (is((Element) each, name, namespace)) {
                return (Element) each;
            }
        }
        return null;
    }

    public static boolean is(Element element, String name, String namespace) {
        return element.getName().equals(name) && element.getNamespaceURI().equals(namespace);
    }

    /** Whether no element lies deeper than so many levels: to copy or to write one that does may end the thread's stack. */
    public static boolean isShallow(Element root, int levels) {
        Deque<Element> level = new ArrayDeque<>(List.of(root));
        for (int depth = 1; !level.isEmpty(); depth++) {
            if (depth > levels) {
                return false;
            }
            Deque<Element> next = new ArrayDeque<>();
            level.forEach(each -> next.addAll(children(each)));
            level = next;
        }
        return true;
    }

    /**
     * Reads what {@link Element#asXML()} wrote.
     *
     * @throws IllegalArgumentException when it is not well-formed, or has a document type
     */
    public static Element parse(String xml) {
        try {
            SAXReader reader = new SAXReader();
            reader.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return reader.read(new StringReader(xml)).getRootElement();
        } catch (DocumentException | SAXException malformed) {
            throw new IllegalArgumentException("Not well-formed", malformed);
        }
    }
}
