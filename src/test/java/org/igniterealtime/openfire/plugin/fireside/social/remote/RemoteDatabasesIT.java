package org.igniterealtime.openfire.plugin.fireside.social.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.host.HostConnections;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeId;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;
import org.igniterealtime.openfire.plugin.fireside.testkit.DatabaseServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.HostPool;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.junit.jupiter.api.Test;

/** All of the SQL of remote posts and follows, on the databases that have a server. */
class RemoteDatabasesIT {
    private static final NodeId MARYS = new NodeId("mary@far", "urn:xmpp:microblog:0");
    private static final int OWNERS = 8;

    @Test
    void postgresql() throws Exception {
        try (DatabaseServer server = DatabaseServer.postgresql(); HostPool pool = new HostPool(server.create("fireside"))) {
            journey();
        }
    }

    @Test
    void mariadb() throws Exception {
        try (DatabaseServer server = DatabaseServer.mariadb(); HostPool pool = new HostPool(server.create("fireside"))) {
            journey();
        }
    }

    private static void journey() throws Exception {
        RemotePosts posts = new RemotePosts(new Database(new HostConnections()), new Stamp(Clock.systemUTC()));
        together(posts);
        long post = posts.newest("owner0", Set.of("mary@far"), Long.MAX_VALUE, 1).get(0).post();
        assertEquals(RemotePosts.Outcome.CHANGED, posts.keep("owner0", incoming("0", "Other words")).outcome());
        assertEquals("Other words", Xml.parse(posts.find("owner0", post).orElseThrow().payload()).elementText("title"));
        assertTrue(posts.find("nobody", post).isEmpty());
        assertEquals(2, posts.texts(Long.MAX_VALUE, 1).size());
        assertEquals(2, posts.all(List.of(post)).size());
        assertEquals(1, posts.seen("owner0", List.of(post, 1L)).size());
        assertEquals(Set.of("mary@far"), posts.senders("owner0"));
        posts.forget("owner0");
        assertTrue(posts.find("owner0", post).isEmpty());
        assertEquals(1, posts.empty(MARYS).size());
        for (int i = 0; i <= RemotePosts.OF_ONE; i++) {
            posts.keep("owner0", incoming("item " + i, "Post " + i));
        }
        assertEquals(RemotePosts.OF_ONE, posts.newest("owner0", Set.of("mary@far", "nina@far"), Long.MAX_VALUE, 1000).size());
        posts.expire(Duration.ofSeconds(-1));
        assertEquals(0, posts.newest("owner0", Set.of("mary@far"), Long.MAX_VALUE, 10).size());
        follows();
    }

    // Several are sent the same at once, as by several nodes of a cluster.
    private static void together(RemotePosts posts) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(OWNERS);
        List<Future<Long>> kept = new ArrayList<>();
        for (int i = 0; i < OWNERS; i++) {
            String owner = "owner" + i;
            kept.add(pool.submit(() -> {
                // While some are sent other words, those that the others were sent stay.
                for (int edit = 0; edit < 20; edit++) {
                    posts.keep(owner, incoming("0", "Words " + edit % 3));
                }
                return posts.keep(owner, incoming("0", "Hello")).row().post();
            }));
        }
        long first = kept.get(0).get();
        for (int i = 0; i < OWNERS; i++) {
            assertEquals(first, kept.get(i).get());
            assertTrue(posts.find("owner" + i, first).isPresent(), "owner" + i);
        }
        pool.shutdown();
    }

    private static void follows() {
        Database database = new Database(new HostConnections());
        FollowStore follows = new FollowStore(database);
        write(database, sql -> follows.keep(sql, "alice", "1", "mary@far", "urn:xmpp:microblog:0"));
        write(database, sql -> follows.keep(sql, "alice", "2", "club.far", "club"));
        write(database, sql -> follows.keep(sql, "alice", "1", "nina@far", "urn:xmpp:microblog:0"));
        assertEquals(Set.of("nina@far"), follows.followed("alice"));
        assertTrue(follows.follows("alice", "nina@far"));
        assertFalse(follows.follows("alice", "club.far"));
        write(database, sql -> follows.remove(sql, "alice", "1"));
        assertFalse(follows.follows("alice", "nina@far"));
        write(database, sql -> follows.removeAll(sql, "alice"));
        assertEquals(Set.of(), follows.followed("alice"));
    }

    private interface Step {
        void run(Prepared sql) throws java.sql.SQLException;
    }

    private static void write(Database database, Step step) {
        database.writePrepared(sql -> {
            step.run(sql);
            return null;
        });
    }

    private static Incoming incoming(String id, String title) {
        return Incoming.of(MARYS, id, Xml.parse("<entry xmlns='http://www.w3.org/2005/Atom'><title>" + title
            + "</title><published>2024-01-01T00:00:00Z</published></entry>")).orElseThrow();
    }
}
