package org.igniterealtime.openfire.plugin.fireside.pubsub;

import static org.igniterealtime.openfire.plugin.fireside.pubsub.Scene.BOB;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody follows, as one list; the nodes are as many as make it be looked for in each of its ways. */
class FeedTest {
    private static final int FOLLOWED = 40;

    private final List<String> expected = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private Scene scene;

    @BeforeEach
    void open() throws Exception {
        scene = new Scene();
    }

    @AfterEach
    void close() throws Exception {
        scene.close();
    }

    @Test
    void of_many_nodes_newest_first_page_by_page() throws Exception {
        for (int i = 0; i < 300; i++) {
            publish(new Random(i).nextInt(FOLLOWED));
        }

        assertEquals(expected, paged());
    }

    @Test
    void of_few_nodes_likewise() throws Exception {
        for (int i = 0; i < 60; i++) {
            publish(i % 3);
        }

        assertEquals(expected, paged());
    }

    @Test
    void what_is_quiet_is_found_behind_what_others_write() throws Exception {
        for (int i = 0; i < 100; i++) {
            publish(i % FOLLOWED);
        }
        for (int i = 0; i < 1100; i++) {
            scene.publish("loud@x", new NodeId("loud@x", "urn:xmpp:microblog:0"), "loud" + i, "text");
        }

        assertEquals(expected, paged());
    }

    @Test
    void what_may_not_be_read_is_not_in_it() throws Exception {
        for (int i = 0; i < 100; i++) {
            publish(i % FOLLOWED);
        }
        scene.relations.blocks("user3@x", BOB, true);
        scene.pubsub.configure("user4@x", nodes.get(4).id(), nodes.get(4).config().with(AccessModel.WHITELIST, List.of()));
        scene.pubsub.configure("user5@x", nodes.get(5).id(), nodes.get(5).config().with(AccessModel.PRESENCE, List.of()));
        scene.pubsub.affiliate("user6@x", nodes.get(6).id(), Map.of(BOB, Affiliation.OUTCAST));
        List<Node> now = new ArrayList<>();
        for (Node node : nodes) {
            now.add(scene.pubsub.find(node.id()).orElseThrow());
        }
        nodes.clear();
        nodes.addAll(now);

        expected.removeIf(id -> id.matches("user[3456]-.*"));
        assertEquals(expected, paged());
    }

    @Test
    void what_has_expired_is_not_in_it() throws Exception {
        for (int i = 0; i < 60; i++) {
            NodeId id = new NodeId("user" + i % FOLLOWED + "@x", "urn:xmpp:pubsub-social-feed:stories:0");
            scene.publish(id.service(), id, "old" + i, "text");
            scene.relations.friends(id.service(), BOB);
            if (i < FOLLOWED) {
                nodes.add(scene.pubsub.find(id).orElseThrow());
            }
        }
        scene.pass(Duration.ofHours(25));
        for (int i = 0; i < 30; i++) {
            NodeId id = nodes.get(i).id();
            scene.publish(id.service(), id, "new" + i, "text");
            expected.add(0, "new" + i);
        }

        assertEquals(expected, paged());
        Collections.shuffle(nodes, new Random(1));
        assertEquals(expected.subList(0, 7), scene.pubsub.newest(nodes, BOB, PubSub.NEWEST, 7).stream().map(Item::id).toList());
    }

    private void publish(int user) throws Exception {
        NodeId id = new NodeId("user" + user + "@x", "urn:xmpp:microblog:0");
        Item item = scene.publish(id.service(), id, "user" + user + "-" + expected.size(), "text");
        expected.add(0, item.id());
        if (nodes.stream().noneMatch(node -> node.id().equals(id))) {
            nodes.add(scene.pubsub.find(id).orElseThrow());
        }
    }

    private List<String> paged() {
        List<String> all = new ArrayList<>();
        List<Item> page = scene.pubsub.newest(nodes, BOB, PubSub.NEWEST, 17);
        while (!page.isEmpty()) {
            page.forEach(item -> all.add(item.id()));
            page = scene.pubsub.newest(nodes, BOB, page.get(page.size() - 1).created(), 17);
        }
        return all;
    }
}
