package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Forms;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Rsm;
import org.xmpp.packet.IQ;

/** What a service, a node and its items are (XEP-0060 §5.1 to §5.5). */
final class DiscoRequests {
    private static final String META_DATA = "http://jabber.org/protocol/pubsub#meta-data";
    private static final int NODES = 500;
    /** People whom the description of a node names. */
    private static final int NAMED = 20;

    private final Engine engine;

    DiscoRequests(Engine engine) {
        this.engine = engine;
    }

    IQ info(Request request) throws PubSubError {
        IQ result = request.result();
        Element query = result.setChildElement("query", request.parent().getNamespaceURI());
        Optional<NodeId> id = request.node();
        if (id.isEmpty()) {
            boolean account = Ties.isAccount(request.service());
            identity(query, account ? "pep" : "service", "");
            features(query, account ? PubSubFeatures.ACCOUNT : engine.rules().knowContacts() ? PubSubFeatures.SERVICE : PubSubFeatures.WITHOUT_CONTACTS);
            return result;
        }
        query.addAttribute("node", id.get().name());
        engine.read(sql -> {
            describe(sql, query, discoverable(sql, id.get(), request.actor()));
            return null;
        });
        return result;
    }

    private Node discoverable(Prepared sql, NodeId id, String viewer) throws SQLException, PubSubError {
        Node node = engine.stores().nodes().find(sql, id).orElseThrow(() -> No.NOT_FOUND);
        NodeRules.checkDiscover(engine.rules().standing(sql, node, viewer));
        return node;
    }

    static void identity(Element query, String type, String name) {
        Element identity = query.addElement("identity");
        identity.addAttribute("category", "pubsub");
        identity.addAttribute("type", type);
        if (!name.isEmpty()) {
            identity.addAttribute("name", name);
        }
    }

    static void features(Element query, Collection<String> features) {
        features.forEach(feature -> query.addElement("feature").addAttribute("var", feature));
    }

    private void describe(Prepared sql, Element query, Node node) throws SQLException {
        NodeConfig config = node.config();
        identity(query, "leaf", config.title());
        features(query, PubSubFeatures.NODE);
        Map<String, Affiliation> affiliations = engine.stores().affiliations().of(sql, node.key());
        Forms.add(query, "result", META_DATA)
            .text("pubsub#type", config.type())
            .text("pubsub#creator", node.creator())
            .text("pubsub#creation_date", Stamp.time(node.created()).truncatedTo(ChronoUnit.SECONDS).toString())
            .text("pubsub#title", config.title())
            .text("pubsub#description", config.description())
            .choice("pubsub#access_model", config.access().word(), List.of())
            .choice("pubsub#publish_model", config.publish().word(), List.of())
            .text("pubsub#max_items", ConfigForm.maxItems(config))
            .jids("pubsub#owner", named(affiliations, Affiliation.OWNER))
            .jids("pubsub#publisher", named(affiliations, Affiliation.PUBLISHER))
            .text("pubsub#num_subscribers", Integer.toString(engine.stores().subscriptions().count(sql, node.key())));
    }

    private static List<String> named(Map<String, Affiliation> affiliations, Affiliation wanted) {
        return affiliations.entrySet().stream().filter(each -> each.getValue() == wanted).map(Map.Entry::getKey).limit(NAMED).toList();
    }

    IQ items(Request request) throws PubSubError {
        IQ result = request.result();
        Element query = result.setChildElement("query", request.parent().getNamespaceURI());
        Optional<NodeId> id = request.node();
        Optional<Rsm> rsm = request.rsm();
        id.ifPresent(node -> query.addAttribute("node", node.name()));
        engine.read(sql -> {
            if (id.isPresent()) {
                itemsOf(sql, query, engine.readable(sql, id.get(), request.actor()), rsm);
            } else {
                nodesOf(sql, query, request, rsm.orElse(Rsm.ALL));
            }
            return null;
        });
        return result;
    }

    // XEP-0060 §5.5: the id as name, and no node.
    private void itemsOf(Prepared sql, Element query, Node node, Optional<Rsm> rsm) throws SQLException, PubSubError {
        ItemPages.Page page = engine.pages().page(sql, node,
            new ItemPages.Wanted(ItemOrder.CREATION, false, rsm, ItemPages.MOST, Integer.MAX_VALUE));
        for (ItemKey key : page.items()) {
            Element item = query.addElement("item");
            item.addAttribute("jid", node.id().service());
            item.addAttribute("name", key.id());
        }
        if (rsm.isPresent() || !page.isWhole()) {
            ItemRequests.add(query, page);
        }
    }

    // XEP-0060 §5.2, page after page: how many nodes there are that somebody may know of is not counted.
    private void nodesOf(Prepared sql, Element query, Request request, Rsm rsm) throws SQLException, PubSubError {
        if (rsm.before().isPresent() || rsm.index() > 0) {
            throw No.TOO_FAR;
        }
        long after = 0;
        if (rsm.after().isPresent()) {
            NodeId last = new NodeId(request.service(), rsm.after().get());
            after = discoverable(sql, last, request.actor()).key();
        }
        int most = rsm.max() < 0 ? NODES : Math.min(rsm.max(), NODES);
        List<Node> nodes = engine.discoverable(sql, request.service(), request.actor(), after, most + 1);
        List<Node> page = nodes.subList(0, Math.min(most, nodes.size()));
        for (Node node : page) {
            Element item = query.addElement("item");
            item.addAttribute("jid", request.service());
            item.addAttribute("node", node.id().name());
            if (!node.config().title().isEmpty()) {
                item.addAttribute("name", node.config().title());
            }
        }
        boolean asked = rsm != Rsm.ALL;
        if (!page.isEmpty() && (asked || nodes.size() > page.size())) {
            Rsm.add(query, page.get(0).id().name(), after == 0 ? 0 : -1, page.get(page.size() - 1).id().name(), -1);
        }
    }
}
