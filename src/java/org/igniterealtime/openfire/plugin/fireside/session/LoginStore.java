package org.igniterealtime.openfire.plugin.fireside.session;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.store.Database;

/** Log-ins in the database; a token is there as its digest only. Blocks. */
final class LoginStore {
    private static final String COLUMNS = "loginId, username, device, address, kept, passwordMark, createdAt, seenAt";
    private static final String INSERT = "INSERT INTO fsLogin (" + COLUMNS + ", tokenHash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String BY_TOKEN = "SELECT " + COLUMNS + " FROM fsLogin WHERE tokenHash = ?";
    private static final String BY_USER = "SELECT " + COLUMNS + " FROM fsLogin WHERE username = ? ORDER BY seenAt DESC";
    private static final String SEEN = "UPDATE fsLogin SET seenAt = ?, address = ? WHERE loginId = ?";
    private static final String DELETE = "DELETE FROM fsLogin WHERE loginId = ?";
    private static final String DELETE_USER = "DELETE FROM fsLogin WHERE username = ?";
    private static final String EXPIRE = "DELETE FROM fsLogin WHERE kept = ? AND seenAt < ?";
    private static final int MOST = 100;

    private final Database database;

    LoginStore(Database database) {
        this.database = database;
    }

    void add(Login login, String tokenHash) {
        database.write(connection -> {
            try (PreparedStatement sql = connection.prepareStatement(INSERT)) {
                sql.setString(1, login.id());
                sql.setString(2, login.username());
                sql.setString(3, login.device());
                sql.setString(4, login.address());
                sql.setInt(5, login.kept() ? 1 : 0);
                sql.setString(6, login.mark());
                sql.setLong(7, login.since().toEpochMilli());
                sql.setLong(8, login.seen().toEpochMilli());
                sql.setString(9, tokenHash);
                return sql.executeUpdate();
            }
        });
    }

    Optional<Login> find(String tokenHash) {
        return list(BY_TOKEN, tokenHash).stream().findFirst();
    }

    /** Last seen first. */
    List<Login> of(String username) {
        return list(BY_USER, username);
    }

    void seen(Login login) {
        database.write(connection -> {
            try (PreparedStatement sql = connection.prepareStatement(SEEN)) {
                sql.setLong(1, login.seen().toEpochMilli());
                sql.setString(2, login.address());
                sql.setString(3, login.id());
                return sql.executeUpdate();
            }
        });
    }

    void remove(String id) {
        delete(DELETE, id);
    }

    void removeAll(String username) {
        delete(DELETE_USER, username);
    }

    void expire(boolean kept, Instant before) {
        database.write(connection -> {
            try (PreparedStatement sql = connection.prepareStatement(EXPIRE)) {
                sql.setInt(1, kept ? 1 : 0);
                sql.setLong(2, before.toEpochMilli());
                return sql.executeUpdate();
            }
        });
    }

    private void delete(String statement, String key) {
        database.write(connection -> {
            try (PreparedStatement sql = connection.prepareStatement(statement)) {
                sql.setString(1, key);
                return sql.executeUpdate();
            }
        });
    }

    private List<Login> list(String statement, String key) {
        return database.read(connection -> {
            try (PreparedStatement sql = connection.prepareStatement(statement)) {
                sql.setString(1, key);
                sql.setMaxRows(MOST);
                return rows(sql);
            }
        });
    }

    private static List<Login> rows(PreparedStatement sql) throws SQLException {
        List<Login> logins = new ArrayList<>();
        try (ResultSet row = sql.executeQuery()) {
            while (row.next()) {
                String mark = row.getString(6);
                logins.add(new Login(row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getInt(5) == 1,
                    mark == null ? "" : mark, Instant.ofEpochMilli(row.getLong(7)), Instant.ofEpochMilli(row.getLong(8))));
            }
        }
        return logins;
    }
}
