package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;

/** The rooms in people's lists, in the database. Blocks. */
final class BookmarkStore {
    /** Rooms in one list. */
    static final int MOST = 500;

    private static final String READ = "SELECT room, title, nick, autojoin, readId, password FROM fsBookmark WHERE owner = ? ORDER BY room";
    private static final String UPDATE = "UPDATE fsBookmark SET title = ?, nick = ?, autojoin = ?, password = ? WHERE owner = ? AND room = ?";
    private static final String INSERT = "INSERT INTO fsBookmark (title, nick, autojoin, password, owner, room, readId) VALUES (?, ?, ?, ?, ?, ?, ?)";
    private static final String SEEN = "UPDATE fsBookmark SET readId = ? WHERE owner = ? AND room = ? AND readId < ?";
    private static final String DELETE = "DELETE FROM fsBookmark WHERE owner = ? AND room = ?";
    private static final String FORGET = "DELETE FROM fsBookmark WHERE owner = ?";

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
                    String title = row.getString(2);
                    String password = row.getString(6);
                    bookmarks.add(new Bookmark(row.getString(1), title == null ? "" : title, row.getString(3), row.getInt(4) == 1, row.getLong(5),
                        password == null ? "" : password));
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
        sql.setString(4, bookmark.password());
        sql.setString(5, owner);
        sql.setString(6, bookmark.room());
        if (statement.equals(INSERT)) {
            sql.setLong(7, bookmark.read());
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

    void forget(String owner) {
        database.writePrepared(prepared -> {
            PreparedStatement sql = prepared.of(FORGET);
            sql.setString(1, owner);
            return sql.executeUpdate();
        });
    }
}
