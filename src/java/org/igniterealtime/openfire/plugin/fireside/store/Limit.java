package org.igniterealtime.openfire.plugin.fireside.store;

import org.jivesoftware.database.DbConnectionManager;

/**
 * The first rows of a statement. {@code Statement.setMaxRows} alone tells the driver, not the planner, which then sorts a
 * whole table for a page; and each engine spells it in its own way.
 */
public final class Limit {
    private Limit() {
    }

    /**
     * @param sql ends with its ORDER BY
     * @param most one of few values, since each makes another statement
     * @return the statement as the database in use wants it; unchanged for one of which nothing is known
     */
    public static String first(String sql, int most) {
        return switch (DbConnectionManager.getDatabaseType().name()) {
            case "hsqldb", "postgresql", "cockroachdb", "mysql", "mariadb" -> sql + " LIMIT " + most;
            case "sqlserver", "oracle" -> sql + " OFFSET 0 ROWS FETCH NEXT " + most + " ROWS ONLY";
            case "db2", "firebird" -> sql + " FETCH FIRST " + most + " ROWS ONLY";
            default -> sql;
        };
    }
}
