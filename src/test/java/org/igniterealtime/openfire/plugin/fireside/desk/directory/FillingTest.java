package org.igniterealtime.openfire.plugin.fireside.desk.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The index has what its sources have. */
class FillingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;
    private final Lane lane = new Lane("data", 2, 2, 2, 1000);
    private final Shelf rooms = new Shelf(Kind.ROOM);
    private final Shelf people = new Shelf(Kind.PERSON);
    private final AtomicInteger completions = new AtomicInteger();
    private Filling filling;

    /** A source that one can change, and that fails when it is told to. */
    private static final class Shelf implements Source {
        private final Kind kind;
        private final ConcurrentSkipListMap<String, String> there = new ConcurrentSkipListMap<>();
        private volatile boolean down;

        Shelf(Kind kind) {
            this.kind = kind;
        }

        @Override
        public List<String> keys(String after) {
            return there.tailMap(after, false).keySet().stream().limit(3).toList();
        }

        @Override
        public Optional<Entry> entry(String key) {
            if (down) {
                throw new Outage(new IOException("down"));
            }
            return Optional.ofNullable(there.get(key)).map(name -> new Entry(kind, key, 0, name, Map.of(Entry.Field.WORDS, List.of(name)), Set.of()));
        }
    }

    @BeforeEach
    void open() {
        for (int i = 0; i < 10; i++) {
            rooms.there.put("room" + i, "Quarry " + i);
        }
        people.there.put("ana", "Ana");
        filling = new Filling(folder, Map.of(Kind.ROOM, rooms, Kind.PERSON, people), lane, completions::incrementAndGet);
        filling.tick();
        assertTrue(Await.until(PATIENCE, filling::isComplete));
    }

    @AfterEach
    void close() throws Exception {
        lane.close();
        filling.close();
    }

    private List<String> find(Kind kind, String words) throws Exception {
        // What is looked at is taken in in this chain, which this is the end of.
        lane.call(filling, () -> null).get(20, TimeUnit.SECONDS);
        return filling.index().orElseThrow().find(Wanted.of(kind, List.of(words), Set.of()), null, 100).stream().map(DirectoryIndex.Hit::key).toList();
    }

    @Test
    void all_is_there_after_the_start() throws Exception {
        assertEquals(10, find(Kind.ROOM, "quarry").size());
        assertEquals(List.of("ana"), find(Kind.PERSON, "ana"));
        assertEquals(1, completions.get());
    }

    @Test
    void what_is_told_is_taken_in() throws Exception {
        // when
        rooms.there.put("room3", "Garden");
        rooms.there.remove("room4");
        rooms.there.put("new", "Quarry");
        List.of("room3", "room4", "new", "never").forEach(key -> filling.look(Kind.ROOM, key));
        // then
        assertEquals(List.of("room3"), find(Kind.ROOM, "garden"));
        assertEquals(9, find(Kind.ROOM, "quarry").size());
    }

    @Test
    void what_nobody_told_of_is_found_when_all_is_gone_through_again() throws Exception {
        // given
        rooms.there.remove("room4");
        rooms.there.put("room3", "Garden");
        assertEquals(10, find(Kind.ROOM, "quarry").size());
        // when
        for (int i = 0; i < 200; i++) {
            filling.tick();
        }
        // then
        assertTrue(Await.until(PATIENCE, () -> completions.get() >= 2));
        assertEquals(8, find(Kind.ROOM, "quarry").size());
        assertEquals(List.of("room3"), find(Kind.ROOM, "garden"));
    }

    @Test
    void an_outage_leaves_no_gap() throws Exception {
        // given
        people.there.put("bob", "Bob");
        people.down = true;
        // when
        filling.look(Kind.PERSON, "bob");
        assertTrue(Await.until(PATIENCE, () -> !filling.isComplete()));
        // then what was there is found meanwhile
        assertEquals(List.of("ana"), find(Kind.PERSON, "ana"));
        // when
        people.down = false;
        filling.tick();
        // then
        assertTrue(Await.until(PATIENCE, filling::isComplete));
        assertEquals(List.of("bob"), find(Kind.PERSON, "bob"));
        assertEquals(10, find(Kind.ROOM, "quarry").size());
    }

    @Test
    void an_index_that_fails_is_made_anew() throws Exception {
        // given
        filling.index().orElseThrow().close();
        // when
        filling.look(Kind.ROOM, "room1");
        assertTrue(Await.until(PATIENCE, () -> !filling.isComplete()));
        assertFalse(filling.isComplete());
        filling.tick();
        // then
        assertTrue(Await.until(PATIENCE, filling::isComplete));
        assertEquals(10, find(Kind.ROOM, "quarry").size());
    }
}
