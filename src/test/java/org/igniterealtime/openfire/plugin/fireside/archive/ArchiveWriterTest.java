package org.igniterealtime.openfire.plugin.fireside.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.igniterealtime.openfire.plugin.fireside.event.Events;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.host.HostConnections;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;
import org.igniterealtime.openfire.plugin.fireside.testkit.EmbeddedDatabase;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Meaning;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveWriterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Longer than the column of its table. */
    private static final String POISON = "x".repeat(300) + "@x";

    @TempDir
    private Path folder;
    private final List<Object> told = Collections.synchronizedList(new ArrayList<>());
    private final Events events = new Events();
    private EmbeddedDatabase database;
    private ArchiveWriter writer;
    private Admission admission = (owner, peer) -> true;

    @BeforeEach
    void open() throws Exception {
        database = new EmbeddedDatabase();
        List.of(Stored.class, Marked.class, WasRead.class).forEach(type -> events.on(type, told::add));
        writer = writer();
    }

    @AfterEach
    void close() throws Exception {
        database.down(false);
        writer.close();
        database.close();
    }

    @Test
    void a_message_of_a_page_is_told_once_it_is_kept_and_the_same_again_is_not_fresh() throws Exception {
        writer.start();

        Archive.Sent first = writer.keep(outgoing(1)).get(10, TimeUnit.SECONDS);
        Archive.Sent again = writer.keep(new Kept(2, "alice", "bob@x", true, "o1", "s1", "text", "", Kept.State.SENT, "")).get(10, TimeUnit.SECONDS);

        assertTrue(first.fresh());
        assertFalse(again.fresh());
        assertEquals(List.of(1L), kept());
        assertEquals(1, told.size());
    }

    @Test
    void a_batch_is_kept_in_order_with_its_counts() throws Exception {
        LongStream.rangeClosed(1, 500).forEach(id -> writer.keepLater(incoming(id)));
        writer.start();

        assertTrue(Await.until(PATIENCE, () -> told.size() == 500));

        assertEquals(LongStream.rangeClosed(1, 500).boxed().toList(), told.stream().map(each -> ((Stored) each).message().id()).toList());
        assertEquals(new Chat("alice", "bob@x", 500, text("text 500"), false, 500, 0), chat());
    }

    @Test
    void receipts_markers_and_reading_change_what_is_known() throws Exception {
        for (long id = 1; id <= 3; id++) {
            writer.keepLater(new Change.Message(outgoing(id)));
        }
        writer.keepLater(incoming(4));
        writer.keepLater(incoming(5));
        writer.keepLater(new Change.State("alice", "bob@x", "s1", Kept.State.DELIVERED, ""));
        writer.keepLater(new Change.Displayed("alice", "bob@x", "s2"));
        writer.keepLater(new Change.State("alice", "bob@x", "s2", Kept.State.DELIVERED, ""));
        writer.keepLater(new Change.State("alice", null, "s3", Kept.State.FAILED, "gone"));
        writer.keepLater(new Change.Read("alice", "bob@x", 0, "s4"));
        writer.keepLater(new Change.Read("alice", "bob@x", 3, ""));
        writer.keepLater(new Change.State("mallory", "bob@x", "s1", Kept.State.FAILED, "gone"));
        writer.keepLater(new Change.State("alice", "carol@x", "s1", Kept.State.FAILED, "gone"));
        writer.keepLater(incoming(6));
        writer.start();

        // Told after the commit, in order: with the last of them all have been told.
        assertTrue(Await.until(PATIENCE, () -> told.stream().anyMatch(each -> each instanceof Stored stored && stored.message().id() == 6)));

        assertEquals(List.of(Kept.State.DISPLAYED, Kept.State.DISPLAYED, Kept.State.FAILED),
            messages().stream().filter(Kept::outgoing).map(Kept::state).toList());
        assertEquals(2, chat().unread());
        assertEquals(4, chat().read());
        assertEquals(1, told.stream().filter(WasRead.class::isInstance).count());
    }

    // The host hands out what it has stored to who comes just then, before it says that it has routed it.
    @Test
    void what_is_handed_out_late_and_what_was_routed_before_are_one_whichever_is_told_first() throws Exception {
        Instant now = Instant.now();
        Kept first = received(Stamp.at(now), "a", "one");
        Kept second = received(Stamp.at(now) + 1, "b", "two");
        writer.keepLater(late(first));
        writer.keepLater(new Change.Message(first));
        writer.keepLater(new Change.Message(second));
        writer.keepLater(late(second));
        // One that was told its number lies in the store with it.
        writer.keepLater(new Change.Late(received(Stamp.at(now) + 2, "c", "three"), Meaning.WORDS));
        writer.keepLater(new Change.Message(received(Stamp.at(now) + 2, "c", "three")));
        // The same words in a message of later are another one, and so are others with the same id.
        writer.keepLater(new Change.Message(received(Stamp.at(now.plusSeconds(300)), "a", "one")));
        writer.keepLater(new Change.Message(received(Stamp.at(now) + 3, "a", "four")));
        writer.start();

        assertTrue(Await.until(PATIENCE, () -> told.stream().anyMatch(each -> each instanceof Stored stored && stored.message().body().equals("four"))));

        assertEquals(List.of("one", "two", "three", "four", "one"), messages().stream().map(Kept::body).toList());
    }

    private static Kept received(long id, String stanzaId, String body) {
        return new Kept(id, "alice", "bob@x", false, Long.toHexString(id), stanzaId, body, "", Kept.State.SENT, "");
    }

    private static Change late(Kept message) {
        return new Change.Late(new Kept(message.id(), message.owner(), message.peer(), false, Kept.LATE + message.stanzaId(), message.stanzaId(), message.body(), "",
            Kept.State.SENT, ""), Meaning.WORDS);
    }

    @Test
    void who_answers_has_read() throws Exception {
        writer.keepLater(incoming(1));
        writer.keepLater(new Change.Message(outgoing(2)));
        writer.start();

        assertTrue(Await.until(PATIENCE, () -> told.size() == 2));

        assertEquals(0, chat().unread());
        assertEquals(2, chat().read());
    }

    @Test
    void one_row_that_cannot_be_kept_costs_no_other() throws Exception {
        writer.keepLater(incoming(1));
        CompletableFuture<Archive.Sent> poisonous = writer.keep(new Kept(2, "alice", POISON, true, "o2", "", "x", "", Kept.State.SENT, ""));
        writer.keepLater(incoming(3));
        CompletableFuture<Archive.Sent> good = writer.keep(outgoing(4));
        writer.start();

        assertTrue(good.get(10, TimeUnit.SECONDS).fresh());
        assertEquals(Outage.class, assertThrows(ExecutionException.class, () -> poisonous.get(10, TimeUnit.SECONDS)).getCause().getClass());
        assertEquals(List.of(1L, 3L, 4L), kept());
        assertEquals(1, writer.lost());
        assertFalse(writer.down());
    }

    @Test
    void an_admission_that_throws_costs_its_message_alone() throws Exception {
        admission = (owner, peer) -> {
            if (peer.equals("evil@x")) {
                throw new IllegalStateException("a bug");
            }
            return !peer.equals("blocked@x");
        };
        writer.keepLater(incoming(1));
        writer.keepLater(new Change.Message(new Kept(2, "alice", "evil@x", false, "o2", "", "x", "", Kept.State.SENT, "")));
        writer.keepLater(new Change.Message(new Kept(3, "alice", "blocked@x", false, "o3", "", "x", "", Kept.State.SENT, "")));
        CompletableFuture<Archive.Sent> good = writer.keep(outgoing(4));
        writer.start();

        assertTrue(good.get(10, TimeUnit.SECONDS).fresh());
        assertEquals(List.of(1L, 4L), kept());
        assertEquals(1, writer.lost());
    }

    @Test
    void while_the_database_is_down_pages_are_refused_and_what_others_send_waits() throws Exception {
        database.down(true);
        writer.start();
        CompletableFuture<Archive.Sent> refused = writer.keep(outgoing(1));

        assertThrows(ExecutionException.class, () -> refused.get(10, TimeUnit.SECONDS));
        assertTrue(Await.until(PATIENCE, writer::down));
        writer.keepLater(incoming(2));
        writer.keepLater(incoming(3));
        assertTrue(Await.until(PATIENCE, () -> told.size() == 2), "shown, though not counted yet");
        assertNull(((Stored) told.get(0)).chat());
        assertTrue(writer.spooled() > 0);
        assertTrue(writer.keep(outgoing(4)).isCompletedExceptionally());

        database.down(false);
        assertTrue(Await.until(PATIENCE, () -> !writer.down()));
        writer.keep(outgoing(5)).get(10, TimeUnit.SECONDS);
        assertEquals(List.of(2L, 3L, 5L), kept());
        assertEquals(0, writer.spooled());
        assertEquals(0, writer.lost());
        assertEquals(3, told.size(), "what was shown is not shown again");
    }

    @Test
    void what_was_read_while_the_database_was_down_is_told_when_it_is_back() throws Exception {
        writer.start();
        writer.keepLater(incoming(1));
        assertTrue(Await.until(PATIENCE, () -> told.size() == 1));
        database.down(true);
        writer.keepLater(new Change.Read("alice", "bob@x", 1, ""));
        assertTrue(Await.until(PATIENCE, () -> writer.spooled() > 0));

        database.down(false);

        assertTrue(Await.until(PATIENCE, () -> told.size() == 2));
        assertEquals(new WasRead(new Chat("alice", "bob@x", 1, text("text 1"), false, 0, 1)), told.get(1));
    }

    @Test
    void a_poisonous_line_of_the_spool_does_not_stop_the_archive() throws Exception {
        new Spool(folder.resolve("spool"), () -> 1 << 20).add(List.of(incoming(1),
            new Change.Message(new Kept(2, "alice", POISON, false, "o2", "", "x", "", Kept.State.SENT, "")), incoming(3)));
        writer = writer();
        writer.start();

        assertTrue(Await.until(PATIENCE, () -> kept().equals(List.of(1L, 3L))));
        assertTrue(Await.until(PATIENCE, () -> writer.spooled() == 0 && !writer.down()));
        assertEquals(1, writer.lost());
    }

    @Test
    void closing_writes_what_is_queued_and_refuses_what_comes_later() throws Exception {
        LongStream.rangeClosed(1, 1000).forEach(id -> writer.keepLater(incoming(id)));
        writer.start();

        writer.close();

        assertFalse(writer.isAlive());
        assertEquals(1000, kept().size());
        assertTrue(writer.keep(outgoing(2000)).isCompletedExceptionally());
        writer.keepLater(incoming(2001));
        assertEquals(1, writer.lost());
    }

    private ArchiveWriter writer() {
        return new ArchiveWriter(new Database(new HostConnections()), new ArchiveStore(), events, (owner, peer) -> admission.admits(owner, peer),
            new Spool(folder.resolve("spool"), () -> 1 << 20), Preview::ofText, ArchiveWriterTest::elsewhere);
    }

    private static CompletableFuture<Boolean> elsewhere(Callable<Boolean> work) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return work.call();
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
    }

    private static Kept outgoing(long id) {
        return new Kept(id, "alice", "bob@x", true, "o" + id, "s" + id, "text " + id, "", Kept.State.SENT, "");
    }

    private static Change incoming(long id) {
        return new Change.Message(new Kept(id, "alice", "bob@x", false, "o" + id, "s" + id, "text " + id, "", Kept.State.SENT, ""));
    }

    private List<Kept> messages() throws Exception {
        try (Connection connection = database.open(); Prepared prepared = new Prepared(connection, "hsqldb")) {
            List<Kept> oldestFirst = new ArrayList<>(new ArchiveStore().page(prepared, "alice", "bob@x", Archive.NEWEST, 2000));
            Collections.reverse(oldestFirst);
            return oldestFirst;
        }
    }

    private List<Long> kept() throws Exception {
        return messages().stream().map(Kept::id).toList();
    }

    private Chat chat() throws Exception {
        try (Connection connection = database.open(); Prepared prepared = new Prepared(connection, "hsqldb")) {
            return new ArchiveStore().chat(prepared, "alice", "bob@x").orElseThrow();
        }
    }

    private static Preview text(String words) {
        return Preview.of(Preview.Kind.TEXT, words);
    }
}
