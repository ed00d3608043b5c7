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
    private final String engine;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    /** @param engine as {@link Connections#engine} says */
    public Prepared(Connection connection, String engine) {
        this.connection = connection;
        this.engine = engine;
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

    /**
     * The first rows of a statement.
     *
     * @param sql ends with its ORDER BY
     * @param most one of few values, since each makes another statement
     */
    public PreparedStatement first(String sql, int most) throws SQLException {
        return of(Limit.first(engine, sql, most));
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
    }
}
