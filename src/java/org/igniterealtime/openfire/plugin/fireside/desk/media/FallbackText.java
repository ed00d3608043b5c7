package org.igniterealtime.openfire.plugin.fireside.desk.media;

import java.util.Collection;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;

/** The words of a message whose files are shown: without what a client that shows no files would be shown instead. */
final class FallbackText {
    private FallbackText() {
    }

    static String without(String body, Collection<Attachment> files) {
        String text = body;
        for (Attachment file : files) {
            text = withoutAddress(text, file.url());
        }
        String left = text.strip();
        // XEP-0447 §3.1: "Photo from the summit: https://…"
        boolean described = files.stream().anyMatch(file -> !file.alt().isEmpty() && left.replaceFirst("\\s*:$", "").equals(file.alt()));
        return described ? "" : left;
    }

    // Where it stands alone: an address that only begins like it is another one.
    private static String withoutAddress(String text, String url) {
        int at = text.indexOf(url);
        int end = at + url.length();
        boolean alone = at >= 0 && (at == 0 || Character.isWhitespace(text.charAt(at - 1))) && (end == text.length() || Character.isWhitespace(text.charAt(end)));
        return alone ? text.substring(0, at) + text.substring(end) : text;
    }
}
