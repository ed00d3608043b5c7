package org.igniterealtime.openfire.plugin.fireside.pubsub;

import static org.igniterealtime.openfire.plugin.fireside.pubsub.Scene.ALICE;
import static org.igniterealtime.openfire.plugin.fireside.pubsub.Scene.CLUB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many who write at once. */
@Timeout(60)
class PubSubOrderTest {
    private static final int WRITERS = 8;
    private static final int EACH = 25;

    private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    private Scene scene;

    @BeforeEach
    void open() throws Exception {
        scene = new Scene();
    }

    @AfterEach
    void close() throws Exception {
        writers.shutdownNow();
        writers.awaitTermination(10, TimeUnit.SECONDS);
        scene.close();
    }

    @Test
    void what_is_told_last_is_what_is_kept() throws Exception {
        scene.club(AccessModel.OPEN, PublishModel.OPEN);

        all(writer -> {
            for (int i = 0; i < EACH; i++) {
                scene.publish(ALICE, CLUB, "same" + i % 3, "by " + writer + " " + i);
                if (i % 7 == 6) {
                    quietly(() -> scene.pubsub.retract(ALICE, CLUB, "same" + writer % 3, false));
                }
            }
        });

        Map<String, Item> kept = new HashMap<>();
        scene.pubsub.oldest(scene.pubsub.find(CLUB).orElseThrow(), ALICE, 0, 100).forEach(item -> kept.put(item.id(), item));
        Map<String, Item> told = new HashMap<>();
        for (Object event : scene.told) {
            if (event instanceof ItemPublished published) {
                assertEquals(published.fresh(), !told.containsKey(published.item().id()), "as whoever was told before sees it");
                told.put(published.item().id(), published.item());
            } else if (event instanceof ItemRetracted retracted) {
                assertEquals(told.remove(retracted.item().id()), retracted.item());
            }
        }
        assertEquals(kept, told);
    }

    @Test
    void stamps_of_a_node_rise_as_its_events_do() throws Exception {
        scene.club(AccessModel.OPEN, PublishModel.OPEN);

        all(writer -> {
            for (int i = 0; i < EACH; i++) {
                scene.publish(ALICE, CLUB, "", "text");
            }
        });

        List<Long> stamps = scene.told(ItemPublished.class).stream().map(event -> event.item().created()).toList();
        assertEquals(WRITERS * EACH, stamps.size());
        assertEquals(stamps.stream().sorted().toList(), stamps);
    }

    @Test
    void a_node_that_all_make_at_once_is_made_once() throws Exception {
        for (int round = 0; round < 10; round++) {
            NodeId node = new NodeId(ALICE, "urn:xmpp:microblog:0:" + round);
            all(writer -> scene.publish(ALICE, node, "by" + writer, "text"));
            assertEquals(WRITERS, scene.pubsub.count(scene.pubsub.find(node).orElseThrow()));
        }

        assertEquals(10, scene.told(NodeCreated.class).size());
    }

    @Test
    void an_id_that_all_want_at_once_goes_to_one() throws Exception {
        scene.club(AccessModel.OPEN, PublishModel.OPEN);
        List<String> winners = new ArrayList<>();

        all(writer -> {
            String he = "writer" + writer + "@elsewhere";
            if (quietly(() -> scene.publish(he, CLUB, "wanted", "text"))) {
                synchronized (winners) {
                    winners.add(he);
                }
            }
        });

        assertEquals(1, winners.size());
        assertEquals(winners.get(0), scene.pubsub.item(CLUB, "wanted", null).orElseThrow().publisher());
    }

    @Test
    void nothing_is_left_in_a_node_that_is_deleted_while_others_write() throws Exception {
        for (int round = 0; round < 5; round++) {
            scene.club(AccessModel.OPEN, PublishModel.OPEN);
            all(writer -> {
                for (int i = 0; i < 5; i++) {
                    if (writer == 0 && i == 3) {
                        scene.pubsub.delete(ALICE, CLUB);
                    }
                    quietly(() -> scene.publish(ALICE, CLUB, "", "text"));
                }
            });
            try (var connection = scene.database.open(); var sql = connection.createStatement();
                 var row = sql.executeQuery("SELECT COUNT(*) FROM fsItem")) {
                row.next();
                assertEquals(0, row.getInt(1));
            }
            assertTrue(scene.told.get(scene.told.size() - 1) instanceof NodeDeleted, "nothing is told of it afterwards");
        }
    }

    @FunctionalInterface
    private interface Writer {
        void write(int number) throws Exception;
    }

    private void all(Writer writer) throws Exception {
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            int number = i;
            work.add(() -> {
                writer.write(number);
                return null;
            });
        }
        for (Future<Void> done : writers.invokeAll(work)) {
            done.get();
        }
    }

    @FunctionalInterface
    private interface Try {
        void run() throws PubSubError;
    }

    private static boolean quietly(Try what) {
        try {
            what.run();
            return true;
        } catch (PubSubError refused) {
            return false;
        }
    }
}
