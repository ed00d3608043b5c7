package org.igniterealtime.openfire.plugin.fireside.talk.messages;

import java.util.List;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.dom4j.QName;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;

/** What messages carry that are about others. */
public final class MessageStanza {
    /** Characters of what is quoted for those who know no answers. */
    private static final int QUOTED = 200;

    private MessageStanza() {
    }

    /** XEP-0308 §3. @param of the id of the message as it was sent first */
    public static Element correction(String of) {
        return element("replace", Ns.CORRECTION, of);
    }

    /** XEP-0424 §3.1, beside a body that says to others that it was tried. */
    public static List<Element> retraction(String of) {
        Element fallback = DocumentHelper.createElement(QName.get("fallback", Ns.FALLBACK));
        fallback.addAttribute("for", Ns.RETRACTION);
        return List.of(element("retract", Ns.RETRACTION, of), fallback, hint());
    }

    /** XEP-0444 §3.1: all reactions of who sends it, none to take them back. */
    public static List<Element> reactions(String of, List<String> emoji) {
        Element reactions = element("reactions", Ns.REACTIONS, of);
        emoji.forEach(each -> reactions.addElement(QName.get("reaction", Ns.REACTIONS)).setText(each));
        return List.of(reactions, hint());
    }

    // XEP-0334 §4.3: without a body it would not be kept.
    private static Element hint() {
        return DocumentHelper.createElement(QName.get("store", Ns.HINTS));
    }

    /**
     * XEP-0461 §3: what makes a message an answer.
     *
     * @param to who said what is answered: a bare JID, or in rooms that of the occupant
     * @param prefix what stands before the text for those who know no answers, or empty
     */
    public static List<Element> reply(String of, String to, String prefix) {
        Element reply = element("reply", Ns.REPLY, of);
        reply.addAttribute("to", to);
        if (prefix.isEmpty()) {
            return List.of(reply);
        }
        Element fallback = DocumentHelper.createElement(QName.get("fallback", Ns.FALLBACK));
        fallback.addAttribute("for", Ns.REPLY);
        fallback.addElement(QName.get("body", Ns.FALLBACK)).addAttribute("start", "0")
            .addAttribute("end", Integer.toString(prefix.codePointCount(0, prefix.length())));
        return List.of(reply, fallback);
    }

    /** What stands before an answer for those who know none: what it answers, quoted (XEP-0461 §4.1, XEP-0393 §5.1.3). @param words of it, or empty */
    public static String quotation(String words) {
        String line = words.strip();
        String cut = line.substring(0, line.offsetByCodePoints(0, Math.min(QUOTED, line.codePointCount(0, line.length()))));
        return cut.isEmpty() ? "" : "> " + String.join("\n> ", cut.lines().limit(4).toList()) + "\n";
    }

    private static Element element(String name, String namespace, String id) {
        Element element = DocumentHelper.createElement(QName.get(name, namespace));
        element.addAttribute("id", id);
        return element;
    }
}
