package org.igniterealtime.openfire.plugin.fireside.talk.chat;

import java.util.List;
import java.util.Set;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;

/** The messages of one-to-one chat. */
final class ChatStanza {
    /** XEP-0085 §4, those that a page may say. */
    static final Set<String> STATES = Set.of("composing", "paused", "active");

    private ChatStanza() {
    }

    /** A text: asks for a receipt (XEP-0184 §5.1), may be marked (XEP-0333 §4), says that writing has ended (XEP-0085 §5.4). */
    static Message text(JID to, String id, String body) {
        Message message = chat(to);
        message.setID(id);
        message.setBody(body);
        Element stanza = message.getElement();
        stanza.addElement("active", Ns.CHAT_STATES);
        stanza.addElement("request", Ns.RECEIPTS);
        stanza.addElement("markable", Ns.MARKERS);
        stanza.addElement("origin-id", Ns.STANZA_ID).addAttribute("id", id);
        return message;
    }

    /** What is about another message. @param body for those who do not understand it, or null */
    static Message about(JID to, String id, String body, List<Element> beside) {
        Message message = chat(to);
        message.setID(id);
        if (body != null) {
            message.setBody(body);
        }
        beside.forEach(message.getElement()::add);
        message.getElement().addElement("origin-id", Ns.STANZA_ID).addAttribute("id", id);
        return message;
    }

    /** XEP-0085 §5.3; not worth keeping (XEP-0334 §4.4). */
    static Message state(JID to, String state) {
        Message message = chat(to);
        message.getElement().addElement(state, Ns.CHAT_STATES);
        message.getElement().addElement("no-store", Ns.HINTS);
        return message;
    }

    /** XEP-0184 §5.2. */
    static Message receipt(JID to, String of) {
        Message message = chat(to);
        message.getElement().addElement("received", Ns.RECEIPTS).addAttribute("id", of);
        return message;
    }

    /** XEP-0333 §4: read up to that message. */
    static Message displayed(JID to, String of) {
        Message message = chat(to);
        message.getElement().addElement("displayed", Ns.MARKERS).addAttribute("id", of);
        return message;
    }

    /** Whether a message's sender wants to know when it is read. */
    static boolean markable(String stanza) {
        return stanza.contains("markable") && stanza.contains(Ns.MARKERS);
    }

    private static Message chat(JID to) {
        Message message = new Message();
        message.setType(Message.Type.chat);
        message.setTo(to);
        return message;
    }
}
