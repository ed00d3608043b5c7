package org.igniterealtime.openfire.plugin.fireside.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dom4j.Attribute;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;

/**
 * The shapes that the examples of the specifications have, of clients/xep-examples.xml: an element may have in it what any example
 * of it has, and has what all of them have. What stands in a stanza's own namespace is left to RFC 6120.
 */
final class ChatShapes {
    private final Map<String, List<Set<String>>> shapes = new HashMap<>();

    ChatShapes() throws Exception {
        Element all = DocumentHelper.parseText(Files.readString(Path.of("src/test/resources/clients/xep-examples.xml"))).getRootElement();
        all.elements("example").forEach(example -> ((Element) example).elements().forEach(stanza -> learn((Element) stanza)));
    }

    private void learn(Element element) {
        if (!element.getNamespaceURI().isEmpty()) {
            shapes.computeIfAbsent(name(element), first -> new ArrayList<>()).add(parts(element));
        }
        element.elements().forEach(child -> learn((Element) child));
    }

    /** What of a stanza no example has, or what all examples have and it has not; empty when all is well. */
    List<String> wrong(String stanza) throws Exception {
        List<String> wrong = new ArrayList<>();
        compare(DocumentHelper.parseText(stanza).getRootElement(), wrong);
        return wrong;
    }

    private void compare(Element element, List<String> wrong) {
        if (!element.getNamespaceURI().isEmpty()) {
            List<Set<String>> known = shapes.getOrDefault(name(element), List.of());
            if (known.isEmpty()) {
                wrong.add("no example of " + name(element));
                return;
            }
            Set<String> extra = new TreeSet<>(parts(element));
            known.forEach(extra::removeAll);
            Set<String> missing = new TreeSet<>(known.get(0));
            known.forEach(missing::retainAll);
            missing.removeAll(parts(element));
            extra.forEach(each -> wrong.add(name(element) + " has " + each));
            missing.forEach(each -> wrong.add(name(element) + " lacks " + each));
        }
        element.elements().forEach(child -> compare((Element) child, wrong));
    }

    // An element by its parent too: the body that a fallback names is not that of a message.
    private static String name(Element element) {
        return (element.getParent() == null ? "" : element.getParent().getName() + "/") + element.getName() + " of " + element.getNamespaceURI();
    }

    private static Set<String> parts(Element element) {
        Set<String> parts = new HashSet<>();
        element.attributes().forEach(each -> parts.add("@" + ((Attribute) each).getName()));
        parts.addAll(element.elements().stream().map(each -> "<" + ((Element) each).getName() + ">").collect(Collectors.toSet()));
        return parts;
    }
}
