package org.igniterealtime.openfire.plugin.fireside.previews;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;

/** What links show, in the database; also that they show nothing. Blocks. */
final class PreviewStore {
    private static final String READ = "SELECT url, title, excerpt, site, picture, pictureAbout, pictureWidth, pictureHeight, expiresAt"
        + " FROM fsPreview WHERE urlHash = ?";
    private static final String UPDATE = "UPDATE fsPreview SET url = ?, title = ?, excerpt = ?, site = ?, picture = ?, pictureAbout = ?,"
        + " pictureWidth = ?, pictureHeight = ?, expiresAt = ? WHERE urlHash = ?";
    private static final String INSERT = "INSERT INTO fsPreview (url, title, excerpt, site, picture, pictureAbout, pictureWidth,"
        + " pictureHeight, expiresAt, urlHash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String DELETE = "DELETE FROM fsPreview WHERE expiresAt <= ?";
    private static final String COUNT = "SELECT COUNT(*) FROM fsPreview";
    private static final String OLDEST = "SELECT expiresAt FROM fsPreview ORDER BY expiresAt";
    private static final int PORTION = 500;

    private final Database database;

    PreviewStore(Database database) {
        this.database = database;
    }

    /** @param until in milliseconds since 1970 */
    record Known(Optional<Preview> preview, long until) {
    }

    /** @return what was kept, also when its time is over */
    Optional<Known> read(String hash) {
        return Optional.ofNullable(read(Set.of(hash)).get(hash));
    }

    /** The same of several, by their hashes. */
    Map<String, Known> read(Set<String> hashes) {
        return database.readPrepared(sql -> {
            Map<String, Known> found = new HashMap<>();
            for (String hash : hashes) {
                PreparedStatement read = sql.of(READ);
                read.setString(1, hash);
                try (ResultSet row = read.executeQuery()) {
                    if (row.next()) {
                        found.put(hash, known(row));
                    }
                }
            }
            return found;
        });
    }

    // Columns in their order, since some drivers read a row only once.
    private static Known known(ResultSet row) throws SQLException {
        String url = text(row.getString(1));
        String title = text(row.getString(2));
        String excerpt = text(row.getString(3));
        String site = text(row.getString(4));
        String picture = text(row.getString(5));
        Preview.Picture shown = new Preview.Picture(picture, text(row.getString(6)), row.getInt(7), row.getInt(8));
        Preview preview = new Preview(url, title, excerpt, site, picture.isEmpty() ? null : shown);
        return new Known(Optional.of(preview).filter(any -> !url.isEmpty()), row.getLong(9));
    }

    void keep(String hash, Known known) {
        database.write(connection -> {
            if (write(connection.prepareStatement(UPDATE), hash, known) == 0) {
                write(connection.prepareStatement(INSERT), hash, known);
            }
            return null;
        });
    }

    private static int write(PreparedStatement statement, String hash, Known known) throws SQLException {
        Preview preview = known.preview().orElse(new Preview("", "", "", "", null));
        Preview.Picture picture = preview.picture() == null ? new Preview.Picture("", "", 0, 0) : preview.picture();
        try (statement) {
            statement.setString(1, preview.url());
            statement.setString(2, preview.title());
            statement.setString(3, preview.text());
            statement.setString(4, preview.site());
            statement.setString(5, picture.url());
            statement.setString(6, picture.about());
            statement.setInt(7, picture.width());
            statement.setInt(8, picture.height());
            statement.setLong(9, known.until());
            statement.setString(10, hash);
            return statement.executeUpdate();
        }
    }

    /** Removes what is over, and of what is beyond so many those that would be over first. */
    void expire(long now, int most) {
        Optional<Long> until = Optional.of(now);
        while (until.isPresent()) {
            long end = until.get();
            until = database.writePrepared(sql -> {
                delete(sql, end);
                int over = Math.min(PORTION, count(sql) - most);
                return over > 0 ? Optional.of(oldest(sql, over)) : Optional.empty();
            });
        }
    }

    private static void delete(Prepared sql, long until) throws SQLException {
        PreparedStatement delete = sql.of(DELETE);
        delete.setLong(1, until);
        delete.executeUpdate();
    }

    private static int count(Prepared sql) throws SQLException {
        try (ResultSet row = sql.of(COUNT).executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private static long oldest(Prepared sql, int nth) throws SQLException {
        try (ResultSet row = sql.first(OLDEST, PORTION).executeQuery()) {
            long last = 0;
            for (int i = 0; i < nth && row.next(); i++) {
                last = row.getLong(1);
            }
            return last;
        }
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
