package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.util.List;
import java.util.Map;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.IQ;

/** What publishers ask (XEP-0060 §7). */
final class PublisherRequests {
    private final PubSub pubsub;

    PublisherRequests(PubSub pubsub) {
        this.pubsub = pubsub;
    }

    /** XEP-0060 §7.1. The id is said in each answer, since who gave none has to learn it. */
    IQ publish(Request request) throws PubSubError {
        NodeId node = request.someNode();
        Map<String, List<String>> options = request.beside("publish-options").map(Request::fields).orElse(Map.of());
        if (request.items().isEmpty()) {
            pubsub.ring(request.actor(), node, options);
            return published(request, node);
        }
        Element item = onlyItem(request);
        List<Element> payload = Xml.children(item);
        if (payload.size() > 1) {
            throw No.INVALID_PAYLOAD;
        }
        Item published = pubsub.publish(request.actor(), node, Request.attribute(item, "id").orElse(""),
            payload.isEmpty() ? null : payload.get(0), options);
        IQ result = published(request, node);
        result.getChildElement().element("publish").addElement("item").addAttribute("id", published.id());
        return result;
    }

    private static IQ published(Request request, NodeId node) {
        IQ result = request.result();
        request.answer(result).addAttribute("node", node.name());
        return result;
    }

    /** XEP-0060 §7.2. */
    IQ retract(Request request) throws PubSubError {
        NodeId node = request.someNode();
        String id = Request.attribute(onlyItem(request), "id").orElseThrow(() -> No.ITEM_REQUIRED);
        pubsub.retract(request.actor(), node, id, Request.flag(request.action(), "notify"));
        return request.result();
    }

    // Batches are no part of XEP-0060 any more (§7.1.1).
    private static Element onlyItem(Request request) throws PubSubError {
        List<Element> items = request.items();
        if (items.isEmpty()) {
            throw No.ITEM_REQUIRED;
        }
        if (items.size() > 1) {
            throw No.BAD_REQUEST;
        }
        return items.get(0);
    }
}
