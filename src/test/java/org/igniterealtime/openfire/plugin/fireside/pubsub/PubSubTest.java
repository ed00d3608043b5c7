package org.igniterealtime.openfire.plugin.fireside.pubsub;

import static org.igniterealtime.openfire.plugin.fireside.pubsub.PubSubErrors.assertRefused;
import static org.igniterealtime.openfire.plugin.fireside.pubsub.Scene.ALICE;
import static org.igniterealtime.openfire.plugin.fireside.pubsub.Scene.BLOG;
import static org.igniterealtime.openfire.plugin.fireside.pubsub.Scene.BOB;
import static org.igniterealtime.openfire.plugin.fireside.pubsub.Scene.CAROL;
import static org.igniterealtime.openfire.plugin.fireside.pubsub.Scene.CLUB;
import static org.igniterealtime.openfire.plugin.fireside.pubsub.Scene.MALLORY;
import static org.igniterealtime.openfire.plugin.fireside.pubsub.Scene.NOTHING;
import static org.igniterealtime.openfire.plugin.fireside.pubsub.Scene.entry;
import static org.igniterealtime.openfire.plugin.fireside.pubsub.Scene.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PubSubTest {
    private Scene scene;
    private PubSub pubsub;

    @BeforeEach
    void open() throws Exception {
        scene = new Scene();
        pubsub = scene.pubsub;
    }

    @AfterEach
    void close() throws Exception {
        scene.close();
    }

    @ParameterizedTest
    @CsvSource({SocialNodes.BOOKMARKS, SocialNodes.OLD_BOOKMARKS, SocialNodes.DISPLAYED})
    void what_an_accounts_clients_share_nobody_else_reads_and_all_of_it_is_kept(String name) throws Exception {
        // given somebody whose contacts see his presence, and who asks for nothing in particular
        NodeId node = new NodeId(ALICE, name);

        pubsub.publish(ALICE, node, "room@conference.example.org", entry("One"), Map.of());
        pubsub.publish(ALICE, node, "other@conference.example.org", entry("Two"), Map.of("pubsub#max_items", List.of("max"), "pubsub#access_model", List.of("whitelist")));

        assertEquals(2, pubsub.count(pubsub.find(node).orElseThrow()));
        assertEquals(Optional.empty(), pubsub.item(node, "room@conference.example.org", BOB));
        assertEquals(List.of(), pubsub.nodes(ALICE, BOB));
        assertTrue(pubsub.item(node, "room@conference.example.org", ALICE).isPresent());
    }

    @Test
    void an_item_comes_back_as_it_was_published() throws Exception {
        String text = "\ud83d\udd25 'ä' &amp; &lt;b&gt; \"; DROP TABLE fsItem; --";

        Item item = scene.publish(ALICE, BLOG, "first", text);

        assertEquals(Optional.of(item), pubsub.item(BLOG, "first", BOB));
        assertEquals(xml("\ud83d\udd25 'ä' &amp; &lt;b&gt; \"; DROP TABLE fsItem; --"), item.payload());
        assertEquals(ALICE, item.publisher());
        assertEquals(item.created(), item.changed());
        assertEquals(List.of("NodeCreated", "ItemPublished"), scene.kinds());
        assertEquals(new ItemPublished(pubsub.find(BLOG).orElseThrow(), item, true), scene.told.get(1));
    }

    @Test
    void an_item_without_an_id_gets_one_of_its_own() throws Exception {
        Item one = scene.publish(ALICE, BLOG, "", "one");
        Item other = scene.publish(ALICE, BLOG, "", "other");

        assertNotEquals(one.id(), other.id());
        assertEquals(2, pubsub.count(pubsub.find(BLOG).orElseThrow()));
    }

    @Test
    void publishing_again_changes_the_content_and_keeps_the_place() throws Exception {
        Item first = scene.publish(ALICE, BLOG, "a", "first");
        scene.publish(ALICE, BLOG, "b", "between");

        Item again = scene.publish(ALICE, BLOG, "a", "again");

        assertEquals(first.created(), again.created());
        assertTrue(again.changed() > first.changed());
        assertEquals(List.of("b", "a"), ids(pubsub.newest(List.of(pubsub.find(BLOG).orElseThrow()), BOB, PubSub.NEWEST, 10)));
        assertFalse(scene.told(ItemPublished.class).get(2).fresh());
    }

    @Test
    void an_id_belongs_to_its_first_publisher() throws Exception {
        scene.club(AccessModel.OPEN, PublishModel.OPEN);
        Item first = scene.publish(BOB, CLUB, "comment", "mine");
        scene.told.clear();

        assertRefused("forbidden", () -> scene.publish(MALLORY, CLUB, "comment", "taken over"));
        assertRefused("forbidden", () -> scene.publish(ALICE, CLUB, "comment", "even by the owner"));

        assertEquals(Optional.of(first), pubsub.item(CLUB, "comment", null));
        assertEquals(List.of(), scene.kinds());
    }

    @Test
    void an_owner_retracts_what_he_may_not_overwrite_and_then_the_id_is_free() throws Exception {
        scene.club(AccessModel.OPEN, PublishModel.OPEN);
        Item first = scene.publish(BOB, CLUB, "comment", "mine");

        pubsub.retract(ALICE, CLUB, "comment", false);
        assertEquals(Optional.empty(), pubsub.item(CLUB, "comment", BOB));
        Item second = scene.publish(MALLORY, CLUB, "comment", "another's now");

        assertEquals(MALLORY, second.publisher());
        assertTrue(second.created() > first.created());
        assertRefused("forbidden", () -> scene.publish(BOB, CLUB, "comment", "no more"));
    }

    @Test
    void everybody_retracts_his_own_and_nobody_anothers() throws Exception {
        scene.club(AccessModel.OPEN, PublishModel.OPEN);
        scene.publish(BOB, CLUB, "bobs", "text");
        scene.told.clear();

        assertRefused("forbidden", () -> pubsub.retract(CAROL, CLUB, "bobs", true));
        assertRefused("item-not-found", () -> pubsub.retract(CAROL, CLUB, "nothing", true));
        pubsub.retract(BOB, CLUB, "bobs", false);

        assertEquals(List.of("ItemRetracted"), scene.kinds());
        assertEquals("bobs", scene.told(ItemRetracted.class).get(0).item().id());
        assertRefused("item-not-found", () -> pubsub.retract(BOB, CLUB, "bobs", false));
    }

    @Test
    void retracting_is_told_to_subscribers_as_configured_or_as_asked() throws Exception {
        NodeConfig config = NodeConfig.keeping("", AccessModel.OPEN, PublishModel.PUBLISHERS);
        pubsub.create(ALICE, CLUB, new NodeConfig("", "", "", config.access(), List.of(), config.publish(), true, 10, 0, true, false, true, false, "never"));
        scene.publish(ALICE, CLUB, "1", "text");
        scene.publish(ALICE, CLUB, "2", "text");

        pubsub.retract(ALICE, CLUB, "1", false);
        pubsub.retract(ALICE, CLUB, "2", true);

        assertEquals(List.of(false, true), scene.told(ItemRetracted.class).stream().map(ItemRetracted::told).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "urn:xmpp:microblog:0, OPEN, -1", "urn:xmpp:microblog:0:friends, PRESENCE, -1", "urn:xmpp:pubsub:subscription, PRESENCE, -1",
        "urn:xmpp:pubsub:movim-public-subscription, WHITELIST, -1", "anything else, PRESENCE, 1"})
    void an_account_makes_its_node_by_publishing(String name, AccessModel access, int maxItems) throws Exception {
        scene.publish(ALICE, new NodeId(ALICE, name), "x", "text");

        Node node = pubsub.find(new NodeId(ALICE, name)).orElseThrow();
        assertEquals(access, node.config().access());
        assertEquals(maxItems, node.config().maxItems());
        assertTrue(node.config().persist());
        assertEquals(Affiliation.OWNER, pubsub.affiliation(node, ALICE));
    }

    @Test
    void publish_options_configure_the_node_that_is_made() throws Exception {
        NodeId stories = new NodeId(ALICE, "urn:xmpp:pubsub-social-feed:stories:0");

        pubsub.publish(ALICE, stories, "s", entry("story"), Map.of("pubsub#access_model", List.of("presence"), "pubsub#max_items", List.of("max"),
            "pubsub#item_expire", List.of("86400"), "pubsub#itemreply", List.of("publisher"), "pubsub#notify_sub", List.of("true")));

        NodeConfig config = pubsub.find(stories).orElseThrow().config();
        assertEquals(AccessModel.PRESENCE, config.access());
        assertEquals(NodeConfig.UNLIMITED, config.maxItems());
        assertEquals(86400, config.itemExpire());
    }

    @Test
    void publish_options_are_what_an_existing_node_has_to_be() throws Exception {
        scene.publish(ALICE, BLOG, "a", "text");
        scene.told.clear();

        pubsub.publish(ALICE, BLOG, "b", entry("b"), Map.of("pubsub#max_items", List.of("max"), "pubsub#persist_items", List.of("true"),
            "pubsub#itemreply", List.of("publisher")));
        assertRefused("conflict precondition-not-met", () ->
            pubsub.publish(ALICE, BLOG, "c", entry("c"), Map.of("pubsub#access_model", List.of("whitelist"))));

        assertEquals(List.of("ItemPublished"), scene.kinds());
        assertEquals(Optional.empty(), pubsub.item(BLOG, "c", ALICE));
    }

    @Test
    void nobody_publishes_at_anothers_and_a_service_has_no_nodes_by_chance() {
        assertRefused("forbidden", () -> scene.publish(BOB, BLOG, "x", "text"));
        assertRefused("item-not-found", () -> scene.publish(BOB, CLUB, "x", "text"));
        assertRefused("item-not-found", () -> scene.publish("ghost@y", new NodeId("ghost@y", "urn:xmpp:microblog:0"), "x", "text"));

        assertEquals(List.of(), scene.kinds());
        assertEquals(Optional.empty(), pubsub.find(BLOG));
    }

    @Test
    void a_node_keeps_no_more_than_it_may_and_the_oldest_goes_unsaid() throws Exception {
        NodeId node = new NodeId(ALICE, "three");
        for (int i = 1; i <= 5; i++) {
            pubsub.publish(ALICE, node, "i" + i, entry("text"), Map.of("pubsub#max_items", List.of("3")));
        }
        scene.publish(ALICE, node, "i3", "again");

        assertEquals(List.of("i3", "i4", "i5"), ids(pubsub.oldest(pubsub.find(node).orElseThrow(), ALICE, 0, 10)));
        assertEquals(List.of(), scene.told(ItemRetracted.class));
    }

    @Test
    void what_is_published_now_stays_though_the_node_was_made_smaller_and_its_item_is_the_oldest() throws Exception {
        NodeId node = new NodeId(ALICE, "shrunk");
        Map<String, List<String>> many = Map.of("pubsub#max_items", List.of("3"));
        for (int i = 1; i <= 3; i++) {
            pubsub.publish(ALICE, node, "i" + i, entry("text"), many);
        }
        pubsub.configure(ALICE, node, ConfigForm.apply(pubsub.find(node).orElseThrow().config(), Map.of("pubsub#max_items", List.of("1"))));

        scene.publish(ALICE, node, "i1", "again");

        assertEquals(List.of("i1"), ids(pubsub.oldest(pubsub.find(node).orElseThrow(), ALICE, 0, 10)));
    }

    @Test
    void an_item_whose_time_is_over_is_gone_at_once_and_is_cleared_away_later() throws Exception {
        Map<String, List<String>> hour = Map.of("pubsub#item_expire", List.of("3600"), "pubsub#max_items", List.of("max"));
        NodeId node = new NodeId(ALICE, "short");
        pubsub.publish(ALICE, node, "old", entry("old"), hour);
        scene.pass(Duration.ofMinutes(59));
        pubsub.publish(ALICE, node, "new", entry("new"), hour);
        Node made = pubsub.find(node).orElseThrow();
        assertEquals(List.of("new", "old"), ids(pubsub.newest(List.of(made), ALICE, PubSub.NEWEST, 5)));

        scene.pass(Duration.ofMinutes(2));

        assertEquals(List.of("new"), ids(pubsub.newest(List.of(made), ALICE, PubSub.NEWEST, 5)));
        assertEquals(List.of("new"), ids(pubsub.oldest(made, ALICE, 0, 5)));
        assertEquals(Optional.empty(), pubsub.item(node, "old", ALICE));
        assertRefused("item-not-found", () -> pubsub.retract(ALICE, node, "old", false));
        assertEquals(2, rows("fsItem"));
        pubsub.expire();
        assertEquals(1, rows("fsItem"));
    }

    @Test
    void a_node_that_keeps_nothing_tells_only() throws Exception {
        NodeId node = new NodeId(ALICE, "tune");

        pubsub.publish(ALICE, node, "t", entry("song"), Map.of("pubsub#persist_items", List.of("0")));

        assertEquals(1, scene.told(ItemPublished.class).size());
        assertEquals(Optional.empty(), pubsub.item(node, "t", ALICE));
    }

    @Test
    void what_is_too_large_or_too_deep_or_badly_named_is_refused() {
        assertRefused("not-acceptable payload-too-big", () -> scene.publish(ALICE, BLOG, "x", "x".repeat(256 * 1024)));
        assertRefused("not-acceptable payload-too-big", () -> scene.publish(ALICE, BLOG, "x", "\u20ac".repeat(100 * 1024)));
        assertRefused("bad-request invalid-payload", () -> pubsub.publish(ALICE, BLOG, "x", deep(50_000), NOTHING));
        assertRefused("bad-request payload-required", () -> pubsub.publish(ALICE, BLOG, "x", null, NOTHING));
        assertRefused("not-acceptable", () -> scene.publish(ALICE, BLOG, "x".repeat(256), "text"));
        assertRefused("not-acceptable", () -> scene.publish(ALICE, BLOG, "x ", "text"));
        assertRefused("not-acceptable", () -> scene.publish(ALICE, new NodeId(ALICE, "x".repeat(256)), "x", "text"));
        assertRefused("not-acceptable", () -> scene.publish(ALICE, new NodeId(ALICE, ""), "x", "text"));

        assertEquals(List.of(), scene.kinds());
        assertEquals(Optional.empty(), pubsub.find(BLOG));
    }

    @Test
    void ids_and_names_are_compared_exactly() throws Exception {
        scene.publish(ALICE, BLOG, "id", "small");
        scene.publish(ALICE, BLOG, "ID", "large");
        scene.publish(ALICE, new NodeId(ALICE, "URN:xmpp:microblog:0"), "id", "another node");

        assertEquals(xml("small"), pubsub.item(BLOG, "id", null).orElseThrow().payload());
        assertEquals(xml("large"), pubsub.item(BLOG, "ID", null).orElseThrow().payload());
        assertEquals(2, pubsub.nodes(ALICE, ALICE).size());
    }

    @Test
    void a_node_is_made_once_by_somebody_with_an_account() throws Exception {
        NodeConfig config = NodeConfig.keeping("The club", AccessModel.OPEN, PublishModel.PUBLISHERS);

        Node node = pubsub.create(ALICE, CLUB, config);

        assertEquals(Optional.of(node), pubsub.find(CLUB));
        assertRefused("conflict", () -> pubsub.create(BOB, CLUB, config));
        assertRefused("forbidden", () -> pubsub.create(MALLORY, new NodeId("fireside.x", "other"), config));
        assertRefused("forbidden", () -> pubsub.create(BOB, new NodeId(ALICE, "other"), config));
        assertRefused("forbidden", () -> pubsub.create(null, new NodeId("fireside.x", "other"), config));
        assertEquals(List.of("NodeCreated"), scene.kinds());
    }

    @Test
    void only_an_owner_configures_and_deletes() throws Exception {
        Node node = scene.club(AccessModel.OPEN, PublishModel.OPEN);
        scene.publish(BOB, CLUB, "x", "text");
        pubsub.subscribe(BOB, CLUB);
        scene.told.clear();

        assertRefused("forbidden", () -> pubsub.configure(BOB, CLUB, node.config().with(AccessModel.WHITELIST, List.of())));
        assertRefused("forbidden", () -> pubsub.delete(BOB, CLUB));
        assertRefused("forbidden", () -> pubsub.purge(BOB, CLUB));
        pubsub.configure(ALICE, CLUB, node.config().with(AccessModel.WHITELIST, List.of()));
        assertFalse(pubsub.mayRead(pubsub.find(CLUB).orElseThrow(), BOB));
        pubsub.purge(ALICE, CLUB);
        pubsub.delete(ALICE, CLUB);

        assertEquals(List.of("NodeConfigured", "NodeDeleted", "NodeDeleted"), scene.kinds());
        assertEquals(List.of(true, false), scene.told(NodeDeleted.class).stream().map(NodeDeleted::purged).toList());
        assertEquals(List.of(BOB), scene.told(NodeDeleted.class).get(1).subscribers().stream().map(Subscriber::jid).toList());
        for (String table : List.of("fsNode", "fsItem", "fsAffiliation", "fsSubscription")) {
            assertEquals(0, rows(table), table);
        }
    }

    @Test
    void subscribing_twice_is_subscribing_once() throws Exception {
        Node node = scene.club(AccessModel.OPEN, PublishModel.PUBLISHERS);
        scene.told.clear();

        assertTrue(pubsub.subscribe(BOB, CLUB));
        assertTrue(pubsub.subscribe(BOB, CLUB));
        assertEquals(List.of(BOB), pubsub.subscribers(node, 10));
        assertEquals(List.of(node), pubsub.subscriptions(BOB, 10));
        pubsub.unsubscribe(BOB, CLUB);

        assertEquals(List.of(new SubscriptionChanged(node, BOB, true), new SubscriptionChanged(node, BOB, false)), scene.told);
        assertEquals(List.of(), pubsub.subscribers(node, 10));
        assertRefused("unexpected-request not-subscribed", () -> pubsub.unsubscribe(BOB, CLUB));
        assertRefused("item-not-found", () -> pubsub.unsubscribe(BOB, BLOG));
    }

    @Test
    void who_has_to_be_let_in_waits_and_sees_nothing() throws Exception {
        Node node = scene.club(AccessModel.AUTHORIZE, PublishModel.PUBLISHERS);
        scene.publish(ALICE, CLUB, "x", "text");
        scene.told.clear();

        assertFalse(pubsub.subscribe(BOB, CLUB));
        assertRefused("not-authorized pending-subscription", () -> pubsub.subscribe(BOB, CLUB));
        assertEquals(Optional.empty(), pubsub.item(CLUB, "x", BOB));
        assertEquals(List.of(), pubsub.subscribers(node, 10));
        assertRefused("forbidden", () -> pubsub.approve(BOB, CLUB, BOB, true));
        assertRefused("not-acceptable", () -> pubsub.approve(ALICE, CLUB, CAROL, true));
        pubsub.approve(ALICE, CLUB, BOB, true);

        assertTrue(pubsub.item(CLUB, "x", BOB).isPresent());
        assertEquals(List.of("SubscriptionAsked", "SubscriptionChanged"), scene.kinds());
        pubsub.approve(ALICE, CLUB, BOB, false);
        assertEquals(Optional.empty(), pubsub.item(CLUB, "x", BOB));
    }

    @Test
    void of_a_node_that_came_since_its_account_was_asked_about_it_is_asked_again() throws Exception {
        Engine engine = pubsub.engine();
        Ties before = engine.rules().ties(CLUB.service(), MALLORY);
        scene.relations.blocks(ALICE, MALLORY, true);
        Node club = scene.club(AccessModel.OPEN, PublishModel.OPEN);

        Standing who = engine.read(sql -> engine.rules().standing(sql, club, MALLORY, before));

        assertTrue(who.ties().blocked());
    }

    @Test
    void an_outcast_is_out() throws Exception {
        Node node = scene.club(AccessModel.OPEN, PublishModel.OPEN);
        pubsub.subscribe(BOB, CLUB);
        scene.publish(BOB, CLUB, "x", "text");
        scene.told.clear();

        pubsub.affiliate(ALICE, CLUB, Map.of(BOB, Affiliation.OUTCAST));

        assertEquals(List.of(new SubscriptionChanged(node, BOB, false), new NodeConfigured(node, true)), scene.told);
        assertRefused("forbidden", () -> scene.publish(BOB, CLUB, "y", "text"));
        assertRefused("forbidden", () -> pubsub.subscribe(BOB, CLUB));
        assertEquals(List.of(), pubsub.newest(List.of(node), BOB, PubSub.NEWEST, 10));
    }

    @Test
    void the_last_owner_stays() throws Exception {
        scene.club(AccessModel.OPEN, PublishModel.OPEN);
        scene.publish(ALICE, BLOG, "x", "text");

        assertRefused("not-acceptable", () -> pubsub.affiliate(ALICE, CLUB, Map.of(ALICE, Affiliation.NONE, CAROL, Affiliation.MEMBER)));
        assertRefused("not-acceptable", () -> pubsub.affiliate(ALICE, BLOG, Map.of(ALICE, Affiliation.OUTCAST, BOB, Affiliation.OWNER)));
        assertEquals(Map.of(ALICE, Affiliation.OWNER), pubsub.affiliations(ALICE, CLUB));
        pubsub.affiliate(ALICE, CLUB, Map.of(ALICE, Affiliation.NONE, BOB, Affiliation.OWNER));

        assertRefused("forbidden", () -> pubsub.affiliations(ALICE, CLUB));
        assertEquals(Map.of(BOB, Affiliation.OWNER), pubsub.affiliations(BOB, CLUB));
    }

    @Test
    void what_is_refused_or_fails_leaves_nothing_and_tells_nothing() throws Exception {
        NodeId comments = new NodeId("comments.x", "urn:xmpp:microblog:0:comments/x");
        pubsub.beside(new Beside() {
            @Override
            public Element prepare(Writing writing, Node node, String itemId, String publisher, Element payload) throws java.sql.SQLException {
                writing.ensure(comments, NodeConfig.keeping("", AccessModel.OPEN, PublishModel.OPEN), publisher);
                return payload;
            }

            @Override
            public void published(Writing writing, Node node, Item item) throws java.sql.SQLException {
                if (item.id().equals("broken")) {
                    throw new java.sql.SQLException("A feature's table is broken");
                }
            }
        });

        assertRefused("not-acceptable payload-too-big", () -> scene.publish(ALICE, BLOG, "x", "x".repeat(300_000)));
        assertThrows(Outage.class, () -> scene.publish(ALICE, BLOG, "broken", "text"));

        assertEquals(List.of(), scene.kinds());
        assertEquals(Optional.empty(), pubsub.find(BLOG));
        assertEquals(Optional.empty(), pubsub.find(comments));
        for (String table : List.of("fsNode", "fsItem", "fsAffiliation")) {
            assertEquals(0, rows(table), table);
        }
    }

    @Test
    void while_the_database_is_down_nothing_is_told() throws Exception {
        scene.publish(ALICE, BLOG, "before", "text");
        scene.told.clear();

        scene.database.down(true);
        assertThrows(Outage.class, () -> scene.publish(ALICE, BLOG, "during", "text"));
        scene.database.down(false);

        assertEquals(List.of(), scene.kinds());
        assertEquals(List.of("before"), ids(pubsub.oldest(pubsub.find(BLOG).orElseThrow(), ALICE, 0, 10)));
    }

    @Test
    void a_feature_changes_what_it_keeps_in_the_same_transaction() throws Exception {
        NodeId comments = new NodeId("comments.x", "urn:xmpp:microblog:0:comments/x");
        List<String> seen = new java.util.ArrayList<>();
        pubsub.beside(new Beside() {
            @Override
            public Element prepare(Writing writing, Node node, String itemId, String publisher, Element payload) {
                payload.addElement("link");
                return payload;
            }

            @Override
            public void published(Writing writing, Node node, Item item) throws java.sql.SQLException {
                seen.add("published " + item.id());
                writing.ensure(comments, NodeConfig.keeping("", AccessModel.OPEN, PublishModel.OPEN), item.publisher());
            }

            @Override
            public void retracted(Writing writing, Node node, Item item) throws java.sql.SQLException {
                seen.add("retracted " + item.id());
                writing.delete(writing.find(comments).orElseThrow());
            }

            @Override
            public void deleted(Writing writing, Node node, boolean purged) {
                seen.add((purged ? "purged " : "deleted ") + node.id().name());
            }
        });
        Element payload = entry("text");

        Item item = pubsub.publish(ALICE, BLOG, "x", payload, NOTHING);
        pubsub.retract(ALICE, BLOG, "x", false);

        assertTrue(item.payload().contains("<link/>"));
        assertEquals(null, payload.element("link"), "the caller's is left alone");
        assertEquals(List.of("published x", "retracted x", "deleted " + comments.name()), seen);
        assertEquals(List.of("NodeCreated", "NodeCreated", "ItemPublished", "NodeDeleted", "ItemRetracted"), scene.kinds());
        assertEquals(Optional.empty(), pubsub.find(comments));
    }

    @Test
    void an_account_that_goes_leaves_nothing_and_takes_nothing_of_others() throws Exception {
        Node club = scene.club(AccessModel.OPEN, PublishModel.OPEN);
        scene.publish(ALICE, CLUB, "alices", "text");
        scene.publish(BOB, CLUB, "bobs", "text");
        scene.publish(BOB, new NodeId(BOB, "urn:xmpp:microblog:0"), "post", "text");
        pubsub.subscribe(BOB, CLUB);
        pubsub.subscribe(CAROL, new NodeId(BOB, "urn:xmpp:microblog:0"));
        pubsub.affiliate(ALICE, CLUB, Map.of(BOB, Affiliation.PUBLISHER));
        scene.told.clear();

        pubsub.forget(BOB);

        assertEquals(List.of("NodeDeleted", "ItemRetracted", "SubscriptionChanged"), scene.kinds());
        assertEquals(List.of("alices"), ids(pubsub.oldest(club, null, 0, 10)));
        assertEquals(List.of(), pubsub.nodes(BOB, BOB));
        assertEquals(Map.of(ALICE, Affiliation.OWNER), pubsub.affiliations(ALICE, CLUB));
        assertEquals(0, rows("fsSubscription"));
    }

    @Test
    void readers_of_a_node_are_told_of_it_and_nobody_else() throws Exception {
        NodeId friends = new NodeId(ALICE, "urn:xmpp:microblog:0:friends");
        scene.relations.friends(ALICE, BOB).friends(ALICE, MALLORY).blocks(ALICE, MALLORY, true);
        scene.publish(ALICE, friends, "x", "text");

        assertEquals(List.of(ALICE, BOB), List.copyOf(pubsub.readers(pubsub.find(friends).orElseThrow(), List.of(ALICE, BOB, CAROL, MALLORY))));
        assertEquals(1, pubsub.nodes(ALICE, BOB).size());
        assertEquals(0, pubsub.nodes(ALICE, CAROL).size());
        assertEquals(0, pubsub.nodes(ALICE, MALLORY).size());
        assertEquals(0, pubsub.nodes(ALICE, null).size());
    }

    @Test
    void pages_go_on_where_they_ended_whatever_is_published_meanwhile() throws Exception {
        Node node = scene.club(AccessModel.OPEN, PublishModel.PUBLISHERS);
        for (int i = 0; i < 25; i++) {
            scene.publish(ALICE, CLUB, "i" + i, "text");
        }

        List<Item> first = pubsub.newest(List.of(node), BOB, PubSub.NEWEST, 10);
        scene.publish(ALICE, CLUB, "later", "text");
        pubsub.retract(ALICE, CLUB, "i15", false);
        List<Item> second = pubsub.newest(List.of(node), BOB, first.get(9).created(), 10);
        List<Item> third = pubsub.newest(List.of(node), BOB, second.get(9).created(), 10);

        assertEquals(IntStream.range(0, 10).mapToObj(i -> "i" + (24 - i)).toList(), ids(first));
        assertEquals(IntStream.range(0, 10).mapToObj(i -> "i" + (14 - i)).toList(), ids(second));
        assertEquals(List.of("i4", "i3", "i2", "i1", "i0"), ids(third));
        assertEquals(List.of("i0", "i1", "i2"), ids(pubsub.oldest(node, BOB, 0, 3)));
        assertEquals(List.of("i3", "i4"), ids(pubsub.oldest(node, BOB, pubsub.oldest(node, BOB, 0, 3).get(2).created(), 2)));
    }

    @Test
    void whom_somebody_lets_see_her_reads_what_she_made_on_a_service() throws Exception {
        scene.relations.friends(ALICE, BOB).friends(ALICE, MALLORY).blocks(ALICE, MALLORY, true);
        Node comments = scene.club(AccessModel.PRESENCE, PublishModel.OPEN);

        assertEquals(List.of(ALICE, BOB), List.copyOf(pubsub.readers(comments, List.of(ALICE, BOB, CAROL, MALLORY))));
        scene.publish(BOB, CLUB, "x", "a comment");
        assertRefused("forbidden", () -> scene.publish(CAROL, CLUB, "y", "text"));
        assertRefused("item-not-found", () -> scene.publish(MALLORY, CLUB, "y", "text"));
    }

    private static Element deep(int levels) {
        Element root = DocumentHelper.createElement("a");
        Element inner = root;
        for (int i = 0; i < levels; i++) {
            inner = inner.addElement("a");
        }
        return root;
    }

    private int rows(String table) throws Exception {
        try (var connection = scene.database.open(); var sql = connection.createStatement(); var row = sql.executeQuery("SELECT COUNT(*) FROM " + table)) {
            row.next();
            return row.getInt(1);
        }
    }

    private static List<String> ids(List<Item> items) {
        return items.stream().map(Item::id).toList();
    }
}
