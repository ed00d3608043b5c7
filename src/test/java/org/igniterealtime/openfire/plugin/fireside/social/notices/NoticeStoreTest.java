package org.igniterealtime.openfire.plugin.fireside.social.notices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.igniterealtime.openfire.plugin.fireside.host.HostConnections;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.testkit.EmbeddedDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Notices on the embedded database. */
class NoticeStoreTest {
    private static final int MOST = 500;

    private final NoticeStore store = new NoticeStore(new Database(new HostConnections()));
    private EmbeddedDatabase database;

    @BeforeEach
    void open() throws Exception {
        database = new EmbeddedDatabase();
    }

    @AfterEach
    void close() throws Exception {
        database.close();
    }

    @Test
    void a_notice_comes_back_as_it_was_newest_first() {
        // when
        store.add(new Notice(1, "alice", Notice.Kind.COMMENTED, "bob@x", 7, "I \ud83d\udd25 it", false), false);
        store.add(new Notice(2, "alice", Notice.Kind.FOLLOWED, "carol@x", 0, "", false), true);
        // then
        assertEquals(List.of(new Notice(2, "alice", Notice.Kind.FOLLOWED, "carol@x", 0, "", false),
            new Notice(1, "alice", Notice.Kind.COMMENTED, "bob@x", 7, "I \ud83d\udd25 it", false)), store.newest("alice", 10));
        assertEquals(List.of(), store.newest("bob", 10));
        assertEquals(1, store.newest("alice", 1).size());
    }

    @Test
    void the_same_of_the_same_person_is_told_once_where_that_is_asked_for() {
        // given
        assertTrue(store.add(notice(1, Notice.Kind.LIKED, "bob@x", 7), true));
        // then
        assertFalse(store.add(notice(2, Notice.Kind.LIKED, "bob@x", 7), true));
        assertTrue(store.add(notice(3, Notice.Kind.LIKED, "carol@x", 7), true));
        assertTrue(store.add(notice(4, Notice.Kind.LIKED, "bob@x", 8), true));
        assertTrue(store.add(notice(5, Notice.Kind.SHARED, "bob@x", 7), true));
        assertTrue(store.add(notice(6, Notice.Kind.COMMENTED, "bob@x", 7), false));
        assertTrue(store.add(notice(7, Notice.Kind.COMMENTED, "bob@x", 7), false));
        assertEquals(6, store.unseen("alice"));
    }

    @Test
    void only_the_newest_are_kept_of_each_owner() {
        // given
        store.add(new Notice(1, "bob", Notice.Kind.LIKED, "alice@x", 1, "", false), false);
        // when
        for (long id = 1; id <= MOST + 20; id++) {
            store.add(notice(id, Notice.Kind.COMMENTED, "bob@x", id), false);
        }
        // then
        assertEquals(LongStream.rangeClosed(21, MOST + 20).mapToObj(id -> MOST + 41 - id).toList(),
            store.newest("alice", MOST + 100).stream().map(Notice::id).toList());
        assertEquals(1, store.unseen("bob"));
    }

    @Test
    void what_came_after_somebody_looked_is_not_seen() {
        // given
        for (long id = 1; id <= 3; id++) {
            store.add(notice(id, Notice.Kind.COMMENTED, "bob@x", id), false);
        }
        // when
        assertTrue(store.see("alice", 2));
        // then
        assertEquals(List.of(false, true, true), store.newest("alice", 10).stream().map(Notice::seen).toList());
        assertEquals(1, store.unseen("alice"));
        assertFalse(store.see("alice", 2));
        assertFalse(store.see("bob", 9));
    }

    @Test
    void what_was_said_of_a_post_goes_with_it_and_all_of_an_owner_with_him() {
        // given
        store.add(notice(1, Notice.Kind.LIKED, "bob@x", 7), true);
        store.add(notice(2, Notice.Kind.LIKED, "bob@x", 8), true);
        store.add(new Notice(3, "bob", Notice.Kind.ANSWERED, "alice@x", 7, "", false), false);
        // when
        assertEquals(Set.of("alice", "bob"), store.forgetPost(7));
        // then
        assertEquals(List.of(2L), store.newest("alice", 10).stream().map(Notice::id).toList());
        assertEquals(List.of(), store.newest("bob", 10));
        // when
        store.forget("alice");
        // then
        assertEquals(0, store.unseen("alice"));
    }

    @Test
    void what_was_taken_back_is_gone_and_nothing_beside_it() {
        // given
        store.add(notice(1, Notice.Kind.LIKED, "bob@x", 7), true);
        store.add(notice(2, Notice.Kind.LIKED, "carol@x", 7), true);
        store.add(new Notice(3, "alice", Notice.Kind.COMMENTED, "bob@x", 7, "Yes", false), false);
        store.add(new Notice(4, "alice", Notice.Kind.COMMENTED, "bob@x", 7, "Yes", false), false);
        store.add(new Notice(5, "dave", Notice.Kind.ANSWERED, "bob@x", 7, "Yes", false), false);
        store.add(new Notice(6, "alice", Notice.Kind.COMMENTED, "bob@x", 7, "No", false), false);
        // when
        assertEquals(Set.of("alice"), store.takeBack(EnumSet.of(Notice.Kind.LIKED), "bob@x", 7, ""));
        assertEquals(Set.of("alice", "dave"), store.takeBack(EnumSet.of(Notice.Kind.COMMENTED, Notice.Kind.ANSWERED), "bob@x", 7, "Yes"));
        // then of two alike one is left
        assertEquals(1, store.newest("alice", 10).stream().filter(notice -> notice.excerpt().equals("Yes")).count());
        assertEquals(List.of(6L, 2L), store.newest("alice", 10).stream().filter(notice -> !notice.excerpt().equals("Yes")).map(Notice::id).toList());
        assertEquals(List.of(), store.newest("dave", 10));
    }

    private static Notice notice(long id, Notice.Kind kind, String who, long post) {
        return new Notice(id, "alice", kind, who, post, "", false);
    }
}
