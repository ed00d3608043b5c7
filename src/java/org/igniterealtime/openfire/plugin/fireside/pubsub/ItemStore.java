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

/**
 * The SQL of items. A page is read in two steps, keys and then the payloads of those that are wanted, so that neither a
 * page of large items nor a walk over many small ones brings more into memory than is shown.
 */
final class ItemStore {
    private static final String KEYS = "nodeKey, itemId, createdId, changedId, payloadSize";
    private static final String ITEMS = "SELECT i.nodeKey, i.itemId, i.publisher, p.payload, i.createdId, i.changedId"
        + " FROM fsItem i JOIN fsPayload p ON p.createdId = i.createdId WHERE ";
    private static final String FIND = ITEMS + "i.nodeKey = ? AND i.itemId = ?";
    private static final String LOAD = ITEMS + "i.createdId IN (%s)";
    private static final String FIND_KEY = "SELECT " + KEYS + " FROM fsItem WHERE nodeKey = ? AND itemId = ?";
    // Ordered by the node too, though there is but one: without that, HSQLDB sorts instead of walking the index.
    private static final String UP = "SELECT " + KEYS
        + " FROM fsItem WHERE nodeKey = ? AND %1$s > ? AND changedId >= ? ORDER BY nodeKey, %1$s";
    private static final String DOWN = "SELECT " + KEYS
        + " FROM fsItem WHERE nodeKey = ? AND %1$s < ? AND changedId >= ? ORDER BY nodeKey DESC, %1$s DESC";
    private static final String COUNT_BELOW = "SELECT COUNT(*) FROM fsItem WHERE nodeKey = ? AND %1$s < ? AND changedId >= ?";
    private static final String COUNT_ABOVE = "SELECT COUNT(*) FROM fsItem WHERE nodeKey = ? AND %1$s > ? AND changedId >= ?";
    private static final String EXPIRED = "SELECT " + KEYS + " FROM fsItem WHERE nodeKey = ? AND changedId < ? ORDER BY nodeKey, changedId";
    private static final String ALL_DOWN = "SELECT " + KEYS + " FROM fsItem WHERE createdId < ? ORDER BY createdId DESC";
    private static final String OF_PUBLISHER = "SELECT " + KEYS + " FROM fsItem WHERE publisher = ? ORDER BY publisher";
    private static final String INSERT =
        "INSERT INTO fsItem (nodeKey, itemId, publisher, changedId, payloadSize, createdId) VALUES (?, ?, ?, ?, ?, ?)";
    private static final String INSERT_PAYLOAD = "INSERT INTO fsPayload (payload, createdId) VALUES (?, ?)";
    private static final String UPDATE = "UPDATE fsItem SET changedId = ?, payloadSize = ? WHERE createdId = ?";
    private static final String UPDATE_PAYLOAD = "UPDATE fsPayload SET payload = ? WHERE createdId = ?";
    private static final String DELETE = "DELETE FROM fsItem WHERE createdId = ?";
    private static final String DELETE_PAYLOAD = "DELETE FROM fsPayload WHERE createdId = ?";
    private static final String DELETE_ALL = "DELETE FROM fsItem WHERE nodeKey = ?";
    private static final String DELETE_PAYLOADS = "DELETE FROM fsPayload WHERE createdId IN (SELECT createdId FROM fsItem WHERE nodeKey = ?)";

    private static final int LOADED = 50;

    Optional<Item> find(Prepared sql, long node, String id) throws SQLException {
        if (!Names.isShort(id)) {
            return Optional.empty();
        }
        PreparedStatement find = sql.of(FIND);
        find.setLong(1, node);
        find.setString(2, id);
        try (ResultSet row = find.executeQuery()) {
            return row.next() ? Optional.of(item(row)) : Optional.empty();
        }
    }

    /** An item of any node. */
    Optional<Item> find(Prepared sql, long created) throws SQLException {
        PreparedStatement find = sql.of(LOAD.formatted(Rows.places(1)));
        find.setLong(1, created);
        try (ResultSet row = find.executeQuery()) {
            return row.next() ? Optional.of(item(row)) : Optional.empty();
        }
    }

    Optional<ItemKey> findKey(Prepared sql, long node, String id) throws SQLException {
        if (!Names.isShort(id)) {
            return Optional.empty();
        }
        PreparedStatement find = sql.of(FIND_KEY);
        find.setLong(1, node);
        find.setString(2, id);
        return keys(find, 1).stream().findFirst();
    }

    /**
     * Items of a node beyond one of them, as one comes to them from there.
     *
     * @param from a stamp of that order, which is not itself among them
     * @param alive items that were changed before this stamp are as good as gone
     */
    List<ItemKey> walk(Prepared sql, long node, ItemOrder order, boolean up, long from, long alive, int most) throws SQLException {
        PreparedStatement page = sql.first((up ? UP : DOWN).formatted(order.column()), step(most));
        page.setLong(1, node);
        page.setLong(2, from);
        page.setLong(3, alive);
        return keys(page, most);
    }

    /** How many items are on one side of a stamp. */
    int count(Prepared sql, long node, ItemOrder order, boolean above, long from, long alive) throws SQLException {
        PreparedStatement count = sql.of((above ? COUNT_ABOVE : COUNT_BELOW).formatted(order.column()));
        count.setLong(1, node);
        count.setLong(2, from);
        count.setLong(3, alive);
        return Rows.number(count);
    }

    /** Of all nodes, newest first. */
    List<ItemKey> newest(Prepared sql, long before, int most) throws SQLException {
        PreparedStatement page = sql.first(ALL_DOWN, step(most));
        page.setLong(1, before);
        return keys(page, most);
    }

    List<ItemKey> expired(Prepared sql, long node, long alive, int most) throws SQLException {
        PreparedStatement page = sql.first(EXPIRED, step(most));
        page.setLong(1, node);
        page.setLong(2, alive);
        return keys(page, most);
    }

    List<ItemKey> of(Prepared sql, String publisher, int most) throws SQLException {
        PreparedStatement page = sql.first(OF_PUBLISHER, step(most));
        page.setString(1, publisher);
        return keys(page, most);
    }

    /** The items themselves, in the same order; without those that are gone meanwhile. */
    List<Item> load(Prepared sql, List<ItemKey> keys) throws SQLException {
        return loadCreated(sql, keys.stream().map(ItemKey::created).toList());
    }

    /** The same by their creation. */
    List<Item> loadCreated(Prepared sql, List<Long> created) throws SQLException {
        Map<Long, Item> found = new HashMap<>();
        for (int from = 0; from < created.size(); from += LOADED) {
            List<Long> some = created.subList(from, Math.min(from + LOADED, created.size()));
            int places = some.size() == 1 ? 1 : LOADED;
            PreparedStatement load = sql.of(LOAD.formatted(Rows.places(places)));
            Rows.set(load, 1, some, places);
            try (ResultSet row = load.executeQuery()) {
                while (row.next()) {
                    Item item = item(row);
                    found.put(item.created(), item);
                }
            }
        }
        return created.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    void insert(Prepared sql, Item item) throws SQLException {
        PreparedStatement insert = sql.of(INSERT);
        insert.setLong(1, item.node());
        insert.setString(2, item.id());
        insert.setString(3, item.publisher());
        insert.setLong(4, item.changed());
        insert.setInt(5, item.payload().length());
        insert.setLong(6, item.created());
        insert.executeUpdate();
        payload(sql, INSERT_PAYLOAD, item);
    }

    /** Gives an item another content; all else stays its own. */
    void update(Prepared sql, Item item) throws SQLException {
        PreparedStatement update = sql.of(UPDATE);
        update.setLong(1, item.changed());
        update.setInt(2, item.payload().length());
        update.setLong(3, item.created());
        update.executeUpdate();
        payload(sql, UPDATE_PAYLOAD, item);
    }

    private static void payload(Prepared sql, String statement, Item item) throws SQLException {
        PreparedStatement payload = sql.of(statement);
        payload.setString(1, item.payload());
        payload.setLong(2, item.created());
        payload.executeUpdate();
    }

    void delete(Prepared sql, long created) throws SQLException {
        run(sql.of(DELETE_PAYLOAD), created);
        run(sql.of(DELETE), created);
    }

    void deleteAll(Prepared sql, long node) throws SQLException {
        run(sql.of(DELETE_PAYLOADS), node);
        run(sql.of(DELETE_ALL), node);
    }

    private static void run(PreparedStatement delete, long key) throws SQLException {
        delete.setLong(1, key);
        delete.executeUpdate();
    }

    private static int step(int most) {
        return most <= 20 ? 20 : most <= 100 ? 100 : most <= 500 ? 500 : 1000;
    }

    private static List<ItemKey> keys(PreparedStatement sql, int most) throws SQLException {
        sql.setMaxRows(most);
        List<ItemKey> keys = new ArrayList<>();
        try (ResultSet row = sql.executeQuery()) {
            while (row.next()) {
                keys.add(new ItemKey(row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4), row.getInt(5)));
            }
        }
        return keys;
    }

    private static Item item(ResultSet row) throws SQLException {
        return new Item(row.getLong(1), row.getString(2), row.getString(3), Rows.text(row, 4), row.getLong(5), row.getLong(6));
    }
}
