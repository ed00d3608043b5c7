package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;

/** The SQL of subscriptions. */
final class SubscriptionStore {
    private static final String COLUMNS = "state, deliver, sinceId, subId, bareJid, nodeKey, jid";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM fsSubscription WHERE ";
    private static final String FIND = SELECT + "nodeKey = ? AND jid = ?";
    private static final String OF_WHO_AT = SELECT + "nodeKey = ? AND bareJid = ?";
    private static final String OF_WHO = SELECT + "bareJid = ? AND sinceId < ? ORDER BY sinceId DESC";
    private static final String OF_NODE = SELECT + "nodeKey = ? AND sinceId < ? ORDER BY sinceId DESC";
    private static final String COUNT_OF_WHO = "SELECT COUNT(*) FROM fsSubscription WHERE bareJid = ?";
    private static final String COUNT_OF_NODE =
        "SELECT COUNT(DISTINCT bareJid) FROM fsSubscription WHERE nodeKey = ? AND state = 'subscribed'";
    private static final String INSERT = "INSERT INTO fsSubscription (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?)";
    private static final String UPDATE =
        "UPDATE fsSubscription SET state = ?, deliver = ?, sinceId = ?, subId = ?, bareJid = ? WHERE nodeKey = ? AND jid = ?";
    private static final String DELETE = "DELETE FROM fsSubscription WHERE nodeKey = ? AND jid = ?";
    private static final String DELETE_OF_NODE = "DELETE FROM fsSubscription WHERE nodeKey = ?";
    private static final String DELETE_OF_WHO = "DELETE FROM fsSubscription WHERE bareJid = ?";

    static final int PAGE = 1000;
    private static final int RESOURCES = 100;

    Optional<Subscriber> find(Prepared sql, long node, String jid) throws SQLException {
        PreparedStatement find = sql.of(FIND);
        find.setLong(1, node);
        find.setString(2, jid);
        return subscribers(find, 1).stream().findFirst();
    }

    /** Of somebody's addresses, bare and full. */
    List<Subscriber> of(Prepared sql, long node, String bare) throws SQLException {
        PreparedStatement list = sql.of(OF_WHO_AT);
        list.setLong(1, node);
        list.setString(2, bare);
        return subscribers(list, RESOURCES);
    }

    SubscriptionState state(Prepared sql, long node, String bare) throws SQLException {
        return of(sql, node, bare).stream().map(Subscriber::state).max(Enum::compareTo).orElse(SubscriptionState.NONE);
    }

    /** The first {@link #PAGE} of somebody's to any node, newest first. */
    List<Subscriber> of(Prepared sql, String bare, long before) throws SQLException {
        PreparedStatement page = sql.first(OF_WHO, PAGE);
        page.setString(1, bare);
        page.setLong(2, before);
        return subscribers(page, PAGE);
    }

    /** The first {@link #PAGE} to a node, newest first. */
    List<Subscriber> of(Prepared sql, long node, long before) throws SQLException {
        PreparedStatement page = sql.first(OF_NODE, PAGE);
        page.setLong(1, node);
        page.setLong(2, before);
        return subscribers(page, PAGE);
    }

    int count(Prepared sql, String bare) throws SQLException {
        PreparedStatement count = sql.of(COUNT_OF_WHO);
        count.setString(1, bare);
        return Rows.number(count);
    }

    /** How many people are subscribed, whatever the number of their resources. */
    int count(Prepared sql, long node) throws SQLException {
        PreparedStatement count = sql.of(COUNT_OF_NODE);
        count.setLong(1, node);
        return Rows.number(count);
    }

    void save(Prepared sql, Subscriber subscriber) throws SQLException {
        if (write(sql.of(UPDATE), subscriber) == 0) {
            write(sql.of(INSERT), subscriber);
        }
    }

    private static int write(PreparedStatement sql, Subscriber subscriber) throws SQLException {
        sql.setString(1, subscriber.state().word());
        sql.setInt(2, subscriber.deliver() ? 1 : 0);
        sql.setLong(3, subscriber.since());
        sql.setString(4, subscriber.id());
        sql.setString(5, subscriber.bare());
        sql.setLong(6, subscriber.node());
        sql.setString(7, subscriber.jid());
        return sql.executeUpdate();
    }

    void delete(Prepared sql, Subscriber subscriber) throws SQLException {
        PreparedStatement delete = sql.of(DELETE);
        delete.setLong(1, subscriber.node());
        delete.setString(2, subscriber.jid());
        delete.executeUpdate();
    }

    void deleteAll(Prepared sql, long node) throws SQLException {
        PreparedStatement delete = sql.of(DELETE_OF_NODE);
        delete.setLong(1, node);
        delete.executeUpdate();
    }

    void deleteAll(Prepared sql, String bare) throws SQLException {
        PreparedStatement delete = sql.of(DELETE_OF_WHO);
        delete.setString(1, bare);
        delete.executeUpdate();
    }

    private static List<Subscriber> subscribers(PreparedStatement sql, int most) throws SQLException {
        sql.setMaxRows(most);
        List<Subscriber> subscribers = new ArrayList<>();
        try (ResultSet row = sql.executeQuery()) {
            while (row.next()) {
                subscribers.add(new Subscriber(row.getLong(6), row.getString(7), row.getString(5), row.getString(4),
                    SubscriptionState.of(row.getString(1)).orElse(SubscriptionState.NONE), row.getInt(2) == 1, row.getLong(3)));
            }
        }
        return subscribers;
    }
}
