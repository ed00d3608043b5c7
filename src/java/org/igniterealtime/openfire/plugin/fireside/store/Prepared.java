package org.igniterealtime.openfire.plugin.fireside.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * The statements of one transaction, each prepared once however often it runs: to compile one costs the embedded HSQLDB more
 * than to run it. The same statement must not be asked for again while a result of it is being read.
 */
public final class Prepared implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    public Prepared(Connection connection) {
        this.connection = connection;
    }

    /** All parameters have to be set again: the last run's are still in it. */
    public PreparedStatement of(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            statements.put(sql, known);
        }
        return known;
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
    }
}
