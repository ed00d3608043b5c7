package org.igniterealtime.openfire.plugin.fireside.social.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.host.HostConnections;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeId;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.testkit.EmbeddedDatabase;
import org.igniterealtime.openfire.plugin.fireside.testkit.HostPool;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who sees what of other servers: what he was sent, as he was sent it last, and nothing else. */
class RemotePostsTest {
    private static final NodeId MARYS = new NodeId("mary@far", "urn:xmpp:microblog:0");
    private static final NodeId NINAS = new NodeId("nina@far", "urn:xmpp:microblog:0");
    private static final long NEWEST = Long.MAX_VALUE;

    private HostPool pool;
    private RemotePosts posts;

    @BeforeEach
    void open() throws Exception {
        pool = new EmbeddedDatabase();
        posts = new RemotePosts(new Database(new HostConnections()), new Stamp(Clock.systemUTC()));
    }

    @AfterEach
    void close() throws Exception {
        pool.close();
    }

    @Test
    void who_was_sent_a_post_sees_it_and_nobody_else_does() {
        // when
        RemotePosts.Kept kept = keep("alice", MARYS, "1", "Hello");
        // then
        assertEquals(RemotePosts.Outcome.FRESH, kept.outcome());
        assertTrue(posts.find("alice", kept.row().post()).isPresent());
        assertTrue(posts.find("bob", kept.row().post()).isEmpty());
        assertEquals(List.of(), titles("bob", "mary@far"));
        // when he is sent it too, it is the same post
        assertEquals(kept.row().post(), keep("bob", MARYS, "1", "Hello").row().post());
        // then
        assertEquals(List.of("Hello"), titles("bob", "mary@far"));
        assertEquals(RemotePosts.Outcome.KNOWN, keep("bob", MARYS, "1", "Hello").outcome());
    }

    @Test
    void an_edit_is_seen_by_those_to_whom_it_is_sent() {
        // given
        RemotePosts.Kept kept = keep("alice", MARYS, "1", "Hello");
        keep("bob", MARYS, "1", "Hello");
        // when the blog was closed to bob meanwhile
        RemotePosts.Kept edited = keep("alice", MARYS, "1", "A secret");
        // then
        assertEquals(RemotePosts.Outcome.CHANGED, edited.outcome());
        assertEquals(kept.row().post(), edited.row().post());
        assertNotEquals(kept.row().text(), edited.row().text());
        assertEquals(List.of("A secret"), titles("alice", "mary@far"));
        assertEquals(List.of("Hello"), titles("bob", "mary@far"));
        // when
        keep("bob", MARYS, "1", "A secret");
        // then they see the same version
        assertEquals(posts.find("alice", kept.row().post()), posts.find("bob", kept.row().post()));
    }

    @Test
    void another_service_neither_changes_nor_retracts_it() {
        // given
        keep("alice", MARYS, "1", "Hello");
        // when
        keep("alice", NINAS, "1", "Not Mary's");
        posts.retract(NINAS, "1");
        posts.retract(new NodeId("mary@far", "urn:xmpp:microblog:0:contacts"), "1");
        posts.empty(NINAS);
        // then
        assertEquals(List.of("Hello"), titles("alice", "mary@far"));
    }

    @Test
    void what_is_retracted_is_gone_for_all() {
        // given
        long post = keep("alice", MARYS, "1", "Hello").row().post();
        keep("bob", MARYS, "1", "Hello");
        keep("bob", MARYS, "2", "Again");
        // when
        assertEquals(post, posts.retract(MARYS, "1").orElseThrow());
        // then
        assertEquals(List.of(), titles("alice", "mary@far"));
        assertEquals(List.of("Again"), titles("bob", "mary@far"));
        // when
        assertEquals(1, posts.empty(MARYS).size());
        // then
        assertEquals(List.of(), titles("bob", "mary@far"));
        assertTrue(posts.retract(MARYS, "1").isEmpty());
    }

    @Test
    void a_page_has_those_of_some_authors_by_when_they_were_published() {
        // given
        keep("alice", MARYS, "1", "First", "2024-01-01T00:00:00Z");
        keep("alice", NINAS, "2", "Third", "2024-01-03T00:00:00Z");
        keep("alice", MARYS, "3", "Second", "2024-01-02T00:00:00Z");
        // then
        assertEquals(List.of("Third", "Second", "First"), titles("alice", "mary@far", "nina@far", "bob@here"));
        assertEquals(List.of("Second", "First"), titles("alice", "mary@far"));
        long second = posts.newest("alice", Set.of("mary@far"), NEWEST, 1).get(0).post();
        assertEquals(1, posts.newest("alice", Set.of("mary@far", "nina@far"), second, 10).size());
    }

    @Test
    void however_much_lies_between_that_others_wrote_nothing_is_missed() throws Exception {
        // given
        keep("alice", MARYS, "1", "First", "2024-01-01T00:00:00Z");
        keep("alice", NINAS, "2", "Second", "2024-01-02T00:00:00Z");
        try (Connection connection = pool.open(); PreparedStatement looked = connection.prepareStatement(
            "INSERT INTO fsSight (owner, postId, textId, service) VALUES ('alice', ?, 0, 'somebody@else')")) {
            long later = Stamp.at(java.time.Instant.parse("2024-01-03T00:00:00Z"));
            for (int i = 0; i < RemotePosts.FOR_ONE - 2; i++) {
                looked.setLong(1, later + i);
                looked.addBatch();
            }
            looked.executeBatch();
        }
        // then
        assertEquals(List.of("Second", "First"), titles("alice", "mary@far", "nina@far"));
    }

    @Test
    void who_finds_posts_by_their_words_gets_all_of_them_and_each_viewer_his_own() {
        // given
        long first = keep("alice", MARYS, "1", "First", "2024-01-01T00:00:00Z").row().post();
        long second = keep("alice", NINAS, "2", "Second", "2024-01-02T00:00:00Z").row().post();
        keep("bob", NINAS, "2", "Second for Bob", "2024-01-02T00:00:00Z");
        keep("carol", NINAS, "2", "Second for Carol", "2024-01-02T00:00:00Z");
        // then a page ends with all that a post says
        assertEquals(List.of(second, second, second, first), all(NEWEST, 100));
        assertEquals(List.of(second, second, second), all(NEWEST, 1));
        assertEquals(List.of(first), all(second, 1));
        assertEquals(List.of(), all(first, 1));
        assertEquals(4, posts.all(List.of(first, second, 5L)).size());
        // and each sees what he was sent
        assertEquals(Set.of("mary@far", "nina@far"), posts.senders("alice"));
        assertEquals(Set.of("nina@far"), posts.senders("bob"));
        assertEquals(Set.of(), posts.senders("dave"));
        assertEquals(List.of("Second for Bob"), posts.seen("bob", List.of(first, second)).stream().map(row -> Xml.parse(row.payload()).elementText("title")).toList());
        assertEquals(List.of(), posts.seen("dave", List.of(first, second)));
        assertEquals(List.of(), posts.seen("bob", List.of()));
    }

    private List<Long> all(long before, int most) {
        return posts.texts(before, most).stream().map(RemoteStore.Sight::post).toList();
    }

    @Test
    void what_says_that_it_comes_from_the_future_came_now() {
        // when
        long post = keep("alice", MARYS, "1", "Tomorrow", "2124-01-01T00:00:00Z").row().post();
        // then
        assertFalse(Stamp.time(post).isAfter(java.time.Instant.now()));
    }

    @Test
    void of_one_account_only_so_many_are_kept() {
        for (int i = 0; i < RemotePosts.OF_ONE + 3; i++) {
            keep("alice", MARYS, "item " + i, "Post " + i);
        }
        assertEquals(RemotePosts.OF_ONE, posts.newest("alice", Set.of("mary@far"), NEWEST, 1000).size());
    }

    @Test
    void what_has_not_come_for_long_goes_and_what_an_account_saw_goes_with_it() {
        // given
        long post = keep("alice", MARYS, "1", "Hello").row().post();
        keep("bob", MARYS, "1", "Hello");
        // when
        posts.forget("alice");
        // then
        assertTrue(posts.find("alice", post).isEmpty());
        assertTrue(posts.find("bob", post).isPresent());
        // when
        posts.expire(Duration.ofDays(1));
        assertTrue(posts.find("bob", post).isPresent());
        posts.expire(Duration.ofSeconds(-1));
        // then
        assertTrue(posts.find("bob", post).isEmpty());
    }

    private RemotePosts.Kept keep(String owner, NodeId place, String id, String title) {
        return keep(owner, place, id, title, "2024-01-01T00:00:00Z");
    }

    private RemotePosts.Kept keep(String owner, NodeId place, String id, String title, String published) {
        return posts.keep(owner, Incoming.of(place, id, Xml.parse("<entry xmlns='http://www.w3.org/2005/Atom'><title>" + title
            + "</title><published>" + published + "</published></entry>")).orElseThrow());
    }

    private List<String> titles(String owner, String... authors) {
        return posts.newest(owner, Set.of(authors), NEWEST, 100).stream()
            .map(row -> Xml.parse(row.payload()).elementText("title")).toList();
    }
}
