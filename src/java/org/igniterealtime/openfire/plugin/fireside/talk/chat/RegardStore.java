package org.igniterealtime.openfire.plugin.fireside.talk.chat;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;
import org.igniterealtime.openfire.plugin.fireside.talk.attention.Level;
import org.igniterealtime.openfire.plugin.fireside.talk.attention.Regard;

/** How accounts regard their chats, in the database. Blocks. */
final class RegardStore {
    /** Chats of one account of which something is said. */
    static final int MOST = 500;

    private static final String READ = "SELECT peer, pinned, notifyLevel FROM fsChatRegard WHERE owner = ?";
    private static final String INSERT = "INSERT INTO fsChatRegard (pinned, notifyLevel, owner, peer) VALUES (?, ?, ?, ?)";
    private static final String DELETE = "DELETE FROM fsChatRegard WHERE owner = ? AND peer = ?";
    private static final String FORGET = "DELETE FROM fsChatRegard WHERE owner = ?";

    private final Database database;

    RegardStore(Database database) {
        this.database = database;
    }

    /** By the bare JID of the other side. */
    Map<String, Regard> of(String owner) {
        return database.readPrepared(prepared -> {
            PreparedStatement sql = prepared.of(READ);
            sql.setString(1, owner);
            sql.setMaxRows(MOST);
            Map<String, Regard> regards = new HashMap<>();
            try (ResultSet row = sql.executeQuery()) {
                while (row.next()) {
                    // Oracle keeps an empty text as null.
                    String level = row.getString(3);
                    regards.put(row.getString(1), new Regard(row.getInt(2) == 1, Level.of(level == null ? "" : level).orElse(Level.DEFAULT)));
                }
            }
            return regards;
        });
    }

    void save(String owner, String peer, Regard regard) {
        database.writePrepared(prepared -> {
            run(prepared, DELETE, owner, peer);
            if (!regard.equals(Regard.NONE)) {
                PreparedStatement sql = prepared.of(INSERT);
                sql.setInt(1, regard.pinned() ? 1 : 0);
                sql.setString(2, regard.level().word());
                sql.setString(3, owner);
                sql.setString(4, peer);
                sql.executeUpdate();
            }
            return null;
        });
    }

    void forget(String owner) {
        database.writePrepared(prepared -> run(prepared, FORGET, owner));
    }

    private static int run(Prepared prepared, String statement, String... values) throws SQLException {
        PreparedStatement sql = prepared.of(statement);
        for (int i = 0; i < values.length; i++) {
            sql.setString(i + 1, values[i]);
        }
        return sql.executeUpdate();
    }
}
