package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.desk.media.AttachmentForm;
import org.igniterealtime.openfire.plugin.fireside.store.Database;

/** Drafts, on the server, so that they are found on any device. Blocks. */
final class DraftStore {
    private static final String COLUMNS = "owner, draftId, title, words, audience, tags, nsfw, shares, files, savedAt, publishAt";
    private static final String OF = "SELECT " + COLUMNS + " FROM fsDraft WHERE owner = ? ORDER BY savedAt DESC";
    private static final String ONE = "SELECT " + COLUMNS + " FROM fsDraft WHERE owner = ? AND draftId = ?";
    private static final String DUE = "SELECT " + COLUMNS + " FROM fsDraft WHERE publishAt > 0 AND publishAt <= ? ORDER BY publishAt";
    private static final String UPDATE = "UPDATE fsDraft SET title = ?, words = ?, audience = ?, tags = ?, nsfw = ?, shares = ?, files = ?, savedAt = ?, publishAt = ?"
        + " WHERE owner = ? AND draftId = ?";
    private static final String INSERT = "INSERT INTO fsDraft (title, words, audience, tags, nsfw, shares, files, savedAt, publishAt, owner, draftId)"
        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String DELETE = "DELETE FROM fsDraft WHERE owner = ? AND draftId = ?";
    private static final String FORGET = "DELETE FROM fsDraft WHERE owner = ?";
    /** Drafts that one person may have. */
    static final int MOST = 50;

    private final Database database;

    DraftStore(Database database) {
        this.database = database;
    }

    /** Newest first. */
    List<Draft> of(String owner) {
        return list(OF, sql -> sql.setString(1, owner), MOST);
    }

    Optional<Draft> find(String owner, String id) {
        return list(ONE, sql -> {
            sql.setString(1, owner);
            sql.setString(2, id);
        }, 1).stream().findFirst();
    }

    /** Whose time has come, the longest overdue first. @param now milliseconds since 1970 */
    List<Draft> due(long now, int most) {
        return list(DUE, sql -> sql.setLong(1, now), most);
    }

    @FunctionalInterface
    private interface Parameters {
        void set(PreparedStatement sql) throws SQLException;
    }

    private List<Draft> list(String query, Parameters parameters, int most) {
        return database.read(connection -> {
            try (PreparedStatement sql = connection.prepareStatement(query)) {
                sql.setMaxRows(most);
                parameters.set(sql);
                List<Draft> drafts = new ArrayList<>();
                try (ResultSet row = sql.executeQuery()) {
                    while (row.next()) {
                        drafts.add(new Draft(row.getString(1), row.getString(2), text(row.getString(3)), text(row.getString(4)),
                            Audience.of(row.getString(5)), text(row.getString(6)), row.getInt(7) == 1, text(row.getString(8)),
                            AttachmentForm.read(text(row.getString(9))).orElse(List.of()), row.getLong(10), row.getLong(11)));
                    }
                }
                return drafts;
            }
        });
    }

    void save(Draft draft) {
        database.write(connection -> {
            if (write(connection.prepareStatement(UPDATE), draft) == 0) {
                write(connection.prepareStatement(INSERT), draft);
            }
            return null;
        });
    }

    private static int write(PreparedStatement statement, Draft draft) throws SQLException {
        try (statement) {
            statement.setString(1, draft.title());
            statement.setString(2, draft.text());
            statement.setString(3, draft.audience().word());
            statement.setString(4, draft.tags());
            statement.setInt(5, draft.nsfw() ? 1 : 0);
            statement.setString(6, draft.shares());
            statement.setString(7, AttachmentForm.write(draft.files()));
            statement.setLong(8, draft.savedAt());
            statement.setLong(9, draft.publishAt());
            statement.setString(10, draft.owner());
            statement.setString(11, draft.id());
            return statement.executeUpdate();
        }
    }

    void delete(String owner, String id) {
        database.write(connection -> {
            try (PreparedStatement sql = connection.prepareStatement(DELETE)) {
                sql.setString(1, owner);
                sql.setString(2, id);
                return sql.executeUpdate();
            }
        });
    }

    void forget(String owner) {
        database.write(connection -> {
            try (PreparedStatement sql = connection.prepareStatement(FORGET)) {
                sql.setString(1, owner);
                return sql.executeUpdate();
            }
        });
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
