package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.event.Events;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;

/** The parts of the engine, for {@link PubSub} and {@link PubSubProtocol}. */
final class Engine {
    /** Nodes that one listing looks at. */
    private static final int LOOKED_AT = 10_000;

    private final Transactions transactions;
    private final Stores stores = new Stores();
    private final NodeRules rules;
    private final Expiry expiry;
    private final Publishing publishing;
    private final Owning owning;
    private final Subscribing subscribing;
    private final ItemPages pages;
    private final Feed feed;

    Engine(Database database, Events events, Stamp stamp, Relations relations, Clock clock) {
        this.transactions = new Transactions(database, events, stamp, stores);
        this.rules = new NodeRules(relations);
        this.expiry = new Expiry(clock);
        this.publishing = new Publishing(rules, relations, expiry);
        this.owning = new Owning(rules, relations);
        this.subscribing = new Subscribing(rules);
        this.pages = new ItemPages(stores.items(), expiry);
        this.feed = new Feed(stores.items(), expiry);
    }

    void beside(Beside what) {
        transactions.beside(what);
    }

    /** What somebody does with a node, once it is known what its account is to him. */
    @FunctionalInterface
    interface Deed<T> {
        T run(Transaction transaction, Ties ties) throws SQLException, PubSubError;
    }

    <T> T read(Transactions.Reading<T> work) throws PubSubError {
        return transactions.read(work);
    }

    <T> T write(Transactions.Step<T> step) throws PubSubError {
        return transactions.write(step);
    }

    // The host is asked before the transaction begins: on HSQLDB others read nothing until it ends.
    <T> T write(String actor, NodeId node, Deed<T> deed) throws PubSubError {
        if (actor != null && !Names.isShort(actor)) {
            throw No.NOT_ACCEPTABLE;
        }
        Ties ties = ties(node, actor).asked();
        return transactions.write(transaction -> deed.run(transaction, ties));
    }

    private Ties ties(NodeId id, String actor) throws PubSubError {
        Optional<Node> node = Ties.isAccount(id.service()) ? Optional.empty() : transactions.read(sql -> stores.nodes().find(sql, id));
        return node.map(known -> rules.ties(known, actor)).orElseGet(() -> rules.ties(id.service(), actor));
    }

    /** A node that somebody may read; otherwise why not. */
    Node readable(Prepared sql, NodeId id, String viewer) throws SQLException, PubSubError {
        Node node = stores.nodes().find(sql, id).orElseThrow(() -> No.NOT_FOUND);
        NodeRules.checkRead(rules.standing(sql, node, viewer));
        return node;
    }

    /** Those of a service that somebody may read, in the order of their making. @param after the key to go on from, or 0 */
    List<Node> readable(Prepared sql, String service, String viewer, long after, int most) throws SQLException {
        return list(sql, service, after, most, page -> rules.readable(sql, page, viewer));
    }

    /** Likewise, also those that somebody may only ask to read. */
    List<Node> discoverable(Prepared sql, String service, String viewer, long after, int most) throws SQLException {
        return list(sql, service, after, most, page -> rules.discoverable(sql, page, viewer));
    }

    @FunctionalInterface
    private interface Filter {
        List<Node> of(List<Node> page) throws SQLException;
    }

    private List<Node> list(Prepared sql, String service, long after, int most, Filter filter) throws SQLException {
        List<Node> found = new ArrayList<>();
        long from = after;
        for (int looked = 0; looked < LOOKED_AT && found.size() < most; looked += NodeStore.PAGE) {
            List<Node> page = stores.nodes().of(sql, service, from);
            found.addAll(filter.of(page));
            if (page.size() < NodeStore.PAGE) {
                break;
            }
            from = page.get(page.size() - 1).key();
        }
        return found.size() <= most ? found : List.copyOf(found.subList(0, most));
    }

    boolean isAlive(Node node, Item item) {
        return item.changed() >= expiry.of(node);
    }

    Stores stores() {
        return stores;
    }

    NodeRules rules() {
        return rules;
    }

    Expiry expiry() {
        return expiry;
    }

    Publishing publishing() {
        return publishing;
    }

    Owning owning() {
        return owning;
    }

    Subscribing subscribing() {
        return subscribing;
    }

    ItemPages pages() {
        return pages;
    }

    Feed feed() {
        return feed;
    }
}
