package org.igniterealtime.openfire.plugin.fireside.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;
import org.igniterealtime.openfire.plugin.fireside.testkit.EmbeddedDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArchiveStoreTest {
    private final ArchiveStore store = new ArchiveStore();
    private EmbeddedDatabase database;
    private Connection connection;
    private Prepared prepared;

    @BeforeEach
    void open() throws Exception {
        database = new EmbeddedDatabase();
        connection = database.open();
        prepared = new Prepared(connection, "hsqldb");
    }

    @AfterEach
    void close() throws Exception {
        prepared.close();
        connection.close();
        database.close();
    }

    @Test
    void a_message_comes_back_as_it_was_kept() throws SQLException {
        Kept message = new Kept(7, "alice", "bob@x", true, "o7", "s7", "🔥 'ä'\n\"; DROP TABLE fsMessage; --", "<message/>", Kept.State.FAILED, "gone");

        add(message);

        assertEquals(List.of(message), store.page(prepared, "alice", "bob@x", 8, 10));
    }

    @Test
    void a_message_is_kept_once_by_its_origin_and_by_its_id() throws SQLException {
        assertTrue(add(message(1)));

        assertFalse(add(message(1)));
        assertFalse(add(new Kept(2, "alice", "bob@x", true, "o1", "", "x", "", Kept.State.SENT, "")));
        assertFalse(add(new Kept(1, "alice", "bob@x", true, "o2", "", "x", "", Kept.State.SENT, "")));
        assertTrue(add(new Kept(1, "bob", "alice@x", false, "o1", "", "x", "", Kept.State.SENT, "")), "the other side has its own");
        assertEquals(1, store.page(prepared, "alice", "bob@x", 10, 10).size());
    }

    @Test
    void pages_go_backwards_without_a_gap_and_without_a_repeat() throws SQLException {
        for (long id = 1; id <= 25; id++) {
            add(message(id));
        }

        List<Long> first = ids(store.page(prepared, "alice", "bob@x", Archive.NEWEST, 10));
        List<Long> second = ids(store.page(prepared, "alice", "bob@x", first.get(9), 10));
        List<Long> third = ids(store.page(prepared, "alice", "bob@x", second.get(9), 10));

        assertEquals(LongStream.rangeClosed(16, 25).map(id -> 41 - id).boxed().toList(), first);
        assertEquals(LongStream.rangeClosed(6, 15).map(id -> 21 - id).boxed().toList(), second);
        assertEquals(List.of(5L, 4L, 3L, 2L, 1L), third);
    }

    @Test
    void a_page_shows_one_chat_of_one_owner() throws SQLException {
        add(message(1));
        add(new Kept(2, "alice", "carol@x", false, "o2", "", "x", "", Kept.State.SENT, ""));
        add(new Kept(3, "carol", "bob@x", false, "o3", "", "x", "", Kept.State.SENT, ""));

        assertEquals(List.of(1L), ids(store.page(prepared, "alice", "bob@x", 10, 10)));
    }

    @Test
    void a_stanza_id_finds_the_newest_of_its_direction() throws SQLException {
        add(new Kept(1, "alice", "bob@x", true, "o1", "same", "x", "", Kept.State.SENT, ""));
        add(new Kept(2, "alice", "bob@x", true, "o2", "same", "x", "", Kept.State.SENT, ""));
        add(new Kept(3, "alice", "bob@x", false, "o3", "same", "x", "", Kept.State.SENT, ""));

        assertEquals(Optional.of(2L), store.byStanzaId(prepared, "alice", "bob@x", "same", true).map(Kept::id));
        assertEquals(Optional.of(3L), store.byStanzaId(prepared, "alice", "bob@x", "same", false).map(Kept::id));
        assertEquals(Optional.of(2L), store.byStanzaId(prepared, "alice", null, "same", true).map(Kept::id));
        assertEquals(Optional.empty(), store.byStanzaId(prepared, "alice", "carol@x", "same", true));
    }

    @Test
    void what_nobody_has_displayed_is_found_up_to_a_message() throws SQLException {
        for (long id = 1; id <= 4; id++) {
            add(message(id));
        }
        store.setState(prepared, message(2).with(Kept.State.DISPLAYED, ""));

        assertEquals(List.of(3L, 1L), ids(store.undisplayed(prepared, "alice", "bob@x", 3)));
    }

    @Test
    void chats_are_listed_newest_first_and_paged_by_key() throws SQLException {
        for (long last = 1; last <= 5; last++) {
            store.save(prepared, new Chat("alice", "p" + last + "@x", last, text("hi"), false, (int) last % 2, 0));
        }
        store.save(prepared, new Chat("bob", "alice@x", 9, text("hi"), false, 1, 0));

        List<Chat> first = store.chats(prepared, "alice", Archive.NEWEST, 2);

        assertEquals(List.of("p5@x", "p4@x"), first.stream().map(Chat::peer).toList());
        assertEquals(List.of("p3@x", "p2@x"), store.chats(prepared, "alice", 4, 2).stream().map(Chat::peer).toList());
        assertEquals(List.of("p5@x", "p3@x", "p1@x"), store.unread(prepared, "alice", 10).stream().map(Chat::peer).toList());
    }

    @Test
    void saving_a_chat_again_changes_it() throws SQLException {
        Chat later = new Chat("alice", "bob@x", 2, text("later"), true, 0, 2);

        store.save(prepared, new Chat("alice", "bob@x", 1, text("first"), false, 1, 0));
        store.save(prepared, later);

        assertEquals(Optional.of(later), store.chat(prepared, "alice", "bob@x"));
    }

    @Test
    void unread_counts_what_came_in_since() throws SQLException {
        add(message(1));
        for (long id = 2; id <= 5; id++) {
            add(new Kept(id, "alice", "bob@x", false, "o" + id, "", "x", "", Kept.State.SENT, ""));
        }

        assertEquals(2, store.countUnread(prepared, "alice", "bob@x", 3));
    }

    @Test
    void what_is_too_old_goes_in_small_portions() throws SQLException {
        for (long id = 1; id <= 10; id++) {
            add(message(id));
        }

        assertEquals(3, store.expire(prepared, 6, 3));
        assertEquals(2, store.expire(prepared, 6, 3));
        assertEquals(0, store.expire(prepared, 6, 3));
        assertEquals(List.of(10L, 9L, 8L, 7L, 6L), ids(store.page(prepared, "alice", "bob@x", 99, 99)));
    }

    @Test
    void an_account_that_goes_leaves_nothing_and_takes_nothing_of_others() throws SQLException {
        add(message(1));
        store.save(prepared, Chat.none("alice", "bob@x"));
        add(new Kept(1, "bob", "alice@x", false, "o1", "", "x", "", Kept.State.SENT, ""));

        store.forget(prepared, "alice");

        assertEquals(List.of(), store.page(prepared, "alice", "bob@x", 9, 9));
        assertEquals(Optional.empty(), store.chat(prepared, "alice", "bob@x"));
        assertEquals(1, store.page(prepared, "bob", "alice@x", 9, 9).size());
    }

    private static Kept message(long id) {
        return new Kept(id, "alice", "bob@x", true, "o" + id, "s" + id, "text " + id, "", Kept.State.SENT, "");
    }

    private static List<Long> ids(List<Kept> messages) {
        return messages.stream().map(Kept::id).toList();
    }

    private static Preview text(String words) {
        return Preview.of(Preview.Kind.TEXT, words);
    }

    private boolean add(Kept message) throws SQLException {
        if (store.isKnown(prepared, message)) {
            return false;
        }
        store.add(prepared, message, Preview.ofText("", message.body()));
        return true;
    }
}
