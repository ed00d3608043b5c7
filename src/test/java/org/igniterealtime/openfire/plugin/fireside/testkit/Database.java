package org.igniterealtime.openfire.plugin.fireside.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

import org.igniterealtime.openfire.plugin.fireside.build.Dialect;

/**
 * Where a database is, for JDBC.
 *
 * @param driver class name, on the class path of the server and of the tests
 */
public record Database(Dialect dialect, String driver, String url, String user, String password) {

    /** A connection of the caller's own, beside the server's pool. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }
}
