package org.igniterealtime.openfire.plugin.fireside.social.remote;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeId;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;

/** The SQL of remote posts, of what they say, and of who was sent which words. */
final class RemoteStore {
    private static final String BY_PLACE = "SELECT postId FROM fsRemotePost WHERE placeHash = ?";
    private static final String INSERT = "INSERT INTO fsRemotePost (postId, service, nodeName, itemId, placeHash, keptAt) VALUES (?, ?, ?, ?, ?, ?)";
    private static final String TOUCH = "UPDATE fsRemotePost SET keptAt = ? WHERE placeHash = ?";
    private static final String DELETE = "DELETE FROM fsRemotePost WHERE postId = ?";
    private static final String OF_NODE = "SELECT postId FROM fsRemotePost WHERE service = ? AND nodeName = ?";
    private static final String COUNT_OF_SERVICE = "SELECT COUNT(*) FROM fsRemotePost WHERE service = ?";
    private static final String OLDEST_OF_SERVICE = "SELECT postId FROM fsRemotePost WHERE service = ? ORDER BY service, keptAt";
    private static final String KEPT_BEFORE = "SELECT postId FROM fsRemotePost WHERE keptAt < ? ORDER BY keptAt";

    private static final String TEXT = "SELECT textId FROM fsRemoteText WHERE postId = ? AND digest = ?";
    private static final String INSERT_TEXT = "INSERT INTO fsRemoteText (textId, postId, digest, payload) VALUES (?, ?, ?, ?)";
    private static final String DELETE_TEXTS = "DELETE FROM fsRemoteText WHERE postId = ?";
    private static final String DELETE_UNSEEN = "DELETE FROM fsRemoteText WHERE postId = ? AND textId NOT IN (SELECT textId FROM fsSight WHERE postId = ?)";

    private static final String SIGHT = "SELECT textId FROM fsSight WHERE owner = ? AND postId = ?";
    private static final String INSERT_SIGHT = "INSERT INTO fsSight (textId, service, owner, postId) VALUES (?, ?, ?, ?)";
    private static final String UPDATE_SIGHT = "UPDATE fsSight SET textId = ? WHERE owner = ? AND postId = ?";
    private static final String DELETE_SIGHTS = "DELETE FROM fsSight WHERE postId = ?";
    private static final String DELETE_SIGHTS_OF = "DELETE FROM fsSight WHERE owner = ?";
    private static final String DELETE_SIGHT = "DELETE FROM fsSight WHERE owner = ? AND postId = ?";
    private static final String COUNT_SIGHTS = "SELECT COUNT(*) FROM fsSight WHERE owner = ?";
    private static final String OLDEST_SIGHTS = "SELECT postId FROM fsSight WHERE owner = ? ORDER BY owner, postId";

    private static final String WALK = "SELECT postId, textId, service FROM fsSight WHERE owner = ? AND postId < ? ORDER BY owner DESC, postId DESC";
    private static final String WALK_ONE = "SELECT postId, textId, service FROM fsSight WHERE owner = ? AND service = ? AND postId < ?"
        + " ORDER BY owner DESC, service DESC, postId DESC";
    private static final String LOAD = "SELECT p.postId, t.textId, p.service, p.nodeName, p.itemId, t.payload FROM fsRemoteText t"
        + " JOIN fsRemotePost p ON p.postId = t.postId WHERE t.textId IN (%s)";

    private static final String SIGHTS = "SELECT postId, textId, service FROM fsSight WHERE owner = ? AND postId IN (%s)";
    private static final String SENDERS = "SELECT DISTINCT service FROM fsSight WHERE owner = ?";
    private static final String TEXTS = "SELECT postId, textId FROM fsRemoteText WHERE postId < ? ORDER BY postId DESC";
    private static final String TEXTS_OF = "SELECT postId, textId FROM fsRemoteText WHERE postId = ?";

    private static final int LOADED = 50;
    private static final String PLACES = "?" + ", ?".repeat(LOADED - 1);
    /** Rows that are removed at once. */
    static final int PORTION = 200;

    /** That somebody was sent some words of a post. */
    record Sight(long post, long text, String service) {
    }

    /** A post as somebody was sent it. @param text its {@code changed} */
    record Row(long post, long text, NodeId place, String itemId, String payload) {
    }

    Optional<Long> find(Prepared prepared, String placeHash) throws SQLException {
        PreparedStatement sql = prepared.of(BY_PLACE);
        sql.setString(1, placeHash);
        return numbers(sql, 1).stream().findFirst();
    }

    void insert(Prepared prepared, long post, Incoming incoming, long now) throws SQLException {
        PreparedStatement sql = prepared.of(INSERT);
        sql.setLong(1, post);
        sql.setString(2, incoming.place().service());
        sql.setString(3, incoming.place().name());
        sql.setString(4, incoming.itemId());
        sql.setString(5, incoming.hash());
        sql.setLong(6, now);
        sql.executeUpdate();
    }

    /** It came again, if it was there. */
    void touch(Prepared prepared, String placeHash, long now) throws SQLException {
        PreparedStatement sql = prepared.of(TOUCH);
        sql.setLong(1, now);
        sql.setString(2, placeHash);
        sql.executeUpdate();
    }

    /** Removes a post, whoever was sent it. */
    void delete(Prepared prepared, long post) throws SQLException {
        for (String statement : List.of(DELETE_SIGHTS, DELETE_TEXTS, DELETE)) {
            PreparedStatement sql = prepared.of(statement);
            sql.setLong(1, post);
            sql.executeUpdate();
        }
    }

    List<Long> ofNode(Prepared prepared, NodeId place) throws SQLException {
        PreparedStatement sql = prepared.of(OF_NODE);
        sql.setString(1, place.service());
        sql.setString(2, place.name());
        return numbers(sql, Integer.MAX_VALUE);
    }

    /** Those of an account beyond so many, the first that came first; some of them. */
    List<Long> beyond(Prepared prepared, String service, int most) throws SQLException {
        PreparedStatement sql = prepared.of(COUNT_OF_SERVICE);
        sql.setString(1, service);
        int over = Math.min(PORTION, number(sql) - most);
        if (over <= 0) {
            return List.of();
        }
        PreparedStatement oldest = prepared.first(OLDEST_OF_SERVICE, PORTION);
        oldest.setString(1, service);
        return numbers(oldest, over);
    }

    List<Long> keptBefore(Prepared prepared, long time) throws SQLException {
        PreparedStatement sql = prepared.first(KEPT_BEFORE, PORTION);
        sql.setLong(1, time);
        return numbers(sql, PORTION);
    }

    // ---- what they say

    Optional<Long> text(Prepared prepared, long post, String digest) throws SQLException {
        PreparedStatement sql = prepared.of(TEXT);
        sql.setLong(1, post);
        sql.setString(2, digest);
        return numbers(sql, 1).stream().findFirst();
    }

    void insertText(Prepared prepared, long text, long post, Incoming incoming) throws SQLException {
        PreparedStatement sql = prepared.of(INSERT_TEXT);
        sql.setLong(1, text);
        sql.setLong(2, post);
        sql.setString(3, incoming.digest());
        sql.setString(4, incoming.payload());
        sql.executeUpdate();
    }

    // ---- who was sent what

    Optional<Long> sight(Prepared prepared, String owner, long post) throws SQLException {
        PreparedStatement sql = prepared.of(SIGHT);
        sql.setString(1, owner);
        sql.setLong(2, post);
        return numbers(sql, 1).stream().findFirst();
    }

    void insertSight(Prepared prepared, String owner, Sight sight) throws SQLException {
        PreparedStatement sql = prepared.of(INSERT_SIGHT);
        sql.setLong(1, sight.text());
        sql.setString(2, sight.service());
        sql.setString(3, owner);
        sql.setLong(4, sight.post());
        sql.executeUpdate();
    }

    /** Somebody was sent other words; those that nobody was sent last go. */
    void updateSight(Prepared prepared, String owner, Sight sight) throws SQLException {
        PreparedStatement sql = prepared.of(UPDATE_SIGHT);
        sql.setLong(1, sight.text());
        sql.setString(2, owner);
        sql.setLong(3, sight.post());
        sql.executeUpdate();
        PreparedStatement unseen = prepared.of(DELETE_UNSEEN);
        unseen.setLong(1, sight.post());
        unseen.setLong(2, sight.post());
        unseen.executeUpdate();
    }

    /** Keeps so many for an account, the newest. */
    void trimSights(Prepared prepared, String owner, int most) throws SQLException {
        PreparedStatement count = prepared.of(COUNT_SIGHTS);
        count.setString(1, owner);
        int over = Math.min(PORTION, number(count) - most);
        if (over <= 0) {
            return;
        }
        PreparedStatement oldest = prepared.first(OLDEST_SIGHTS, PORTION);
        oldest.setString(1, owner);
        for (long post : numbers(oldest, over)) {
            PreparedStatement sql = prepared.of(DELETE_SIGHT);
            sql.setString(1, owner);
            sql.setLong(2, post);
            sql.executeUpdate();
        }
    }

    void forget(Prepared prepared, String owner) throws SQLException {
        PreparedStatement sql = prepared.of(DELETE_SIGHTS_OF);
        sql.setString(1, owner);
        sql.executeUpdate();
    }

    // ---- reading

    /** What somebody was sent before a post, newest first. @param service of one, or null for all */
    List<Sight> walk(Prepared prepared, String owner, String service, long before, int most) throws SQLException {
        PreparedStatement sql = prepared.first(service == null ? WALK : WALK_ONE, most);
        int next = 1;
        sql.setString(next++, owner);
        if (service != null) {
            sql.setString(next++, service);
        }
        sql.setLong(next, before);
        sql.setMaxRows(most);
        List<Sight> sights = new ArrayList<>();
        read(sql, 3, sights);
        return sights;
    }

    /** What somebody was sent of some posts. */
    List<Sight> sights(Prepared prepared, String owner, Collection<Long> posts) throws SQLException {
        List<Sight> sights = new ArrayList<>();
        List<Long> all = List.copyOf(posts);
        PreparedStatement sql = prepared.of(SIGHTS.formatted(PLACES));
        for (int from = 0; from < all.size(); from += LOADED) {
            sql.setString(1, owner);
            setSome(sql, 2, all, from);
            read(sql, 3, sights);
        }
        return sights;
    }

    /** Whose posts somebody was sent. */
    Set<String> senders(Prepared prepared, String owner) throws SQLException {
        PreparedStatement sql = prepared.of(SENDERS);
        sql.setString(1, owner);
        Set<String> senders = new HashSet<>();
        try (ResultSet row = sql.executeQuery()) {
            while (row.next()) {
                senders.add(row.getString(1));
            }
        }
        return senders;
    }

    /** What posts before one say, newest post first; the service is empty. */
    List<Sight> texts(Prepared prepared, long before, int most) throws SQLException {
        PreparedStatement sql = prepared.first(TEXTS, most);
        sql.setLong(1, before);
        sql.setMaxRows(most);
        List<Sight> texts = new ArrayList<>();
        read(sql, 2, texts);
        return texts;
    }

    /** Likewise what one post says. */
    List<Sight> textsOf(Prepared prepared, long post) throws SQLException {
        PreparedStatement sql = prepared.of(TEXTS_OF);
        sql.setLong(1, post);
        List<Sight> texts = new ArrayList<>();
        read(sql, 2, texts);
        return texts;
    }

    private static void read(PreparedStatement sql, int columns, List<Sight> into) throws SQLException {
        try (ResultSet row = sql.executeQuery()) {
            while (row.next()) {
                into.add(new Sight(row.getLong(1), row.getLong(2), columns < 3 ? "" : row.getString(3)));
            }
        }
    }

    // The last value again in the places that are left.
    private static void setSome(PreparedStatement sql, int first, List<Long> values, int from) throws SQLException {
        for (int i = 0; i < LOADED; i++) {
            sql.setLong(first + i, values.get(Math.min(from + i, values.size() - 1)));
        }
    }

    /** The posts of which somebody was sent that, in the same order; without those that are gone meanwhile. */
    List<Row> load(Prepared prepared, Collection<Sight> sights) throws SQLException {
        Map<Long, Row> found = new HashMap<>();
        List<Long> texts = sights.stream().map(Sight::text).toList();
        PreparedStatement sql = prepared.of(LOAD.formatted(PLACES));
        for (int from = 0; from < texts.size(); from += LOADED) {
            setSome(sql, 1, texts, from);
            try (ResultSet row = sql.executeQuery()) {
                while (row.next()) {
                    found.put(row.getLong(2), new Row(row.getLong(1), row.getLong(2), new NodeId(row.getString(3), row.getString(4)),
                        row.getString(5), row.getString(6)));
                }
            }
        }
        return texts.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    private static List<Long> numbers(PreparedStatement sql, int most) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (ResultSet row = sql.executeQuery()) {
            while (row.next() && numbers.size() < most) {
                numbers.add(row.getLong(1));
            }
        }
        return numbers;
    }

    private static int number(PreparedStatement sql) throws SQLException {
        try (ResultSet row = sql.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }
}
