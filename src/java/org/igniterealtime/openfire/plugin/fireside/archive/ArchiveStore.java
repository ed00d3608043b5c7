package org.igniterealtime.openfire.plugin.fireside.archive;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Meaning;

/** The archive's SQL. Every list is bounded, every page is found by its key. */
final class ArchiveStore {
    private static final String INSERT = "INSERT INTO fsMessage (id, owner, peer, outgoing, origin, stanzaId, body, stanza, state, error, kind, parent, "
        + "root, fate, content, preview) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String KNOWN = "SELECT id FROM fsMessage WHERE owner = ? AND origin = ?";
    private static final String SAME_ID = "SELECT id FROM fsMessage WHERE owner = ? AND id = ?";
    private static final String MESSAGES = "SELECT m.id, m.owner, m.peer, m.outgoing, m.origin, m.stanzaId, m.body, m.stanza, m.state, m.error, m.kind, m.parent, "
        + "m.root, m.fate, p.outgoing, p.content, p.preview FROM fsMessage m LEFT JOIN fsMessage p ON p.owner = m.owner AND p.id = m.parent ";
    private static final String BY_ID = MESSAGES + "WHERE m.owner = ? AND m.id = ?";
    private static final String PAGE = MESSAGES + "WHERE m.owner = ? AND m.peer = ? AND m.id < ? AND m.kind = 0 ORDER BY m.id DESC";
    private static final String AFTER = MESSAGES + "WHERE m.owner = ? AND m.peer = ? AND m.id > ? AND m.kind = 0 ORDER BY m.id";
    private static final String BY_STANZA_ID = MESSAGES
        + "WHERE m.owner = ? AND m.stanzaId = ? AND m.peer = ? AND m.outgoing = ? ORDER BY m.id DESC";
    private static final String BY_STANZA_ID_ALONE = MESSAGES + "WHERE m.owner = ? AND m.stanzaId = ? AND m.outgoing = 1 ORDER BY m.id DESC";
    private static final String ANSWERS = MESSAGES + "WHERE m.owner = ? AND m.parent = ? AND m.kind = 0 ORDER BY m.id";
    private static final String THREAD = MESSAGES + "WHERE m.owner = ? AND m.root = ? AND m.kind = 0 ORDER BY m.id";
    private static final String CARRYING = MESSAGES + "WHERE m.owner = ? AND m.peer = ? AND m.content = ? AND m.id < ? AND m.kind = 0 ORDER BY m.id DESC";
    private static final String UNDISPLAYED = MESSAGES
        + "WHERE m.owner = ? AND m.peer = ? AND m.outgoing = 1 AND m.id <= ? AND m.state < 2 AND m.kind = 0 ORDER BY m.id DESC";
    private static final String SET_STATE = "UPDATE fsMessage SET state = ?, error = ? WHERE owner = ? AND id = ?";
    private static final String SET_FATE = "UPDATE fsMessage SET body = ?, stanza = ?, fate = ?, content = ?, preview = ? WHERE owner = ? AND id = ?";
    // What was corrected goes with what it corrected.
    private static final String EMPTY_CHANGES = "UPDATE fsMessage SET body = ?, stanza = ? WHERE owner = ? AND parent = ? AND kind = 1";
    private static final String CHAT_COLUMNS = "owner, peer, lastId, preview, previewKind, outgoing, unread, readId";
    private static final String CHAT = "SELECT " + CHAT_COLUMNS + " FROM fsChat WHERE owner = ? AND peer = ?";
    private static final String CHATS =
        "SELECT " + CHAT_COLUMNS + " FROM fsChat WHERE owner = ? AND lastId < ? ORDER BY lastId DESC";
    private static final String UNREAD = "SELECT " + CHAT_COLUMNS + " FROM fsChat WHERE owner = ? AND unread > 0 ORDER BY lastId DESC";
    private static final String UPDATE_CHAT =
        "UPDATE fsChat SET lastId = ?, preview = ?, previewKind = ?, outgoing = ?, unread = ?, readId = ? WHERE owner = ? AND peer = ?";
    private static final String INSERT_CHAT =
        "INSERT INTO fsChat (lastId, preview, previewKind, outgoing, unread, readId, owner, peer) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String COUNT_UNREAD =
        "SELECT COUNT(*) FROM fsMessage WHERE owner = ? AND peer = ? AND id > ? AND outgoing = 0 AND kind = 0 AND content < 6";
    private static final String EXPIRED = "SELECT owner, id FROM fsMessage WHERE id < ?";
    private static final String DELETE = "DELETE FROM fsMessage WHERE owner = ? AND id = ?";
    private static final String FORGET_MESSAGES = "DELETE FROM fsMessage WHERE owner = ?";
    private static final String FORGET_CHATS = "DELETE FROM fsChat WHERE owner = ?";

    /** Most messages that one marker changes. */
    private static final int MARKED = 500;
    /** Among so many messages one that is handed out late is looked for. */
    private static final int ALIKE = 100;

    /** Keeps one that is not there. */
    void add(Prepared prepared, Kept message, Preview preview) throws SQLException {
        PreparedStatement sql = prepared.of(INSERT);
        sql.setLong(1, message.id());
        sql.setString(2, message.owner());
        sql.setString(3, message.peer());
        sql.setInt(4, message.outgoing() ? 1 : 0);
        sql.setString(5, message.origin());
        sql.setString(6, message.stanzaId());
        sql.setString(7, message.body());
        sql.setString(8, message.stanza());
        sql.setInt(9, message.state().ordinal());
        sql.setString(10, message.error());
        sql.setInt(11, message.bearing().kind().ordinal());
        sql.setLong(12, message.bearing().parent());
        sql.setLong(13, message.bearing().root());
        sql.setString(14, message.fate().write());
        sql.setInt(15, preview.kind().ordinal());
        sql.setString(16, preview.text());
        sql.executeUpdate();
    }

    // Asked first, since a failed insert ends the whole transaction on PostgreSQL.
    boolean isKnown(Prepared prepared, Kept message) throws SQLException {
        PreparedStatement byOrigin = prepared.of(KNOWN);
        byOrigin.setString(1, message.owner());
        byOrigin.setString(2, message.origin());
        PreparedStatement byId = prepared.of(SAME_ID);
        byId.setString(1, message.owner());
        byId.setLong(2, message.id());
        return any(byOrigin) || any(byId);
    }

    private static boolean any(PreparedStatement sql) throws SQLException {
        try (ResultSet rows = sql.executeQuery()) {
            return rows.next();
        }
    }

    /**
     * Whether a message of the same peer, id and text was kept when it was routed. One without an id is looked for among
     * those that came when it was stored, or among the newest, for whoever has a message's time wrong.
     */
    boolean hasLike(Prepared prepared, Kept message) throws SQLException {
        if (!message.stanzaId().isEmpty()) {
            return hasLike(byStanzaId(prepared, message.owner(), message.peer(), message.stanzaId(), false, ALIKE), message);
        }
        long around = Stamp.at(message.at().plusSeconds(1));
        return hasLike(page(prepared, message.owner(), message.peer(), around, ALIKE), message)
            || hasLike(page(prepared, message.owner(), message.peer(), Long.MAX_VALUE, ALIKE), message);
    }

    private static boolean hasLike(List<Kept> messages, Kept message) {
        return messages.stream().anyMatch(each -> !each.outgoing() && !each.origin().startsWith(Kept.LATE)
            && each.stanzaId().equals(message.stanzaId()) && each.body().equals(message.body()));
    }

    /** The first id from this one on that the owner has no message of. */
    long free(Prepared prepared, String owner, long id) throws SQLException {
        PreparedStatement sql = prepared.of(SAME_ID);
        for (long candidate = id;; candidate++) {
            sql.setString(1, owner);
            sql.setLong(2, candidate);
            if (!any(sql)) {
                return candidate;
            }
        }
    }

    /** The message that a page's action made, when it has been kept already. */
    Optional<Long> idOf(Prepared prepared, String owner, String origin) throws SQLException {
        PreparedStatement sql = prepared.of(KNOWN);
        sql.setString(1, owner);
        sql.setString(2, origin);
        try (ResultSet rows = sql.executeQuery()) {
            return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
        }
    }

    Optional<Kept> byId(Prepared prepared, String owner, long id) throws SQLException {
        PreparedStatement sql = prepared.of(BY_ID);
        sql.setString(1, owner);
        sql.setLong(2, id);
        return messages(sql, 1).stream().findFirst();
    }

    /** Oldest first, newer than {@code after}. */
    List<Kept> after(Prepared prepared, String owner, String peer, long after, int most) throws SQLException {
        PreparedStatement sql = prepared.of(AFTER);
        sql.setString(1, owner);
        sql.setString(2, peer);
        sql.setLong(3, after);
        return messages(sql, most);
    }

    /** What answers a message, oldest first. */
    List<Kept> answers(Prepared prepared, String owner, long id) throws SQLException {
        PreparedStatement sql = prepared.of(ANSWERS);
        sql.setString(1, owner);
        sql.setLong(2, id);
        return messages(sql, MARKED);
    }

    /** All answers of a thread, oldest first. */
    List<Kept> thread(Prepared prepared, String owner, long root, int most) throws SQLException {
        PreparedStatement sql = prepared.of(THREAD);
        sql.setString(1, owner);
        sql.setLong(2, root);
        return messages(sql, most);
    }

    /** Those of a chat of which there is one kind of thing to see, newest first, older than {@code before}. */
    List<Kept> carrying(Prepared prepared, String owner, String peer, Preview.Kind kind, long before, int most) throws SQLException {
        PreparedStatement sql = prepared.of(CARRYING);
        sql.setString(1, owner);
        sql.setString(2, peer);
        sql.setInt(3, kind.ordinal());
        sql.setLong(4, before);
        return messages(sql, most);
    }

    /** Keeps what has become of a message; of one that was taken back nothing of what it said. */
    void setFate(Prepared prepared, Kept message, Preview preview) throws SQLException {
        PreparedStatement sql = prepared.of(SET_FATE);
        sql.setString(1, message.body());
        sql.setString(2, message.stanza());
        sql.setString(3, message.fate().write());
        sql.setInt(4, preview.kind().ordinal());
        sql.setString(5, preview.text());
        sql.setString(6, message.owner());
        sql.setLong(7, message.id());
        sql.executeUpdate();
        if (message.fate().isGone()) {
            PreparedStatement changes = prepared.of(EMPTY_CHANGES);
            changes.setString(1, "");
            changes.setString(2, "");
            changes.setString(3, message.owner());
            changes.setLong(4, message.id());
            changes.executeUpdate();
        }
    }

    /** Newest first, older than {@code before}. */
    List<Kept> page(Prepared prepared, String owner, String peer, long before, int most) throws SQLException {
        PreparedStatement sql = prepared.of(PAGE);
        sql.setString(1, owner);
        sql.setString(2, peer);
        sql.setLong(3, before);
        return messages(sql, most);
    }

    /** The newest message with this stanza id in one direction; {@code peer} null asks for any that the owner sent. */
    Optional<Kept> byStanzaId(Prepared prepared, String owner, String peer, String stanzaId, boolean outgoing)
            throws SQLException {
        return byStanzaId(prepared, owner, peer, stanzaId, outgoing, 1).stream().findFirst();
    }

    private static List<Kept> byStanzaId(Prepared prepared, String owner, String peer, String stanzaId, boolean outgoing, int most)
            throws SQLException {
        PreparedStatement sql = prepared.of(peer == null ? BY_STANZA_ID_ALONE : BY_STANZA_ID);
        sql.setString(1, owner);
        sql.setString(2, stanzaId);
        if (peer != null) {
            sql.setString(3, peer);
            sql.setInt(4, outgoing ? 1 : 0);
        }
        return messages(sql, most);
    }

    /** What the owner sent up to a message and nobody has said was displayed, newest first. */
    List<Kept> undisplayed(Prepared prepared, String owner, String peer, long upTo) throws SQLException {
        PreparedStatement sql = prepared.of(UNDISPLAYED);
        sql.setString(1, owner);
        sql.setString(2, peer);
        sql.setLong(3, upTo);
        return messages(sql, MARKED);
    }

    void setState(Prepared prepared, Kept message) throws SQLException {
        PreparedStatement sql = prepared.of(SET_STATE);
        sql.setInt(1, message.state().ordinal());
        sql.setString(2, message.error());
        sql.setString(3, message.owner());
        sql.setLong(4, message.id());
        sql.executeUpdate();
    }

    Optional<Chat> chat(Prepared prepared, String owner, String peer) throws SQLException {
        PreparedStatement sql = prepared.of(CHAT);
        sql.setString(1, owner);
        sql.setString(2, peer);
        return chats(sql, 1).stream().findFirst();
    }

    /** Newest first, older than {@code before}. */
    List<Chat> chats(Prepared prepared, String owner, long before, int most) throws SQLException {
        PreparedStatement sql = prepared.of(CHATS);
        sql.setString(1, owner);
        sql.setLong(2, before);
        return chats(sql, most);
    }

    List<Chat> unread(Prepared prepared, String owner, int most) throws SQLException {
        PreparedStatement sql = prepared.of(UNREAD);
        sql.setString(1, owner);
        return chats(sql, most);
    }

    int countUnread(Prepared prepared, String owner, String peer, long read) throws SQLException {
        PreparedStatement sql = prepared.of(COUNT_UNREAD);
        sql.setString(1, owner);
        sql.setString(2, peer);
        sql.setLong(3, read);
        try (ResultSet rows = sql.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }

    void save(Prepared prepared, Chat chat) throws SQLException {
        if (change(prepared, UPDATE_CHAT, chat) == 0) {
            change(prepared, INSERT_CHAT, chat);
        }
    }

    private static int change(Prepared prepared, String statement, Chat chat) throws SQLException {
        PreparedStatement sql = prepared.of(statement);
        sql.setLong(1, chat.last());
        sql.setString(2, chat.preview().text());
        sql.setInt(3, chat.preview().kind().ordinal());
        sql.setInt(4, chat.outgoing() ? 1 : 0);
        sql.setInt(5, chat.unread());
        sql.setLong(6, chat.read());
        sql.setString(7, chat.owner());
        sql.setString(8, chat.peer());
        return sql.executeUpdate();
    }

    /** Removes up to {@code most} messages older than {@code before}; the number removed. */
    int expire(Prepared prepared, long before, int most) throws SQLException {
        List<Object[]> keys = new ArrayList<>();
        PreparedStatement old = prepared.of(EXPIRED);
        old.setLong(1, before);
        old.setMaxRows(most);
        try (ResultSet rows = old.executeQuery()) {
            while (rows.next()) {
                keys.add(new Object[] {rows.getString(1), rows.getLong(2)});
            }
        }
        PreparedStatement sql = prepared.of(DELETE);
        for (Object[] key : keys) {
            sql.setString(1, (String) key[0]);
            sql.setLong(2, (Long) key[1]);
            sql.executeUpdate();
        }
        return keys.size();
    }

    void forget(Prepared prepared, String owner) throws SQLException {
        for (String statement : List.of(FORGET_MESSAGES, FORGET_CHATS)) {
            PreparedStatement sql = prepared.of(statement);
            sql.setString(1, owner);
            sql.executeUpdate();
        }
    }

    private static List<Kept> messages(PreparedStatement sql, int most) throws SQLException {
        sql.setMaxRows(most);
        List<Kept> messages = new ArrayList<>();
        try (ResultSet row = sql.executeQuery()) {
            while (row.next()) {
                messages.add(new Kept(row.getLong(1), row.getString(2), row.getString(3), row.getInt(4) == 1,
                    text(row, 5), text(row, 6), text(row, 7), text(row, 8), Kept.State.values()[row.getInt(9)],
                    text(row, 10), bearing(row), Fate.read(row.getString(14))));
            }
        }
        return messages;
    }

    private static Bearing bearing(ResultSet row) throws SQLException {
        long parent = row.getLong(12);
        int outgoing = row.getInt(15);
        Quoted quoted = parent == 0 || row.wasNull() ? null
            : new Quoted(parent, outgoing == 1, "", new Preview(Preview.Kind.values()[row.getInt(16)], text(row, 17)));
        return new Bearing(Meaning.Kind.values()[row.getInt(11)], parent, row.getLong(13), quoted);
    }

    private static List<Chat> chats(PreparedStatement sql, int most) throws SQLException {
        sql.setMaxRows(most);
        List<Chat> chats = new ArrayList<>();
        try (ResultSet row = sql.executeQuery()) {
            while (row.next()) {
                chats.add(new Chat(row.getString(1), row.getString(2), row.getLong(3),
                    new Preview(Preview.Kind.values()[row.getInt(5)], text(row, 4)), row.getInt(6) == 1, row.getInt(7), row.getLong(8)));
            }
        }
        return chats;
    }

    // Oracle keeps an empty text as null.
    private static String text(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }
}
