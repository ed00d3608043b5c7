package org.igniterealtime.openfire.plugin.fireside.outside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnDatabaseTest {
    @TempDir
    private Path folder;

    @Test
    void tables_are_made_once_and_what_is_in_them_stays() {
        // given
        try (OwnDatabase own = OwnDatabase.in(folder)) {
            Tables.ensure(new Database(own), own.engine());
            execute(own, "INSERT INTO fsPerson VALUES ('alice', '', '', '', 0, 0, 0, 0)");
        }
        // when
        try (OwnDatabase own = OwnDatabase.in(folder)) {
            Tables.ensure(new Database(own), own.engine());
            // then
            assertEquals(List.of("alice"), column(own, "SELECT username FROM fsPerson"));
            assertEquals(List.of("1"), column(own, "SELECT version FROM ofVersion WHERE name = 'fireside'"));
        }
    }

    @Test
    void tables_that_were_half_made_are_made_anew() {
        try (OwnDatabase own = OwnDatabase.in(folder)) {
            // given
            execute(own, "CREATE TABLE ofVersion (name VARCHAR(50) NOT NULL PRIMARY KEY, version INTEGER NOT NULL)", "CREATE TABLE fsLogin (loginId INTEGER)");
            // when
            Tables.ensure(new Database(own), own.engine());
            // then
            assertEquals(List.of(), column(own, "SELECT tokenHash FROM fsLogin"));
        }
    }

    @Test
    void what_a_newer_version_or_a_server_made_is_left_alone() {
        try (OwnDatabase own = OwnDatabase.in(folder)) {
            Database database = new Database(own);
            Tables.ensure(database, own.engine());
            execute(own, "UPDATE ofVersion SET version = 2");
            assertEquals("the database is of version 2, made by a newer Fireside; this one knows 1",
                assertThrows(Misfit.class, () -> Tables.ensure(database, own.engine())).getMessage());
            execute(own, "INSERT INTO ofVersion VALUES ('openfire', 26)");
            assertEquals("the database is Openfire's own; give the component one for itself",
                assertThrows(Misfit.class, () -> Tables.ensure(database, own.engine())).getMessage());
        }
    }

    @Test
    void the_version_is_that_of_the_plugin() throws Exception {
        Matcher version = Pattern.compile("<databaseVersion>(\\d+)<").matcher(Files.readString(Path.of("plugin.xml")));

        assertTrue(version.find());
        assertEquals(Tables.VERSION, Integer.parseInt(version.group(1)));
    }

    @Test
    void a_directory_is_one_process_s_and_free_again_at_its_end() {
        try (OwnDatabase own = OwnDatabase.in(folder)) {
            assertEquals("hsqldb", own.engine());
            assertTrue(assertThrows(Misfit.class, () -> OwnDatabase.in(folder)).getMessage().startsWith("another process is at work in "));
        }
        OwnDatabase.in(folder).close();
    }

    private static void execute(OwnDatabase own, String... statements) {
        new Database(own).write(connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String each : statements) {
                    statement.execute(each);
                }
                return null;
            }
        });
    }

    private static List<String> column(OwnDatabase own, String query) {
        return new Database(own).read(connection -> {
            List<String> values = new ArrayList<>();
            try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
            return values;
        });
    }
}
