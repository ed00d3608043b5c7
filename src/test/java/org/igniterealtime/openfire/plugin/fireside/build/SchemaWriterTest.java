package org.igniterealtime.openfire.plugin.fireside.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaWriterTest {

    private static final Path FOLDER = Path.of("src/database");

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void the_committed_script_is_what_the_schema_says(Dialect dialect) throws IOException {
        String written = SchemaWriter.write(SchemaWriter.read(FOLDER), dialect);

        assertEquals(written, Files.readString(SchemaWriter.script(FOLDER, dialect)),
                "src/database is not what fireside.schema says: run bin/schema");
    }

    @Test
    void hsqldb_takes_the_script_and_caches_its_tables(@TempDir Path folder) throws Exception {
        try (Connection database = DriverManager.getConnection("jdbc:hsqldb:" + folder.resolve("db"), "sa", "");
             Statement statement = database.createStatement()) {
            statement.execute("CREATE TABLE ofVersion (name VARCHAR(50) PRIMARY KEY, version INTEGER)");

            String script = SchemaWriter.write(SchemaWriter.read(FOLDER), Dialect.hsqldb);
            for (String command : script.replaceAll("(?m)^--.*$", "").split(";\\s*\n")) {
                statement.execute(command);
            }

            assertEquals(1, count(statement, "SELECT version FROM ofVersion WHERE name = 'fireside'"));
            statement.execute("INSERT INTO fsItem VALUES (1, 'id', 1, 1, 'alice@x', 0)");
            statement.execute("INSERT INTO fsItem VALUES (1, 'ID', 2, 2, 'alice@x', 0)");
            assertEquals(1, count(statement, "SELECT COUNT(*) FROM fsItem WHERE itemId = 'id'"));
            assertEquals(0, count(statement, "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SYSTEM_TABLES"
                    + " WHERE TABLE_NAME LIKE 'FS%' AND HSQLDB_TYPE <> 'CACHED'"));
            statement.execute("SHUTDOWN");
        }
    }

    /** Ids of items, names of nodes and addresses are chosen by others: a and A are two, and so are a and \u00e4. */
    @ParameterizedTest
    @EnumSource(value = Dialect.class, names = {"mysql", "mariadb"})
    void mysql_and_mariadb_compare_exactly(Dialect dialect) throws IOException {
        String script = SchemaWriter.write(SchemaWriter.read(FOLDER), dialect);

        assertEquals(occurrences("CREATE TABLE ", script), occurrences(") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;", script));
    }

    @Test
    void sqlserver_compares_exactly() throws IOException {
        String script = SchemaWriter.write(SchemaWriter.read(FOLDER), Dialect.sqlserver);

        assertEquals(occurrences("VARCHAR(", script) - occurrences("VARCHAR(MAX)", script), occurrences(" COLLATE Latin1_General_BIN2", script));
    }

    private static int occurrences(String part, String text) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }

    @Test
    void a_key_too_long_for_mysql_is_refused() {
        List<String> tooLong = List.of("table a", "  x string(500)", "  y string(500)", "  primary key (x, y)");
        List<String> prefixed = List.of("table a", "  x string(500)", "  y string(500)", "  primary key (x, y(200))");

        assertThrows(IllegalArgumentException.class, () -> Schema.parse(tooLong));
        assertTrue(SchemaWriter.tables(Schema.parse(prefixed), Dialect.mysql).contains("(x, y(200))"));
        assertTrue(SchemaWriter.tables(Schema.parse(prefixed), Dialect.hsqldb).contains("(x, y)"));
    }

    @Test
    void a_word_that_some_engine_keeps_for_itself_is_refused() {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class,
                () -> Schema.parse(List.of("table a", "  order int", "  primary key (order)")));

        assertTrue(refusal.getMessage().contains("order int"), refusal.getMessage());
    }

    private static int count(Statement statement, String query) throws SQLException {
        try (var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
