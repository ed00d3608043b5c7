package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Item;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;

/** What the feed and the comments find a post by, beside its item. */
final class PostStore {
    private static final String INSERT = "INSERT INTO fsPost (createdId, author, talkKey, nodeKey, itemId) VALUES (?, ?, ?, ?, ?)";
    private static final String UPDATE = "UPDATE fsPost SET createdId = ?, author = ?, talkKey = ? WHERE nodeKey = ? AND itemId = ?";
    private static final String DELETE = "DELETE FROM fsPost WHERE nodeKey = ? AND itemId = ?";
    private static final String TALK = "SELECT talkKey FROM fsPost WHERE nodeKey = ? AND itemId = ?";
    private static final String TALKS_OF_NODE = "SELECT talkKey FROM fsPost WHERE nodeKey = ? AND talkKey > 0";
    private static final String DELETE_OF_NODE = "DELETE FROM fsPost WHERE nodeKey = ?";
    private static final String UNLINK = "UPDATE fsPost SET talkKey = 0 WHERE talkKey = ? AND author <> ?";
    private static final String BY_TALK = "SELECT createdId, author FROM fsPost WHERE talkKey = ? AND author = ?";

    /** Whose comments are in a node. @param created of the post @param author bare JID */
    record Subject(long created, String author) {
    }

    void keep(Prepared sql, Item item, String author, long talkKey) throws SQLException {
        if (write(sql.of(UPDATE), item, author, talkKey) == 0) {
            write(sql.of(INSERT), item, author, talkKey);
        }
    }

    private static int write(PreparedStatement sql, Item item, String author, long talkKey) throws SQLException {
        sql.setLong(1, item.created());
        sql.setString(2, author);
        sql.setLong(3, talkKey);
        sql.setLong(4, item.node());
        sql.setString(5, item.id());
        return sql.executeUpdate();
    }

    /** The node of a post's comments. */
    Optional<Long> talk(Prepared prepared, Item item) throws SQLException {
        PreparedStatement sql = prepared.of(TALK);
        sql.setLong(1, item.node());
        sql.setString(2, item.id());
        try (ResultSet row = sql.executeQuery()) {
            return row.next() && row.getLong(1) > 0 ? Optional.of(row.getLong(1)) : Optional.empty();
        }
    }

    /** The nodes of the comments of those of the items that have one, by the items' creation. */
    Map<Long, Long> talks(Prepared prepared, List<Item> items) throws SQLException {
        Map<Long, Long> talks = new HashMap<>();
        for (Item item : items) {
            talk(prepared, item).ifPresent(key -> talks.put(item.created(), key));
        }
        return talks;
    }

    /** @param creator of the node: another's post may name it as its own */
    Optional<Subject> subject(Prepared prepared, long talkKey, String creator) throws SQLException {
        PreparedStatement sql = prepared.of(BY_TALK);
        sql.setLong(1, talkKey);
        sql.setString(2, creator);
        try (ResultSet row = sql.executeQuery()) {
            return row.next() ? Optional.of(new Subject(row.getLong(1), row.getString(2))) : Optional.empty();
        }
    }

    /** Posts of others than its creator do not have a node of comments as their own any more. */
    void unlink(Prepared prepared, long talkKey, String creator) throws SQLException {
        PreparedStatement sql = prepared.of(UNLINK);
        sql.setLong(1, talkKey);
        sql.setString(2, creator);
        sql.executeUpdate();
    }

    void forget(Prepared prepared, Item item) throws SQLException {
        PreparedStatement sql = prepared.of(DELETE);
        sql.setLong(1, item.node());
        sql.setString(2, item.id());
        sql.executeUpdate();
    }

    /** The nodes of the comments of what is in a node. */
    List<Long> talks(Prepared prepared, long nodeKey) throws SQLException {
        List<Long> talks = new ArrayList<>();
        PreparedStatement of = prepared.of(TALKS_OF_NODE);
        of.setLong(1, nodeKey);
        try (ResultSet row = of.executeQuery()) {
            while (row.next()) {
                talks.add(row.getLong(1));
            }
        }
        return talks;
    }

    /** @return the nodes of the comments of what was in it */
    List<Long> forgetNode(Prepared prepared, long nodeKey) throws SQLException {
        List<Long> talks = talks(prepared, nodeKey);
        PreparedStatement delete = prepared.of(DELETE_OF_NODE);
        delete.setLong(1, nodeKey);
        delete.executeUpdate();
        return talks;
    }
}
