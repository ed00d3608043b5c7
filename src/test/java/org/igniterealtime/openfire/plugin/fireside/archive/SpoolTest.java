package org.igniterealtime.openfire.plugin.fireside.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final List<Change> EACH = List.of(
        new Change.Message(new Kept(1, "alice", "bob@x", false, "o", "s", "🔥 \"\n\u2028 ä", "<m/>", Kept.State.SENT, "")),
        new Change.State("alice", null, "s", Kept.State.FAILED, "gone"),
        new Change.Displayed("alice", "bob@x", "s"),
        new Change.Read("alice", "bob@x", Long.MAX_VALUE, ""));

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("spool");
    }

    @Test
    void what_is_put_in_comes_out_in_order() {
        Spool spool = spool();

        assertEquals(2, spool.add(EACH.subList(0, 2)));
        assertEquals(2, spool.add(EACH.subList(2, 4)));

        assertEquals(EACH, spool.read());
    }

    @Test
    void it_outlives_the_process() {
        spool().add(EACH);

        Spool again = spool();

        assertFalse(again.isEmpty());
        assertEquals(EACH, again.read());
    }

    @Test
    void cleared_it_is_empty_and_takes_more() {
        Spool spool = spool();
        spool.add(EACH);

        spool.clear();

        assertTrue(spool.isEmpty());
        assertEquals(List.of(), spool.read());
        spool.add(EACH.subList(1, 2));
        assertEquals(EACH.subList(1, 2), spool.read());
    }

    @Test
    void a_last_line_torn_anywhere_costs_that_line_alone() throws IOException {
        spool().add(EACH);
        byte[] whole = Files.readAllBytes(file);
        String text = new String(whole, StandardCharsets.UTF_8);
        int lastLine = text.substring(0, text.lastIndexOf('\n', text.length() - 2) + 1).getBytes(StandardCharsets.UTF_8).length;
        int firstLine = text.substring(0, text.indexOf('\n') + 1).getBytes(StandardCharsets.UTF_8).length;

        for (int cut = lastLine; cut < whole.length; cut++) {
            Files.write(file, Arrays.copyOf(whole, cut));
            assertEquals(EACH.subList(0, 3), spool().read(), "cut at " + cut);
        }
        for (int cut = 0; cut < firstLine; cut++) {
            Files.write(file, Arrays.copyOf(whole, cut));
            assertEquals(List.of(), spool().read(), "cut at " + cut);
        }
    }

    @Test
    void what_follows_a_torn_line_is_not_spoilt_by_it() throws IOException {
        spool().add(EACH.subList(0, 1));
        Files.writeString(file, "read {\"owner\":\"ali", StandardOpenOption.APPEND);

        Spool again = spool();
        assertEquals(1, again.add(EACH.subList(1, 2)));

        assertEquals(EACH.subList(0, 2), spool().read());
    }

    @Test
    void letters_that_are_none_cost_their_line_alone() throws IOException {
        spool().add(EACH.subList(0, 1));
        Files.write(file, new byte[] {(byte) 0xf0, (byte) 0x9f, '\n'}, StandardOpenOption.APPEND);
        spool().add(EACH.subList(1, 2));

        assertEquals(EACH.subList(0, 2), spool().read());
    }

    @Test
    void a_full_spool_keeps_what_came_first_and_says_how_much() {
        Spool small = new Spool(file, () -> 1000);

        int kept = small.add(Collections.nCopies(100, EACH.get(2)));

        assertTrue(kept > 5 && kept < 100);
        assertEquals(Collections.nCopies(kept, EACH.get(2)), small.read());
        assertTrue(small.bytes() <= 1000);
        assertEquals(0, small.add(EACH.subList(0, 1)));
        assertEquals(Collections.nCopies(kept, EACH.get(2)), small.read());
    }

    @Test
    void a_disk_that_cannot_be_written_keeps_nothing_and_says_so() {
        Spool nowhere = new Spool(folder.resolve("missing/spool"), () -> 1 << 20);

        assertEquals(0, nowhere.add(EACH));
        assertTrue(nowhere.isEmpty());
    }

    @Test
    void many_lines_keep_their_order() {
        List<Change> many = IntStream.range(0, 5000).mapToObj(i -> (Change) new Change.Displayed("alice", "bob@x", "s" + i)).toList();
        Spool spool = spool();

        spool.add(many);

        assertEquals(many, spool.read());
    }

    private Spool spool() {
        return new Spool(file, () -> 1 << 20);
    }
}
