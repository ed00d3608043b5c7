package org.igniterealtime.openfire.plugin.fireside.host;

import java.sql.Connection;
import java.sql.SQLException;
import org.igniterealtime.openfire.plugin.fireside.store.Connections;
import org.jivesoftware.database.DbConnectionManager;

/**
 * The host's pool. Its {@code closeTransactionConnection} is not used: it swallows a commit that fails, and an acknowledged write
 * must not be lost.
 */
public final class HostConnections implements Connections {
    @Override
    public Connection take() throws SQLException {
        return DbConnectionManager.getConnection();
    }

    @Override
    public void giveBack(Connection connection) {
        DbConnectionManager.closeConnection(connection);
    }

    @Override
    public String engine() {
        return DbConnectionManager.getDatabaseType().name();
    }
}
