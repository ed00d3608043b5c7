package org.igniterealtime.openfire.plugin.fireside.desk.reports;

import com.google.gson.Gson;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;

/** Reports in the database. Blocks. */
final class ReportStore {
    /** Reports that nobody has seen to yet; more are not taken. */
    static final int MOST = 5_000;

    private static final String INSERT = "INSERT INTO fsReport (reportId, reporter, about, reason, words, messages, done) VALUES (?, ?, ?, ?, ?, ?, 0)";
    private static final String OPEN = "SELECT COUNT(*) FROM fsReport WHERE done = 0";
    private static final String LIST = "SELECT reportId, reporter, about, reason, words, messages, done FROM fsReport WHERE done = ? ORDER BY reportId DESC";
    private static final String DO = "UPDATE fsReport SET done = 1 WHERE reportId = ?";
    private static final String EXPIRE = "DELETE FROM fsReport WHERE done = 1 AND reportId < ?";
    private static final String FORGET = "DELETE FROM fsReport WHERE reporter = ?";
    private static final Gson GSON = new Gson();

    private final Database database;

    ReportStore(Database database) {
        this.database = database;
    }

    /** @return false where too many wait already */
    boolean add(Report report) {
        return database.writePrepared(sql -> {
            if (count(sql) >= MOST) {
                return false;
            }
            PreparedStatement insert = sql.of(INSERT);
            insert.setLong(1, report.id());
            insert.setString(2, report.reporter());
            insert.setString(3, report.about());
            insert.setString(4, report.reason().word());
            insert.setString(5, report.words());
            insert.setString(6, GSON.toJson(report.messages()));
            insert.executeUpdate();
            return true;
        });
    }

    int open() {
        return database.readPrepared(ReportStore::count);
    }

    private static int count(Prepared sql) throws SQLException {
        try (ResultSet row = sql.of(OPEN).executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    /** The newest. @param done whether those that have been seen to */
    List<Report> newest(boolean done, int most) {
        return database.readPrepared(sql -> {
            PreparedStatement list = sql.of(LIST);
            list.setInt(1, done ? 1 : 0);
            list.setMaxRows(most);
            List<Report> reports = new ArrayList<>();
            try (ResultSet row = list.executeQuery()) {
                while (row.next()) {
                    reports.add(report(row));
                }
            }
            return reports;
        });
    }

    private static Report report(ResultSet row) throws SQLException {
        Report.Evidence[] messages = GSON.fromJson(row.getString(6), Report.Evidence[].class);
        // Oracle keeps an empty text as null.
        return new Report(row.getLong(1), row.getString(2), row.getString(3), Report.Reason.of(row.getString(4)).orElse(Report.Reason.ABUSE),
            Optional.ofNullable(row.getString(5)).orElse(""), List.of(messages), row.getInt(7) == 1);
    }

    /** Somebody has seen to it. */
    void done(long id) {
        change(DO, id);
    }

    /** Of what was seen to, what is older goes. */
    void expire(long before) {
        change(EXPIRE, before);
    }

    private void change(String statement, long id) {
        database.writePrepared(sql -> {
            PreparedStatement change = sql.of(statement);
            change.setLong(1, id);
            return change.executeUpdate();
        });
    }

    /** What an account has reported that is no more. @param reporter bare JID */
    void forget(String reporter) {
        database.writePrepared(sql -> {
            PreparedStatement forget = sql.of(FORGET);
            forget.setString(1, reporter);
            return forget.executeUpdate();
        });
    }
}
