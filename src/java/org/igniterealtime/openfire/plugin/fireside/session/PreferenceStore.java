package org.igniterealtime.openfire.plugin.fireside.session;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.igniterealtime.openfire.plugin.fireside.store.Database;

/** What people have chosen, in the database. Blocks. */
public final class PreferenceStore {
    private static final String READ = "SELECT presenceShow, statusText, theme, listed, openProfile, linkCards FROM fsPerson WHERE username = ?";
    private static final String UPDATE = "UPDATE fsPerson SET presenceShow = ?, statusText = ?, theme = ?, listed = ?, openProfile = ?, linkCards = ?"
        + " WHERE username = ?";
    private static final String INSERT = "INSERT INTO fsPerson (presenceShow, statusText, theme, listed, openProfile, linkCards, username)"
        + " VALUES (?, ?, ?, ?, ?, ?, ?)";
    private static final String DELETE = "DELETE FROM fsPerson WHERE username = ?";

    private final Database database;

    public PreferenceStore(Database database) {
        this.database = database;
    }

    public Preferences read(String username) {
        return database.read(connection -> {
            try (PreparedStatement sql = connection.prepareStatement(READ)) {
                sql.setString(1, username);
                try (ResultSet row = sql.executeQuery()) {
                    return row.next() ? new Preferences(row.getString(1), text(row.getString(2)), row.getString(3), row.getInt(4) == 1,
                        row.getInt(5) == 1, row.getInt(6) == 1) : Preferences.NONE;
                }
            }
        });
    }

    public void save(String username, Preferences chosen) {
        database.write(connection -> {
            if (change(connection.prepareStatement(UPDATE), username, chosen) == 0) {
                change(connection.prepareStatement(INSERT), username, chosen);
            }
            return null;
        });
    }

    public void forget(String username) {
        database.write(connection -> {
            try (PreparedStatement sql = connection.prepareStatement(DELETE)) {
                sql.setString(1, username);
                return sql.executeUpdate();
            }
        });
    }

    private static int change(PreparedStatement statement, String username, Preferences chosen) throws SQLException {
        try (statement) {
            statement.setString(1, chosen.show());
            statement.setString(2, chosen.status());
            statement.setString(3, chosen.theme());
            statement.setInt(4, chosen.listed() ? 1 : 0);
            statement.setInt(5, chosen.open() ? 1 : 0);
            statement.setInt(6, chosen.cards() ? 1 : 0);
            statement.setString(7, username);
            return statement.executeUpdate();
        }
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
