package org.igniterealtime.openfire.plugin.fireside.social.profiles;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dom4j.Element;
import org.dom4j.QName;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;

/** The properties of a vCard of either form: elements, some of them of parts. What is said already is not touched. */
final class Card {
    private final Element vcard;
    private final Set<String> kinds;

    /** @param kinds what stands beside the parts of a property and says nothing by itself */
    Card(Element vcard, Set<String> kinds) {
        this.vcard = vcard;
        this.kinds = kinds;
    }

    Stream<Element> all(String property) {
        return Xml.children(vcard).stream().filter(each -> each.getName().equals(property));
    }

    Optional<Element> first(String property) {
        return all(property).findFirst();
    }

    /** What some parts of a property say together, of the first one in which they say anything. */
    String parts(String property, List<String> parts) {
        return Profile.line(with(property, parts).map(each -> joined(each, parts)).orElse(""));
    }

    private Optional<Element> with(String property, List<String> parts) {
        return all(property).filter(each -> !joined(each, parts).isEmpty()).findFirst();
    }

    private static String joined(Element property, List<String> parts) {
        return parts.stream().map(property::elementTextTrim).filter(part -> part != null && !part.isEmpty()).collect(Collectors.joining(", "));
    }

    /** Has the first property of a name say something; with nothing to say there is none of that name. @param value puts it there */
    void set(String property, String said, String text, BiConsumer<Element, String> value) {
        if (said.equals(text)) {
            return;
        }
        if (text.isEmpty()) {
            all(property).forEach(vcard::remove);
        } else {
            value.accept(first(property).orElseGet(() -> add(vcard, property)), text);
        }
    }

    /** The same of parts that a profile knows as one: the first of them says it then, and parts of other names stay. */
    void setParts(String property, List<String> parts, String said, String text) {
        if (said.equals(text)) {
            return;
        }
        Optional<Element> there = with(property, parts).or(() -> first(property));
        all(property).filter(each -> text.isEmpty() || there.filter(each::equals).isPresent()).forEach(each -> {
            Xml.children(each).stream().filter(part -> parts.contains(part.getName())).forEach(each::remove);
        });
        if (!text.isEmpty()) {
            add(there.orElseGet(() -> add(vcard, property)), parts.get(0)).setText(text);
        }
        all(property).filter(each -> Xml.children(each).stream().allMatch(part -> kinds.contains(part.getName()))).forEach(vcard::remove);
    }

    /** Websites: of several the first one is changed, or goes; without any, all go. */
    void setWebsites(String property, Function<Element, String> said, List<String> before, List<String> wanted, BiConsumer<Element, String> value) {
        Optional<Element> first = all(property).filter(each -> !Profile.line(said.apply(each)).isEmpty()).findFirst();
        if (wanted.isEmpty()) {
            all(property).forEach(vcard::remove);
        } else if (first.isPresent() && wanted.equals(before.subList(1, before.size()))) {
            vcard.remove(first.get());
        } else if (!wanted.equals(before)) {
            value.accept(first.orElseGet(() -> add(vcard, property)), wanted.get(0));
        }
    }

    static Element add(Element parent, String name) {
        return parent.addElement(QName.get(name, parent.getNamespaceURI()));
    }
}
