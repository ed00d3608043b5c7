package org.igniterealtime.openfire.plugin.fireside.files;

import static org.igniterealtime.openfire.plugin.fireside.files.Shelf.ALICE;
import static org.igniterealtime.openfire.plugin.fireside.files.Shelf.BOB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.igniterealtime.openfire.plugin.fireside.testkit.DatabaseServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.HostPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All of the files' SQL, on the databases that people run besides the embedded one. */
class FilesDatabasesIT {
    @TempDir
    private Path folder;

    @Test
    void postgresql() throws Exception {
        try (DatabaseServer server = DatabaseServer.postgresql(); Shelf shelf = new Shelf(folder, new HostPool(server.create("fireside")))) {
            journey(shelf);
        }
    }

    @Test
    void mariadb() throws Exception {
        try (DatabaseServer server = DatabaseServer.mariadb(); Shelf shelf = new Shelf(folder, new HostPool(server.create("fireside")))) {
            journey(shelf);
        }
    }

    private static void journey(Shelf shelf) throws Exception {
        shelf.limits = new FileLimits(1000, 5000, 3000, List.of("*"), Duration.ofMinutes(15), Duration.ofDays(10));
        Slot first = shelf.upload(ALICE, "\ud83d\udd25 \u00fc\u00df.png", "image/png", "words");
        Slot second = shelf.upload(ALICE, "b", "", "x".repeat(1000));
        shelf.files.slot(ALICE, "c", "", 1000);
        Slot bobs = shelf.upload(BOB, "d", "", "words");

        assertEquals("words", Shelf.text(shelf.get(first)));
        assertEquals("\ud83d\udd25 \u00fc\u00df.png", shelf.files.of(ALICE, Long.MAX_VALUE, 10).get(1).name());
        assertEquals(List.of(second.id()), shelf.files.of(ALICE, Long.MAX_VALUE, 1).stream().map(StoredFile::id).toList());
        assertEquals(1005, shelf.files.bytes(ALICE));
        assertEquals(NoSlot.Reason.DAY, assertThrows(NoSlot.class, () -> shelf.files.slot(ALICE, "e", "", 996)).reason());
        assertTrue(shelf.files.delete(ALICE, second.id()));
        shelf.files.forget(BOB);
        assertEquals(404, shelf.get(bobs).status());
        shelf.pass(Duration.ofDays(2));
        shelf.files.keepHouse();
        assertEquals(List.of(first.id()), shelf.files.of(ALICE, Long.MAX_VALUE, 10).stream().map(StoredFile::id).toList());
        assertEquals("words", Shelf.text(shelf.get(first)));
        shelf.pass(Duration.ofDays(9));
        shelf.files.keepHouse();
        try (var connection = shelf.database.open(); var sql = connection.createStatement();
                var row = sql.executeQuery("SELECT COUNT(*) FROM fsFile")) {
            row.next();
            assertEquals(0, row.getInt(1));
        }
    }
}
