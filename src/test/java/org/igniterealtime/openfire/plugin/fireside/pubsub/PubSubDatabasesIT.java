package org.igniterealtime.openfire.plugin.fireside.pubsub;

import static org.igniterealtime.openfire.plugin.fireside.pubsub.PubSubErrors.assertRefused;
import static org.igniterealtime.openfire.plugin.fireside.pubsub.Scene.ALICE;
import static org.igniterealtime.openfire.plugin.fireside.pubsub.Scene.BLOG;
import static org.igniterealtime.openfire.plugin.fireside.pubsub.Scene.BOB;
import static org.igniterealtime.openfire.plugin.fireside.pubsub.Scene.CAROL;
import static org.igniterealtime.openfire.plugin.fireside.pubsub.Scene.CLUB;
import static org.igniterealtime.openfire.plugin.fireside.pubsub.Scene.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.igniterealtime.openfire.plugin.fireside.testkit.DatabaseServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.EmbeddedDatabase;
import org.igniterealtime.openfire.plugin.fireside.testkit.HostPool;
import org.junit.jupiter.api.Test;

/** All of the engine's SQL, on each database that people run. */
class PubSubDatabasesIT {
    private static final int WRITERS = 6;

    @Test
    void hsqldb() throws Exception {
        journey(new EmbeddedDatabase());
    }

    @Test
    void postgresql() throws Exception {
        try (DatabaseServer server = DatabaseServer.postgresql()) {
            journey(new HostPool(server.create("fireside")));
        }
    }

    @Test
    void mariadb() throws Exception {
        try (DatabaseServer server = DatabaseServer.mariadb()) {
            journey(new HostPool(server.create("fireside")));
        }
    }

    private static void journey(HostPool pool) throws Exception {
        try (Scene scene = new Scene(pool)) {
            items(scene);
            people(scene);
            feeds(scene);
            many(scene);
            end(scene);
        }
    }

    private static void items(Scene scene) throws Exception {
        PubSub pubsub = scene.pubsub;
        Item item = scene.publish(ALICE, BLOG, "id", "\ud83d\udd25 \u00fc\u00df");
        scene.publish(ALICE, BLOG, "ID", "another");
        assertEquals(item, pubsub.item(BLOG, "id", BOB).orElseThrow());
        Item again = pubsub.publish(ALICE, BLOG, "id", entry("x".repeat(200_000)), Map.of());
        assertEquals(again, pubsub.item(BLOG, "id", null).orElseThrow());
        Node blog = pubsub.find(BLOG).orElseThrow();
        assertEquals(List.of("id", "ID"), ids(pubsub.oldest(blog, BOB, 0, 10)));
        assertEquals(List.of("ID", "id"), ids(pubsub.newest(List.of(blog), BOB, PubSub.NEWEST, 10)));
        pubsub.retract(ALICE, BLOG, "ID", true);
        NodeId shortly = new NodeId(ALICE, "short");
        Map<String, List<String>> hour = Map.of("pubsub#item_expire", List.of("3600"), "pubsub#max_items", List.of("2"));
        for (int i = 0; i < 4; i++) {
            pubsub.publish(ALICE, shortly, "s" + i, entry("text"), hour);
        }
        assertEquals(List.of("s2", "s3"), ids(pubsub.oldest(pubsub.find(shortly).orElseThrow(), ALICE, 0, 10)));
        scene.pass(Duration.ofHours(2));
        pubsub.expire();
        assertEquals(0, pubsub.count(pubsub.find(shortly).orElseThrow()));
    }

    private static void people(Scene scene) throws Exception {
        PubSub pubsub = scene.pubsub;
        Node club = scene.club(AccessModel.AUTHORIZE, PublishModel.SUBSCRIBERS);
        pubsub.subscribe(BOB, CLUB);
        pubsub.approve(ALICE, CLUB, BOB, true);
        scene.publish(BOB, CLUB, "his", "text");
        assertRefused("forbidden", () -> scene.publish(CAROL, CLUB, "hers", "text"));
        pubsub.affiliate(ALICE, CLUB, Map.of(CAROL, Affiliation.MEMBER));
        assertEquals(List.of("his"), ids(pubsub.oldest(club, CAROL, 0, 10)));
        assertEquals(List.of(BOB), pubsub.subscribers(club, 10));
        assertEquals(1, pubsub.countSubscribers(club));
        assertEquals(List.of(club), pubsub.subscriptions(BOB, 10));
        pubsub.configure(ALICE, CLUB, club.config().with(AccessModel.OPEN, List.of("a", "b")));
        assertEquals(List.of("a", "b"), pubsub.find(CLUB).orElseThrow().config().rosterGroups());
        Screenplay service = new Screenplay(pubsub, "fireside.x");
        for (String request : List.of("<affiliations/>", "<subscriptions/>", "<items node='club'/>",
            "<items node='club'/><order xmlns='urn:xmpp:order-by:1' by='modification' desc='1'/><set xmlns='http://jabber.org/protocol/rsm'><max>1</max><before/></set>")) {
            assertEquals("result", service.get(BOB, "<pubsub xmlns='http://jabber.org/protocol/pubsub'>" + request + "</pubsub>").getType().toString());
        }
        for (String request : List.of("info' node='club'", "items'", "items' node='club'")) {
            assertEquals("result", service.get(BOB, "<query xmlns='http://jabber.org/protocol/disco#" + request + "/>").getType().toString());
        }
    }

    private static void feeds(Scene scene) throws Exception {
        List<Node> nodes = new ArrayList<>();
        List<String> published = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            NodeId id = new NodeId("user" + i % 20 + "@x", "urn:xmpp:microblog:0");
            scene.publish(id.service(), id, "feed" + i, "text");
            published.add(0, "feed" + i);
            if (i < 20) {
                nodes.add(scene.pubsub.find(id).orElseThrow());
            }
        }
        List<Item> first = scene.pubsub.newest(nodes, BOB, PubSub.NEWEST, 25);
        assertEquals(published.subList(0, 25), ids(first));
        assertEquals(published.subList(25, 60), ids(scene.pubsub.newest(nodes, BOB, first.get(24).created(), 100)));
    }

    private static void many(Scene scene) throws Exception {
        NodeId node = new NodeId(ALICE, "urn:xmpp:microblog:0:many");
        scene.told.clear();
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Callable<Void>> work = IntStream.range(0, WRITERS).<Callable<Void>>mapToObj(writer -> () -> {
                for (int i = 0; i < 15; i++) {
                    scene.publish(ALICE, node, "same" + i % 2, "by " + writer);
                    scene.publish(ALICE, node, "", "text");
                }
                return null;
            }).toList();
            for (Future<Void> done : writers.invokeAll(work)) {
                done.get();
            }
        } finally {
            writers.shutdown();
        }
        assertEquals(1, scene.told(NodeCreated.class).size());
        assertEquals(WRITERS * 15 + 2, scene.pubsub.count(scene.pubsub.find(node).orElseThrow()));
        for (String id : List.of("same0", "same1")) {
            List<ItemPublished> told = scene.told(ItemPublished.class).stream().filter(event -> event.item().id().equals(id)).toList();
            assertEquals(scene.pubsub.item(node, id, ALICE).orElseThrow(), told.get(told.size() - 1).item());
        }
    }

    private static void end(Scene scene) throws Exception {
        scene.pubsub.purge(ALICE, CLUB);
        scene.pubsub.forget(BOB);
        scene.pubsub.delete(ALICE, CLUB);
        scene.pubsub.forget(ALICE);
        for (int i = 0; i < 20; i++) {
            scene.pubsub.forget("user" + i + "@x");
        }
        try (var connection = scene.database.open(); var sql = connection.createStatement()) {
            for (String table : List.of("fsNode", "fsItem", "fsPayload", "fsAffiliation", "fsSubscription")) {
                try (var row = sql.executeQuery("SELECT COUNT(*) FROM " + table)) {
                    row.next();
                    assertEquals(0, row.getInt(1), table);
                }
            }
        }
    }

    private static List<String> ids(List<Item> items) {
        return items.stream().map(Item::id).toList();
    }
}
