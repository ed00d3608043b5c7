package org.igniterealtime.openfire.plugin.fireside.pubsub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dom4j.Attribute;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.IQ;

/** Who asks what and is answered what, as the examples of XEP-0060 are written. A value {@code *} is any. */
final class Screenplay {
    private final PubSubProtocol protocol;
    private final String service;

    Screenplay(PubSub pubsub, String service) {
        this.protocol = new PubSubProtocol(pubsub);
        this.service = service;
    }

    IQ ask(String type, String from, String child) {
        IQ request = new IQ(Xml.parse("<iq type='" + type + "' id='1' from='" + from + "/home' to='elsewhere'>" + child + "</iq>"));
        String before = request.toXML();
        IQ answer = protocol.answer(request, service);
        assertEquals(before, request.toXML(), "the request is left alone");
        assertEquals("1", answer.getID());
        assertEquals(from + "/home", answer.getTo().toString());
        assertEquals(service, answer.getFrom().toString());
        return answer;
    }

    IQ get(String from, String child) {
        return ask("get", from, child);
    }

    IQ set(String from, String child) {
        return ask("set", from, child);
    }

    /** @param child of the result; empty for none */
    static void assertResult(String child, IQ answer) {
        assertEquals(words(Xml.parse("<iq type='result'>" + child + "</iq>")), masked(answer, child));
    }

    /** @param error condition and, after a blank, the special condition */
    static void assertError(String error, IQ answer) {
        assertEquals(IQ.Type.error, answer.getType(), answer.toXML());
        List<String> names = new ArrayList<>();
        for (Element each : Xml.children(answer.getElement().element("error"))) {
            names.add(each.getName());
        }
        assertEquals(error, String.join(" ", names));
    }

    private static List<String> masked(IQ answer, String expected) {
        Element actual = answer.getElement().createCopy();
        List.of("id", "to", "from").forEach(name -> actual.remove(actual.attribute(name)));
        mask(Xml.parse("<iq>" + expected + "</iq>"), actual);
        return words(actual);
    }

    private static void mask(Element expected, Element actual) {
        for (Object each : expected.attributes()) {
            Attribute attribute = (Attribute) each;
            if (attribute.getValue().equals("*") && actual.attribute(attribute.getName()) != null) {
                actual.addAttribute(attribute.getName(), "*");
            }
        }
        if (expected.getTextTrim().equals("*") && !actual.getTextTrim().isEmpty()) {
            actual.setText("*");
        }
        List<Element> wanted = Xml.children(expected);
        List<Element> got = Xml.children(actual);
        for (int i = 0; i < Math.min(wanted.size(), got.size()); i++) {
            mask(wanted.get(i), got.get(i));
        }
    }

    // A line an element, so that a difference is seen at once.
    private static List<String> words(Element element) {
        List<String> lines = new ArrayList<>();
        words(element, "", lines);
        return lines;
    }

    private static void words(Element element, String indent, List<String> lines) {
        List<Attribute> attributes = new ArrayList<>();
        element.attributes().forEach(each -> attributes.add((Attribute) each));
        attributes.sort(Comparator.comparing(Attribute::getName));
        StringBuilder line = new StringBuilder(indent).append('{').append(element.getParent() == null ? "" : element.getNamespaceURI()).append('}').append(element.getName());
        attributes.forEach(each -> line.append(' ').append(each.getName()).append("='").append(each.getValue()).append('\''));
        lines.add(line.append(' ').append(element.getTextTrim()).toString().stripTrailing());
        Xml.children(element).forEach(child -> words(child, indent + "  ", lines));
    }
}
