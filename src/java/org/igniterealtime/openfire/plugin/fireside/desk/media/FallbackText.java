package org.igniterealtime.openfire.plugin.fireside.desk.media;

import java.util.Collection;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;

/** The words of a message whose files are shown: without what a client that shows no files would be shown instead. */
final class FallbackText {
    private FallbackText() {
    }

    static String without(Element message, String body, Collection<Attachment> files) {
        String text = spared(message, body);
        for (Attachment file : files) {
            text = withoutAddress(text, file.url());
        }
        String left = text.strip();
        // XEP-0447 §3.1: "Photo from the summit: https://…"
        boolean described = files.stream().anyMatch(file -> !file.alt().isEmpty() && left.replaceFirst("\\s*:$", "").equals(file.alt()));
        return described ? "" : left;
    }

    // XEP-0428 §3: all of the body, or the characters from one up to another.
    private static String spared(Element message, String body) {
        for (Element fallback : Xml.children(message, "fallback", Ns.FALLBACK)) {
            Element part = Xml.child(fallback, "body", Ns.FALLBACK);
            if (Ns.FILE_SHARING.equals(fallback.attributeValue("for")) && part != null) {
                return cut(body, part.attributeValue("start"), part.attributeValue("end"));
            }
        }
        return body;
    }

    private static String cut(String body, String start, String end) {
        if (start == null && end == null) {
            return "";
        }
        int length = body.codePointCount(0, body.length());
        int from = Math.min(length, number(start, 0));
        int to = Math.max(from, Math.min(length, number(end, length)));
        return body.substring(0, body.offsetByCodePoints(0, from)) + body.substring(body.offsetByCodePoints(0, to));
    }

    private static int number(String digits, int otherwise) {
        return digits != null && digits.matches("\\d{1,8}") ? Integer.parseInt(digits) : otherwise;
    }

    // Where it stands alone: an address that only begins like it is another one.
    private static String withoutAddress(String text, String url) {
        int at = text.indexOf(url);
        int end = at + url.length();
        boolean alone = at >= 0 && (at == 0 || Character.isWhitespace(text.charAt(at - 1))) && (end == text.length() || Character.isWhitespace(text.charAt(end)));
        return alone ? text.substring(0, at) + text.substring(end) : text;
    }
}
