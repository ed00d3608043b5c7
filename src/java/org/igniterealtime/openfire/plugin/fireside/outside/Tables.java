package org.igniterealtime.openfire.plugin.fireside.outside;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.igniterealtime.openfire.plugin.fireside.store.Database;

/** The project's tables in an own database, made by the script that Openfire runs for the plugin, and their version. */
final class Tables {
    /** As {@code databaseVersion} in plugin.xml. */
    static final int VERSION = 1;

    private static final String VERSIONS = "SELECT name, version FROM ofVersion";
    private static final String HOLD = "CREATE TABLE ofVersion (name VARCHAR(50) NOT NULL PRIMARY KEY, version INTEGER NOT NULL)";

    private Tables() {
    }

    /**
     * Makes them where there are none.
     *
     * @throws Misfit when they are of a version that is newer than this program, or when the database is a server's
     */
    static void ensure(Database database, String engine) {
        Map<String, Integer> versions = database.write(Tables::versions);
        if (versions.containsKey("openfire")) {
            throw new Misfit("the database is Openfire's own; give the component one for itself");
        }
        int version = versions.getOrDefault("fireside", 0);
        if (version > VERSION) {
            throw new Misfit("the database is of version " + version + ", made by a newer Fireside; this one knows " + VERSION);
        }
        if (version == 0) {
            database.write(connection -> {
                make(connection, engine);
                return null;
            });
        }
    }

    // That there is no such table is found out without an error, after which PostgreSQL would not go on.
    private static Map<String, Integer> versions(Connection connection) throws SQLException {
        Map<String, Integer> versions = new HashMap<>();
        boolean held = false;
        try (ResultSet tables = connection.getMetaData().getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
            while (tables.next()) {
                held |= tables.getString("TABLE_NAME").equalsIgnoreCase("ofVersion");
            }
        }
        if (held) {
            try (Statement sql = connection.createStatement(); ResultSet rows = sql.executeQuery(VERSIONS)) {
                while (rows.next()) {
                    versions.put(rows.getString(1), rows.getInt(2));
                }
            }
        }
        return versions;
    }

    // The version comes last. On PostgreSQL all of it is one transaction; HSQLDB keeps what a process that was killed here had
    // made, in a schema that is this program's alone.
    private static void make(Connection connection, String engine) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (engine.equals("hsqldb")) {
                statement.execute("DROP SCHEMA PUBLIC CASCADE");
            }
            statement.execute(HOLD);
            for (String command : script(engine).replaceAll("(?m)^--.*$", "").split(";\\s*\n")) {
                statement.execute(command);
            }
        }
    }

    private static String script(String engine) {
        try (InputStream script = Tables.class.getResourceAsStream("/fireside_" + engine + ".sql")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
