package org.igniterealtime.openfire.plugin.fireside.route;

import java.util.Optional;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;

/**
 * The stanzas of moderation (XEP-0425), of its present version and of the one before 0.3, which some clients still speak.
 *
 * @param id of the message that is taken back, given by its room
 * @param reason may be empty
 */
record ModerationStanza(String id, String reason) {
    private static final int LONGEST_ID = 255;
    private static final int LONGEST_REASON = 500;

    /** What a moderator asks for (§4). @param child of an IQ set, or null */
    static Optional<ModerationStanza> asked(Element child) {
        if (child == null) {
            return Optional.empty();
        }
        if (Xml.is(child, "moderate", Ns.MODERATION)) {
            return of(child, child, Xml.child(child, "retract", Ns.RETRACTION));
        }
        Element moderate = Xml.is(child, "apply-to", Ns.FASTEN) ? Xml.child(child, "moderate", Ns.MODERATION_OLD) : null;
        return moderate == null ? Optional.empty() : of(child, moderate, Xml.child(moderate, "retract", Ns.RETRACTION_OLD));
    }

    private static Optional<ModerationStanza> of(Element identified, Element reasoned, Element retract) {
        String id = identified.attributeValue("id", "");
        if (retract == null || id.isBlank() || id.length() > LONGEST_ID) {
            return Optional.empty();
        }
        String reason = reasoned.elementText("reason");
        return Optional.of(new ModerationStanza(id, reason == null ? "" : shortened(XmlText.clean(reason).strip())));
    }

    private static String shortened(String text) {
        return text.substring(0, text.offsetByCodePoints(0, Math.min(LONGEST_REASON, text.codePointCount(0, text.length()))));
    }

    /** What a room tells of it (§4.1), which is no words, so says that it is to be kept nevertheless (XEP-0334 §4.3). @param occupant id of the moderator */
    Message told(String stanza, JID moderator, JID room, String occupant) {
        Message message = new Message();
        message.setType(Message.Type.groupchat);
        message.setID(stanza);
        message.setFrom(moderator);
        message.setTo(room);
        Element retract = message.getElement().addElement("retract", Ns.RETRACTION).addAttribute("id", id);
        identify(retract.addElement("moderated", Ns.MODERATION), occupant);
        Element fasten = message.getElement().addElement("apply-to", Ns.FASTEN).addAttribute("id", id);
        Element old = identify(fasten.addElement("moderated", Ns.MODERATION_OLD), occupant);
        old.addElement("retract", Ns.RETRACTION_OLD);
        if (!reason.isEmpty()) {
            retract.addElement("reason").setText(reason);
            old.addElement("reason").setText(reason);
        }
        message.getElement().addElement("store", Ns.HINTS);
        return message;
    }

    private static Element identify(Element moderated, String occupant) {
        if (!occupant.isEmpty()) {
            moderated.addElement("occupant-id", Ns.OCCUPANT_ID).addAttribute("id", occupant);
        }
        return moderated;
    }

    /** What a room tells, when it is that. */
    static Optional<ModerationStanza> read(Message message) {
        Element retract = Xml.child(message.getElement(), "retract", Ns.RETRACTION);
        if (retract == null || Xml.child(retract, "moderated", Ns.MODERATION) == null) {
            return Optional.empty();
        }
        String reason = retract.elementText("reason");
        return Optional.of(new ModerationStanza(retract.attributeValue("id", ""), reason == null ? "" : reason));
    }

    /** Says who did it. @param moderator his address in the room */
    static void by(Message message, JID moderator) {
        Xml.children(message.getElement()).forEach(each -> moderated(each).ifPresent(moderated -> moderated.addAttribute("by", moderator.toString())));
    }

    /** Takes off what but a room itself may say (§5). */
    static void strip(Message message) {
        Xml.children(message.getElement()).stream().filter(each -> moderated(each).isPresent()).forEach(message.getElement()::remove);
    }

    private static Optional<Element> moderated(Element part) {
        boolean retracts = Xml.is(part, "retract", Ns.RETRACTION) || Xml.is(part, "apply-to", Ns.FASTEN);
        Element moderated = !retracts ? null : Xml.child(part, "moderated", Ns.MODERATION);
        return Optional.ofNullable(!retracts || moderated != null ? moderated : Xml.child(part, "moderated", Ns.MODERATION_OLD));
    }
}
