package org.igniterealtime.openfire.plugin.fireside.social.comments;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Item;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Foot;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;

/** Who has commented and who likes, beside the items, so that they can be counted. A like counts once an author. */
final class CommentStore {
    private static final String INSERT = "INSERT INTO fsRemark (createdId, author, liked, nodeKey, itemId) VALUES (?, ?, ?, ?, ?)";
    private static final String UPDATE = "UPDATE fsRemark SET createdId = ?, author = ?, liked = ? WHERE nodeKey = ? AND itemId = ?";
    private static final String DELETE = "DELETE FROM fsRemark WHERE nodeKey = ? AND itemId = ?";
    private static final String DELETE_OF_NODE = "DELETE FROM fsRemark WHERE nodeKey = ?";
    private static final String LIKES = "SELECT itemId FROM fsRemark WHERE nodeKey = ? AND liked = 1 AND author = ?";
    private static final String LIKERS = "SELECT author, MIN(createdId) FROM fsRemark WHERE nodeKey = ? AND liked = 1 GROUP BY author"
        + " ORDER BY MIN(createdId)";
    private static final String COMMENTS = "SELECT createdId FROM fsRemark WHERE nodeKey = ? AND liked = 0 ORDER BY createdId DESC";
    private static final String COMMENTERS = "SELECT DISTINCT author FROM fsRemark WHERE nodeKey = ? AND liked = 0";
    private static final String COUNT = "SELECT nodeKey, liked, COUNT(*), COUNT(DISTINCT author) FROM fsRemark WHERE nodeKey IN (%s)"
        + " GROUP BY nodeKey, liked";
    private static final String MINE = "SELECT DISTINCT nodeKey FROM fsRemark WHERE liked = 1 AND author = ? AND nodeKey IN (%s)";
    /** Nodes that one query names. */
    private static final int CHUNK = 50;

    void keep(Prepared sql, Item item, boolean like) throws SQLException {
        if (write(sql.of(UPDATE), item, like) == 0) {
            write(sql.of(INSERT), item, like);
        }
    }

    private static int write(PreparedStatement sql, Item item, boolean like) throws SQLException {
        sql.setLong(1, item.created());
        sql.setString(2, item.publisher());
        sql.setInt(3, like ? 1 : 0);
        sql.setLong(4, item.node());
        sql.setString(5, item.id());
        return sql.executeUpdate();
    }

    void forget(Prepared prepared, Item item) throws SQLException {
        PreparedStatement sql = prepared.of(DELETE);
        sql.setLong(1, item.node());
        sql.setString(2, item.id());
        sql.executeUpdate();
    }

    void forgetNode(Prepared prepared, long node) throws SQLException {
        PreparedStatement sql = prepared.of(DELETE_OF_NODE);
        sql.setLong(1, node);
        sql.executeUpdate();
    }

    /** The ids of somebody's likes. */
    List<String> likes(Prepared prepared, long node, String author) throws SQLException {
        PreparedStatement sql = prepared.of(LIKES);
        sql.setLong(1, node);
        sql.setString(2, author);
        return strings(sql);
    }

    /** Who likes it, the first first. */
    List<String> likers(Prepared prepared, long node, int most) throws SQLException {
        PreparedStatement sql = prepared.of(LIKERS);
        sql.setLong(1, node);
        sql.setMaxRows(most);
        return strings(sql);
    }

    /** The newest comments, by their {@code created}: likes lie among them, and may be many more. */
    List<Long> comments(Prepared prepared, long node, int most) throws SQLException {
        PreparedStatement sql = prepared.of(COMMENTS);
        sql.setLong(1, node);
        sql.setMaxRows(most);
        List<Long> comments = new ArrayList<>();
        try (ResultSet row = sql.executeQuery()) {
            while (row.next()) {
                comments.add(row.getLong(1));
            }
        }
        return comments;
    }

    /** Who has commented. */
    List<String> commenters(Prepared prepared, long node, int most) throws SQLException {
        PreparedStatement sql = prepared.of(COMMENTERS);
        sql.setLong(1, node);
        sql.setMaxRows(most);
        return strings(sql);
    }

    private static List<String> strings(PreparedStatement sql) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (ResultSet row = sql.executeQuery()) {
            while (row.next()) {
                strings.add(row.getString(1));
            }
        }
        return strings;
    }

    /** The numbers of nodes; those without any are left out. @param viewer bare JID, or null for nobody in particular */
    Map<Long, Foot> count(Prepared prepared, Collection<Long> nodes, String viewer) throws SQLException {
        Map<Long, Foot> feet = new HashMap<>();
        List<Long> keys = nodes.stream().distinct().toList();
        for (int from = 0; from < keys.size(); from += CHUNK) {
            List<Long> chunk = keys.subList(from, Math.min(from + CHUNK, keys.size()));
            count(prepared.of(String.format(COUNT, marks(chunk.size()))), chunk, feet);
            if (viewer != null) {
                mine(prepared.of(String.format(MINE, marks(chunk.size()))), chunk, viewer, feet);
            }
        }
        return feet;
    }

    private static void count(PreparedStatement sql, List<Long> chunk, Map<Long, Foot> feet) throws SQLException {
        for (int i = 0; i < chunk.size(); i++) {
            sql.setLong(i + 1, chunk.get(i));
        }
        try (ResultSet row = sql.executeQuery()) {
            while (row.next()) {
                Foot foot = feet.getOrDefault(row.getLong(1), Foot.NONE);
                boolean likes = row.getInt(2) == 1;
                feet.put(row.getLong(1), new Foot(likes ? row.getInt(4) : foot.likes(), likes ? foot.comments() : row.getInt(3), false));
            }
        }
    }

    private static void mine(PreparedStatement sql, List<Long> chunk, String viewer, Map<Long, Foot> feet) throws SQLException {
        sql.setString(1, viewer);
        for (int i = 0; i < chunk.size(); i++) {
            sql.setLong(i + 2, chunk.get(i));
        }
        try (ResultSet row = sql.executeQuery()) {
            while (row.next()) {
                feet.computeIfPresent(row.getLong(1), (node, foot) -> new Foot(foot.likes(), foot.comments(), true));
            }
        }
    }

    private static String marks(int count) {
        return String.join(", ", java.util.Collections.nCopies(count, "?"));
    }
}
