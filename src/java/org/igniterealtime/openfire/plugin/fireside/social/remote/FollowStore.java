package org.igniterealtime.openfire.plugin.fireside.social.remote;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Audience;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;

/** Whose blogs an account follows, as its private list says. */
final class FollowStore {
    private static final String INSERT = "INSERT INTO fsFollowed (service, nodeName, owner, itemId) VALUES (?, ?, ?, ?)";
    private static final String UPDATE = "UPDATE fsFollowed SET service = ?, nodeName = ? WHERE owner = ? AND itemId = ?";
    private static final String DELETE = "DELETE FROM fsFollowed WHERE owner = ? AND itemId = ?";
    private static final String DELETE_ALL = "DELETE FROM fsFollowed WHERE owner = ?";
    private static final String ALL = "SELECT service, nodeName FROM fsFollowed WHERE owner = ?";
    private static final String ONE = "SELECT nodeName FROM fsFollowed WHERE owner = ? AND service = ?";
    /** Entries of a list that count. */
    private static final int MOST = 5_000;

    private final Database database;

    FollowStore(Database database) {
        this.database = database;
    }

    /** @param service bare JID */
    void keep(Prepared prepared, String owner, String itemId, String service, String node) throws SQLException {
        if (write(prepared.of(UPDATE), owner, itemId, service, node) == 0) {
            write(prepared.of(INSERT), owner, itemId, service, node);
        }
    }

    private static int write(PreparedStatement sql, String owner, String itemId, String service, String node) throws SQLException {
        sql.setString(1, service);
        sql.setString(2, node);
        sql.setString(3, owner);
        sql.setString(4, itemId);
        return sql.executeUpdate();
    }

    void remove(Prepared prepared, String owner, String itemId) throws SQLException {
        PreparedStatement sql = prepared.of(DELETE);
        sql.setString(1, owner);
        sql.setString(2, itemId);
        sql.executeUpdate();
    }

    void removeAll(Prepared prepared, String owner) throws SQLException {
        PreparedStatement sql = prepared.of(DELETE_ALL);
        sql.setString(1, owner);
        sql.executeUpdate();
    }

    /** Bare JIDs. Blocks. */
    Set<String> followed(String owner) {
        return database.read(connection -> {
            try (PreparedStatement sql = connection.prepareStatement(ALL)) {
                sql.setString(1, owner);
                sql.setMaxRows(MOST);
                Set<String> services = new LinkedHashSet<>();
                try (ResultSet row = sql.executeQuery()) {
                    while (row.next()) {
                        if (Audience.isPostNode(row.getString(2))) {
                            services.add(row.getString(1));
                        }
                    }
                }
                return services;
            }
        });
    }

    /** Blocks. */
    boolean follows(String owner, String service) {
        return database.read(connection -> {
            try (PreparedStatement sql = connection.prepareStatement(ONE)) {
                sql.setString(1, owner);
                sql.setString(2, service);
                boolean follows = false;
                try (ResultSet row = sql.executeQuery()) {
                    while (row.next()) {
                        follows |= Audience.isPostNode(row.getString(1));
                    }
                }
                return follows;
            }
        });
    }
}
