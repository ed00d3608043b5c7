package org.igniterealtime.openfire.plugin.fireside.session;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.igniterealtime.openfire.plugin.fireside.store.Database;

/** What people have chosen, in the database. Blocks. */
public final class PreferenceStore {
    private static final int SOME = 100;
    private static final String READ = "SELECT presenceShow, statusText, theme, listed, openProfile, linkCards, findable FROM fsPerson WHERE username = ?";
    private static final String UPDATE = "UPDATE fsPerson SET presenceShow = ?, statusText = ?, theme = ?, listed = ?, openProfile = ?, linkCards = ?,"
        + " findable = ? WHERE username = ?";
    private static final String INSERT = "INSERT INTO fsPerson (presenceShow, statusText, theme, listed, openProfile, linkCards, findable, username)"
        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String DELETE = "DELETE FROM fsPerson WHERE username = ?";

    private static final String FINDABLE = "SELECT username FROM fsPerson WHERE findable = 1 AND username > ? ORDER BY username";
    private static final String FINDABLE_AMONG = "SELECT username FROM fsPerson WHERE findable = 1 AND username IN (" + "?, ".repeat(SOME - 1) + "?)";

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
                        row.getInt(5) == 1, row.getInt(6) == 1, row.getInt(7) == 1) : Preferences.NONE;
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

    /** Some usernames after one, in their order, of those who may be found. @param after empty for the first */
    public List<String> findable(String after, int most) {
        return database.readPrepared(prepared -> {
            PreparedStatement sql = prepared.first(FINDABLE, most);
            sql.setString(1, after);
            sql.setMaxRows(most);
            return usernames(sql);
        });
    }

    /** Those of some who may be found. */
    public Set<String> findable(List<String> usernames) {
        return usernames.isEmpty() ? Set.of() : database.read(connection -> {
            Set<String> findable = new HashSet<>();
            try (PreparedStatement sql = connection.prepareStatement(FINDABLE_AMONG)) {
                for (int from = 0; from < usernames.size(); from += SOME) {
                    // The last one again in the places that are left.
                    for (int place = 0; place < SOME; place++) {
                        sql.setString(place + 1, usernames.get(Math.min(from + place, usernames.size() - 1)));
                    }
                    findable.addAll(usernames(sql));
                }
            }
            return findable;
        });
    }

    private static List<String> usernames(PreparedStatement sql) throws SQLException {
        List<String> usernames = new ArrayList<>();
        try (ResultSet row = sql.executeQuery()) {
            while (row.next()) {
                usernames.add(row.getString(1));
            }
        }
        return usernames;
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
            statement.setInt(7, chosen.findable() ? 1 : 0);
            statement.setString(8, username);
            return statement.executeUpdate();
        }
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
