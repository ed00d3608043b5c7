package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Rsm;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.IQ;

/**
 * Items of a node, for whoever asks (XEP-0060 §6.5). In the order of their creation, as the host's answers are, unless
 * another is asked for (XEP-0413); without a page asked for, the newest.
 */
final class ItemRequests {
    /** Characters of payload in one answer: Prosody ends a stream from another server at a stanza of 512 KiB. */
    private static final int SIZE = 300_000;

    private final Engine engine;

    ItemRequests(Engine engine) {
        this.engine = engine;
    }

    IQ items(Request request) throws PubSubError {
        NodeId id = request.someNode();
        List<Element> named = request.items();
        if (named.size() > ItemPages.MOST) {
            throw No.NOT_ACCEPTABLE;
        }
        ItemPages.Wanted wanted = wanted(request);
        return engine.read(sql -> {
            Node node = readable(sql, request, id);
            return named.isEmpty() ? page(sql, request, node, wanted) : named(sql, request, node, named);
        });
    }

    private Node readable(Prepared sql, Request request, NodeId id) throws SQLException, PubSubError {
        Node node = engine.readable(sql, id, request.actor());
        if (!node.config().persist()) {
            throw No.unsupported("persistent-items");
        }
        Optional<String> subId = request.attribute("subid");
        if (subId.isPresent() && engine.stores().subscriptions().of(sql, node.key(), request.actor()).stream()
            .noneMatch(each -> each.id().equals(subId.get()))) {
            throw No.INVALID_SUBID;
        }
        return node;
    }

    private static ItemPages.Wanted wanted(Request request) throws PubSubError {
        String most = request.attribute("max_items").orElse(Integer.toString(ItemPages.MOST));
        if (!most.matches("[0-9]{1,9}")) {
            throw No.BAD_REQUEST;
        }
        Element order = Xml.child(request.parent(), "order", Ns.ORDER_BY);
        return new ItemPages.Wanted(order(order), order != null && Request.flag(order, "desc"), request.rsm(), Integer.parseInt(most), SIZE);
    }

    private static ItemOrder order(Element order) throws PubSubError {
        return switch (order == null ? "creation" : order.attributeValue("by", "creation")) {
            case "creation" -> ItemOrder.CREATION;
            case "modification" -> ItemOrder.MODIFICATION;
            default -> throw No.BAD_REQUEST;
        };
    }

    private IQ page(Prepared sql, Request request, Node node, ItemPages.Wanted wanted) throws SQLException, PubSubError {
        ItemPages.Page page = engine.pages().page(sql, node, wanted);
        List<Item> items = engine.stores().items().load(sql, page.items());
        IQ answer = answer(request, node, items);
        if (wanted.rsm().isPresent() || !page.isWhole()) {
            add(answer.getChildElement(), page);
        }
        return answer;
    }

    /** Says which part of all a page is. */
    static void add(Element parent, ItemPages.Page page) {
        if (page.items().isEmpty()) {
            Rsm.add(parent, page.count());
        } else {
            Rsm.add(parent, page.items().get(0).id(), page.index(), page.items().get(page.items().size() - 1).id(), page.count());
        }
    }

    // XEP-0060 §6.5.9.12: what is not there is left out.
    private IQ named(Prepared sql, Request request, Node node, List<Element> named) throws SQLException, PubSubError {
        List<Item> items = new ArrayList<>();
        long size = 0;
        for (Element each : named) {
            String id = Request.attribute(each, "id").orElseThrow(() -> No.ITEM_REQUIRED);
            Optional<Item> item = engine.stores().items().find(sql, node.key(), id).filter(found -> engine.isAlive(node, found));
            size += item.map(found -> found.payload().length()).orElse(0);
            if (item.isPresent() && (size <= SIZE || items.isEmpty())) {
                items.add(item.get());
            }
        }
        return answer(request, node, items);
    }

    private static IQ answer(Request request, Node node, List<Item> items) {
        IQ answer = request.result();
        Element list = request.answer(answer);
        list.addAttribute("node", node.id().name());
        for (Item item : items) {
            Element element = list.addElement("item");
            element.addAttribute("id", item.id());
            element.addAttribute("publisher", item.publisher());
            if (!item.payload().isEmpty()) {
                element.add(Xml.parse(item.payload()).detach());
            }
        }
        return answer;
    }
}
