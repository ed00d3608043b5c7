package org.igniterealtime.openfire.plugin.fireside.desk.search;

import static org.igniterealtime.openfire.plugin.fireside.desk.search.Shelf.ALICE;
import static org.igniterealtime.openfire.plugin.fireside.desk.search.Shelf.BOB;
import static org.igniterealtime.openfire.plugin.fireside.desk.search.Shelf.numbered;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeId;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Audience;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The index has what the tables have, whatever happened meanwhile. */
class IndexingTest {
    private static final NodeId BLOG = new NodeId(ALICE, Audience.BLOG);

    @TempDir
    Path folder;
    private Shelf shelf;

    @BeforeEach
    void open() throws Exception {
        shelf = new Shelf(folder.resolve("index"));
    }

    @AfterEach
    void close() throws Exception {
        shelf.close();
    }

    @Test
    void what_is_published_edited_retracted_purged_and_deleted_is_so_in_the_index() throws Exception {
        // when
        shelf.publish(ALICE, BLOG, "1", "First", "rain");
        shelf.publish(ALICE, BLOG, "2", "Second", "rain");
        shelf.write(ALICE, Audience.CONTACTS, "Third", "rain");
        // then
        shelf.settle();
        assertEquals(List.of("Third", "Second", "First"), shelf.find(ALICE, "rain"));
        // when
        shelf.publish(ALICE, BLOG, "1", "First", "snow");
        // then it stands where it was
        shelf.settle();
        assertEquals(List.of("Third", "Second"), shelf.find(ALICE, "rain"));
        assertEquals(List.of("First"), shelf.find(ALICE, "snow"));
        // when
        shelf.scene.pubsub.retract(ALICE, BLOG, "1", true);
        // then
        shelf.settle();
        assertEquals(List.of(), shelf.find(ALICE, "snow"));
        assertEquals(2, shelf.index().size());
        // when
        shelf.scene.pubsub.purge(ALICE, BLOG);
        shelf.publish(ALICE, BLOG, "3", "Fourth", "rain");
        // then
        shelf.settle();
        assertEquals(List.of("Fourth", "Third"), shelf.find(ALICE, "rain"));
        // when
        shelf.scene.pubsub.delete(ALICE, BLOG);
        shelf.scene.pubsub.forget(BOB);
        // then
        shelf.settle();
        assertEquals(List.of("Third"), shelf.find(ALICE, "rain"));
        assertEquals(1, shelf.index().size());
    }

    @Test
    void an_index_that_was_ended_well_is_there_again_and_learns_what_it_missed() throws Exception {
        // given
        for (int i = 1; i <= 30; i++) {
            shelf.publish(ALICE, BLOG, "id" + i, "Rain" + i, "drop");
        }
        shelf.settle();
        shelf.end();
        // when, without it
        shelf.publish(ALICE, BLOG, "id30", "Snow", "flake");
        shelf.scene.pubsub.retract(ALICE, BLOG, "id29", true);
        shelf.publish(ALICE, BLOG, "new", "Rain31", "drop");
        shelf.open(folder.resolve("index"));
        // then
        assertEquals(Stream.concat(Stream.of("Rain31"), numbered("Rain", 28, 1).stream()).toList(), shelf.find(BOB, "drop"));
        assertEquals(List.of("Snow"), shelf.find(BOB, "flake"));
        assertEquals(30, shelf.index().size());
    }

    @Test
    void an_index_as_a_killed_server_leaves_it_is_brought_up_to_date() throws Exception {
        // given what is on disk for certain
        shelf.publish(ALICE, BLOG, "1", "Rain1", "drop");
        shelf.settle();
        shelf.indexing().tick();
        shelf.settle();
        // and what is not
        shelf.publish(ALICE, BLOG, "1", "Rain1", "again a drop");
        for (int i = 2; i <= 40; i++) {
            shelf.publish(ALICE, BLOG, "" + i, "Rain" + i, "drop");
        }
        shelf.settle();
        // when
        Path left = copy(folder.resolve("index"), folder.resolve("left"));
        shelf.end();
        shelf.open(left);
        // then
        assertEquals(numbered("Rain", 40, 1), shelf.find(BOB, "drop"));
        assertEquals(List.of("Rain1"), shelf.find(BOB, "again"));
        assertEquals(40, shelf.index().size());
    }

    @Test
    void an_index_that_is_killed_while_it_is_written_is_whole_afterwards() throws Exception {
        for (int kill = 0; kill < 8; kill++) {
            // when, in the midst of it
            for (int i = 0; i < 20; i++) {
                shelf.publish(ALICE, BLOG, "id" + kill + "-" + i % 15, "Rain", "drop " + kill + " " + i);
            }
            shelf.indexing().tick();
            Path left = copy(folder.resolve(kill == 0 ? "index" : "left" + (kill - 1)), folder.resolve("left" + kill));
            shelf.end();
            shelf.open(left);
            // then
            assertEquals(15 * (kill + 1), shelf.index().size(), "after kill " + kill);
            assertEquals(15 * (kill + 1), shelf.find(BOB, "drop").size());
        }
    }

    @Test
    void an_index_that_is_lost_damaged_or_of_another_format_is_made_anew() throws Exception {
        shelf.publish(ALICE, BLOG, "1", "Rain", "drop");
        shelf.settle();
        for (String damage : List.of("lost", "cut", "flipped", "rubbish", "no list", "read only rubbish")) {
            shelf.end();
            damage(folder.resolve("index"), damage);
            shelf.open(folder.resolve("index"));
            assertEquals(List.of("Rain"), shelf.find(BOB, "drop"), damage);
            shelf.indexing().tick();
            shelf.settle();
        }
    }

    private static void damage(Path index, String how) throws IOException {
        for (Path file : files(index)) {
            String name = file.getFileName().toString();
            boolean list = name.startsWith("segments_");
            switch (how) {
                case "lost" -> Files.delete(file);
                case "cut" -> Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) / 2));
                case "flipped" -> flip(file, list);
                case "rubbish" -> Files.writeString(file, "This is no index of anybody's. ".repeat(20));
                case "no list" -> Files.writeString(file, list ? "" : "x");
                default -> Files.writeString(index.resolve("segments_zzz"), "rubbish");
            }
        }
    }

    // Only where the words are, which nobody reads at first.
    private static void flip(Path file, boolean list) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (!list && bytes.length > 60) {
            bytes[bytes.length / 2] ^= 0x55;
            Files.write(file, bytes);
        }
    }

    @Test
    void a_database_that_is_down_for_a_while_leaves_no_gap() throws Exception {
        // given
        shelf.publish(ALICE, BLOG, "1", "Rain1", "drop");
        shelf.settle();
        long second = shelf.publish(ALICE, BLOG, "2", "Rain2", "drop").created();
        shelf.settle();
        // when
        shelf.scene.database.down(true);
        shelf.indexing().look(second);
        assertTrue(Await.until(Duration.ofSeconds(20), () -> !shelf.indexing().isComplete()));
        shelf.scene.database.down(false);
        shelf.publish(ALICE, BLOG, "3", "Rain3", "drop");
        shelf.indexing().tick();
        // then
        assertTrue(Await.until(Duration.ofSeconds(20), shelf.indexing()::isComplete));
        shelf.settle();
        assertEquals(numbered("Rain", 3, 1), shelf.find(BOB, "drop"));
    }

    @Test
    void an_index_that_fails_is_opened_again() throws Exception {
        // given
        shelf.publish(ALICE, BLOG, "1", "Rain1", "drop");
        shelf.settle();
        shelf.index().close();
        // when
        shelf.publish(ALICE, BLOG, "2", "Rain2", "drop");
        assertTrue(Await.until(Duration.ofSeconds(20), () -> !shelf.indexing().isComplete()));
        shelf.indexing().tick();
        // then
        assertTrue(Await.until(Duration.ofSeconds(20), shelf.indexing()::isComplete));
        assertEquals(List.of("Rain2", "Rain1"), shelf.find(BOB, "drop"));
    }

    @Test
    void many_posts_are_taken_in_in_portions() throws Exception {
        // given
        shelf.end();
        for (int i = 1; i <= 2_300; i++) {
            shelf.publish(ALICE, BLOG, "id" + i, "Rain" + i, "drop");
        }
        // when
        shelf.open(folder.resolve("index"));
        // then
        assertEquals(2_300, shelf.index().size());
        assertEquals(numbered("Rain", 2_300, 1), shelf.find(BOB, "drop"));
        assertEquals(2, shelf.completions.get());
        assertFalse(shelf.indexing().index().isEmpty());
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (Path file : files(from)) {
            try {
                Files.copy(file, to.resolve(file.getFileName()));
            } catch (NoSuchFileException merged) {
                // A killed server would leave either that file or the list without it; this leaves a damaged index, which is harder.
            }
        }
        return to;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
