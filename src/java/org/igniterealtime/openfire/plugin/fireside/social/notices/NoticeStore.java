package org.igniterealtime.openfire.plugin.fireside.social.notices;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;

/** Notices in the database; of one owner only the newest are kept. Blocks. */
final class NoticeStore {
    private static final String INSERT = "INSERT INTO fsNotice (owner, noticeId, kind, who, postId, excerpt, seen) VALUES (?, ?, ?, ?, ?, ?, 0)";
    private static final String NEWEST = "SELECT noticeId, kind, who, postId, excerpt, seen FROM fsNotice WHERE owner = ? ORDER BY noticeId DESC";
    private static final String UNSEEN = "SELECT COUNT(*) FROM fsNotice WHERE owner = ? AND seen = 0";
    private static final String SEE = "UPDATE fsNotice SET seen = 1 WHERE owner = ? AND seen = 0 AND noticeId <= ?";
    private static final String SAME = "SELECT noticeId FROM fsNotice WHERE owner = ? AND kind = ? AND who = ? AND postId = ?";
    private static final String OLD = "SELECT noticeId FROM fsNotice WHERE owner = ? ORDER BY noticeId DESC";
    private static final String DELETE_OLD = "DELETE FROM fsNotice WHERE owner = ? AND noticeId <= ?";
    private static final String FORGET_POST = "DELETE FROM fsNotice WHERE postId = ?";
    private static final String TOLD = "SELECT DISTINCT owner FROM fsNotice WHERE postId = ? AND who = ? AND kind IN ('commented', 'answered') AND excerpt = ?";
    private static final String FORGET_WORDS = "DELETE FROM fsNotice WHERE postId = ? AND who = ? AND kind IN ('commented', 'answered') AND excerpt = ?";
    private static final String FORGET = "DELETE FROM fsNotice WHERE owner = ?";
    /** Notices that one account keeps. */
    private static final int MOST = 500;

    private final Database database;

    NoticeStore(Database database) {
        this.database = database;
    }

    /** @param once nothing is added when the same of the same person is there already */
    boolean add(Notice notice, boolean once) {
        return write(sql -> {
            if (once && known(sql, notice)) {
                return false;
            }
            PreparedStatement insert = sql.of(INSERT);
            insert.setString(1, notice.owner());
            insert.setLong(2, notice.id());
            insert.setString(3, notice.kind().word());
            insert.setString(4, notice.who());
            insert.setLong(5, notice.post());
            insert.setString(6, notice.excerpt());
            insert.executeUpdate();
            trim(sql, notice.owner());
            return true;
        });
    }

    private static boolean known(Prepared sql, Notice notice) throws SQLException {
        PreparedStatement same = sql.of(SAME);
        same.setString(1, notice.owner());
        same.setString(2, notice.kind().word());
        same.setString(3, notice.who());
        same.setLong(4, notice.post());
        try (ResultSet row = same.executeQuery()) {
            return row.next();
        }
    }

    private static void trim(Prepared sql, String owner) throws SQLException {
        PreparedStatement old = sql.of(OLD);
        old.setString(1, owner);
        old.setMaxRows(MOST + 1);
        long last = 0;
        int count = 0;
        try (ResultSet row = old.executeQuery()) {
            while (row.next()) {
                last = row.getLong(1);
                count++;
            }
        }
        if (count > MOST) {
            PreparedStatement delete = sql.of(DELETE_OLD);
            delete.setString(1, owner);
            delete.setLong(2, last);
            delete.executeUpdate();
        }
    }

    List<Notice> newest(String owner, int most) {
        return read(sql -> {
            PreparedStatement newest = sql.of(NEWEST);
            newest.setString(1, owner);
            newest.setMaxRows(most);
            List<Notice> notices = new ArrayList<>();
            try (ResultSet row = newest.executeQuery()) {
                while (row.next()) {
                    notices.add(new Notice(row.getLong(1), owner, Notice.Kind.valueOf(row.getString(2).toUpperCase(Locale.ROOT)), row.getString(3),
                        row.getLong(4), row.getString(5) == null ? "" : row.getString(5), row.getInt(6) == 1));
                }
            }
            return notices;
        });
    }

    int unseen(String owner) {
        return read(sql -> {
            PreparedStatement unseen = sql.of(UNSEEN);
            unseen.setString(1, owner);
            try (ResultSet row = unseen.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        });
    }

    /** All up to one are seen. @return whether that changed anything */
    boolean see(String owner, long upTo) {
        return write(sql -> {
            PreparedStatement see = sql.of(SEE);
            see.setString(1, owner);
            see.setLong(2, upTo);
            return see.executeUpdate() > 0;
        });
    }

    void forgetPost(long post) {
        write(sql -> {
            PreparedStatement forget = sql.of(FORGET_POST);
            forget.setLong(1, post);
            return forget.executeUpdate();
        });
    }

    /** What somebody said of a post is not told any more. @return whose notices that were */
    List<String> forgetWords(String who, long post, String excerpt) {
        return write(sql -> {
            List<String> owners = new ArrayList<>();
            try (ResultSet row = words(sql.of(TOLD), who, post, excerpt).executeQuery()) {
                while (row.next()) {
                    owners.add(row.getString(1));
                }
            }
            if (!owners.isEmpty()) {
                words(sql.of(FORGET_WORDS), who, post, excerpt).executeUpdate();
            }
            return owners;
        });
    }

    private static PreparedStatement words(PreparedStatement sql, String who, long post, String excerpt) throws SQLException {
        sql.setLong(1, post);
        sql.setString(2, who);
        sql.setString(3, excerpt);
        return sql;
    }

    void forget(String owner) {
        write(sql -> {
            PreparedStatement forget = sql.of(FORGET);
            forget.setString(1, owner);
            return forget.executeUpdate();
        });
    }

    @FunctionalInterface
    private interface Work<T> {
        T run(Prepared sql) throws SQLException;
    }

    private <T> T read(Work<T> work) {
        return database.read(connection -> {
            try (Prepared sql = new Prepared(connection)) {
                return work.run(sql);
            }
        });
    }

    private <T> T write(Work<T> work) {
        return database.write(connection -> {
            try (Prepared sql = new Prepared(connection)) {
                return work.run(sql);
            }
        });
    }
}
