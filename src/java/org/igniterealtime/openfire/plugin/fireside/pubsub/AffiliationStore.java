package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;

/** The SQL of affiliations. */
final class AffiliationStore {
    private static final String FIND = "SELECT affiliation FROM fsAffiliation WHERE nodeKey = ? AND jid = ?";
    private static final String OF_NODE = "SELECT jid, affiliation FROM fsAffiliation WHERE nodeKey = ? ORDER BY jid";
    private static final String OWNERS = "SELECT jid, affiliation FROM fsAffiliation WHERE nodeKey = ? AND affiliation = 'owner' ORDER BY jid";
    private static final String AT_SERVICE = "SELECT n.name, a.affiliation FROM fsAffiliation a JOIN fsNode n ON n.nodeKey = a.nodeKey"
        + " WHERE a.jid = ? AND n.service = ? ORDER BY n.nodeKey";
    private static final String OF_JID = "SELECT nodeKey, affiliation FROM fsAffiliation WHERE jid = ? ORDER BY jid";
    private static final String OF_JID_IN = "SELECT nodeKey, affiliation FROM fsAffiliation WHERE jid = ? AND nodeKey IN (%s)";
    private static final String UPDATE = "UPDATE fsAffiliation SET affiliation = ? WHERE nodeKey = ? AND jid = ?";
    private static final String INSERT = "INSERT INTO fsAffiliation (affiliation, nodeKey, jid) VALUES (?, ?, ?)";
    private static final String DELETE = "DELETE FROM fsAffiliation WHERE nodeKey = ? AND jid = ?";
    private static final String DELETE_OF_NODE = "DELETE FROM fsAffiliation WHERE nodeKey = ?";
    private static final String DELETE_OF_JID = "DELETE FROM fsAffiliation WHERE jid = ?";

    /** Most that are read as one list; of a node with more, the others are looked up one by one. */
    static final int LIST = 1000;
    private static final int SOME = 100;
    /** Nodes that are looked up one by one: who has written much is the owner of as many nodes of comments. */
    private static final int FEW = 16;

    Affiliation find(Prepared sql, long node, String jid) throws SQLException {
        if (!Names.isShort(jid)) {
            return Affiliation.NONE;
        }
        PreparedStatement find = sql.of(FIND);
        find.setLong(1, node);
        find.setString(2, jid);
        try (ResultSet row = find.executeQuery()) {
            return row.next() ? affiliation(row, 1) : Affiliation.NONE;
        }
    }

    /** Up to {@link #LIST} of them by their bare JID. */
    Map<String, Affiliation> of(Prepared sql, long node) throws SQLException {
        return of(sql, OF_NODE, node);
    }

    /** Likewise, only the owners. */
    Map<String, Affiliation> owners(Prepared sql, long node) throws SQLException {
        return of(sql, OWNERS, node);
    }

    private static Map<String, Affiliation> of(Prepared sql, String statement, long node) throws SQLException {
        PreparedStatement list = sql.first(statement, LIST);
        list.setLong(1, node);
        return named(list);
    }

    private static Map<String, Affiliation> named(PreparedStatement list) throws SQLException {
        list.setMaxRows(LIST);
        Map<String, Affiliation> found = new LinkedHashMap<>();
        try (ResultSet row = list.executeQuery()) {
            while (row.next()) {
                found.put(row.getString(1), affiliation(row, 2));
            }
        }
        return found;
    }

    /** Up to {@link #LIST} affiliations of somebody by the keys of their nodes. */
    Map<Long, Affiliation> of(Prepared sql, String jid) throws SQLException {
        PreparedStatement list = sql.first(OF_JID, LIST);
        list.setString(1, jid);
        Map<Long, Affiliation> found = new HashMap<>();
        read(list, found);
        return found;
    }

    /** Up to {@link #LIST} affiliations of somebody to nodes of one service, by the names of these. */
    Map<String, Affiliation> at(Prepared sql, String service, String jid) throws SQLException {
        PreparedStatement list = sql.first(AT_SERVICE, LIST);
        list.setString(1, jid);
        list.setString(2, service);
        return named(list);
    }

    /** What somebody is to each of these nodes; without those to which he is nothing. */
    Map<Long, Affiliation> of(Prepared sql, String jid, Collection<Node> nodes) throws SQLException {
        if (nodes.size() <= FEW) {
            return each(sql, jid, nodes);
        }
        Map<Long, Affiliation> found = of(sql, jid);
        if (found.size() < LIST) {
            return found;
        }
        List<Long> keys = nodes.stream().map(Node::key).toList();
        for (int from = 0; from < keys.size(); from += SOME) {
            PreparedStatement list = sql.of(OF_JID_IN.formatted(Rows.places(SOME)));
            list.setString(1, jid);
            Rows.set(list, 2, keys.subList(from, Math.min(from + SOME, keys.size())), SOME);
            read(list, found);
        }
        return found;
    }

    private Map<Long, Affiliation> each(Prepared sql, String jid, Collection<Node> nodes) throws SQLException {
        Map<Long, Affiliation> found = new HashMap<>();
        for (Node node : nodes) {
            Affiliation affiliation = find(sql, node.key(), jid);
            if (affiliation != Affiliation.NONE) {
                found.put(node.key(), affiliation);
            }
        }
        return found;
    }

    private static void read(PreparedStatement list, Map<Long, Affiliation> into) throws SQLException {
        list.setMaxRows(LIST);
        try (ResultSet row = list.executeQuery()) {
            while (row.next()) {
                into.put(row.getLong(1), affiliation(row, 2));
            }
        }
    }

    void save(Prepared sql, long node, String jid, Affiliation affiliation) throws SQLException {
        if (affiliation == Affiliation.NONE) {
            PreparedStatement delete = sql.of(DELETE);
            delete.setLong(1, node);
            delete.setString(2, jid);
            delete.executeUpdate();
        } else if (change(sql, UPDATE, node, jid, affiliation) == 0) {
            change(sql, INSERT, node, jid, affiliation);
        }
    }

    private static int change(Prepared sql, String statement, long node, String jid, Affiliation affiliation) throws SQLException {
        PreparedStatement change = sql.of(statement);
        change.setString(1, affiliation.word());
        change.setLong(2, node);
        change.setString(3, jid);
        return change.executeUpdate();
    }

    void deleteAll(Prepared sql, long node) throws SQLException {
        PreparedStatement delete = sql.of(DELETE_OF_NODE);
        delete.setLong(1, node);
        delete.executeUpdate();
    }

    void deleteAll(Prepared sql, String jid) throws SQLException {
        PreparedStatement delete = sql.of(DELETE_OF_JID);
        delete.setString(1, jid);
        delete.executeUpdate();
    }

    // What nobody here has written is taken for the least.
    private static Affiliation affiliation(ResultSet row, int column) throws SQLException {
        return Affiliation.of(row.getString(column)).orElse(Affiliation.OUTCAST);
    }
}
