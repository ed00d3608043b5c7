package org.igniterealtime.openfire.plugin.fireside.xmpp;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dom4j.Element;

/**
 * What a message means beside its words.
 *
 * @param of the id of the message that it is about: that it corrects, takes back, reacts to or answers; or empty
 * @param reactions all those of its sender to that message, none to take them back (XEP-0444 §4.2); at most {@link #MOST_REACTIONS}
 * @param reason why it takes back what another one said, in a moderator's words (XEP-0425), or empty
 * @param sealed how it is encrypted, by the name that people know it by (XEP-0380), or empty
 */
public record Meaning(Kind kind, String of, List<String> reactions, String reason, String sealed) {
    /** Different reactions of one person to one message. */
    public static final int MOST_REACTIONS = 12;
    private static final int LONGEST_ID = 255;
    /** Characters of one reaction: of the longest emoji, and then some. */
    private static final int LONGEST_REACTION = 40;
    private static final int LONGEST_REASON = 500;

    /** The order is that of the numbers in the database. */
    public enum Kind {
        WORDS,
        /** XEP-0308. */
        CORRECTION,
        /** XEP-0424. */
        RETRACTION,
        /** XEP-0444. */
        REACTIONS,
        /** A room takes back what somebody said in it (XEP-0425). */
        MODERATION
    }

    public static final Meaning WORDS = new Meaning(Kind.WORDS, "", List.of(), "", "");

    /** Null, as of what was written before there was such a thing, means words. */
    public static Meaning orWords(Meaning meaning) {
        return meaning == null ? WORDS : meaning;
    }

    /** Whether it is kept though it has no words. */
    public boolean isMore() {
        return kind != Kind.WORDS || !sealed.isEmpty();
    }

    /** @param message a message, of no room itself */
    public static Meaning read(Element message) {
        return read(message, false);
    }

    /** @param byRoom a room itself says it, which alone may moderate */
    public static Meaning read(Element message, boolean byRoom) {
        Meaning retraction = retraction(message, byRoom);
        if (retraction != null) {
            return retraction;
        }
        Element replace = Xml.child(message, "replace", Ns.CORRECTION);
        Element reactions = Xml.child(message, "reactions", Ns.REACTIONS);
        String sealed = sealed(message);
        if (replace != null && isId(replace)) {
            return new Meaning(Kind.CORRECTION, id(replace), List.of(), "", sealed);
        }
        if (reactions != null && isId(reactions)) {
            return new Meaning(Kind.REACTIONS, id(reactions), emoji(reactions), "", "");
        }
        Element reply = Xml.child(message, "reply", Ns.REPLY);
        return reply == null && sealed.isEmpty() ? WORDS : new Meaning(Kind.WORDS, reply == null || !isId(reply) ? "" : id(reply), List.of(), "", sealed);
    }

    private static Meaning retraction(Element message, boolean byRoom) {
        Element retract = Xml.child(message, "retract", Ns.RETRACTION);
        Element fasten = Xml.child(message, "apply-to", Ns.FASTEN);
        Element moderated = retract == null ? null : Xml.child(retract, "moderated", Ns.MODERATION);
        if (retract != null && isId(retract)) {
            return retraction(id(retract), moderated != null, byRoom, moderated == null ? null : reason(retract, moderated));
        }
        // The same as older versions of both have it, which many clients still say.
        if (fasten != null && isId(fasten)) {
            Element old = Xml.child(fasten, "moderated", Ns.MODERATION_OLD);
            boolean retracts = old != null && Xml.child(old, "retract", Ns.RETRACTION_OLD) != null || Xml.child(fasten, "retract", Ns.RETRACTION_OLD) != null;
            return retracts ? retraction(id(fasten), old != null, byRoom, old == null ? null : old.elementText("reason")) : null;
        }
        return null;
    }

    private static String reason(Element retract, Element moderated) {
        String beside = retract.elementText("reason");
        return beside == null ? moderated.elementText("reason") : beside;
    }

    // What claims to be moderated is that only where the room itself says so.
    private static Meaning retraction(String id, boolean moderated, boolean byRoom, String reason) {
        if (moderated != byRoom) {
            return null;
        }
        String words = reason == null ? "" : reason.strip();
        return new Meaning(moderated ? Kind.MODERATION : Kind.RETRACTION, id, List.of(),
            words.substring(0, Math.min(LONGEST_REASON, words.length())), "");
    }

    private static boolean isId(Element element) {
        String id = element.attributeValue("id", "");
        return !id.isBlank() && id.length() <= LONGEST_ID;
    }

    private static String id(Element element) {
        return element.attributeValue("id");
    }

    private static List<String> emoji(Element reactions) {
        Set<String> emoji = new LinkedHashSet<>();
        for (Element each : Xml.children(reactions, "reaction", Ns.REACTIONS)) {
            String text = each.getText().strip();
            if (isReaction(text) && emoji.size() < MOST_REACTIONS) {
                emoji.add(text);
            }
        }
        return new ArrayList<>(emoji);
    }

    /** Whether a text may be a reaction: no words, no more than an emoji needs (XEP-0444 §4.1). */
    public static boolean isReaction(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_REACTION
            && text.codePoints().noneMatch(each -> Character.isLetter(each) || Character.isISOControl(each) || Character.isWhitespace(each) || each == '<' || each == '&');
    }

    /** Whether a stanza's words are for other clients alone. @param stanza as XML, or empty */
    public static boolean isSealed(String stanza) {
        return !sealing(stanza).isEmpty();
    }

    /** How a stanza is encrypted, as {@link #sealed}. @param stanza as XML, or empty */
    public static String sealing(String stanza) {
        // Most are not, and need not be parsed.
        if (stanza == null || !stanza.contains(Ns.ENCRYPTION) && !stanza.contains(Ns.OMEMO_OLD) && !stanza.contains("urn:xmpp:omemo:")) {
            return "";
        }
        try {
            return sealed(Xml.parse(stanza));
        } catch (IllegalArgumentException unreadable) {
            return "";
        }
    }

    // XEP-0380 §3 says so; older clients say nothing of it.
    private static String sealed(Element message) {
        Element said = Xml.child(message, "encryption", Ns.ENCRYPTION);
        String namespace = said == null ? "" : said.attributeValue("namespace", "");
        boolean omemo = namespace.startsWith(Ns.OMEMO_OLD) || namespace.startsWith("urn:xmpp:omemo:")
            || Xml.children(message).stream().anyMatch(each -> each.getName().equals("encrypted")
                && (each.getNamespaceURI().equals(Ns.OMEMO_OLD) || each.getNamespaceURI().startsWith("urn:xmpp:omemo:")));
        if (omemo) {
            return "OMEMO";
        }
        if (said == null) {
            return "";
        }
        String name = said.attributeValue("name", "").strip();
        return namespace.equals("jabber:x:encrypted") || namespace.equals("urn:xmpp:openpgp:0") ? "OpenPGP" : name.isEmpty() ? "?" : name.substring(0, Math.min(40, name.length()));
    }
}
