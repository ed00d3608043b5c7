package org.igniterealtime.openfire.plugin.fireside.mam;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.store.Database;

/** The SQL by which it is known what of a room's past is in the archive. */
final class EarlierStore {
    private static final String AROUND = "SELECT id, nick, body, origin FROM fsRoomMessage WHERE room = ? AND id >= ? AND id < ? ORDER BY id";
    private static final String OLDEST = "SELECT id FROM fsRoomMessage WHERE room = ? AND origin LIKE ? ORDER BY id";
    private static final int MOST = 2_000;

    /** A message that is there. */
    record There(Instant at, String nick, String body, String origin) {
    }

    private final Database database;

    EarlierStore(Database database) {
        this.database = database;
    }

    /** What was said in a time, oldest first; of very much the first part. */
    List<There> around(String room, Instant from, Instant until) {
        return database.readPrepared(prepared -> {
            PreparedStatement sql = prepared.first(AROUND, MOST);
            sql.setString(1, room);
            sql.setLong(2, Stamp.at(from));
            sql.setLong(3, Stamp.at(until));
            sql.setMaxRows(MOST);
            List<There> there = new ArrayList<>();
            try (ResultSet row = sql.executeQuery()) {
                while (row.next()) {
                    there.add(new There(Stamp.time(row.getLong(1)), row.getString(2), row.getString(3), row.getString(4)));
                }
            }
            return there;
        });
    }

    /** When the oldest was said that has an origin which begins so. */
    Optional<Instant> oldest(String room, String origin) {
        return database.readPrepared(prepared -> {
            PreparedStatement sql = prepared.first(OLDEST, 1);
            sql.setString(1, room);
            sql.setString(2, origin + "%");
            sql.setMaxRows(1);
            try (ResultSet row = sql.executeQuery()) {
                return row.next() ? Optional.of(Stamp.time(row.getLong(1))) : Optional.empty();
            }
        });
    }
}
