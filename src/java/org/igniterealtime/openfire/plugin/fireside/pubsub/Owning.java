package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;

/** What owners do with nodes (XEP-0060 §8). */
final class Owning {
    /** Of one creator on one service. A comments node goes with each post, so there may be many. */
    private static final int NODES = 50_000;

    private final NodeRules rules;
    private final Relations relations;

    Owning(NodeRules rules, Relations relations) {
        this.rules = rules;
        this.relations = relations;
    }

    /** XEP-0060 §8.1. */
    Node create(Transaction transaction, String actor, NodeId id, NodeConfig config) throws SQLException, PubSubError {
        boolean may = Ties.isAccount(id.service()) ? id.service().equals(actor) : actor != null;
        if (!may || !relations.isAccount(actor)) {
            throw No.FORBIDDEN;
        }
        Names.check(id.name());
        check(config);
        if (transaction.lock(id).isPresent()) {
            throw No.CONFLICT;
        }
        if (transaction.stores().nodes().count(transaction.sql(), actor, id.service()) >= NODES) {
            throw No.TOO_MANY_NODES;
        }
        return transaction.create(id, config, actor);
    }

    /** What a form changes of a node. */
    @FunctionalInterface
    interface Change {
        NodeConfig of(NodeConfig old) throws PubSubError;
    }

    /** XEP-0060 §8.2. */
    Node configure(Transaction transaction, String actor, Ties ties, NodeId id, Change change) throws SQLException, PubSubError {
        Node old = owned(transaction, actor, ties, id);
        NodeConfig config = change.of(old.config());
        check(config);
        Node node = new Node(old.key(), id, config, old.creator(), old.created());
        if (!node.equals(old)) {
            transaction.configure(node);
        }
        return node;
    }

    private void check(NodeConfig config) throws PubSubError {
        ConfigForm.check(config);
        if (!rules.accessModels().contains(config.access())) {
            throw No.UNSUPPORTED_ACCESS;
        }
    }

    /** XEP-0060 §8.4. */
    void delete(Transaction transaction, String actor, Ties ties, NodeId id) throws SQLException, PubSubError {
        transaction.delete(owned(transaction, actor, ties, id));
    }

    /** XEP-0060 §8.5. */
    void purge(Transaction transaction, String actor, Ties ties, NodeId id) throws SQLException, PubSubError {
        Node node = owned(transaction, actor, ties, id);
        if (!node.config().persist()) {
            throw No.unsupported("persistent-items");
        }
        transaction.purge(node);
    }

    /** XEP-0060 §8.9.2. All of the changes or none. @param changes by bare JIDs */
    void affiliate(Transaction transaction, String actor, Ties ties, NodeId id, Map<String, Affiliation> changes)
            throws SQLException, PubSubError {
        Node node = owned(transaction, actor, ties, id);
        checkOwnerStays(transaction, node, changes);
        AffiliationStore affiliations = transaction.stores().affiliations();
        Map<String, Affiliation> real = new HashMap<>(changes);
        for (Map.Entry<String, Affiliation> change : changes.entrySet()) {
            real.remove(change.getKey(), affiliations.find(transaction.sql(), node.key(), change.getKey()));
        }
        for (Map.Entry<String, Affiliation> change : real.entrySet()) {
            affiliations.save(transaction.sql(), node.key(), change.getKey(), change.getValue());
            if (change.getValue() == Affiliation.OUTCAST) {
                Subscribing.end(transaction, node, change.getKey());
            }
        }
        if (!real.isEmpty()) {
            transaction.tell(new NodeConfigured(node, true));
        }
    }

    // XEP-0060 §8.9.2.4: the only owner stays one. An account is always one on its own service.
    private static void checkOwnerStays(Transaction transaction, Node node, Map<String, Affiliation> changes)
            throws SQLException, PubSubError {
        String service = node.id().service();
        if (Ties.isAccount(service)) {
            if (changes.getOrDefault(service, Affiliation.OWNER) != Affiliation.OWNER) {
                throw No.NOT_ACCEPTABLE;
            }
            return;
        }
        Map<String, Affiliation> owners = new HashMap<>(transaction.stores().affiliations().owners(transaction.sql(), node.key()));
        owners.putAll(changes);
        if (!owners.containsValue(Affiliation.OWNER)) {
            throw No.NOT_ACCEPTABLE;
        }
    }

    private Node owned(Transaction transaction, String actor, Ties ties, NodeId id) throws SQLException, PubSubError {
        Node node = transaction.lock(id).orElseThrow(() -> No.NOT_FOUND);
        NodeRules.checkOwner(rules.standing(transaction.sql(), node, actor, ties));
        return node;
    }

    /** The node, for its owner to look at. */
    Node owned(Prepared sql, Stores stores, String actor, NodeId id) throws SQLException, PubSubError {
        Node node = stores.nodes().find(sql, id).orElseThrow(() -> No.NOT_FOUND);
        NodeRules.checkOwner(rules.standing(sql, node, actor));
        return node;
    }

    /** XEP-0060 §8.8.2: only of who has asked. Nobody is subscribed to what he has not asked for, lest he be sent things. */
    void approve(Transaction transaction, String actor, Ties ties, NodeId id, Map<String, SubscriptionState> changes)
            throws SQLException, PubSubError {
        Node node = owned(transaction, actor, ties, id);
        for (Map.Entry<String, SubscriptionState> change : changes.entrySet()) {
            Subscriber known = transaction.stores().subscriptions().find(transaction.sql(), node.key(), change.getKey())
                .orElseThrow(() -> No.NOT_ACCEPTABLE);
            Subscribing.change(transaction, node, known, change.getValue());
        }
    }
}
