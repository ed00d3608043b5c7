package org.igniterealtime.openfire.plugin.fireside.notify;

import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.dom4j.Namespace;
import org.dom4j.QName;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Item;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Node;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;

/** The {@code event} element of XEP-0060, and the headline that carries it. */
final class EventStanza {
    private EventStanza() {
    }

    /** §7.1.2.1, §7.1.2.2: always with who published it first, with the payload when the node is so configured. */
    static Element published(Node node, Item item) {
        Element event = event();
        Element entry = items(event, node).addElement("item");
        entry.addAttribute("id", item.id());
        entry.addAttribute("publisher", item.publisher());
        if (node.config().deliverPayloads() && !item.payload().isEmpty()) {
            entry.add(Xml.parse(item.payload()));
        }
        return event;
    }

    /** §4.3: of a node that has no items. */
    static Element rung(Node node) {
        Element event = event();
        items(event, node);
        return event;
    }

    /** §7.2.2.1. */
    static Element retracted(Node node, Item item) {
        Element event = event();
        items(event, node).addElement("retract").addAttribute("id", item.id());
        return event;
    }

    /** §8.4.2. */
    static Element deleted(Node node) {
        return about(node, "delete");
    }

    /** §8.5.2. */
    static Element purged(Node node) {
        return about(node, "purge");
    }

    /** §8.2.5.4, without the configuration itself, which whoever wants it can ask for. */
    static Element configured(Node node) {
        return about(node, "configuration");
    }

    private static Element event() {
        return DocumentHelper.createElement(QName.get("event", Namespace.get(Ns.PUBSUB_EVENT)));
    }

    private static Element items(Element event, Node node) {
        Element items = event.addElement("items");
        items.addAttribute("node", node.id().name());
        return items;
    }

    private static Element about(Node node, String what) {
        Element event = event();
        event.addElement(what).addAttribute("node", node.id().name());
        return event;
    }

    /**
     * A headline (RFC 6121 §5.2.2): a server hands it to each resource of a bare JID, and keeps it for none.
     *
     * @param id the same for all who are told of one thing
     */
    static Message message(Node node, JID to, String id, Element event) {
        Message message = new Message();
        message.setType(Message.Type.headline);
        message.setID(id);
        message.setFrom(new JID(node.id().service()));
        message.setTo(to);
        message.getElement().add(event.createCopy());
        return message;
    }

    /** XEP-0203: of what is told long after it was published, when that was. */
    static Message delay(Message message, Node node, Item item) {
        Element delay = message.getElement().addElement("delay", Ns.DELAY);
        delay.addAttribute("from", node.id().service());
        delay.addAttribute("stamp", Stamp.time(item.changed()).toString());
        return message;
    }
}
