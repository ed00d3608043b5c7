package org.igniterealtime.openfire.plugin.fireside.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.igniterealtime.openfire.plugin.fireside.event.Events;
import org.igniterealtime.openfire.plugin.fireside.host.HostConnections;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;
import org.igniterealtime.openfire.plugin.fireside.testkit.EmbeddedDatabase;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Meaning;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Corrections (XEP-0308), retractions (XEP-0424), moderation (XEP-0425), reactions (XEP-0444) and replies (XEP-0461), as the archive keeps them. */
class ChangesTest {
    private static final String ROOM = "den@rooms.x";

    @TempDir
    private Path folder;
    private final List<Object> told = Collections.synchronizedList(new ArrayList<>());
    private EmbeddedDatabase database;
    private ArchiveWriter writer;

    @BeforeEach
    void open() throws Exception {
        database = new EmbeddedDatabase();
        Events events = new Events();
        List.of(Stored.class, Marked.class, WasRead.class, Said.class, Revised.class).forEach(type -> events.on(type, told::add));
        writer = new ArchiveWriter(new Database(new HostConnections()), new ArchiveStore(), events, (owner, peer) -> true,
            new Spool(folder.resolve("spool"), () -> 1 << 20), Preview::ofText, work -> CompletableFuture.completedFuture(true));
    }

    @AfterEach
    void close() throws Exception {
        writer.close();
        database.close();
    }

    // ---- between two

    @Test
    void a_correction_changes_what_its_own_author_said_and_is_no_message_of_its_own() throws Exception {
        write(theirs(1, "helo", Meaning.WORDS), theirs(2, "hello", correcting("s1")));

        Kept only = chatMessages().get(0);
        assertEquals(1, chatMessages().size());
        assertEquals(List.of("helo", "hello"), List.of(only.body(), only.words()));
        assertEquals(new Chat("alice", "bob@x", 1, text("hello"), false, 1, 0), chat());
        assertEquals(1, told(Stored.class).size());
        assertEquals(List.of("hello"), told(Marked.class).get(0).messages().stream().map(Kept::words).toList());
    }

    @Test
    void a_correction_of_a_correction_changes_the_same_message() throws Exception {
        write(theirs(1, "helo", Meaning.WORDS), theirs(2, "hell", correcting("s1")), theirs(3, "hello", correcting("s2")), theirs(4, "hello!", correcting("s1")));

        assertEquals(List.of("hello!"), chatMessages().stream().map(Kept::words).toList());
    }

    @Test
    void what_another_said_is_neither_corrected_nor_taken_back() throws Exception {
        write(mine(1, "mine", Meaning.WORDS), theirs(2, "forged", correcting("s1")), theirs(3, "", retracting("s1")), theirs(4, "", retracting("1")));

        assertEquals(List.of("mine", "forged"), chatMessages().stream().map(Kept::words).toList());
        assertFalse(chatMessages().get(0).fate().isGone());
    }

    @Test
    void what_is_taken_back_leaves_nothing_of_what_it_said_anywhere() throws Exception {
        write(theirs(1, "secret", Meaning.WORDS), theirs(2, "more secret", correcting("s1")), mine(3, "what?", answering("s1")), theirs(4, "was deleted", retracting("s1")));

        Kept gone = chatMessages().get(0);
        assertTrue(gone.fate().isGone());
        assertEquals("", gone.words() + gone.body() + gone.stanza() + gone.source());
        assertEquals(new Preview(Preview.Kind.GONE, ""), chatMessages().get(1).bearing().quoted().preview());
        assertEquals(0, count("SELECT COUNT(*) FROM fsMessage WHERE body LIKE '%secret%' OR stanza LIKE '%secret%' OR fate LIKE '%secret%' OR preview LIKE '%secret%'"));
        assertEquals(0, count("SELECT COUNT(*) FROM fsChat WHERE preview LIKE '%secret%'"));
    }

    @Test
    void what_is_taken_back_before_it_was_read_counts_as_unread_no_more() throws Exception {
        write(theirs(1, "one", Meaning.WORDS), theirs(2, "two", Meaning.WORDS), theirs(3, "", retracting("s2")));

        assertEquals(new Chat("alice", "bob@x", 2, new Preview(Preview.Kind.GONE, ""), false, 1, 0), chat());
    }

    @Test
    void nothing_happens_any_more_to_what_was_taken_back() throws Exception {
        write(theirs(1, "one", Meaning.WORDS), theirs(2, "", retracting("s1")), theirs(3, "back", correcting("s1")), mine(4, "", reacting("s1", "👍")));

        Kept gone = chatMessages().get(0);
        assertEquals(1, chatMessages().size());
        assertEquals(new Fate(null, new Fate.Gone("", ""), List.of(), 0), gone.fate());
        assertEquals(0, count("SELECT COUNT(*) FROM fsMessage WHERE body LIKE '%back%'"));
    }

    @Test
    void reactions_replace_those_that_the_same_one_had_before() throws Exception {
        write(mine(1, "done", Meaning.WORDS), theirs(2, "", reacting("s1", "👍", "🎉")), mine(3, "", reacting("s1", "🔥")), theirs(4, "", reacting("s1", "❤️")));
        assertEquals(List.of(new Fate.Reaction("bob@x", "", List.of("❤️")), new Fate.Reaction("", "", List.of("🔥"))), chatMessages().get(0).fate().reactions());

        writer = null;
        reopen();
        write(theirs(5, "", reacting("s1")));
        assertEquals(List.of(new Fate.Reaction("", "", List.of("🔥"))), chatMessages().get(0).fate().reactions());
    }

    @Test
    void an_answer_knows_what_it_answers_and_its_thread_counts() throws Exception {
        write(mine(1, "who comes?", Meaning.WORDS), theirs(2, "me", answering("s1")), mine(3, "nice", answering("s2")), theirs(4, "what?", answering("nothing")));

        List<Kept> messages = chatMessages();
        assertEquals(new Bearing(Meaning.Kind.WORDS, 1, 1, new Quoted(1, true, "", text("who comes?"))), messages.get(1).bearing());
        assertEquals(new Bearing(Meaning.Kind.WORDS, 2, 1, new Quoted(2, false, "", text("me"))), messages.get(2).bearing());
        assertEquals(Bearing.NONE, messages.get(3).bearing());
        assertEquals(2, messages.get(0).fate().replies());
    }

    @Test
    void a_message_is_also_known_by_the_id_that_the_archive_gave_it() throws Exception {
        write(theirs(255, "one", Meaning.WORDS), mine(300, "", reacting("ff", "👍")), theirs(301, "", retracting("00000000000000ff")));

        assertTrue(chatMessages().get(0).fate().isGone());
    }

    @Test
    void the_same_change_again_changes_nothing() throws Exception {
        write(mine(1, "who?", Meaning.WORDS), theirs(2, "me", answering("s1")), theirs(2, "me", answering("s1")));

        assertEquals(1, chatMessages().get(0).fate().replies());
    }

    // ---- in rooms

    @Test
    void in_a_room_only_the_author_corrects_and_takes_back() throws Exception {
        write(said(1, "ann", "ann@x", "", "one", Meaning.WORDS), said(2, "ann", "eve@x", "", "forged", correcting("s1")), said(3, "ann", "eve@x", "", "", retracting("o1")),
            said(4, "ann", "", "", "forged too", correcting("s1")), said(5, "ann", "", "", "", retracting("s1")), said(6, "anna", "ann@x", "", "one!", correcting("s1")));

        assertEquals(List.of("one!", "forged", "forged too"), roomMessages().stream().map(Spoken::words).toList());
    }

    @Test
    void where_a_room_tells_authors_apart_by_occupant_ids_these_count() throws Exception {
        write(said(1, "ann", "", "occ-1", "one", Meaning.WORDS), said(2, "ann", "", "occ-2", "forged", correcting("s1")), said(3, "ann", "", "occ-1", "two", correcting("s1")));

        assertEquals(List.of("two", "forged"), roomMessages().stream().map(Spoken::words).toList());
    }

    @Test
    void of_two_who_took_the_same_id_each_corrects_his_own() throws Exception {
        write(said(1, "ann", "ann@x", "", "ann's", Meaning.WORDS).with("same"), said(2, "eve", "eve@x", "", "eve's", Meaning.WORDS).with("same"),
            said(3, "ann", "ann@x", "", "ann's own", correcting("same")));

        assertEquals(List.of("ann's own", "eve's"), roomMessages().stream().map(Spoken::words).toList());
    }

    @Test
    void a_room_itself_takes_back_what_anybody_said_and_says_for_whom() throws Exception {
        write(said(1, "eve", "eve@x", "", "buy", Meaning.WORDS), said(2, "mod", "", "", "", new Meaning(Meaning.Kind.MODERATION, "o1", List.of(), "spam", "")));

        assertEquals(new Fate.Gone("mod", "spam"), roomMessages().get(0).fate().gone());
        assertEquals("", roomMessages().get(0).words());
        assertEquals(List.of(1L), told(Revised.class).get(0).messages().stream().map(Spoken::id).toList());
    }

    @Test
    void reactions_and_answers_in_a_room_go_by_its_ids() throws Exception {
        write(said(1, "ann", "ann@x", "", "who?", Meaning.WORDS), said(2, "bob", "bob@x", "", "", reacting("o1", "👍")), said(3, "cat", "", "", "", reacting("o1", "👍")),
            said(4, "bob", "bob@x", "", "me", answering("o1")), said(5, "bob", "bob@x", "", "", reacting("nothing", "👍")));

        Spoken first = roomMessages().get(0);
        assertEquals(List.of(new Fate.Reaction("bob@x", "bob", List.of("👍")), new Fate.Reaction("nick/cat", "cat", List.of("👍"))), first.fate().reactions());
        assertEquals(1, first.fate().replies());
        assertEquals(new Quoted(1, false, "ann", text("who?")), roomMessages().get(1).bearing().quoted());
        assertEquals(2, roomMessages().size());
    }

    @Test
    void so_many_react_and_no_more() {
        Fate fate = Fate.NONE;
        for (int i = 0; i < Fate.MOST_REACTING + 10; i++) {
            fate = fate.reacting("p" + i, "", List.of("👍"));
        }

        assertEquals(Fate.MOST_REACTING, fate.reactions().size());
        assertEquals(fate, Fate.read(fate.write()));
        assertNull(Fate.read("{broken").edit());
    }

    // ---- what is written

    private interface Line {
        Change change();
    }

    private record RoomLine(Spoken said, Meaning meaning) implements Line {
        RoomLine with(String id) {
            return new RoomLine(new Spoken(said.id(), said.room(), said.nick(), said.sender(), said.origin(), id, said.body(), said.stanza(), said.occupant(),
                said.bearing(), said.fate()), meaning);
        }

        @Override
        public Change change() {
            return new Change.Said(said, meaning);
        }
    }

    private static Line mine(long id, String body, Meaning meaning) {
        return () -> new Change.Message(kept(id, true, body), meaning);
    }

    private static Line theirs(long id, String body, Meaning meaning) {
        return () -> new Change.Message(kept(id, false, body), meaning);
    }

    private static Kept kept(long id, boolean outgoing, String body) {
        return new Kept(id, "alice", "bob@x", outgoing, "o" + id, "s" + id, body, "<message><body>" + body + "</body></message>", Kept.State.SENT, "");
    }

    private static RoomLine said(long id, String nick, String sender, String occupant, String body, Meaning meaning) {
        return new RoomLine(new Spoken(id, ROOM, nick, sender, "o" + id, "s" + id, body, "", occupant, Bearing.NONE, Fate.NONE), meaning);
    }

    private static Meaning correcting(String id) {
        return new Meaning(Meaning.Kind.CORRECTION, id, List.of(), "", "");
    }

    private static Meaning retracting(String id) {
        return new Meaning(Meaning.Kind.RETRACTION, id, List.of(), "", "");
    }

    private static Meaning reacting(String id, String... emoji) {
        return new Meaning(Meaning.Kind.REACTIONS, id, List.of(emoji), "", "");
    }

    private static Meaning answering(String id) {
        return new Meaning(Meaning.Kind.WORDS, id, List.of(), "", "");
    }

    private void write(Line... lines) {
        for (Line line : lines) {
            writer.keepLater(line.change());
        }
        writer.start();
        writer.close();
    }

    private void reopen() {
        writer = new ArchiveWriter(new Database(new HostConnections()), new ArchiveStore(), new Events(), (owner, peer) -> true,
            new Spool(folder.resolve("spool"), () -> 1 << 20), Preview::ofText, work -> CompletableFuture.completedFuture(true));
    }

    private <T> List<T> told(Class<T> type) {
        return told.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private List<Kept> chatMessages() throws Exception {
        try (Connection connection = database.open(); Prepared prepared = new Prepared(connection, "hsqldb")) {
            return new ArchiveStore().after(prepared, "alice", "bob@x", 0, 100);
        }
    }

    private List<Spoken> roomMessages() throws Exception {
        try (Connection connection = database.open(); Prepared prepared = new Prepared(connection, "hsqldb")) {
            return new RoomStore().after(prepared, ROOM, 0, 100);
        }
    }

    private Chat chat() throws Exception {
        try (Connection connection = database.open(); Prepared prepared = new Prepared(connection, "hsqldb")) {
            return new ArchiveStore().chat(prepared, "alice", "bob@x").orElseThrow();
        }
    }

    private int count(String sql) throws Exception {
        try (Connection connection = database.open(); var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static Preview text(String words) {
        return Preview.of(Preview.Kind.TEXT, words);
    }
}
