package org.igniterealtime.openfire.plugin.fireside.files;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.igniterealtime.openfire.plugin.fireside.files.StoredFile.State;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;

/** Files in the database: what they are, not what is in them. Blocks. */
final class FileStore {
    private static final String COLUMNS = "fileId, owner, fileName, mediaType, byteCount, state, secretHash, digest, createdId, expiresAt";
    private static final String INSERT = "INSERT INTO fsFile (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, 0, ?, NULL, ?, ?)";
    private static final String FIND = "SELECT " + COLUMNS + " FROM fsFile WHERE fileId = ?";
    private static final String KEEP = "UPDATE fsFile SET state = 1, mediaType = ?, digest = ?, expiresAt = ? WHERE fileId = ? AND state = 0";
    private static final String OF = "SELECT " + COLUMNS + " FROM fsFile WHERE owner = ? AND state = 1 AND createdId < ? ORDER BY createdId DESC";
    private static final String HELD = "SELECT COUNT(*), SUM(byteCount) FROM fsFile WHERE owner = ? AND state = ?"
        + " AND (expiresAt = 0 OR expiresAt > ?)";
    // Of slots, those that were used or still may be.
    private static final String RECENT = " FROM fsFile WHERE owner = ? AND createdId > ? AND (state > 0 OR expiresAt > ?)";
    private static final String SINCE = "SELECT COUNT(*), SUM(byteCount)" + RECENT;
    private static final String EACH_SINCE = "SELECT createdId, byteCount" + RECENT + " ORDER BY createdId";
    private static final String BURY = "UPDATE fsFile SET state = 2, expiresAt = ? WHERE fileId = ? AND state = 1";
    private static final String DELETE = "DELETE FROM fsFile WHERE fileId = ?";
    private static final String DELETE_SLOT = "DELETE FROM fsFile WHERE fileId = ? AND state = 0";
    private static final String ALL_OF = "SELECT fileId FROM fsFile WHERE owner = ?";
    private static final String FORGET = "DELETE FROM fsFile WHERE owner = ?";
    private static final String EXPIRED = "SELECT " + COLUMNS + " FROM fsFile WHERE expiresAt > 0 AND expiresAt <= ? ORDER BY expiresAt";
    private static final String KNOWN = "SELECT fileId FROM fsFile WHERE fileId >= ? AND fileId < ? AND state < 2";

    private final Database database;

    FileStore(Database database) {
        this.database = database;
    }

    /** Files and bytes. */
    record Sum(long files, long bytes) {
    }

    void promise(StoredFile file) {
        database.writePrepared(sql -> {
            PreparedStatement insert = sql.of(INSERT);
            insert.setString(1, file.id());
            insert.setString(2, file.owner());
            insert.setString(3, file.name());
            insert.setString(4, file.type().isEmpty() ? null : file.type());
            insert.setLong(5, file.size());
            insert.setString(6, file.secretHash());
            insert.setLong(7, file.created());
            insert.setLong(8, file.expires());
            return insert.executeUpdate();
        });
    }

    Optional<StoredFile> find(String id) {
        return database.readPrepared(sql -> {
            PreparedStatement find = sql.of(FIND);
            find.setString(1, id);
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? Optional.of(file(row)) : Optional.empty();
            }
        });
    }

    /** What is known of a file when all of it has come. */
    record Kept(String id, String type, String digest, long expires) {
    }

    /** @return the ids of those that are kept now: not of those whose slot is gone, or that another upload has come before */
    Set<String> keep(List<Kept> files) {
        return database.writePrepared(sql -> {
            Set<String> ids = new HashSet<>();
            for (Kept file : files) {
                PreparedStatement keep = sql.of(KEEP);
                keep.setString(1, file.type());
                keep.setString(2, file.digest());
                keep.setLong(3, file.expires());
                keep.setString(4, file.id());
                if (keep.executeUpdate() == 1) {
                    ids.add(file.id());
                }
            }
            return ids;
        });
    }

    /** What is kept of an owner, newest first. @param before a {@code created}, or {@link Long#MAX_VALUE} */
    List<StoredFile> of(String owner, long before, int most) {
        return database.readPrepared(sql -> {
            PreparedStatement of = sql.first(OF, most);
            of.setString(1, owner);
            of.setLong(2, before);
            return files(of, most);
        });
    }

    /** What has not had its time. */
    Sum held(String owner, State state, Instant now) {
        return database.readPrepared(sql -> {
            PreparedStatement held = sql.of(HELD);
            held.setString(1, owner);
            held.setInt(2, state.ordinal());
            held.setLong(3, now.toEpochMilli());
            return sum(held);
        });
    }

    /** All slots that were given since a stamp id, whatever became of them, but those that were not used. */
    Sum since(String owner, long stamp, Instant now) {
        return database.readPrepared(sql -> {
            PreparedStatement since = sql.of(SINCE);
            since.setString(1, owner);
            since.setLong(2, stamp);
            since.setLong(3, now.toEpochMilli());
            return sum(since);
        });
    }

    private static Sum sum(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? new Sum(row.getLong(1), row.getLong(2)) : new Sum(0, 0);
        }
    }

    /** The stamp of the slot with which, from the oldest on, so much has been given since a stamp; the last one where it is less. */
    long whenFreed(String owner, long stamp, Instant now, long files, long bytes) {
        return database.readPrepared(sql -> {
            PreparedStatement each = sql.of(EACH_SINCE);
            each.setString(1, owner);
            each.setLong(2, stamp);
            each.setLong(3, now.toEpochMilli());
            try (ResultSet row = each.executeQuery()) {
                long last = stamp;
                long freed = 0;
                for (long count = 0; (freed < bytes || count < files) && row.next(); count++) {
                    last = row.getLong(1);
                    freed += row.getLong(2);
                }
                return last;
            }
        });
    }

    /** A file is gone, and counts until a time. */
    boolean bury(String id, long until) {
        return database.writePrepared(sql -> {
            PreparedStatement bury = sql.of(BURY);
            bury.setLong(1, until);
            bury.setString(2, id);
            return bury.executeUpdate() == 1;
        });
    }

    boolean delete(String id) {
        return database.writePrepared(sql -> execute(sql.of(DELETE), id) == 1);
    }

    /** Likewise a slot, unless it was used meanwhile. */
    boolean deleteSlot(String id) {
        return database.writePrepared(sql -> execute(sql.of(DELETE_SLOT), id) == 1);
    }

    /** @return the ids of what is gone */
    List<String> forget(String owner) {
        return database.writePrepared(sql -> {
            PreparedStatement all = sql.of(ALL_OF);
            all.setString(1, owner);
            List<String> ids = new ArrayList<>();
            try (ResultSet row = all.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getString(1));
                }
            }
            execute(sql.of(FORGET), owner);
            return ids;
        });
    }

    private static int execute(PreparedStatement statement, String key) throws SQLException {
        statement.setString(1, key);
        return statement.executeUpdate();
    }

    List<StoredFile> expired(Instant now, int most) {
        return database.readPrepared(sql -> {
            PreparedStatement expired = sql.first(EXPIRED, most);
            expired.setLong(1, now.toEpochMilli());
            return files(expired, most);
        });
    }

    /** The ids that begin with two hexadecimal digits, of what has something on disk or will have. */
    Set<String> known(String part) {
        return database.readPrepared(sql -> {
            PreparedStatement known = sql.of(KNOWN);
            known.setString(1, part);
            // What comes behind all digits.
            known.setString(2, part + "g");
            Set<String> ids = new HashSet<>();
            try (ResultSet row = known.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getString(1));
                }
            }
            return ids;
        });
    }

    private static List<StoredFile> files(PreparedStatement statement, int most) throws SQLException {
        statement.setMaxRows(most);
        List<StoredFile> files = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                files.add(file(row));
            }
        }
        return files;
    }

    private static StoredFile file(ResultSet row) throws SQLException {
        String type = row.getString(4);
        return new StoredFile(row.getString(1), row.getString(2), row.getString(3), type == null ? "" : type, row.getLong(5),
            State.values()[row.getInt(6)], row.getString(7), row.getString(8), row.getLong(9), row.getLong(10));
    }
}
