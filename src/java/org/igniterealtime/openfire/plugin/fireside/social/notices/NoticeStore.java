package org.igniterealtime.openfire.plugin.fireside.social.notices;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
    private static final String ABOUT = "SELECT owner, noticeId, kind, who, excerpt FROM fsNotice WHERE postId = ?";
    private static final String DELETE = "DELETE FROM fsNotice WHERE owner = ? AND noticeId = ?";
    private static final String FORGET_POST = "DELETE FROM fsNotice WHERE postId = ?";
    private static final String FORGET = "DELETE FROM fsNotice WHERE owner = ?";
    /** Notices that one account keeps. */
    private static final int MOST = 500;

    private final Database database;

    NoticeStore(Database database) {
        this.database = database;
    }

    /** @param once nothing is added when the same of the same person is there already */
    boolean add(Notice notice, boolean once) {
        return database.writePrepared(sql -> {
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
        return database.readPrepared(sql -> {
            PreparedStatement newest = sql.of(NEWEST);
            newest.setString(1, owner);
            newest.setMaxRows(most);
            List<Notice> notices = new ArrayList<>();
            try (ResultSet row = newest.executeQuery()) {
                while (row.next()) {
                    notices.add(new Notice(row.getLong(1), owner, kind(row.getString(2)), row.getString(3), row.getLong(4), words(row.getString(5)),
                        row.getInt(6) == 1));
                }
            }
            return notices;
        });
    }

    int unseen(String owner) {
        return database.readPrepared(sql -> {
            PreparedStatement unseen = sql.of(UNSEEN);
            unseen.setString(1, owner);
            try (ResultSet row = unseen.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        });
    }

    /** All up to one are seen. @return whether that changed anything */
    boolean see(String owner, long upTo) {
        return database.writePrepared(sql -> {
            PreparedStatement see = sql.of(SEE);
            see.setString(1, owner);
            see.setLong(2, upTo);
            return see.executeUpdate() > 0;
        });
    }

    /** @return the owners of the notices that are gone */
    Set<String> forgetPost(long post) {
        return database.writePrepared(sql -> {
            Set<String> owners = new HashSet<>();
            about(sql, post).forEach(notice -> owners.add(notice.owner()));
            PreparedStatement forget = sql.of(FORGET_POST);
            forget.setLong(1, post);
            forget.executeUpdate();
            return owners;
        });
    }

    /** @return the owners of the notices that are gone */
    Set<String> takeBack(Collection<Notice.Kind> kinds, String who, long post, String excerpt) {
        return database.writePrepared(sql -> {
            Set<String> owners = new HashSet<>();
            for (Notice notice : about(sql, post)) {
                if (kinds.contains(notice.kind()) && notice.who().equals(who) && notice.excerpt().equals(excerpt) && owners.add(notice.owner())) {
                    PreparedStatement delete = sql.of(DELETE);
                    delete.setString(1, notice.owner());
                    delete.setLong(2, notice.id());
                    delete.executeUpdate();
                }
            }
            return owners;
        });
    }

    private static List<Notice> about(Prepared sql, long post) throws SQLException {
        PreparedStatement about = sql.of(ABOUT);
        about.setLong(1, post);
        List<Notice> notices = new ArrayList<>();
        try (ResultSet row = about.executeQuery()) {
            while (row.next()) {
                notices.add(new Notice(row.getLong(2), row.getString(1), kind(row.getString(3)), row.getString(4), post, words(row.getString(5)), false));
            }
        }
        return notices;
    }

    private static Notice.Kind kind(String word) {
        return Notice.Kind.valueOf(word.toUpperCase(Locale.ROOT));
    }

    // Oracle's way with empty words.
    private static String words(String excerpt) {
        return excerpt == null ? "" : excerpt;
    }

    void forget(String owner) {
        database.writePrepared(sql -> {
            PreparedStatement forget = sql.of(FORGET);
            forget.setString(1, owner);
            return forget.executeUpdate();
        });
    }
}
