package org.igniterealtime.openfire.plugin.fireside.files;

import static org.igniterealtime.openfire.plugin.fireside.files.Shelf.ALICE;
import static org.igniterealtime.openfire.plugin.fireside.files.Shelf.BOB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be uploaded, what is kept, and what goes when: on the database and on the disk alike. */
class FilesTest {
    @TempDir
    private Path folder;
    private Shelf shelf;

    @BeforeEach
    void open() throws Exception {
        shelf = new Shelf(folder);
    }

    @AfterEach
    void close() throws Exception {
        shelf.close();
    }

    @Test
    void what_was_uploaded_is_read_as_it_is_and_its_name_is_nowhere_on_disk() throws Exception {
        Slot slot = shelf.upload(ALICE, "../../etc/passwd", "text/plain", "words");

        assertEquals("words", Shelf.text(shelf.get(slot)));
        assertEquals(List.of(slot.id().substring(0, 2) + "/" + slot.id()), onDisk());
        assertEquals(slot.id() + "/passwd", slot.path());
    }

    @Test
    void a_file_over_the_limit_gets_no_slot() {
        NoSlot no = assertThrows(NoSlot.class, () -> shelf.files.slot(ALICE, "a", "", 1001));

        assertEquals(NoSlot.Reason.TOO_LARGE, no.reason());
        assertEquals(1000, no.most());
    }

    @Test
    void a_type_that_is_not_wanted_gets_no_slot() throws Exception {
        shelf.limits = new FileLimits(1000, 5000, 3000, List.of("image/*", "text/plain"), Duration.ofMinutes(15), Duration.ZERO);

        assertEquals(NoSlot.Reason.TYPE, assertThrows(NoSlot.class, () -> shelf.files.slot(ALICE, "a", "application/zip", 10)).reason());
        shelf.files.slot(ALICE, "a", "image/png", 10);
        shelf.files.slot(ALICE, "a", "text/plain", 10);
    }

    @Test
    void a_day_of_an_owner_is_over_when_its_bytes_are_and_his_alone() throws Exception {
        // given
        shelf.upload(ALICE, "a", "", "x".repeat(1000));
        Instant first = shelf.instant();
        shelf.pass(Duration.ofHours(1));
        shelf.upload(ALICE, "b", "", "x".repeat(1000));
        shelf.upload(ALICE, "c", "", "x".repeat(600));

        // when
        NoSlot no = assertThrows(NoSlot.class, () -> shelf.files.slot(ALICE, "d", "", 401));

        // then
        assertEquals(NoSlot.Reason.DAY, no.reason());
        assertEquals(first.plus(Duration.ofDays(1)).toEpochMilli(), no.retry().toEpochMilli());
        shelf.files.slot(BOB, "d", "", 1000);
        shelf.files.slot(ALICE, "d", "", 400);
        shelf.pass(Duration.between(shelf.instant(), no.retry()).plusSeconds(1));
        shelf.files.slot(ALICE, "d", "", 1000);
    }

    @Test
    void what_is_deleted_counts_for_the_day_and_not_for_the_quota() throws Exception {
        // given
        for (int i = 0; i < 3; i++) {
            assertTrue(shelf.files.delete(ALICE, shelf.upload(ALICE, "a", "", "x".repeat(1000)).id()));
        }

        // then
        assertEquals(NoSlot.Reason.DAY, assertThrows(NoSlot.class, () -> shelf.files.slot(ALICE, "a", "", 1)).reason());
        assertEquals(0, shelf.files.bytes(ALICE));
        shelf.pass(Duration.ofDays(1).plusSeconds(1));
        shelf.files.keepHouse();
        assertEquals(0, rows());
    }

    @Test
    void all_files_of_an_owner_have_no_more_bytes_than_his_quota() throws Exception {
        for (int i = 0; i < 5; i++) {
            shelf.upload(ALICE, "a", "", "x".repeat(1000));
            shelf.pass(Duration.ofHours(12));
        }

        NoSlot no = assertThrows(NoSlot.class, () -> shelf.files.slot(ALICE, "a", "", 1));

        assertEquals(NoSlot.Reason.QUOTA, no.reason());
        shelf.files.delete(ALICE, shelf.files.of(ALICE, Long.MAX_VALUE, 1).get(0).id());
        shelf.files.slot(ALICE, "a", "", 1);
    }

    @Test
    void only_so_many_slots_wait_at_once() throws Exception {
        for (int i = 0; i < 100; i++) {
            shelf.files.slot(ALICE, "a", "", 1);
        }

        assertEquals(NoSlot.Reason.SLOTS, assertThrows(NoSlot.class, () -> shelf.files.slot(ALICE, "a", "", 1)).reason());
        shelf.pass(Duration.ofMinutes(15));
        shelf.files.slot(ALICE, "a", "", 1);
    }

    @Test
    void a_slot_that_was_not_used_is_forgotten_and_counts_for_nothing() throws Exception {
        Slot slot = shelf.files.slot(ALICE, "a", "", 1000);
        shelf.files.slot(ALICE, "a", "", 1000);
        shelf.files.slot(ALICE, "a", "", 1000);
        shelf.pass(Duration.ofMinutes(15));

        assertEquals(404, shelf.put(slot, "x".repeat(1000)).status());
        shelf.files.slot(ALICE, "a", "", 1000);
        shelf.files.keepHouse();
        assertEquals(1, rows());
    }

    @Test
    void an_upload_that_has_begun_in_time_may_end_late_and_counts_until_then() throws Exception {
        // given
        Slot slot = shelf.files.slot(ALICE, "a", "", 1000);
        FileReply.Taking taking = assertInstanceOf(FileReply.Taking.class, shelf.begin(slot, 1000));
        shelf.limits = new FileLimits(1000, 1500, 3000, List.of("*"), Duration.ofMinutes(15), Duration.ZERO);

        // when
        shelf.pass(Duration.ofHours(1));
        shelf.files.keepHouse();

        // then
        assertEquals(NoSlot.Reason.QUOTA, assertThrows(NoSlot.class, () -> shelf.files.slot(ALICE, "b", "", 501)).reason());
        assertEquals(201, Shelf.end(taking, "x".repeat(1000)).status());
        assertEquals("x".repeat(1000), Shelf.text(shelf.get(slot)));
    }

    @Test
    void a_file_goes_when_its_days_are_over() throws Exception {
        shelf.limits = new FileLimits(1000, 5000, 3000, List.of("*"), Duration.ofMinutes(15), Duration.ofDays(3));
        Slot slot = shelf.upload(ALICE, "a", "", "words");
        shelf.pass(Duration.ofDays(3).minusSeconds(1));
        shelf.files.keepHouse();
        assertEquals(200, shelf.get(slot).status());

        shelf.pass(Duration.ofSeconds(1));

        assertEquals(404, shelf.get(slot).status());
        assertEquals(List.of(), shelf.files.of(ALICE, Long.MAX_VALUE, 10));
        shelf.files.keepHouse();
        assertEquals(List.of(), onDisk());
        assertEquals(0, rows());
    }

    @Test
    void an_owner_lists_and_deletes_his_own_and_nobody_elses() throws Exception {
        // given
        List<String> ids = new ArrayList<>();
        for (String name : List.of("one", "two", "three")) {
            ids.add(0, shelf.upload(ALICE, name, "", name).id());
        }
        shelf.files.slot(ALICE, "awaited", "", 5);

        // then
        List<StoredFile> page = shelf.files.of(ALICE, Long.MAX_VALUE, 2);
        assertEquals(ids.subList(0, 2), page.stream().map(StoredFile::id).toList());
        assertEquals(ids.subList(2, 3), shelf.files.of(ALICE, page.get(1).created(), 2).stream().map(StoredFile::id).toList());
        assertEquals(List.of(), shelf.files.of(BOB, Long.MAX_VALUE, 2));
        assertFalse(shelf.files.delete(BOB, ids.get(0)));
        assertFalse(shelf.files.delete(ALICE, "../" + ids.get(0)));
        assertTrue(shelf.files.delete(ALICE, ids.get(0)));
        assertFalse(shelf.files.delete(ALICE, ids.get(0)));
        assertEquals(2, onDisk().size());
    }

    @Test
    void an_account_that_goes_takes_its_files_along_and_what_it_uploads_right_now() throws Exception {
        // given
        shelf.upload(ALICE, "a", "", "words");
        Slot bobs = shelf.upload(BOB, "a", "", "words");
        FileReply.Taking taking = assertInstanceOf(FileReply.Taking.class, shelf.begin(shelf.files.slot(ALICE, "b", "", 5), 5));

        // when
        shelf.files.forget(ALICE);

        // then
        assertEquals(404, Shelf.end(taking, "words").status());
        assertEquals(List.of(bobs.id().substring(0, 2) + "/" + bobs.id()), onDisk());
        assertEquals(1, rows());
    }

    @Test
    void an_upload_that_is_called_off_is_not_kept() throws Exception {
        Slot slot = shelf.files.slot(ALICE, "b", "", 5);
        FileReply.Taking taking = assertInstanceOf(FileReply.Taking.class, shelf.begin(slot, 5));

        assertTrue(shelf.files.delete(ALICE, slot.id()));

        assertEquals(404, Shelf.end(taking, "words").status());
        assertEquals(List.of(), onDisk());
    }

    @Test
    void a_slot_is_used_once() throws Exception {
        Slot slot = shelf.files.slot(ALICE, "b", "", 5);
        FileReply.Taking taking = assertInstanceOf(FileReply.Taking.class, shelf.begin(slot, 5));

        assertEquals(409, shelf.put(slot, "other").status());
        assertEquals(201, Shelf.end(taking, "words").status());
        assertEquals(409, shelf.put(slot, "other").status());
        assertEquals("words", Shelf.text(shelf.get(slot)));
    }

    @Test
    void a_slot_can_be_used_again_after_its_upload_was_cut_off() throws Exception {
        Slot slot = shelf.files.slot(ALICE, "b", "", 5);
        FileReply.Taking taking = assertInstanceOf(FileReply.Taking.class, shelf.begin(slot, 5));

        taking.cut();

        assertEquals(List.of(), onDisk());
        assertEquals(201, shelf.put(slot, "words").status());
    }

    @Test
    void what_nobody_knows_on_disk_goes_when_it_has_lain_there_long_enough() throws Exception {
        // given
        Slot known = shelf.upload(ALICE, "a", "", "words");
        Path old = unknown("ab" + "0".repeat(30));
        Path fresh = unknown("ab" + "1".repeat(30));
        Path stranger = java.nio.file.Files.createFile(old.resolveSibling("readme"));
        for (Path file : List.of(old, stranger, folder.resolve(known.path().substring(0, 2)).resolve(known.id()))) {
            java.nio.file.Files.setLastModifiedTime(file, FileTime.from(shelf.instant().minus(Duration.ofHours(3))));
        }

        // when
        shelf.files.keepHouse();

        // then
        assertFalse(java.nio.file.Files.exists(old));
        assertTrue(java.nio.file.Files.exists(fresh));
        assertTrue(java.nio.file.Files.exists(stranger));
        assertEquals("words", Shelf.text(shelf.get(known)));
    }

    @Test
    void halves_of_a_process_that_has_ended_go_when_the_next_begins() throws Exception {
        java.nio.file.Files.createFile(folder.resolve("making/1.part"));

        shelf.files.begin();

        assertEquals(List.of(), onDisk());
    }

    @Test
    void many_that_come_at_once_are_all_kept_but_those_that_are_called_off() throws Exception {
        // given
        List<Slot> slots = new ArrayList<>();
        List<FileReply.Taking> takings = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            slots.add(shelf.files.slot(ALICE, "a", "", 2));
            takings.add(assertInstanceOf(FileReply.Taking.class, shelf.begin(slots.get(i), 2)));
        }
        for (int i = 0; i < 40; i += 4) {
            shelf.files.delete(ALICE, slots.get(i).id());
        }

        // when
        ExecutorService pool = Executors.newFixedThreadPool(8);
        List<Integer> said = new ArrayList<>();
        try {
            List<Callable<Integer>> ends = takings.stream().<Callable<Integer>>map(taking -> () -> Shelf.end(taking, "ab").status()).toList();
            for (Future<Integer> each : pool.invokeAll(ends)) {
                said.add(each.get());
            }
        } finally {
            pool.shutdown();
        }

        // then
        assertEquals(IntStream.range(0, 40).mapToObj(i -> i % 4 == 0 ? 404 : 201).toList(), said);
        assertEquals(30, onDisk().size());
        assertEquals(30, rows());
    }

    private Path unknown(String id) throws IOException {
        Path file = folder.resolve(id.substring(0, 2)).resolve(id);
        java.nio.file.Files.createDirectories(file.getParent());
        return java.nio.file.Files.createFile(file);
    }

    private List<String> onDisk() throws IOException {
        try (Stream<Path> files = java.nio.file.Files.walk(folder)) {
            return files.filter(java.nio.file.Files::isRegularFile).map(file -> folder.relativize(file).toString()).sorted().toList();
        }
    }

    private int rows() throws Exception {
        try (var connection = shelf.database.open(); var sql = connection.createStatement();
                var row = sql.executeQuery("SELECT COUNT(*) FROM fsFile")) {
            row.next();
            return row.getInt(1);
        }
    }
}
