package org.igniterealtime.openfire.plugin.fireside.archive;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Meaning;

/** The SQL of what rooms said. Every list is bounded, every page is found by its key. */
final class RoomStore {
    private static final String INSERT = "INSERT INTO fsRoomMessage (room, id, nick, sender, origin, stanzaId, body, stanza, occupant, kind, parent, root, "
        + "fate, content, preview) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String KNOWN = "SELECT id FROM fsRoomMessage WHERE room = ? AND origin = ?";
    private static final String SAME_ID = "SELECT id FROM fsRoomMessage WHERE room = ? AND id = ?";
    private static final String MESSAGES = "SELECT m.id, m.room, m.nick, m.sender, m.origin, m.stanzaId, m.body, m.stanza, m.occupant, m.kind, m.parent, m.root, "
        + "m.fate, p.nick, p.content, p.preview FROM fsRoomMessage m LEFT JOIN fsRoomMessage p ON p.room = m.room AND p.id = m.parent ";
    private static final String BY_ID = MESSAGES + "WHERE m.room = ? AND m.id = ?";
    private static final String BY_ORIGIN = MESSAGES + "WHERE m.room = ? AND m.origin = ?";
    private static final String BY_STANZA_ID = MESSAGES + "WHERE m.room = ? AND m.stanzaId = ? ORDER BY m.id DESC";
    private static final String PAGE = MESSAGES + "WHERE m.room = ? AND m.id < ? AND m.kind = 0 ORDER BY m.id DESC";
    private static final String AFTER = MESSAGES + "WHERE m.room = ? AND m.id > ? AND m.kind = 0 ORDER BY m.id";
    private static final String ANSWERS = MESSAGES + "WHERE m.room = ? AND m.parent = ? AND m.kind = 0 ORDER BY m.id";
    private static final String THREAD = MESSAGES + "WHERE m.room = ? AND m.root = ? AND m.kind = 0 ORDER BY m.id";
    private static final String CARRYING = MESSAGES + "WHERE m.room = ? AND m.id < ? AND m.content = ? AND m.kind = 0 ORDER BY m.id DESC";
    private static final String SINCE = "SELECT id FROM fsRoomMessage WHERE room = ? AND id > ? AND kind = 0 AND content < 6 ORDER BY id";
    private static final String SET_FATE = "UPDATE fsRoomMessage SET body = ?, stanza = ?, fate = ?, content = ?, preview = ? WHERE room = ? AND id = ?";
    // What was corrected goes with what it corrected.
    private static final String EMPTY_CHANGES = "UPDATE fsRoomMessage SET body = ?, stanza = ? WHERE room = ? AND parent = ? AND kind = 1";
    private static final String EXPIRED = "SELECT room, id FROM fsRoomMessage WHERE id < ?";
    private static final String DELETE = "DELETE FROM fsRoomMessage WHERE room = ? AND id = ?";
    private static final String FORGET = "DELETE FROM fsRoomMessage WHERE room = ?";

    /** Answers to one message that are told when it changes. */
    private static final int ANSWERS_TOLD = 100;
    /** Among so many messages of the same id that of its author is looked for. */
    private static final int ALIKE = 50;

    /** Keeps one that is not there. @return it, with an id that is free */
    Spoken add(Prepared prepared, Spoken said, Preview preview) throws SQLException {
        Spoken message = said.withId(free(prepared, said.room(), said.id()));
        PreparedStatement sql = prepared.of(INSERT);
        sql.setString(1, message.room());
        sql.setLong(2, message.id());
        sql.setString(3, message.nick());
        sql.setString(4, message.sender());
        sql.setString(5, message.origin());
        sql.setString(6, message.stanzaId());
        sql.setString(7, message.body());
        sql.setString(8, message.stanza());
        sql.setString(9, message.occupant());
        sql.setInt(10, message.bearing().kind().ordinal());
        sql.setLong(11, message.bearing().parent());
        sql.setLong(12, message.bearing().root());
        sql.setString(13, message.fate().write());
        sql.setInt(14, preview.kind().ordinal());
        sql.setString(15, preview.text());
        sql.executeUpdate();
        return message;
    }

    // Asked first, since a failed insert ends the whole transaction on PostgreSQL.
    boolean isKnown(Prepared prepared, Spoken message) throws SQLException {
        PreparedStatement sql = prepared.of(KNOWN);
        sql.setString(1, message.room());
        sql.setString(2, message.origin());
        try (ResultSet rows = sql.executeQuery()) {
            return rows.next();
        }
    }

    private static long free(Prepared prepared, String room, long id) throws SQLException {
        PreparedStatement sql = prepared.of(SAME_ID);
        for (long candidate = id;; candidate++) {
            sql.setString(1, room);
            sql.setLong(2, candidate);
            try (ResultSet rows = sql.executeQuery()) {
                if (!rows.next()) {
                    return candidate;
                }
            }
        }
    }

    /** Newest first, older than {@code before}. */
    List<Spoken> page(Prepared prepared, String room, long before, int most) throws SQLException {
        return messages(prepared.of(PAGE), room, before, most);
    }

    /** Oldest first, newer than {@code after}. */
    List<Spoken> after(Prepared prepared, String room, long after, int most) throws SQLException {
        return messages(prepared.of(AFTER), room, after, most);
    }

    /** What answers a message, oldest first. */
    List<Spoken> answers(Prepared prepared, String room, long id) throws SQLException {
        return messages(prepared.of(ANSWERS), room, id, ANSWERS_TOLD);
    }

    /** All answers of a thread, oldest first. */
    List<Spoken> thread(Prepared prepared, String room, long root, int most) throws SQLException {
        return messages(prepared.of(THREAD), room, root, most);
    }

    /** Those of which there is one kind of thing to see, newest first, older than {@code before}. */
    List<Spoken> carrying(Prepared prepared, String room, Preview.Kind kind, long before, int most) throws SQLException {
        PreparedStatement sql = prepared.of(CARRYING);
        sql.setInt(3, kind.ordinal());
        return messages(sql, room, before, most);
    }

    Optional<Spoken> byId(Prepared prepared, String room, long id) throws SQLException {
        return messages(prepared.of(BY_ID), room, id, 1).stream().findFirst();
    }

    /** By the id that the room gave it (XEP-0359 §3). */
    Optional<Spoken> byOrigin(Prepared prepared, String room, String origin) throws SQLException {
        return messages(prepared.of(BY_ORIGIN), room, origin, 1).stream().findFirst();
    }

    /** By the {@code id} attribute, newest first: several may have taken the same one. */
    List<Spoken> byStanzaId(Prepared prepared, String room, String stanzaId) throws SQLException {
        return messages(prepared.of(BY_STANZA_ID), room, stanzaId, ALIKE);
    }

    /** Keeps what has become of a message; of one that was taken back nothing of what it said. */
    void setFate(Prepared prepared, Spoken message, Preview preview) throws SQLException {
        PreparedStatement sql = prepared.of(SET_FATE);
        sql.setString(1, message.body());
        sql.setString(2, message.stanza());
        sql.setString(3, message.fate().write());
        sql.setInt(4, preview.kind().ordinal());
        sql.setString(5, preview.text());
        sql.setString(6, message.room());
        sql.setLong(7, message.id());
        sql.executeUpdate();
        if (message.fate().isGone()) {
            PreparedStatement changes = prepared.of(EMPTY_CHANGES);
            changes.setString(1, "");
            changes.setString(2, "");
            changes.setString(3, message.room());
            changes.setLong(4, message.id());
            changes.executeUpdate();
        }
    }

    private static List<Spoken> messages(PreparedStatement sql, String room, Object key, int most) throws SQLException {
        sql.setString(1, room);
        if (key instanceof Long id) {
            sql.setLong(2, id);
        } else {
            sql.setString(2, (String) key);
        }
        sql.setMaxRows(most);
        List<Spoken> messages = new ArrayList<>();
        try (ResultSet row = sql.executeQuery()) {
            while (row.next()) {
                messages.add(new Spoken(row.getLong(1), row.getString(2), text(row, 3), text(row, 4), text(row, 5), text(row, 6),
                    text(row, 7), text(row, 8), text(row, 9), bearing(row), Fate.read(row.getString(13))));
            }
        }
        return messages;
    }

    private static Bearing bearing(ResultSet row) throws SQLException {
        long parent = row.getLong(11);
        int content = row.getInt(15);
        Quoted quoted = parent == 0 || row.wasNull() ? null
            : new Quoted(parent, false, text(row, 14), new Preview(Preview.Kind.values()[content], text(row, 16)));
        return new Bearing(Meaning.Kind.values()[row.getInt(10)], parent, row.getLong(12), quoted);
    }

    /** How many messages a room has after one, counted up to a bound. */
    int count(Prepared prepared, String room, long after, int most) throws SQLException {
        PreparedStatement sql = prepared.of(SINCE);
        sql.setString(1, room);
        sql.setLong(2, after);
        sql.setMaxRows(most);
        int count = 0;
        try (ResultSet rows = sql.executeQuery()) {
            while (rows.next()) {
                count++;
            }
        }
        return count;
    }

    /** Removes up to {@code most} messages older than {@code before}; the number removed. */
    int expire(Prepared prepared, long before, int most) throws SQLException {
        PreparedStatement old = prepared.of(EXPIRED);
        old.setLong(1, before);
        old.setMaxRows(most);
        List<Object[]> keys = new ArrayList<>();
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

    void forget(Prepared prepared, String room) throws SQLException {
        PreparedStatement sql = prepared.of(FORGET);
        sql.setString(1, room);
        sql.executeUpdate();
    }

    // Oracle keeps an empty text as null.
    private static String text(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }
}
