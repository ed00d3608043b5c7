package org.igniterealtime.openfire.plugin.fireside.mam;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.igniterealtime.openfire.plugin.fireside.archive.Preview;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;

/** The SQL by which archives are read for clients. Every list is bounded, every page is found by its key. */
final class HistoryStore {
    /** As many may be skipped by their number. */
    static final int DEEPEST = 10_000;

    /** @param columns as {@link Row} has them @param id the column of the id that clients know */
    private record Table(String name, String owner, String id, String columns) {
        String where(String with) {
            return " FROM " + name + " WHERE " + owner + " = ? AND id > ? AND id < ?" + (with == null ? "" : " AND " + with + " = ?");
        }
    }

    private static final Table MESSAGES = new Table("fsMessage", "owner", "id", "id, peer, outgoing, peer, stanzaId, body, stanza, stanzaId, content");
    private static final Table SPOKEN = new Table("fsRoomMessage", "room", "origin", "id, nick, 0, sender, stanzaId, body, stanza, origin, content");

    /**
     * @param who the other side, or the nick of who said it
     * @param sender bare JID of the other side, or of who said it where it is known
     * @param origin the id that a room gave it
     * @param gone it was taken back
     */
    record Row(long id, String who, boolean outgoing, String sender, String stanzaId, String body, String stanza, String origin, boolean gone) {
    }

    /** @param column whose value is wanted */
    record With(String column, String value) {
    }

    private final Database database;

    HistoryStore(Database database) {
        this.database = database;
    }

    List<Row> messages(String owner, Span span, With with, boolean newestFirst) {
        return rows(MESSAGES, owner, span, with, newestFirst);
    }

    List<Row> spoken(String room, Span span, With with, boolean newestFirst) {
        return rows(SPOKEN, room, span, with, newestFirst);
    }

    private List<Row> rows(Table table, String owner, Span span, With with, boolean newestFirst) {
        String select = "SELECT " + table.columns() + table.where(column(with)) + " ORDER BY id" + (newestFirst ? " DESC" : "");
        return database.readPrepared(prepared -> {
            PreparedStatement sql = prepared.first(select, Shelf.CHUNK);
            fill(sql, owner, span, with);
            sql.setMaxRows(Shelf.CHUNK);
            List<Row> rows = new ArrayList<>();
            try (ResultSet row = sql.executeQuery()) {
                while (row.next()) {
                    rows.add(new Row(row.getLong(1), text(row, 2), row.getInt(3) == 1, text(row, 4), text(row, 5), text(row, 6), text(row, 7), text(row, 8),
                        row.getInt(9) == Preview.Kind.GONE.ordinal()));
                }
            }
            return rows;
        });
    }

    int countMessages(String owner, Span span, With with) {
        return count(MESSAGES, owner, span, with);
    }

    int countSpoken(String room, Span span, With with) {
        return count(SPOKEN, room, span, with);
    }

    private int count(Table table, String owner, Span span, With with) {
        return database.readPrepared(prepared -> {
            PreparedStatement sql = prepared.of("SELECT COUNT(*)" + table.where(column(with)));
            fill(sql, owner, span, with);
            try (ResultSet row = sql.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        });
    }

    /** The key of the message before which there are so many; -1 when there are not. @param index up to {@link #DEEPEST} */
    long nthMessage(String owner, Span span, With with, int index) {
        return nth(MESSAGES, owner, span, with, index);
    }

    long nthSpoken(String room, Span span, With with, int index) {
        return nth(SPOKEN, room, span, with, index);
    }

    private long nth(Table table, String owner, Span span, With with, int index) {
        return database.readPrepared(prepared -> {
            PreparedStatement sql = prepared.first("SELECT id" + table.where(column(with)) + " ORDER BY id", DEEPEST + 1);
            fill(sql, owner, span, with);
            sql.setMaxRows(index + 1);
            long key = -1;
            int passed = 0;
            try (ResultSet row = sql.executeQuery()) {
                while (row.next()) {
                    key = row.getLong(1);
                    passed++;
                }
            }
            return passed > index ? key : -1;
        });
    }

    /** What took a message back. @param id of it as it travelled, or empty */
    record Retraction(long key, String id) {
    }

    Optional<Retraction> retractionOf(String owner, long message) {
        return retraction(MESSAGES, owner, message);
    }

    Optional<Retraction> retractionInRoom(String room, long message) {
        return retraction(SPOKEN, room, message);
    }

    private Optional<Retraction> retraction(Table table, String owner, long message) {
        return database.readPrepared(prepared -> {
            PreparedStatement sql = prepared.of("SELECT id, stanzaId FROM " + table.name() + " WHERE " + table.owner() + " = ? AND parent = ? AND kind IN (2, 4)");
            sql.setString(1, owner);
            sql.setLong(2, message);
            sql.setMaxRows(1);
            try (ResultSet row = sql.executeQuery()) {
                return row.next() ? Optional.of(new Retraction(row.getLong(1), text(row, 2))) : Optional.empty();
            }
        });
    }

    boolean hasMessage(String owner, long id) {
        return database.readPrepared(prepared -> key(prepared, MESSAGES, owner, sql -> sql.setLong(2, id))).isPresent();
    }

    OptionalLong spokenKey(String room, String origin) {
        return database.readPrepared(prepared -> key(prepared, SPOKEN, room, sql -> sql.setString(2, origin)));
    }

    @FunctionalInterface
    private interface Filling {
        void fill(PreparedStatement sql) throws SQLException;
    }

    private static OptionalLong key(Prepared prepared, Table table, String owner, Filling id) throws SQLException {
        PreparedStatement sql = prepared.of("SELECT id FROM " + table.name() + " WHERE " + table.owner() + " = ? AND " + table.id() + " = ?");
        sql.setString(1, owner);
        id.fill(sql);
        try (ResultSet row = sql.executeQuery()) {
            return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
        }
    }

    private static String column(With with) {
        return with == null ? null : with.column();
    }

    private static void fill(PreparedStatement sql, String owner, Span span, With with) throws SQLException {
        sql.setString(1, owner);
        sql.setLong(2, span.after());
        sql.setLong(3, span.before());
        if (with != null) {
            sql.setString(4, with.value());
        }
    }

    // Oracle keeps an empty text as null.
    private static String text(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }
}
