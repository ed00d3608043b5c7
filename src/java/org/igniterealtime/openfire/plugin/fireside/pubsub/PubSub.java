package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.event.Events;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;
import org.xmpp.packet.JID;

/**
 * The engine, as features use it. Every call may block on the database and on the host: lanes make them. An {@code actor} or
 * {@code viewer} is a bare JID, and what he may is decided here; null is somebody without an account, who reads what is open.
 *
 * <p>Where the database fails, an {@link org.igniterealtime.openfire.plugin.fireside.store.Outage} is thrown, and nothing was
 * kept. What is written is told by {@link NodeCreated}, {@link NodeConfigured}, {@link NodeDeleted}, {@link ItemPublished}, {@link
 * ItemRetracted}, {@link NodeRung}, {@link SubscriptionAsked} and {@link SubscriptionChanged}, in the order of the commits, on
 * the thread that wrote it. Who handles them puts them into a mailbox and returns, and asks no database: all that is written waits for him.
 */
public final class PubSub {
    /** Newer than any item. */
    public static final long NEWEST = Long.MAX_VALUE;
    /** Most items, nodes or people that one call gives. */
    public static final int MOST = 1000;
    /** Nodes of several services that one call gives. */
    public static final int MOST_NODES = 20_000;

    private final Engine engine;

    public PubSub(Database database, Events events, Stamp stamp, Relations relations, Clock clock) {
        this.engine = new Engine(database, events, stamp, relations, clock);
    }

    /** Has something done in the transactions that change nodes. Before the first of them. */
    public void beside(Beside what) {
        engine.beside(what);
    }

    /** Who may do what, for those who read the database themselves. */
    public NodeRules rules() {
        return engine.rules();
    }

    Engine engine() {
        return engine;
    }

    // ---- reading

    /** A node, whoever may know of it. */
    public Optional<Node> find(NodeId id) {
        return read(sql -> engine.stores().nodes().find(sql, id));
    }

    /** The same by the key of its row. */
    public Optional<Node> find(long key) {
        return read(sql -> engine.stores().nodes().of(sql, List.of(key)).stream().findFirst());
    }

    /** The nodes of some accounts or services that somebody may read, in no order; at most {@link #MOST_NODES}. */
    public List<Node> nodes(Collection<String> services, String viewer) {
        return services.isEmpty() ? List.of()
            : read(sql -> engine.rules().readable(sql, engine.stores().nodes().ofServices(sql, List.copyOf(services), MOST_NODES), viewer));
    }

    /** The nodes of an account or a service that somebody may read, in the order of their making; at most {@link #MOST}. */
    public List<Node> nodes(String service, String viewer) {
        return read(sql -> engine.readable(sql, service, viewer, 0, MOST));
    }

    /** The nodes of a service in the order of their making, whoever may know of them; some hundreds. @param after the key to go on from, 0 for the first */
    public List<Node> nodes(String service, long after) {
        return read(sql -> engine.stores().nodes().of(sql, service, after));
    }

    /** Whether somebody may read a node now. */
    public boolean mayRead(Node node, String viewer) {
        return read(sql -> engine.rules().mayRead(sql, node, viewer));
    }

    /** Those of some people, bare JIDs, who may read a node now: whom it may be told to. */
    public Set<String> readers(Node node, Collection<String> viewers) {
        return read(sql -> engine.rules().readers(sql, node, viewers));
    }

    /** What somebody is to a node; an account is the owner of its own. */
    public Affiliation affiliation(Node node, String who) {
        return node.id().service().equals(who) ? Affiliation.OWNER
            : read(sql -> engine.stores().affiliations().find(sql, node.key(), who));
    }

    /** The accounts that have nodes: bare JIDs in their order, some hundreds after one. @param after empty for the first */
    public List<String> accounts(String after) {
        return read(sql -> engine.stores().nodes().accounts(sql, after));
    }

    /** Who owns a node: bare JIDs; of an account's, the account. */
    public List<String> owners(Node node) {
        if (Ties.isAccount(node.id().service())) {
            return List.of(node.id().service());
        }
        return read(sql -> engine.stores().affiliations().of(sql, node.key())).entrySet().stream()
            .filter(each -> each.getValue() == Affiliation.OWNER).map(Map.Entry::getKey).toList();
    }

    /** An item, when the viewer may read its node. */
    public Optional<Item> item(NodeId id, String itemId, String viewer) {
        return read(sql -> {
            Optional<Node> node = engine.stores().nodes().find(sql, id);
            return node.isPresent() && engine.rules().mayRead(sql, node.get(), viewer)
                ? engine.stores().items().find(sql, node.get().key(), itemId).filter(item -> engine.isAlive(node.get(), item))
                : Optional.empty();
        });
    }

    /** An item with its node. */
    public record Found(Node node, Item item) {
    }

    /** An item of whatever node by its {@code created}, when the viewer may read its node. */
    public Optional<Found> item(long created, String viewer) {
        return read(sql -> {
            Optional<Item> item = engine.stores().items().find(sql, created);
            Optional<Node> node = item.isEmpty() ? Optional.empty()
                : engine.stores().nodes().of(sql, List.of(item.get().node())).stream().findFirst();
            return node.isPresent() && engine.isAlive(node.get(), item.get()) && engine.rules().mayRead(sql, node.get(), viewer)
                ? Optional.of(new Found(node.get(), item.get())) : Optional.empty();
        });
    }

    /** Some items by their {@code created}, in the same order: those whose nodes the viewer may read. @param created {@link #MOST} at most */
    public List<Found> items(Collection<Long> created, String viewer) {
        return read(sql -> {
            List<Found> there = there(sql, created);
            Set<Long> readable = engine.rules().readable(sql, there.stream().map(Found::node).distinct().toList(), viewer).stream()
                .map(Node::key).collect(Collectors.toSet());
            return there.stream().filter(found -> readable.contains(found.node().key())).toList();
        });
    }

    /** The same whoever may read them: for who keeps something of items, and asks again before he shows it. */
    public List<Found> items(Collection<Long> created) {
        return read(sql -> there(sql, created));
    }

    private List<Found> there(Prepared sql, Collection<Long> created) throws SQLException {
        List<Item> items = engine.stores().items().loadCreated(sql, created.stream().limit(MOST).toList());
        Map<Long, Node> nodes = byKey(engine.stores().nodes().of(sql, items.stream().map(Item::node).distinct().toList()));
        return items.stream().filter(item -> nodes.containsKey(item.node()) && engine.isAlive(nodes.get(item.node()), item))
            .map(item -> new Found(nodes.get(item.node()), item)).toList();
    }

    private static Map<Long, Node> byKey(List<Node> nodes) {
        return nodes.stream().collect(Collectors.toMap(Node::key, node -> node));
    }

    /** The items of all nodes, newest first by their creation, whoever may read them. @param before the {@code created} of the last one of the page before */
    public List<ItemKey> keys(long before, int most) {
        return read(sql -> engine.stores().items().newest(sql, before, Math.min(most, MOST)));
    }

    /** Some nodes by the keys of their rows, whoever may know of them. */
    public List<Node> nodes(Collection<Long> keys) {
        return keys.isEmpty() ? List.of() : read(sql -> engine.stores().nodes().of(sql, List.copyOf(keys)));
    }

    /** Those of some nodes that somebody may read now, in the same order. */
    public List<Node> readable(Collection<Node> nodes, String viewer) {
        return nodes.isEmpty() ? List.of() : read(sql -> engine.rules().readable(sql, nodes, viewer));
    }

    /**
     * Items of several nodes as one list, newest first by their creation; nodes that the viewer may not read count as empty.
     *
     * @param before the {@code created} of the last item of the page before, or {@link #NEWEST}
     * @param most {@link #MOST} at most; fewer come only when there are no more
     */
    public List<Item> newest(Collection<Node> nodes, String viewer, long before, int most) {
        return read(sql -> engine.stores().items().load(sql,
            engine.feed().newest(sql, engine.rules().readable(sql, nodes, viewer), before, Math.min(most, MOST))));
    }

    /**
     * Items of one node, oldest first by their creation.
     *
     * @param after the {@code created} to go on from, 0 for the first
     * @param most {@link #MOST} at most
     */
    public List<Item> oldest(Node node, String viewer, long after, int most) {
        return read(sql -> engine.rules().mayRead(sql, node, viewer)
            ? engine.stores().items().load(sql, engine.stores().items().walk(sql, node.key(), ItemOrder.CREATION, true, after,
                engine.expiry().of(node), Math.min(most, MOST)))
            : List.of());
    }

    /** How many items a node has, whoever may read them. */
    public int count(Node node) {
        return read(sql -> engine.stores().items().count(sql, node.key(), ItemOrder.CREATION, true, 0, engine.expiry().of(node)));
    }

    // ---- writing; committed and on disk when it returns, told by events then

    /**
     * Publishes (XEP-0060 §7.1), makes the node of an account when there is none (XEP-0163 §3).
     *
     * @param itemId empty for one that is made
     * @param payload null for none, where a node does without
     * @param options fields of publish-options by their {@code var} (§7.1.5); also the configuration of a node made now
     * @return the item as it is kept
     * @throws PubSubError among others {@code forbidden} when the id belongs to somebody else
     */
    public Item publish(String actor, NodeId node, String itemId, Element payload, Map<String, List<String>> options) throws PubSubError {
        return engine.write(actor, node, (transaction, ties) ->
            engine.publishing().publish(transaction, actor, ties, new Publishing.Draft(node, itemId, payload, options)));
    }

    /** Publishes to a node that has no items (XEP-0060 §7.1.1). @param options likewise */
    public void ring(String actor, NodeId node, Map<String, List<String>> options) throws PubSubError {
        engine.write(actor, node, (transaction, ties) -> {
            engine.publishing().ring(transaction, actor, ties, new Publishing.Draft(node, "", null, options));
            return null;
        });
    }

    /** Retracts (XEP-0060 §7.2). @param notify asks that it be told where the node's configuration leaves that open */
    public void retract(String actor, NodeId node, String itemId, boolean notify) throws PubSubError {
        engine.write(actor, node, (transaction, ties) -> {
            engine.publishing().retract(transaction, actor, ties, node, itemId, notify);
            return null;
        });
    }

    /** Creates (XEP-0060 §8.1): an account on its own service, any local account on one of ours. */
    public Node create(String actor, NodeId node, NodeConfig config) throws PubSubError {
        return engine.write(transaction -> engine.owning().create(transaction, actor, node, config));
    }

    /** Configures (XEP-0060 §8.2). */
    public void configure(String actor, NodeId node, NodeConfig config) throws PubSubError {
        engine.write(actor, node, (transaction, ties) -> engine.owning().configure(transaction, actor, ties, node, old -> config));
    }

    /** Deletes (XEP-0060 §8.4). */
    public void delete(String actor, NodeId node) throws PubSubError {
        engine.write(actor, node, (transaction, ties) -> {
            engine.owning().delete(transaction, actor, ties, node);
            return null;
        });
    }

    /** Removes what is in a node (XEP-0060 §8.5). */
    public void purge(String actor, NodeId node) throws PubSubError {
        engine.write(actor, node, (transaction, ties) -> {
            engine.owning().purge(transaction, actor, ties, node);
            return null;
        });
    }

    // ---- affiliations

    /** Who is what to a node (XEP-0060 §8.9.1), for its owners: bare JIDs; at most {@link #MOST}. */
    public Map<String, Affiliation> affiliations(String actor, NodeId node) throws PubSubError {
        return engine.read(sql ->
            engine.stores().affiliations().of(sql, engine.owning().owned(sql, engine.stores(), actor, node).key()));
    }

    /** Changes affiliations (XEP-0060 §8.9.2), all or none. @param changes by bare JID */
    public void affiliate(String actor, NodeId node, Map<String, Affiliation> changes) throws PubSubError {
        engine.write(actor, node, (transaction, ties) -> {
            engine.owning().affiliate(transaction, actor, ties, node, changes);
            return null;
        });
    }

    // ---- subscriptions

    /** Subscribes a bare JID for itself (XEP-0060 §6.1). @return whether it is subscribed, rather than waiting for the owner */
    public boolean subscribe(String actor, NodeId node) throws PubSubError {
        return engine.write(actor, node, (transaction, ties) ->
            engine.subscribing().subscribe(transaction, ties, node, new JID(actor))).state() == SubscriptionState.SUBSCRIBED;
    }

    /** Ends the subscription of a bare JID (XEP-0060 §6.2). */
    public void unsubscribe(String actor, NodeId node) throws PubSubError {
        engine.write(actor, node, (transaction, ties) -> {
            engine.subscribing().unsubscribe(transaction, ties, node, new JID(actor), "");
            return null;
        });
    }

    /** Answers who asked to be subscribed, for the owner (XEP-0060 §8.6). @param jid as it asked, bare or full */
    public void approve(String actor, NodeId node, String jid, boolean allow) throws PubSubError {
        engine.write(actor, node, (transaction, ties) -> {
            engine.owning().approve(transaction, actor, ties, node,
                Map.of(jid, allow ? SubscriptionState.SUBSCRIBED : SubscriptionState.NONE));
            return null;
        });
    }

    /** How far somebody, a bare JID, is subscribed to a node. */
    public SubscriptionState subscription(Node node, String who) {
        return read(sql -> engine.stores().subscriptions().state(sql, node.key(), who));
    }

    /** The subscription of one address, bare or full, to a node. */
    public Optional<Subscriber> subscriber(Node node, String jid) {
        return read(sql -> engine.stores().subscriptions().find(sql, node.key(), jid));
    }

    /** The nodes that somebody is subscribed to, newest subscription first. */
    public List<Node> subscriptions(String who, int most) {
        return read(sql -> {
            Set<Long> keys = new LinkedHashSet<>();
            pages(before -> engine.stores().subscriptions().of(sql, who, before), each -> keys.add(each.node()), () -> keys.size() < most);
            return engine.stores().nodes().of(sql, keys.stream().limit(most).toList());
        });
    }

    /** Who is subscribed to a node: bare JIDs, newest first. */
    public List<String> subscribers(Node node, int most) {
        return read(sql -> {
            Set<String> people = new LinkedHashSet<>();
            pages(before -> engine.stores().subscriptions().of(sql, node.key(), before), each -> people.add(each.bare()),
                () -> people.size() < most);
            return people.stream().limit(most).toList();
        });
    }

    /** How many people are subscribed to a node. */
    public int countSubscribers(Node node) {
        return read(sql -> engine.stores().subscriptions().count(sql, node.key()));
    }

    /** The addresses that want to be told what happens at a node, newest first. Whether they may is asked of {@link #readers}. */
    public List<Subscriber> addressees(Node node) {
        return read(sql -> {
            List<Subscriber> found = new ArrayList<>();
            pages(before -> engine.stores().subscriptions().of(sql, node.key(), before), each -> {
                if (each.deliver()) {
                    found.add(each);
                }
            }, () -> true);
            return found;
        });
    }

    /** The nodes of some services whose last item is sent to who comes online and wants it (XEP-0163 §4.3.4), of some names. */
    public List<Node> greeting(Collection<String> services, Collection<String> names) {
        return read(sql -> {
            List<Node> greeting = new ArrayList<>();
            for (String name : names) {
                greeting.addAll(engine.stores().nodes().greeting(sql, List.copyOf(services), name));
            }
            return greeting;
        });
    }

    /** A page of subscriptions, newest first, that come before a stamp. */
    @FunctionalInterface
    private interface Page {
        List<Subscriber> before(long since) throws SQLException;
    }

    // Hands on those who are subscribed, rather than waiting.
    private static void pages(Page page, Consumer<Subscriber> taker, BooleanSupplier on) throws SQLException {
        List<Subscriber> some = page.before(Long.MAX_VALUE);
        while (!some.isEmpty() && on.getAsBoolean()) {
            some.stream().filter(each -> each.state() == SubscriptionState.SUBSCRIBED).forEach(taker);
            some = some.size() < SubscriptionStore.PAGE ? List.of() : page.before(some.get(some.size() - 1).since());
        }
    }

    // ---- the end of an account, and of time

    /**
     * Removes an account's nodes, items, subscriptions and affiliations, in small transactions. What it made on a service of
     * ours stays with the others there, without an owner if it was the only one.
     */
    public void forget(String account) {
        new Forgetting(engine).forget(account);
    }

    /** Removes items whose time is over, in small transactions, and tells nobody: who reads has not seen them since. */
    public void expire() {
        new Forgetting(engine).expire();
    }

    private <T> T read(Transactions.Reading<T> work) {
        try {
            return engine.read(work);
        } catch (PubSubError impossible) {
            throw new IllegalStateException("A reading was refused", impossible);
        }
    }
}
