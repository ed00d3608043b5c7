package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Forms;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Rsm;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/**
 * A request that was understood so far.
 *
 * @param service whom it is addressed to
 * @param parent the {@code pubsub} or {@code query} element
 * @param action what is asked of it, a child of {@code pubsub}; the {@code query} itself
 */
record Request(IQ iq, String service, Element parent, Element action) {

    /** Bare JID of who asks. */
    String actor() {
        return iq.getFrom().toBareJID();
    }

    /** The node that is meant, or empty. */
    Optional<NodeId> node() {
        return attribute("node").map(name -> new NodeId(service, name));
    }

    /** The node that has to be named (XEP-0060 §7.2.3.3). */
    NodeId someNode() throws PubSubError {
        return node().orElseThrow(() -> No.NODE_REQUIRED);
    }

    /** An attribute of the action that is there and is not empty. */
    Optional<String> attribute(String name) {
        return attribute(action, name);
    }

    static Optional<String> attribute(Element element, String name) {
        return Optional.ofNullable(element.attributeValue(name)).filter(value -> !value.isEmpty());
    }

    /** Whether an attribute says so (XML Schema's boolean). */
    static boolean flag(Element element, String name) {
        return attribute(element, name).filter(value -> value.equals("true") || value.equals("1")).isPresent();
    }

    /** The address in an attribute; empty when that is none, is too long, or ends with a blank: see {@link Names#check}. */
    static Optional<JID> jid(Element element) {
        try {
            return attribute(element, "jid").map(JID::new).filter(jid -> Names.isShort(jid.toString()) && !jid.toString().endsWith(" "));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** The items that the action names. */
    List<Element> items() {
        return Xml.children(action, "item", Ns.PUBSUB);
    }

    /** What an owner says of people, each by itself. COMPAT: Smack (4.4.8) says of subscriptions in the namespace of subscribers. */
    List<Element> entries(String name) {
        return Stream.of(Ns.PUBSUB_OWNER, Ns.PUBSUB).flatMap(namespace -> Xml.children(action, name, namespace).stream()).toList();
    }

    /** Another part of the same request. */
    Optional<Element> beside(String name) {
        return Optional.ofNullable(Xml.child(parent, name, Ns.PUBSUB));
    }

    /** The page that is wanted (XEP-0059), if any in particular. */
    Optional<Rsm> rsm() throws PubSubError {
        try {
            return Rsm.in(parent);
        } catch (IllegalArgumentException malformed) {
            throw No.BAD_REQUEST;
        }
    }

    /** What the form in an element says; nothing without one. */
    static Map<String, List<String>> fields(Element element) {
        return Forms.in(element).map(Forms::values).orElse(Map.of());
    }

    /** The answer that all is well. */
    IQ result() {
        IQ result = new IQ(IQ.Type.result, iq.getID());
        result.setFrom(new JID(service));
        result.setTo(iq.getFrom());
        return result;
    }

    /** The element of an answer that corresponds to the action, without its node. */
    Element answer(IQ result) {
        return result.setChildElement(parent.getName(), parent.getNamespaceURI()).addElement(action.getName());
    }
}
