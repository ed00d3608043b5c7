package org.igniterealtime.openfire.plugin.fireside.files;

import static org.igniterealtime.openfire.plugin.fireside.files.Shelf.ALICE;
import static org.igniterealtime.openfire.plugin.fireside.files.Shelf.BOB;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may read, list and delete what, by the table of files.txt. */
class FileRightsTest {
    private static final String CONTENT = "words";

    @TempDir
    private Path folder;

    @Test
    void each_may_what_the_table_says() throws Exception {
        List<String> expected = FileRights.rows("what");
        List<String> found = new ArrayList<>();

        try (Shelf shelf = new Shelf(folder)) {
            shelf.limits = new FileLimits(1000, 50_000, 30_000, List.of("*"), Duration.ofMinutes(15), Duration.ofDays(10));
            for (String row : expected) {
                String[] cells = row.split(" ");
                found.add(cells[0] + " " + cells[1] + " " + says(shelf, cells[0], cells[1]));
            }
        }

        assertEquals(String.join("\n", expected), String.join("\n", found));
    }

    private static String says(Shelf shelf, String what, String who) throws Exception {
        Slot slot = made(shelf, what);
        Slot seen = who.equals("guesser") ? new Slot(other(slot.id()), other(slot.id()) + "/a.txt", "") : slot;
        String viewer = who.equals("owner") ? ALICE : BOB;
        boolean read = Shelf.text(shelf.get(seen)).equals(CONTENT);
        if (who.equals("nobody")) {
            return yes(read) + " . .";
        }
        String listed = who.equals("guesser") ? "." : yes(shelf.files.of(viewer, Long.MAX_VALUE, 100).stream().anyMatch(file -> file.id().equals(slot.id())));
        boolean deleted = shelf.files.delete(who.equals("guesser") ? ALICE : viewer, seen.id());
        assertEquals(deleted, deleted && shelf.files.find(seen.id()).isEmpty());
        return yes(read) + " " + listed + " " + yes(deleted);
    }

    private static Slot made(Shelf shelf, String what) throws Exception {
        if (what.equals("awaited")) {
            return shelf.files.slot(ALICE, "a.txt", "text/plain", CONTENT.length());
        }
        Slot slot = shelf.upload(ALICE, "a.txt", "text/plain", CONTENT);
        switch (what) {
            case "deleted" -> shelf.files.delete(ALICE, slot.id());
            case "expired" -> shelf.pass(Duration.ofDays(10));
            case "orphaned" -> shelf.files.forget(ALICE);
            default -> assertEquals("kept", what);
        }
        return slot;
    }

    private static String other(String id) {
        return (id.charAt(0) == '0' ? "1" : "0") + id.substring(1);
    }

    private static String yes(boolean may) {
        return may ? "yes" : "no";
    }
}
