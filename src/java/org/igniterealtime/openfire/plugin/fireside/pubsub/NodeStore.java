package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;

/** The SQL of nodes. */
final class NodeStore {
    private static final String VALUES = "title, about, kind, accessModel, rosterGroups, publishModel, persist, maxItems, itemExpire,"
        + " payloads, tellRetract, tellDelete, tellConfig, sendLast";
    private static final String COLUMNS = VALUES + ", nodeKey, service, name, creator";
    private static final String FIND = "SELECT " + COLUMNS + " FROM fsNode WHERE service = ? AND name = ?";
    private static final String BY_KEYS = "SELECT " + COLUMNS + " FROM fsNode WHERE nodeKey IN (%s)";
    private static final String OF_SERVICES = "SELECT " + COLUMNS + " FROM fsNode WHERE service IN (%s)";
    private static final String OF_SERVICE =
        "SELECT " + COLUMNS + " FROM fsNode WHERE service = ? AND nodeKey > ? ORDER BY service, nodeKey";
    private static final String EXPIRING =
        "SELECT " + COLUMNS + " FROM fsNode WHERE itemExpire > 0 AND nodeKey > ? ORDER BY nodeKey";
    private static final String ACCOUNTS = "SELECT DISTINCT service FROM fsNode WHERE service > ? AND service LIKE '%@%' ORDER BY service";
    private static final String GREETING =
        "SELECT " + COLUMNS + " FROM fsNode WHERE name = ? AND sendLast = 'on_sub_and_presence' AND service IN (%s)";
    private static final String COUNT_OF = "SELECT COUNT(*) FROM fsNode WHERE creator = ? AND service = ?";
    // Changes nothing. SELECT FOR UPDATE is not known to every engine, and MySQL would read on from before the waiting.
    private static final String LOCK = "UPDATE fsNode SET persist = persist WHERE service = ? AND name = ?";
    private static final String INSERT =
        "INSERT INTO fsNode (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String UPDATE = "UPDATE fsNode SET " + VALUES.replace(",", " = ?,") + " = ? WHERE nodeKey = ?";
    private static final String OPEN = "UPDATE fsNode SET accessModel = ?, rosterGroups = ? WHERE creator = ? AND nodeKey IN (%s)";
    private static final String DELETE = "DELETE FROM fsNode WHERE nodeKey = ?";

    static final int PAGE = 500;
    private static final int SOME = 100;

    Optional<Node> find(Prepared sql, NodeId id) throws SQLException {
        if (!Names.isShort(id.name()) || !Names.isShort(id.service())) {
            return Optional.empty();
        }
        PreparedStatement find = sql.of(FIND);
        find.setString(1, id.service());
        find.setString(2, id.name());
        return nodes(find, 1).stream().findFirst();
    }

    /** Those that there are of some keys, in the same order. */
    List<Node> of(Prepared sql, List<Long> keys) throws SQLException {
        Map<Long, Node> found = new HashMap<>();
        for (int from = 0; from < keys.size(); from += SOME) {
            PreparedStatement some = sql.of(BY_KEYS.formatted(Rows.places(SOME)));
            Rows.set(some, 1, keys.subList(from, Math.min(from + SOME, keys.size())), SOME);
            nodes(some, SOME).forEach(node -> found.put(node.key(), node));
        }
        return keys.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** All nodes of some services, in no order; at most so many. */
    List<Node> ofServices(Prepared sql, List<String> services, int most) throws SQLException {
        List<Node> found = new ArrayList<>();
        for (int from = 0; from < services.size() && found.size() < most; from += SOME) {
            List<String> part = services.subList(from, Math.min(from + SOME, services.size()));
            PreparedStatement some = sql.of(OF_SERVICES.formatted(Rows.places(SOME)));
            for (int i = 0; i < SOME; i++) {
                some.setString(i + 1, part.get(Math.min(i, part.size() - 1)));
            }
            found.addAll(nodes(some, most - found.size()));
        }
        return found;
    }

    /** Makes all others that write to this node wait until the transaction ends. The first thing that a transaction does. */
    void lock(Prepared sql, NodeId id) throws SQLException {
        if (!Names.isShort(id.name()) || !Names.isShort(id.service())) {
            return;
        }
        PreparedStatement lock = sql.of(LOCK);
        lock.setString(1, id.service());
        lock.setString(2, id.name());
        lock.executeUpdate();
    }

    /** The first {@link #PAGE} nodes after a key, in the order of their making. */
    List<Node> of(Prepared sql, String service, long after) throws SQLException {
        PreparedStatement page = sql.first(OF_SERVICE, PAGE);
        page.setString(1, service);
        page.setLong(2, after);
        return nodes(page, PAGE);
    }

    /** Likewise, those whose items go after some time. */
    List<Node> expiring(Prepared sql, long after) throws SQLException {
        PreparedStatement page = sql.first(EXPIRING, PAGE);
        page.setLong(1, after);
        return nodes(page, PAGE);
    }

    /** The first {@link #PAGE} accounts after one that have nodes. */
    List<String> accounts(Prepared sql, String after) throws SQLException {
        PreparedStatement page = sql.first(ACCOUNTS, PAGE);
        page.setString(1, after);
        page.setMaxRows(PAGE);
        List<String> accounts = new ArrayList<>();
        try (ResultSet row = page.executeQuery()) {
            while (row.next()) {
                accounts.add(row.getString(1));
            }
        }
        return accounts;
    }

    /** Those of that name at some services whose last item is sent to who comes online. */
    List<Node> greeting(Prepared sql, List<String> services, String name) throws SQLException {
        List<Node> greeting = new ArrayList<>();
        for (int from = 0; from < services.size(); from += SOME) {
            PreparedStatement some = sql.of(GREETING.formatted(Rows.places(SOME)));
            some.setString(1, name);
            for (int place = 0; place < SOME; place++) {
                some.setString(2 + place, services.get(Math.min(from + place, services.size() - 1)));
            }
            greeting.addAll(nodes(some, SOME));
        }
        return greeting;
    }

    int count(Prepared sql, String creator, String service) throws SQLException {
        PreparedStatement count = sql.of(COUNT_OF);
        count.setString(1, creator);
        count.setString(2, service);
        return Rows.number(count);
    }

    void insert(Prepared sql, Node node) throws SQLException {
        PreparedStatement insert = sql.of(INSERT);
        int next = config(insert, node.config());
        insert.setLong(next++, node.key());
        insert.setString(next++, node.id().service());
        insert.setString(next++, node.id().name());
        insert.setString(next, node.creator());
        insert.executeUpdate();
    }

    void update(Prepared sql, Node node) throws SQLException {
        PreparedStatement update = sql.of(UPDATE);
        update.setLong(config(update, node.config()), node.key());
        update.executeUpdate();
    }

    /** Those of the nodes that somebody has created get another access model. */
    void open(Prepared sql, List<Long> keys, String creator, AccessModel access, List<String> rosterGroups) throws SQLException {
        for (int from = 0; from < keys.size(); from += SOME) {
            PreparedStatement some = sql.of(OPEN.formatted(Rows.places(SOME)));
            some.setString(1, access.word());
            some.setString(2, String.join("\n", rosterGroups));
            some.setString(3, creator);
            Rows.set(some, 4, keys.subList(from, Math.min(from + SOME, keys.size())), SOME);
            some.executeUpdate();
        }
    }

    void delete(Prepared sql, Node node) throws SQLException {
        PreparedStatement delete = sql.of(DELETE);
        delete.setLong(1, node.key());
        delete.executeUpdate();
    }

    private static int config(PreparedStatement sql, NodeConfig config) throws SQLException {
        int next = 1;
        sql.setString(next++, config.title());
        sql.setString(next++, config.description());
        sql.setString(next++, config.type());
        sql.setString(next++, config.access().word());
        sql.setString(next++, String.join("\n", config.rosterGroups()));
        sql.setString(next++, config.publish().word());
        sql.setInt(next++, config.persist() ? 1 : 0);
        sql.setInt(next++, config.maxItems());
        sql.setLong(next++, config.itemExpire());
        sql.setInt(next++, config.deliverPayloads() ? 1 : 0);
        sql.setInt(next++, config.notifyRetract() ? 1 : 0);
        sql.setInt(next++, config.notifyDelete() ? 1 : 0);
        sql.setInt(next++, config.notifyConfig() ? 1 : 0);
        sql.setString(next++, config.sendLast());
        return next;
    }

    private static List<Node> nodes(PreparedStatement sql, int most) throws SQLException {
        sql.setMaxRows(most);
        List<Node> nodes = new ArrayList<>();
        try (ResultSet row = sql.executeQuery()) {
            while (row.next()) {
                nodes.add(node(row));
            }
        }
        return nodes;
    }

    private static Node node(ResultSet row) throws SQLException {
        NodeConfig config = new NodeConfig(Rows.text(row, 1), Rows.text(row, 2), Rows.text(row, 3),
            AccessModel.of(row.getString(4)).orElse(AccessModel.WHITELIST), Rows.lines(row, 5),
            PublishModel.of(row.getString(6)).orElse(PublishModel.PUBLISHERS), row.getInt(7) == 1, row.getInt(8), row.getLong(9),
            row.getInt(10) == 1, row.getInt(11) == 1, row.getInt(12) == 1, row.getInt(13) == 1, row.getString(14));
        long key = row.getLong(15);
        return new Node(key, new NodeId(row.getString(16), row.getString(17)), config, row.getString(18), key);
    }
}
