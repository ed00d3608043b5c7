package org.igniterealtime.openfire.plugin.fireside.caps;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.dom4j.Element;

/**
 * What a resource says that its capabilities are known by (XEP-0115 §4): whoever says the same has the same.
 *
 * @param hash of what algorithm
 * @param ver Base64
 */
record Version(String hash, String node, String ver) {
    private static final Map<String, String> ALGORITHMS =
        Map.of("sha-1", "SHA-1", "sha-256", "SHA-256", "sha-512", "SHA-512");
    private static final Comparator<String> OCTETS = (one, other) -> Arrays.compareUnsigned(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    private static final String FORMS = "jabber:x:data";
    /** Base64 of 512 bits. */
    private static final int LONGEST_VER = 88;
    private static final int LONGEST_NODE = 1000;

    /** The node to ask (§6.2). */
    String asked() {
        return node + "#" + ver;
    }

    /** Whether it can be checked at all, and is no longer than one can be: it is kept. */
    boolean checkable() {
        return ALGORITHMS.containsKey(hash) && !ver.isEmpty() && ver.length() <= LONGEST_VER && node.length() <= LONGEST_NODE;
    }

    /** Whether an answer is what it promises (§5.4). @param query of disco#info */
    boolean matches(Element query) {
        return text(query).map(this::digest).filter(ver::equals).isPresent();
    }

    private String digest(String text) {
        try {
            return Base64.getEncoder().encodeToString(
                MessageDigest.getInstance(ALGORITHMS.get(hash)).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    // §5.1; empty for what §5.4 calls ill-formed.
    private static Optional<String> text(Element query) {
        List<String> identities = new ArrayList<>();
        List<String> features = new ArrayList<>();
        Map<String, String> forms = new TreeMap<>(OCTETS);
        for (Object each : query.elements()) {
            Element child = (Element) each;
            if (child.getName().equals("identity")) {
                identities.add(value(child, "category") + "/" + value(child, "type") + "/" + lang(child) + "/" + value(child, "name"));
            } else if (child.getName().equals("feature")) {
                features.add(value(child, "var"));
            } else if (child.getName().equals("x") && child.getNamespaceURI().equals(FORMS)) {
                Optional<String> type = formType(child);
                if (type.isPresent() && forms.put(type.get(), form(child, type.get())) != null) {
                    return Optional.empty();
                }
            }
        }
        if (repeats(identities) || repeats(features) || features.stream().anyMatch(feature -> feature.indexOf('<') >= 0)) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        identities.stream().sorted(OCTETS).forEach(identity -> text.append(identity).append('<'));
        features.stream().sorted(OCTETS).forEach(feature -> text.append(feature).append('<'));
        forms.values().forEach(text::append);
        return Optional.of(text.toString());
    }

    private static boolean repeats(List<String> values) {
        Set<String> distinct = new HashSet<>(values);
        return distinct.size() != values.size();
    }

    // A form without it is left out (§5.4, 3.6).
    private static Optional<String> formType(Element form) {
        for (Object each : form.elements("field")) {
            Element field = (Element) each;
            if ("FORM_TYPE".equals(field.attributeValue("var")) && "hidden".equals(field.attributeValue("type"))) {
                return Optional.of(field.elementText("value") == null ? "" : field.elementText("value"));
            }
        }
        return Optional.empty();
    }

    private static String form(Element form, String type) {
        Map<String, List<String>> fields = new TreeMap<>(OCTETS);
        for (Object each : form.elements("field")) {
            Element field = (Element) each;
            if (!"FORM_TYPE".equals(field.attributeValue("var"))) {
                List<String> values = fields.computeIfAbsent(value(field, "var"), any -> new ArrayList<>());
                field.elements("value").forEach(value -> values.add(((Element) value).getText()));
            }
        }
        StringBuilder text = new StringBuilder(type).append('<');
        fields.forEach((name, values) -> {
            text.append(name).append('<');
            values.stream().sorted(OCTETS).forEach(value -> text.append(value).append('<'));
        });
        return text.toString();
    }

    private static String lang(Element identity) {
        String lang = identity.attributeValue(org.dom4j.QName.get("lang", org.dom4j.Namespace.XML_NAMESPACE));
        return lang == null ? "" : lang;
    }

    private static String value(Element element, String attribute) {
        String value = element.attributeValue(attribute);
        return value == null ? "" : value;
    }
}
