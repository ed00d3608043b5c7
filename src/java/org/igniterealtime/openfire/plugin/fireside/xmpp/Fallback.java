package org.igniterealtime.openfire.plugin.fireside.xmpp;

import java.util.Set;
import java.util.TreeMap;
import org.dom4j.Element;

/** What a text says to those who do not understand the rest of its message (XEP-0428). */
public final class Fallback {
    private static final int MOST = 20;

    private Fallback() {
    }

    /**
     * A text without what stands in it for others.
     *
     * @param body of the message
     * @param understood the namespaces for which nothing has to stand in
     */
    public static String without(Element message, String body, Set<String> understood) {
        TreeMap<Integer, Integer> ranges = new TreeMap<>();
        int length = body.codePointCount(0, body.length());
        for (Element fallback : Xml.children(message, "fallback", Ns.FALLBACK)) {
            if (!understood.contains(fallback.attributeValue("for", "")) || ranges.size() >= MOST) {
                continue;
            }
            // §3: all of the body, or the characters from one up to another.
            for (Element part : Xml.children(fallback, "body", Ns.FALLBACK)) {
                int from = Math.min(length, number(part.attributeValue("start"), 0));
                ranges.merge(from, Math.max(from, Math.min(length, number(part.attributeValue("end"), length))), Math::max);
            }
        }
        StringBuilder text = new StringBuilder();
        int done = 0;
        for (var range : ranges.entrySet()) {
            if (range.getKey() > done) {
                text.append(body, body.offsetByCodePoints(0, done), body.offsetByCodePoints(0, range.getKey()));
            }
            done = Math.max(done, range.getValue());
        }
        return ranges.isEmpty() ? body : text.append(body, body.offsetByCodePoints(0, done), body.length()).toString();
    }

    private static int number(String digits, int otherwise) {
        return digits != null && digits.matches("\\d{1,8}") ? Integer.parseInt(digits) : otherwise;
    }
}
