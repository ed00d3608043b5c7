package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;
import org.xmpp.packet.JID;

/** Subscribing and what comes of it (XEP-0060 §6.1 to §6.3). */
final class Subscribing {
    /** Of one person, to all nodes here. */
    private static final int MOST = 5000;
    private static final int RESOURCES = 20;

    private final NodeRules rules;

    Subscribing(NodeRules rules) {
        this.rules = rules;
    }

    /** @param jid of the actor, bare or full */
    Subscriber subscribe(Transaction transaction, Ties ties, NodeId id, JID jid) throws SQLException, PubSubError {
        Node node = transaction.lock(id).orElseThrow(() -> No.NOT_FOUND);
        String bare = jid.toBareJID();
        Standing who = rules.standing(transaction.sql(), node, bare, ties);
        NodeRules.checkSubscribe(who);
        SubscriptionStore subscriptions = transaction.stores().subscriptions();
        List<Subscriber> his = subscriptions.of(transaction.sql(), node.key(), bare);
        Optional<Subscriber> known = his.stream().filter(each -> each.jid().equals(jid.toString())).findFirst();
        boolean pending = NodeRules.needsApproval(who) && his.stream().noneMatch(each -> each.state() == SubscriptionState.SUBSCRIBED);
        if (known.isPresent()) {
            return again(transaction, node, known.get(), pending);
        }
        if (his.size() >= RESOURCES || subscriptions.count(transaction.sql(), bare) >= MOST) {
            throw No.TOO_MANY_SUBSCRIPTIONS;
        }
        Subscriber fresh = new Subscriber(node.key(), jid.toString(), bare, UUID.randomUUID().toString(),
            pending ? SubscriptionState.PENDING : SubscriptionState.SUBSCRIBED, true, transaction.stamp());
        subscriptions.save(transaction.sql(), fresh);
        if (pending) {
            transaction.tell(new SubscriptionAsked(node, fresh));
        } else if (his.stream().noneMatch(each -> each.state() == SubscriptionState.SUBSCRIBED)) {
            transaction.tell(new SubscriptionChanged(node, bare, true));
        }
        return fresh;
    }

    // XEP-0060 §6.1.3.7. What waited may need nobody's word any more.
    private static Subscriber again(Transaction transaction, Node node, Subscriber known, boolean pending) throws SQLException, PubSubError {
        if (known.state() == SubscriptionState.SUBSCRIBED) {
            return known;
        }
        if (pending) {
            throw No.PENDING;
        }
        return change(transaction, node, known, SubscriptionState.SUBSCRIBED);
    }

    /** XEP-0060 §6.2. @param subId of the subscription, or empty */
    void unsubscribe(Transaction transaction, Ties ties, NodeId id, JID jid, String subId) throws SQLException, PubSubError {
        Node node = transaction.lock(id).orElseThrow(() -> No.NOT_FOUND);
        change(transaction, node, his(transaction.sql(), transaction.stores(), ties, node, jid, subId), SubscriptionState.NONE);
    }

    /** XEP-0060 §6.3: whether it is told of what happens. */
    void deliver(Transaction transaction, Ties ties, NodeId id, JID jid, String subId, boolean deliver) throws SQLException, PubSubError {
        Node node = transaction.lock(id).orElseThrow(() -> No.NOT_FOUND);
        Subscriber old = his(transaction.sql(), transaction.stores(), ties, node, jid, subId);
        transaction.stores().subscriptions().save(transaction.sql(),
            new Subscriber(old.node(), old.jid(), old.bare(), old.id(), old.state(), deliver, old.since()));
    }

    /** The subscription of an address. @param subId which it has to have, or empty (XEP-0060 §6.2.3.1: one address has one) */
    Subscriber his(Prepared sql, Stores stores, Ties ties, Node node, JID jid, String subId) throws SQLException, PubSubError {
        Optional<Subscriber> known = stores.subscriptions().find(sql, node.key(), jid.toString());
        if (known.isEmpty()) {
            NodeRules.checkDiscover(rules.standing(sql, node, jid.toBareJID(), ties));
            throw No.NO_SUBSCRIPTION;
        }
        if (!subId.isEmpty() && !subId.equals(known.get().id())) {
            throw No.INVALID_SUBID;
        }
        return known.get();
    }

    /** Gives a subscription another state, and tells of it when somebody begins or ceases to be subscribed. */
    static Subscriber change(Transaction transaction, Node node, Subscriber old, SubscriptionState state) throws SQLException {
        SubscriptionStore subscriptions = transaction.stores().subscriptions();
        SubscriptionState before = subscriptions.state(transaction.sql(), node.key(), old.bare());
        Subscriber changed = new Subscriber(old.node(), old.jid(), old.bare(), old.id(), state, old.deliver(), old.since());
        if (state == SubscriptionState.NONE) {
            subscriptions.delete(transaction.sql(), old);
        } else if (state != old.state()) {
            subscriptions.save(transaction.sql(), changed);
        }
        SubscriptionState after = subscriptions.state(transaction.sql(), node.key(), old.bare());
        if ((before == SubscriptionState.SUBSCRIBED) != (after == SubscriptionState.SUBSCRIBED)) {
            transaction.tell(new SubscriptionChanged(node, old.bare(), after == SubscriptionState.SUBSCRIBED));
        }
        return changed;
    }

    /** Ends all that somebody has to a node. */
    static void end(Transaction transaction, Node node, String bare) throws SQLException {
        for (Subscriber each : transaction.stores().subscriptions().of(transaction.sql(), node.key(), bare)) {
            change(transaction, node, each, SubscriptionState.NONE);
        }
    }
}
