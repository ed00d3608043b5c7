package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;
import org.igniterealtime.openfire.plugin.fireside.talk.attention.Level;
import org.igniterealtime.openfire.plugin.fireside.talk.attention.Regard;

/** The rooms in people's lists, in the database. Blocks. */
final class BookmarkStore {
    /** Rooms in one list. */
    static final int MOST = 500;

    private static final String READ = "SELECT room, title, nick, autojoin, readId, pinned, notifyLevel, members, password FROM fsBookmark"
        + " WHERE owner = ? ORDER BY room";
    private static final String UPDATE = "UPDATE fsBookmark SET title = ?, nick = ?, autojoin = ?, pinned = ?, notifyLevel = ?, members = ?, password = ?"
        + " WHERE owner = ? AND room = ?";
    private static final String INSERT = "INSERT INTO fsBookmark (title, nick, autojoin, pinned, notifyLevel, members, password, owner, room, readId)"
        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String SEEN = "UPDATE fsBookmark SET readId = ? WHERE owner = ? AND room = ? AND readId < ?";
    private static final String DELETE = "DELETE FROM fsBookmark WHERE owner = ? AND room = ?";
    private static final String FORGET = "DELETE FROM fsBookmark WHERE owner = ?";
    private static final String TAKEN_OVER = "SELECT owner FROM fsTakenOver WHERE owner = ?";
    private static final String TAKE_OVER = "INSERT INTO fsTakenOver (owner) VALUES (?)";
    private static final String UNTAKE = "DELETE FROM fsTakenOver WHERE owner = ?";

    private final Database database;

    BookmarkStore(Database database) {
        this.database = database;
    }

    List<Bookmark> of(String owner) {
        return database.readPrepared(prepared -> {
            PreparedStatement sql = prepared.of(READ);
            sql.setString(1, owner);
            sql.setMaxRows(MOST);
            List<Bookmark> bookmarks = new ArrayList<>();
            try (ResultSet row = sql.executeQuery()) {
                while (row.next()) {
                    Regard regard = new Regard(row.getInt(6) == 1, Level.of(text(row, 7)).orElse(Level.DEFAULT));
                    bookmarks.add(new Bookmark(row.getString(1), text(row, 2), row.getString(3), row.getInt(4) == 1, row.getLong(5), regard,
                        row.getInt(8) == 1, text(row, 9)));
                }
            }
            return bookmarks;
        });
    }

    /** Keeps one; how far it has been read counts only for one that is new. */
    void save(String owner, Bookmark bookmark) {
        database.writePrepared(prepared -> {
            if (change(prepared, UPDATE, owner, bookmark) == 0) {
                change(prepared, INSERT, owner, bookmark);
            }
            return null;
        });
    }

    private static int change(Prepared prepared, String statement, String owner, Bookmark bookmark) throws SQLException {
        PreparedStatement sql = prepared.of(statement);
        sql.setString(1, bookmark.title());
        sql.setString(2, bookmark.nick());
        sql.setInt(3, bookmark.autojoin() ? 1 : 0);
        sql.setInt(4, bookmark.regard().pinned() ? 1 : 0);
        sql.setString(5, bookmark.regard().level().word());
        sql.setInt(6, bookmark.members() ? 1 : 0);
        sql.setString(7, bookmark.password());
        sql.setString(8, owner);
        sql.setString(9, bookmark.room());
        if (statement.equals(INSERT)) {
            sql.setLong(10, bookmark.read());
        }
        return sql.executeUpdate();
    }

    void read(String owner, String room, long upTo) {
        database.writePrepared(prepared -> {
            PreparedStatement sql = prepared.of(SEEN);
            sql.setLong(1, upTo);
            sql.setString(2, owner);
            sql.setString(3, room);
            sql.setLong(4, upTo);
            return sql.executeUpdate();
        });
    }

    void remove(String owner, String room) {
        database.writePrepared(prepared -> {
            PreparedStatement sql = prepared.of(DELETE);
            sql.setString(1, owner);
            sql.setString(2, room);
            return sql.executeUpdate();
        });
    }

    /** Whether what somebody had listed the old way has been taken over. */
    boolean isTakenOver(String owner) {
        return database.readPrepared(prepared -> isTakenOver(prepared, owner));
    }

    private static boolean isTakenOver(Prepared prepared, String owner) throws SQLException {
        PreparedStatement sql = prepared.of(TAKEN_OVER);
        sql.setString(1, owner);
        try (ResultSet row = sql.executeQuery()) {
            return row.next();
        }
    }

    /** It has. */
    void takenOver(String owner) {
        database.writePrepared(prepared -> isTakenOver(prepared, owner) ? 0 : run(prepared, TAKE_OVER, owner));
    }

    void forget(String owner) {
        database.writePrepared(prepared -> run(prepared, FORGET, owner) + run(prepared, UNTAKE, owner));
    }

    private static int run(Prepared prepared, String statement, String owner) throws SQLException {
        PreparedStatement sql = prepared.of(statement);
        sql.setString(1, owner);
        return sql.executeUpdate();
    }

    // Oracle keeps an empty text as null.
    private static String text(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }
}
