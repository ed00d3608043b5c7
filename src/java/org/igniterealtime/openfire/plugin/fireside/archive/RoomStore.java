package org.igniterealtime.openfire.plugin.fireside.archive;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;

/** The SQL of what rooms said. Every list is bounded, every page is found by its key. */
final class RoomStore {
    private static final String COLUMNS = "room, id, nick, sender, origin, stanzaId, body, stanza";
    private static final String INSERT = "INSERT INTO fsRoomMessage (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String KNOWN = "SELECT id FROM fsRoomMessage WHERE room = ? AND origin = ?";
    private static final String SAME_ID = "SELECT id FROM fsRoomMessage WHERE room = ? AND id = ?";
    private static final String PAGE = "SELECT " + COLUMNS + " FROM fsRoomMessage WHERE room = ? AND id < ? ORDER BY id DESC";
    private static final String SINCE = "SELECT id FROM fsRoomMessage WHERE room = ? AND id > ? ORDER BY id";
    private static final String EXPIRED = "SELECT room, id FROM fsRoomMessage WHERE id < ?";
    private static final String DELETE = "DELETE FROM fsRoomMessage WHERE room = ? AND id = ?";
    private static final String FORGET = "DELETE FROM fsRoomMessage WHERE room = ?";

    /** @return what was kept, with an id that is free; empty when it is there already */
    Optional<Spoken> add(Prepared prepared, Spoken said) throws SQLException {
        if (idOf(prepared, said.room(), said.origin()).isPresent()) {
            return Optional.empty();
        }
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
        sql.executeUpdate();
        return Optional.of(message);
    }

    // Asked first, since a failed insert ends the whole transaction on PostgreSQL.
    Optional<Long> idOf(Prepared prepared, String room, String origin) throws SQLException {
        PreparedStatement sql = prepared.of(KNOWN);
        sql.setString(1, room);
        sql.setString(2, origin);
        try (ResultSet rows = sql.executeQuery()) {
            return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
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
        PreparedStatement sql = prepared.of(PAGE);
        sql.setString(1, room);
        sql.setLong(2, before);
        sql.setMaxRows(most);
        List<Spoken> messages = new ArrayList<>();
        try (ResultSet row = sql.executeQuery()) {
            while (row.next()) {
                messages.add(new Spoken(row.getLong(2), row.getString(1), text(row, 3), text(row, 4), text(row, 5), text(row, 6),
                    text(row, 7), text(row, 8)));
            }
        }
        return messages;
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
