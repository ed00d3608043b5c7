package org.igniterealtime.openfire.plugin.fireside.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;
import org.xmpp.packet.Presence;

/** Reads what is needed of a delivered stanza into a small record, since the host hands the same object to many. */
final class Reading {
    private static final int LONGEST_STATUS = 200;
    private static final Set<String> SHOWS = Set.of("chat", "away", "xa", "dnd");

    private Reading() {
    }

    static Availability availability(Presence presence) {
        Element update = child(presence.getElement(), "x", Ns.VCARD_UPDATE);
        Element photo = update == null ? null : update.element("photo");
        return new Availability(Availability.shared(presence.getFrom().getResource()), presence.getPriority(), show(presence),
            bounded(presence.getStatus()), photo == null ? "" : hash(photo.getTextTrim()));
    }

    // Not Presence.getShow, which throws at what RFC 6121 §4.7.2.1 does not know.
    private static String show(Presence presence) {
        String show = presence.getElement().elementTextTrim("show");
        return show != null && SHOWS.contains(show) ? show : "online";
    }

    private static String bounded(String status) {
        String text = status == null ? "" : XmlText.clean(status).strip();
        return text.codePointCount(0, text.length()) <= LONGEST_STATUS ? text
            : text.substring(0, text.offsetByCodePoints(0, LONGEST_STATUS));
    }

    private static String hash(String text) {
        return text.matches("[0-9a-fA-F]{40}") ? text.toLowerCase(Locale.ROOT) : "";
    }

    /** What the server itself says, by whatever way an admin had it sent. */
    static Optional<Signals.Announced> announcement(Message message, String domain) {
        boolean his = message.getFrom() != null && message.getFrom().toString().equals(domain);
        boolean said = message.getBody() != null && !message.getBody().isBlank() && message.getType() != Message.Type.error;
        return his && said ? Optional.of(new Signals.Announced(message.getSubject() == null ? "" : message.getSubject(), message.getBody())) : Optional.empty();
    }

    /** Nothing for carbons, which the archive tells better, and for what carries nothing that a page shows. */
    static Optional<Signals.MessageSeen> message(Message message) {
        Element stanza = message.getElement();
        boolean error = message.getType() == Message.Type.error;
        boolean conversation = message.getType() == Message.Type.chat || message.getType() == Message.Type.normal;
        if (!error && (message.getFrom() == null || !conversation)) {
            return Optional.empty();
        }
        String state = "";
        boolean receipt = false;
        for (Object each : stanza.elements()) {
            Element child = (Element) each;
            String namespace = child.getNamespaceURI();
            if (namespace.equals(Ns.CARBONS) && !child.getName().equals("private")) {
                return Optional.empty();
            } else if (namespace.equals(Ns.CHAT_STATES)) {
                state = child.getName();
            } else if (namespace.equals(Ns.RECEIPTS) && child.getName().equals("request")) {
                receipt = true;
            }
        }
        String from = message.getFrom() == null ? "" : message.getFrom().toString();
        String contact = message.getFrom() == null ? "" : message.getFrom().toBareJID();
        return Optional.of(new Signals.MessageSeen(from, contact, message.getID() == null ? "" : message.getID(),
            message.getBody() != null, state, receipt, error ? condition(stanza) : ""));
    }

    // Not Packet.getError, which throws at what it does not know: policy-violation of RFC 6120 §8.3.3 in older hosts.
    private static String condition(Element stanza) {
        Element error = stanza.element("error");
        for (Object each : error == null ? List.of() : error.elements()) {
            Element child = (Element) each;
            if (child.getNamespaceURI().equals(Ns.STANZA_ERRORS) && child.getName().matches("[a-z-]{1,40}") && !child.getName().equals("text")) {
                return child.getName();
            }
        }
        return "undefined-condition";
    }

    /** RFC 6121 §2.1.6: a push comes from the account itself or says nothing of where it comes from. */
    static boolean isRosterPush(IQ iq, JID account) {
        return iq.getType() == IQ.Type.set && iq.getChildElement() != null
            && Ns.ROSTER.equals(iq.getChildElement().getNamespaceURI())
            && (iq.getFrom() == null || iq.getFrom().toBareJID().equals(account.toString()));
    }

    static List<String> rosterItems(IQ push) {
        List<String> contacts = new ArrayList<>();
        for (Object each : push.getChildElement().elements("item")) {
            contacts.add(((Element) each).attributeValue("jid", ""));
        }
        return contacts;
    }

    private static Element child(Element stanza, String name, String namespace) {
        for (Object each : stanza.elements(name)) {
            if (((Element) each).getNamespaceURI().equals(namespace)) {
                return (Element) each;
            }
        }
        return null;
    }
}
