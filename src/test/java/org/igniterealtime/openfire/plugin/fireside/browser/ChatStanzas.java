package org.igniterealtime.openfire.plugin.fireside.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dom4j.Attribute;
import org.dom4j.DocumentException;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.dom4j.Node;

/**
 * What went over the wire of each feature, kept in docs/chat-stanzas.xml: what is different each time (ids, times, resources, ports)
 * replaced. A test keeps what it saw, and in the end that is what the file has. Written anew with the table.
 */
final class ChatStanzas {
    private static final Path FILE = Path.of("docs/chat-stanzas.xml");
    private static final Pattern STANZA = Pattern.compile(" *<stanza in=\"([^\"]*)\" of=\"([^\"]*)\" by=\"([^\"]*)\">\n *(.*)\n *</stanza>\n");
    private static final Pattern RESOURCE = Pattern.compile("(@localhost/)\\S+");
    private static final Pattern RECORDED = Pattern.compile("Voice[ _]message[-0-9 ._:]*webm");
    private static final Set<String> MEASURED = Set.of("size", "length", "date");
    private static final Pattern ADDRESS = Pattern.compile("http://[^/]+/fireside/files/[^/]+/");

    private final String scope;
    private final Map<String, String> kept = new LinkedHashMap<>();

    /** @param scope where it was said, as the table's section */
    ChatStanzas(String scope) {
        this.scope = scope;
    }

    /** @param by who sent it: Fireside, or a client's name without its version */
    void keep(String feature, String by, String xml) throws DocumentException {
        Element stanza = DocumentHelper.parseText("<all xmlns:stream='http://etherx.jabber.org/streams'>" + xml + "</all>").getRootElement().elements()
            .stream().map(Element.class::cast).findFirst().orElseThrow();
        normalise(stanza, new HashMap<>());
        kept.put(key(scope, feature, by), plain(stanza));
    }

    /** What Fireside sent, to be compared with what the specifications have: by feature. */
    Map<String, String> ours() {
        Map<String, String> ours = new LinkedHashMap<>();
        kept.forEach((key, xml) -> {
            if (key.contains("by=\"Fireside\"")) {
                ours.put(key, xml);
            }
        });
        return ours;
    }

    void check() throws IOException {
        Map<String, String> all = read();
        if (Boolean.getBoolean("chat-clients.write")) {
            all.keySet().removeIf(key -> key.startsWith("in=\"" + scope + "\""));
            all.putAll(kept);
            Files.writeString(FILE, "<!-- Written by ChatClientsIT: what went over the wire between Fireside and other clients, as docs/chat-clients.md has it. -->\n"
                + "<stanzas>\n" + lines(all) + "</stanzas>\n");
        }
        Map<String, String> here = new LinkedHashMap<>(all);
        here.keySet().removeIf(key -> !key.startsWith("in=\"" + scope + "\""));
        assertEquals(lines(here), lines(kept));
    }

    private static String lines(Map<String, String> stanzas) {
        return stanzas.entrySet().stream().map(each -> "  <stanza " + each.getKey() + ">\n    " + each.getValue() + "\n  </stanza>\n").collect(Collectors.joining());
    }

    private static Map<String, String> read() throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        if (Files.exists(FILE)) {
            STANZA.matcher(Files.readString(FILE)).results().forEach(each -> all.put(key(each.group(1), each.group(2), each.group(3)), each.group(4)));
        }
        return all;
    }

    private static String key(String scope, String feature, String by) {
        return "in=\"" + scope + "\" of=\"" + feature + "\" by=\"" + by + "\"";
    }

    // ---- what is different each time

    private static void normalise(Element element, Map<String, String> ids) {
        // Attributes have no order.
        List<Attribute> attributes = List.copyOf(element.attributes()).stream().map(Attribute.class::cast).sorted(Comparator.comparing(Attribute::getQualifiedName)).toList();
        attributes.forEach(element::remove);
        for (Attribute attribute : attributes) {
            attribute.setValue(value(attribute.getQualifiedName(), attribute.getValue(), ids));
            element.add(attribute);
        }
        for (Object each : element.content()) {
            if (each instanceof org.dom4j.CharacterData text) {
                text.setText(MEASURED.contains(element.getName()) ? "1" : plain(text.getText()));
            } else if (each instanceof Element child) {
                normalise(child, ids);
            }
        }
    }

    private static String value(String name, String value, Map<String, String> ids) {
        return switch (name) {
            case "id" -> value.contains("@") ? value : ids.computeIfAbsent(value, first -> "id-" + (ids.size() + 1));
            case "stamp" -> "2026-01-01T00:00:00.000Z";
            case "ver" -> "a-version";
            case "from", "to", "jid" -> value.contains("@conference.") ? value : RESOURCE.matcher(value).replaceAll("$1a-resource");
            default -> plain(value);
        };
    }

    private static String plain(String text) {
        return RECORDED.matcher(ADDRESS.matcher(text).replaceAll("http://localhost/fireside/files/an-id/")).replaceAll("Voice_message.webm");
    }

    // In one line: a line's end inside of a text is written as a reference. The stream's namespace goes without saying.
    private static String plain(Node stanza) {
        return stanza.asXML().replace(" xmlns:stream=\"http://etherx.jabber.org/streams\"", "").replace(" xmlns=\"jabber:client\"", "")
            .replace(" xmlns=\"\"", "").replace("\n", "&#10;").strip();
    }
}
