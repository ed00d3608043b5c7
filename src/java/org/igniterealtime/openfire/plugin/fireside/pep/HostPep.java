package org.igniterealtime.openfire.plugin.fireside.pep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.host.Errand;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Forms;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.IQ;
import org.xmpp.packet.PacketError;

/** What one account has in the host's own PEP, asked for as its owner asks (XEP-0060). */
final class HostPep {
    private static final String CONFIG = "http://jabber.org/protocol/pubsub#node_config";

    private final Errand errand;

    HostPep(Errand errand) {
        this.errand = errand;
    }

    /** An item that the host keeps. @param payload or null */
    record Kept(String id, Element payload) {
    }

    /** The configuration of a node by field (§8.2), or empty when there is no such node. */
    Optional<Map<String, List<String>>> configuration(String node) {
        IQ answer = errand.ask(request(IQ.Type.get, Ns.PUBSUB_OWNER, "configure", node));
        if (answer.getType() == IQ.Type.error) {
            if (answer.getError().getCondition() == PacketError.Condition.item_not_found) {
                return Optional.empty();
            }
            throw new IllegalStateException("The host does not tell the configuration of " + node + ": " + answer.getError());
        }
        Element configure = answer.getChildElement().element("configure");
        return Optional.of(configure == null ? Map.of() : Forms.in(configure).map(Forms::values).orElse(Map.of()));
    }

    /** Its items, oldest first (§6.5). */
    List<Kept> items(String node) {
        List<Kept> items = new ArrayList<>();
        for (Element item : entries(result(request(IQ.Type.get, Ns.PUBSUB, "items", node)), "items", "item")) {
            List<Element> payload = Xml.children(item);
            items.add(new Kept(item.attributeValue("id", ""), payload.isEmpty() ? null : payload.get(0)));
        }
        return items;
    }

    /** Who is subscribed by himself (§8.8.1): state by JID. */
    Map<String, String> subscriptions(String node) {
        return pairs(node, "subscriptions", "subscription", "subscription");
    }

    /** Who is what to it (§8.9.1): affiliation by JID. */
    Map<String, String> affiliations(String node) {
        return pairs(node, "affiliations", "affiliation", "affiliation");
    }

    private Map<String, String> pairs(String node, String list, String entry, String attribute) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (Element each : entries(result(request(IQ.Type.get, Ns.PUBSUB_OWNER, list, node)), list, entry)) {
            pairs.put(each.attributeValue("jid", ""), each.attributeValue(attribute, ""));
        }
        return pairs;
    }

    private static List<Element> entries(IQ answer, String list, String entry) {
        Element parent = answer.getChildElement() == null ? null : answer.getChildElement().element(list);
        return parent == null ? List.of() : Xml.children(parent).stream().filter(each -> each.getName().equals(entry)).toList();
    }

    /** Removes a node (§8.4). */
    void delete(String node) {
        result(request(IQ.Type.set, Ns.PUBSUB_OWNER, "delete", node));
    }

    /** Removes an item (§7.2). */
    void retract(String node, String id) {
        IQ retract = request(IQ.Type.set, Ns.PUBSUB, "retract", node);
        retract.getChildElement().element("retract").addElement("item").addAttribute("id", id);
        result(retract);
    }

    /** Makes a node, when there is none of that name yet (§8.1.3), and configures it. */
    void create(String node, Map<String, List<String>> fields) {
        IQ create = request(IQ.Type.set, Ns.PUBSUB, "create", node);
        submit(create.getChildElement().addElement("configure"), fields);
        if (errand.ask(create).getType() == IQ.Type.error) {
            IQ configure = request(IQ.Type.set, Ns.PUBSUB_OWNER, "configure", node);
            submit(configure.getChildElement().element("configure"), fields);
            result(configure);
        }
    }

    private static void submit(Element parent, Map<String, List<String>> fields) {
        Forms form = Forms.add(parent, "submit", CONFIG);
        fields.forEach(form::texts);
    }

    /** Publishes (§7.1). */
    void publish(String node, String id, Element payload) {
        IQ publish = request(IQ.Type.set, Ns.PUBSUB, "publish", node);
        Element item = publish.getChildElement().element("publish").addElement("item");
        item.addAttribute("id", id);
        if (payload != null) {
            item.add(payload.createCopy());
        }
        result(publish);
    }

    private static IQ request(IQ.Type type, String namespace, String what, String node) {
        IQ request = new IQ(type);
        request.setChildElement("pubsub", namespace).addElement(what).addAttribute("node", node);
        return request;
    }

    private IQ result(IQ request) {
        IQ answer = errand.ask(request);
        if (answer.getType() == IQ.Type.error) {
            throw new IllegalStateException("The host refuses " + request.getChildElement().asXML() + ": " + answer.getError());
        }
        return answer;
    }
}
