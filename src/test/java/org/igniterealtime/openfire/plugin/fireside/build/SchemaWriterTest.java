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
            assertEquals(0, count(statement, "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SYSTEM_TABLES"
                    + " WHERE TABLE_NAME LIKE 'FS%' AND HSQLDB_TYPE <> 'CACHED'"));
            statement.execute("SHUTDOWN");
        }
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
