package org.igniterealtime.openfire.plugin.fireside.store;

/**
 * The first rows of a statement. {@code Statement.setMaxRows} alone tells the driver, not the planner, which then sorts a
 * whole table for a page; and each engine spells it in its own way.
 */
final class Limit {
    private Limit() {
    }

    /** @return the statement as the engine wants it; unchanged for one of which nothing is known */
    static String first(String engine, String sql, int most) {
        return switch (engine) {
            case "hsqldb", "postgresql", "cockroachdb", "mysql", "mariadb" -> sql + " LIMIT " + most;
            case "sqlserver", "oracle" -> sql + " OFFSET 0 ROWS FETCH NEXT " + most + " ROWS ONLY";
            case "db2", "firebird" -> sql + " FETCH FIRST " + most + " ROWS ONLY";
            default -> sql;
        };
    }
}
