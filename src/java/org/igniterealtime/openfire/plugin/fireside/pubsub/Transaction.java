package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;

/** One transaction that changes nodes: what changes with them is changed beside them, and what is to be told is collected. */
final class Transaction implements Writing {
    /** To so many subscribers the end of a node is told. */
    private static final int TOLD = 10_000;

    private final Prepared sql;
    private final Stores stores;
    private final Stamp stamp;
    private final List<Beside> besides;
    private final List<Object> events = new ArrayList<>();

    Transaction(Prepared sql, Stores stores, Stamp stamp, List<Beside> besides) {
        this.sql = sql;
        this.stores = stores;
        this.stamp = stamp;
        this.besides = besides;
    }

    @Override
    public Prepared sql() {
        return sql;
    }

    Stores stores() {
        return stores;
    }

    /** Taken under the lock of a node, it rises in the order of the commits to that node. */
    long stamp() {
        return stamp.next();
    }

    void tell(Object event) {
        events.add(event);
    }

    List<Object> events() {
        return events;
    }

    @Override
    public Optional<Node> find(NodeId id) throws SQLException {
        return stores.nodes().find(sql, id);
    }

    @Override
    public Optional<Node> find(long key) throws SQLException {
        return stores.nodes().of(sql, List.of(key)).stream().findFirst();
    }

    /** The node, to which nobody else writes until the end; or empty, and then somebody else may make it. */
    Optional<Node> lock(NodeId id) throws SQLException {
        stores.nodes().lock(sql, id);
        return find(id);
    }

    @Override
    public Node ensure(NodeId id, NodeConfig config, String owner) throws SQLException {
        Optional<Node> known = find(id);
        return known.isPresent() ? known.get() : create(id, config, owner);
    }

    Node create(NodeId id, NodeConfig config, String owner) throws SQLException {
        long key = stamp();
        Node node = new Node(key, id, config, owner, key);
        stores.nodes().insert(sql, node);
        stores.affiliations().save(sql, key, owner, Affiliation.OWNER);
        tell(new NodeCreated(node));
        return node;
    }

    @Override
    public void open(Collection<Long> keys, String creator, AccessModel access, List<String> rosterGroups) throws SQLException {
        stores.nodes().open(sql, List.copyOf(keys), creator, access, rosterGroups);
    }

    void configure(Node node) throws SQLException {
        stores.nodes().update(sql, node);
        for (Beside beside : besides) {
            beside.configured(this, node);
        }
        tell(new NodeConfigured(node));
    }

    @Override
    public void delete(Node node) throws SQLException {
        stores.nodes().lock(sql, node.id());
        List<Subscriber> subscribers = subscribers(node);
        stores.items().deleteAll(sql, node.key());
        stores.affiliations().deleteAll(sql, node.key());
        stores.subscriptions().deleteAll(sql, node.key());
        stores.nodes().delete(sql, node);
        for (Beside beside : besides) {
            beside.deleted(this, node, false);
        }
        tell(new NodeDeleted(node, false, subscribers));
    }

    private List<Subscriber> subscribers(Node node) throws SQLException {
        List<Subscriber> all = new ArrayList<>();
        List<Subscriber> page = stores.subscriptions().of(sql, node.key(), Long.MAX_VALUE);
        while (!page.isEmpty() && all.size() < TOLD) {
            all.addAll(page);
            page = stores.subscriptions().of(sql, node.key(), page.get(page.size() - 1).since());
        }
        return List.copyOf(all);
    }

    /** Removes what is in a node. */
    void purge(Node node) throws SQLException {
        stores.items().deleteAll(sql, node.key());
        for (Beside beside : besides) {
            beside.deleted(this, node, true);
        }
        tell(new NodeDeleted(node, true));
    }

    /** What is kept of a payload, once all beside have seen it. */
    Element prepare(Node node, String itemId, String publisher, Element payload) throws SQLException, PubSubError {
        Element prepared = payload;
        for (Beside beside : besides) {
            prepared = beside.prepare(this, node, itemId, publisher, prepared);
        }
        return prepared;
    }

    void keep(Node node, Item item, boolean fresh) throws SQLException {
        if (fresh) {
            stores.items().insert(sql, item);
        } else {
            stores.items().update(sql, item);
        }
        for (Beside beside : besides) {
            beside.published(this, node, item);
        }
    }

    /** Removes an item, and tells nobody. */
    void drop(Node node, Item item) throws SQLException {
        stores.items().delete(sql, item.created());
        for (Beside beside : besides) {
            beside.retracted(this, node, item);
        }
    }

    /** Likewise, several, one after the other: what all of them say need not be in memory at once. */
    void drop(Node node, List<ItemKey> items) throws SQLException {
        for (ItemKey key : items) {
            Optional<Item> item = stores.items().find(sql, key.created());
            if (item.isPresent()) {
                drop(node, item.get());
            }
        }
    }
}
