package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;

/** Publishing and retracting items (XEP-0060 §7). */
final class Publishing {
    /** More is refused (XEP-0060 §7.1.3.5). */
    static final int PAYLOAD_BYTES = 256 * 1024;
    /** Most that one publishing trims. */
    private static final int TRIMMED = 500;
    private static final int LEVELS = 100;

    private final NodeRules rules;
    private final Relations relations;
    private final Expiry expiry;

    Publishing(NodeRules rules, Relations relations, Expiry expiry) {
        this.rules = rules;
        this.relations = relations;
        this.expiry = expiry;
    }

    /** What is to be published. @param id empty for one that is made @param payload null for none */
    record Draft(NodeId node, String id, Element payload, Map<String, List<String>> options) {
    }

    Item publish(Transaction transaction, String actor, Ties ties, Draft draft) throws SQLException, PubSubError {
        Node node = open(transaction, actor, ties, draft);
        if (!node.config().hasItems()) {
            throw No.ITEM_FORBIDDEN;
        }
        String id = draft.id().isEmpty() ? UUID.randomUUID().toString() : Names.check(draft.id());
        Optional<Item> old = old(transaction, node, id);
        // XEP-0060 §7.1.2 lets an item be overwritten by who published it. Not by an owner either, who may retract it (§4.1):
        // words that somebody else wrote would stand under the first one's name.
        if (old.isPresent() && !old.get().publisher().equals(actor)) {
            throw No.FORBIDDEN;
        }
        String payload = payload(transaction, node, id, actor, draft.payload());
        long stamp = transaction.stamp();
        Item item = new Item(node.key(), id, actor, payload, old.map(Item::created).orElse(stamp), stamp);
        if (node.config().persist()) {
            transaction.keep(node, item, old.isEmpty());
            trim(transaction, node, item);
        }
        transaction.tell(new ItemPublished(node, item, old.isEmpty()));
        return item;
    }

    /** XEP-0060 §7.1.1: publishing without an item. @param draft without one */
    void ring(Transaction transaction, String actor, Ties ties, Draft draft) throws SQLException, PubSubError {
        Node node = open(transaction, actor, ties, draft);
        if (node.config().hasItems()) {
            throw No.ITEM_REQUIRED;
        }
        transaction.tell(new NodeRung(node));
    }

    /** The node, which there is from now on, when one may publish to it and it is what one takes it for. */
    private Node open(Transaction transaction, String actor, Ties ties, Draft draft) throws SQLException, PubSubError {
        Optional<Node> known = transaction.lock(draft.node());
        Node node = known.isPresent() ? known.get() : create(transaction, actor, ties, draft);
        NodeRules.checkPublish(rules.standing(transaction.sql(), node, actor, ties));
        if (known.isPresent() && !ConfigForm.isMet(node.config(), draft.options())) {
            throw No.PRECONDITION;
        }
        return node;
    }

    // XEP-0163 §3, XEP-0060 §7.1.4: an account's first item makes its node. On a service, nodes are made on purpose.
    private Node create(Transaction transaction, String actor, Ties ties, Draft draft) throws SQLException, PubSubError {
        NodeId id = draft.node();
        if (!id.service().equals(actor)) {
            // Somebody who is blocked hears the same of a node that there is.
            throw Ties.isAccount(id.service()) && !ties.blocked() ? No.FORBIDDEN : No.NOT_FOUND;
        }
        Names.check(id.name());
        if (!relations.isAccount(actor)) {
            throw No.NOT_FOUND;
        }
        return transaction.create(id, ConfigForm.apply(NodeDefaults.of(id), draft.options()), actor);
    }

    // One whose time is over is nobody's any more.
    private Optional<Item> old(Transaction transaction, Node node, String id) throws SQLException {
        Optional<Item> old = transaction.stores().items().find(transaction.sql(), node.key(), id);
        if (old.isPresent() && old.get().changed() < expiry.of(node)) {
            transaction.drop(node, old.get());
            return Optional.empty();
        }
        return old;
    }

    private static String payload(Transaction transaction, Node node, String id, String actor, Element payload)
            throws SQLException, PubSubError {
        if (payload == null) {
            if (node.config().deliverPayloads()) {
                throw No.PAYLOAD_REQUIRED;
            }
            return "";
        }
        write(payload);
        return write(transaction.prepare(node, id, actor, payload.createCopy()));
    }

    private static String write(Element payload) throws PubSubError {
        if (!Xml.isShallow(payload, LEVELS)) {
            throw No.INVALID_PAYLOAD;
        }
        String xml = payload.asXML();
        if (xml.length() > PAYLOAD_BYTES || xml.getBytes(StandardCharsets.UTF_8).length > PAYLOAD_BYTES) {
            throw No.PAYLOAD_TOO_BIG;
        }
        return xml;
    }

    // The oldest go, unsaid: XEP-0060 §7.1.2 with publish_node_full discard-oldest. Not the one that is published now, which may be the oldest.
    private static void trim(Transaction transaction, Node node, Item now) throws SQLException {
        int most = node.config().maxItems();
        if (most == NodeConfig.UNLIMITED) {
            return;
        }
        ItemStore items = transaction.stores().items();
        int over = items.count(transaction.sql(), node.key(), ItemOrder.CREATION, true, 0, 0) - most;
        if (over > 0) {
            List<ItemKey> oldest = items.walk(transaction.sql(), node.key(), ItemOrder.CREATION, true, 0, 0, Math.min(over, TRIMMED) + 1);
            transaction.drop(node, oldest.stream().filter(each -> each.created() != now.created()).limit(over).toList());
        }
    }

    void retract(Transaction transaction, String actor, Ties ties, NodeId id, String itemId, boolean notify)
            throws SQLException, PubSubError {
        Node node = transaction.lock(id).orElseThrow(() -> No.NOT_FOUND);
        Standing who = rules.standing(transaction.sql(), node, actor, ties);
        Item item = transaction.stores().items().find(transaction.sql(), node.key(), itemId)
            .filter(each -> each.changed() >= expiry.of(node)).orElse(null);
        NodeRules.checkRetract(who, item);
        transaction.drop(node, item);
        transaction.tell(new ItemRetracted(node, item, notify || node.config().notifyRetract()));
    }
}
