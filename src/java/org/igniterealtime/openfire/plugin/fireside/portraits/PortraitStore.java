package org.igniterealtime.openfire.plugin.fireside.portraits;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;

/** The vCards of rooms, in the database. Blocks. */
final class PortraitStore {
    private static final String HASHES = "SELECT room, hash FROM fsRoomCard";
    private static final String READ = "SELECT card FROM fsRoomCard WHERE room = ?";
    private static final String UPDATE = "UPDATE fsRoomCard SET hash = ?, card = ? WHERE room = ?";
    private static final String INSERT = "INSERT INTO fsRoomCard (hash, card, room) VALUES (?, ?, ?)";
    private static final String DELETE = "DELETE FROM fsRoomCard WHERE room = ?";

    private final Database database;

    PortraitStore(Database database) {
        this.database = database;
    }

    /** The pictures' hashes by the bare JIDs of those rooms that have one. @param most of them */
    Map<String, String> hashes(int most) {
        return database.readPrepared(prepared -> {
            PreparedStatement sql = prepared.of(HASHES);
            sql.setMaxRows(most);
            Map<String, String> hashes = new HashMap<>();
            try (ResultSet row = sql.executeQuery()) {
                while (row.next()) {
                    String hash = row.getString(2);
                    if (hash != null && !hash.isEmpty()) {
                        hashes.put(row.getString(1), hash);
                    }
                }
            }
            return hashes;
        });
    }

    Optional<String> card(String room) {
        return database.readPrepared(prepared -> {
            PreparedStatement sql = prepared.of(READ);
            sql.setString(1, room);
            try (ResultSet row = sql.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        });
    }

    void keep(String room, String hash, String card) {
        database.writePrepared(prepared -> {
            if (change(prepared, UPDATE, room, hash, card) == 0) {
                change(prepared, INSERT, room, hash, card);
            }
            return null;
        });
    }

    private static int change(Prepared prepared, String statement, String room, String hash, String card) throws SQLException {
        PreparedStatement sql = prepared.of(statement);
        sql.setString(1, hash.isEmpty() ? null : hash);
        sql.setString(2, card);
        sql.setString(3, room);
        return sql.executeUpdate();
    }

    void forget(String room) {
        database.writePrepared(prepared -> {
            PreparedStatement sql = prepared.of(DELETE);
            sql.setString(1, room);
            return sql.executeUpdate();
        });
    }
}
