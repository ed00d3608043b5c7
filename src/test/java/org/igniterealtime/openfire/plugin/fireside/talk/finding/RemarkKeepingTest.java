package org.igniterealtime.openfire.plugin.fireside.talk.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.igniterealtime.openfire.plugin.fireside.archive.Annals;
import org.igniterealtime.openfire.plugin.fireside.archive.MessageKey.Shelf;
import org.igniterealtime.openfire.plugin.fireside.desk.directory.WordAnalyzer;
import org.igniterealtime.openfire.plugin.fireside.desk.search.Question;
import org.igniterealtime.openfire.plugin.fireside.event.Events;
import org.igniterealtime.openfire.plugin.fireside.host.AccountGone;
import org.igniterealtime.openfire.plugin.fireside.route.RoomGone;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xmpp.packet.JID;

/** Messages are found by what they say now, by whom they are for, whatever happened meanwhile. */
class RemarkKeepingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String DEN = "den@rooms.x";
    private static final String ATTIC = "attic@rooms.x";

    @TempDir
    private Path folder;
    private final Events events = new Events();
    private final RemarkQuestion questions = new RemarkQuestion(new WordAnalyzer());
    private Annals annals;
    private Lane lane;
    private RemarkKeeping keeping;
    private long oldest;

    @BeforeEach
    void open() throws Exception {
        annals = new Annals(events, folder);
        begin();
        keeping.listen(events);
    }

    private void begin() {
        lane = new Lane("data", 2, 2, 2, 1_000);
        keeping = new RemarkKeeping(folder.resolve("messages"), annals.contents(), username -> username + "@x", () -> oldest, lane, () -> { });
        keeping.tick();
        assertTrue(Await.until(PATIENCE, keeping::isComplete));
    }

    private void end() throws Exception {
        lane.close();
        keeping.close();
    }

    @AfterEach
    void close() throws Exception {
        end();
        annals.close();
    }

    private List<Long> find(String viewer, String typed, String... rooms) throws Exception {
        return find(viewer, typed, "", Long.MAX_VALUE, rooms);
    }

    private List<Long> find(String viewer, String typed, String chat, long before, String... rooms) throws Exception {
        annals.settle();
        // What is looked at is taken in in this chain, a portion at a time.
        for (int i = 0; i < 10; i++) {
            lane.call(keeping, () -> null).get(20, TimeUnit.SECONDS);
        }
        Map<String, String> heard = List.of(rooms).stream().collect(Collectors.toMap(room -> room, room -> room));
        RemarkQuestion.Scope scope = MessageFinder.scope(viewer + "@x", viewer, heard, chat, Map.of("Robert", Set.of("bob@x")));
        return new RemarkSearch(annals.contents()).find(keeping.index().orElseThrow(), questions.of(Question.of(typed), scope, before), 20).stream()
            .map(hit -> hit.key().id()).toList();
    }

    /** Who finds what: of accounts and rooms that share names and words. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "alice   | plum                 |                     | 2 1",
        "bob     | plum                 |                     | 1",
        "carol   | plum                 |                     | ''",
        "mallory | plum                 |                     | ''",
        "alice   | plum                 | den@rooms.x         | 5 4 2 1",
        "mallory | plum                 | den@rooms.x         | 5 4",
        "mallory | plum                 | attic@rooms.x       | 6",
        "mallory | plum                 | den@rooms.x attic@rooms.x | 6 5 4",
        "alice   | \"plum tree\"        | den@rooms.x         | 4",
        "alice   | PLÜM                 |                     | 2 1",
        "alice   | #plum                |                     | 2 1",
        "alice   | plum pear            | den@rooms.x         | ''",
        "alice   | from:bob plum        | den@rooms.x         | 5 2",
        "alice   | from:Robert plum     | den@rooms.x         | 2",
        "alice   | from:bob@x plum      | den@rooms.x         | 2",
        "alice   | from:alice plum      | den@rooms.x         | 4 1",
        "mallory | from:ann@x plum      | den@rooms.x         | ''",
        "mallory | from:wolf plum       | den@rooms.x         | 4",
        "alice   | from:bob             |                     | 3 2",
        "alice   | \"...\"              | den@rooms.x         | ''",
        "alice   | *                    |                     | ''",
        "alice   | plum* OR shelf:r     |                     | ''",
    })
    void who_finds_what(String viewer, String typed, String rooms, String expected) throws Exception {
        annals.chat(1, "alice", "bob@x", true, "a plum").chat(1, "bob", "alice@x", false, "a plum").chat(2, "alice", "bob@x", false, "another plum")
            .chat(3, "alice", "bob@x", false, "pears");
        annals.room(4, DEN, "wolf", "alice@x", "the plum tree").room(5, DEN, "bob", "eve@x", "tree of plum").room(6, ATTIC, "cat", "carol@x", "plum");

        List<Long> found = find(viewer, typed, rooms == null ? new String[0] : rooms.split(" "));

        assertEquals(expected, found.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }

    @Test
    void in_one_chat_or_room_nothing_of_others_is_found() throws Exception {
        annals.chat(1, "alice", "bob@x", true, "plum").chat(2, "alice", "carol@x", true, "plum").room(3, DEN, "ann", "ann@x", "plum");

        assertEquals(List.of(1L), find("alice", "plum", "bob@x", Long.MAX_VALUE, DEN));
        assertEquals(List.of(3L), find("alice", "plum", DEN, Long.MAX_VALUE, DEN));
        assertEquals(List.of(), find("alice", "plum", DEN, Long.MAX_VALUE));
        assertEquals(List.of(2L, 1L), find("alice", "plum", "", 3, DEN));
    }

    @Test
    void corrections_are_found_by_the_new_words_only_and_what_was_taken_back_not_at_all() throws Exception {
        annals.chat(1, "alice", "bob@x", true, "plum").chat(2, "alice", "bob@x", false, "cherry").room(3, DEN, "ann", "ann@x", "plum").room(4, DEN, "eve", "eve@x", "cherry");
        assertEquals(List.of(3L, 1L), find("alice", "plum", DEN));

        annals.chat(5, "alice", "bob@x", true, "pear", Annals.correcting(1)).room(6, DEN, "ann", "ann@x", "pear", Annals.correcting(3));
        assertEquals(List.of(), find("alice", "plum", DEN));
        assertEquals(List.of(3L, 1L), find("alice", "pear", DEN));

        annals.chat(7, "alice", "bob@x", false, "", Annals.retracting(2)).room(8, DEN, "mod", "", "", Annals.moderating(4));
        assertEquals(List.of(), find("alice", "cherry", DEN));
    }

    @Test
    void what_is_encrypted_is_not_found_by_what_stands_for_it() throws Exception {
        annals.chat(1, "alice", "bob@x", false, "OMEMO message", "<message xmlns='jabber:client'><body>OMEMO message</body>"
            + "<encryption xmlns='urn:xmpp:eme:0' namespace='eu.siacs.conversations.axolotl' name='OMEMO'/></message>").chat(2, "alice", "bob@x", false, "plain message");

        assertEquals(List.of(2L), find("alice", "message"));
    }

    @Test
    void a_file_is_found_by_its_name() throws Exception {
        annals.chat(1, "alice", "bob@x", true, "https://x/harvest.pdf",
            "<message xmlns='jabber:client'><body>https://x/harvest.pdf</body><x xmlns='jabber:x:oob'><url>https://x/harvest.pdf</url></x></message>");

        assertEquals(List.of(1L), find("alice", "\"harvest.pdf\""));
    }

    @Test
    void accounts_and_rooms_that_are_gone_leave_nothing() throws Exception {
        annals.chat(1, "alice", "bob@x", true, "plum").room(2, DEN, "ann", "ann@x", "plum").chat(1, "bob", "alice@x", false, "plum");
        assertEquals(List.of(2L, 1L), find("alice", "plum", DEN));

        annals.forget("alice");
        annals.forgetRoom(DEN);
        events.publish(new AccountGone("alice"));
        events.publish(new RoomGone(new JID(DEN)));

        assertEquals(List.of(), find("alice", "plum", DEN));
        // That of bob, and what this test says itself to wait.
        assertEquals(Set.of(new Shelf("bob", false)), keeping.index().orElseThrow().between(0, 1_000).stream().map(key -> key.shelf()).collect(Collectors.toSet()));
        assertEquals(List.of(1L), find("bob", "plum"));
    }

    @Test
    void what_is_too_old_is_not_found_and_leaves_the_index_in_time() throws Exception {
        annals.chat(1, "alice", "bob@x", true, "plum").chat(50, "alice", "bob@x", true, "plum");
        assertEquals(List.of(50L, 1L), find("alice", "plum"));

        annals.expire(20);
        assertEquals(List.of(50L), find("alice", "plum"));

        oldest = 20;
        for (int i = 0; i < 180; i++) {
            keeping.tick();
        }
        assertEquals(List.of(50L), find("alice", "plum"));
        assertEquals(1, keeping.index().orElseThrow().between(0, 1_000).size());
    }

    @Test
    void an_index_learns_what_it_missed_and_is_made_anew_where_it_is_lost() throws Exception {
        annals.chat(1, "alice", "bob@x", true, "plum").chat(2, "alice", "bob@x", true, "plum");
        assertEquals(List.of(2L, 1L), find("alice", "plum"));
        end();
        annals.chat(3, "alice", "bob@x", true, "plum").chat(4, "alice", "bob@x", true, "pear", Annals.correcting(1)).settle();

        begin();
        assertEquals(List.of(3L, 2L), find("alice", "plum"));
        assertEquals(List.of(1L), find("alice", "pear"));

        end();
        for (java.io.File file : folder.resolve("messages").toFile().listFiles()) {
            assertTrue(file.delete());
        }
        begin();
        assertEquals(List.of(3L, 2L), find("alice", "plum"));
    }
}
