package org.igniterealtime.openfire.plugin.fireside.social.posts;

import static org.igniterealtime.openfire.plugin.fireside.pubsub.Scene.ALICE;
import static org.igniterealtime.openfire.plugin.fireside.pubsub.Scene.BLOG;
import static org.igniterealtime.openfire.plugin.fireside.pubsub.Scene.BOB;
import static org.igniterealtime.openfire.plugin.fireside.pubsub.Scene.MALLORY;
import static org.igniterealtime.openfire.plugin.fireside.pubsub.Scene.NOTHING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.host.HostConnections;
import org.igniterealtime.openfire.plugin.fireside.pubsub.AccessModel;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Item;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Node;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeConfig;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeDeleted;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeId;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSub;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSubError;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PublishModel;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Scene;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.xmpp.NodeUri;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept beside the items of blogs, on the embedded database. */
class PostsBesideTest {
    private static final NodeId BOBS = new NodeId(BOB, Audience.BLOG);
    private static final NodeId WALK = talk("walk");

    private final PostStore store = new PostStore();
    private Scene scene;
    private PubSub pubsub;

    @BeforeEach
    void open() throws Exception {
        scene = new Scene();
        pubsub = scene.pubsub;
        pubsub.beside(new PostsBeside("x", "pubsub.x", store));
    }

    @AfterEach
    void close() throws Exception {
        scene.close();
    }

    // ---- the node of the comments

    @Test
    void a_post_that_names_no_node_for_its_comments_gets_one() throws Exception {
        // when
        Item post = scene.publish(ALICE, BLOG, "walk", "A walk");
        // then the post says so, in the way that Movim looks for
        assertEquals("xmpp:comments.x?;node=urn:xmpp:microblog:0:comments/walk", Xml.parse(post.payload()).element("link").attributeValue("href"));
        assertEquals("comments", Xml.parse(post.payload()).element("link").attributeValue("title"));
        // and everybody may read and write there
        Node talk = pubsub.find(WALK).orElseThrow();
        assertEquals(ALICE, talk.creator());
        assertEquals(List.of(AccessModel.OPEN, PublishModel.OPEN), List.of(talk.config().access(), talk.config().publish()));
        assertEquals(Optional.of(talk.key()), key(post));
        scene.publish(BOB, WALK, "c", "A comment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"public", "contacts", "group:Friends"})
    void it_is_for_those_whom_the_post_is_for(String word) throws Exception {
        // given
        Audience audience = Audience.of(word);
        NodeId blog = new NodeId(ALICE, audience.node());
        pubsub.create(ALICE, blog, audience.config());
        // when
        scene.publish(ALICE, blog, "walk", "A walk");
        // then
        NodeConfig talk = pubsub.find(WALK).orElseThrow().config();
        assertEquals(audience.config().access(), talk.access());
        assertEquals(audience.config().rosterGroups(), talk.rosterGroups());
        assertEquals(PublishModel.OPEN, talk.publish());
    }

    @Test
    void it_is_closed_and_opened_with_the_blog() throws Exception {
        // given
        scene.publish(ALICE, BLOG, "walk", "A walk");
        scene.publish(ALICE, BLOG, "rain", "Rain");
        scene.relations.friends(ALICE, BOB);
        // when
        pubsub.configure(ALICE, BLOG, pubsub.find(BLOG).orElseThrow().config().with(AccessModel.PRESENCE, List.of()));
        // then
        for (NodeId talk : List.of(WALK, talk("rain"))) {
            assertTrue(pubsub.mayRead(pubsub.find(talk).orElseThrow(), BOB));
            assertEquals(AccessModel.PRESENCE, pubsub.find(talk).orElseThrow().config().access());
            assertFalse(pubsub.mayRead(pubsub.find(talk).orElseThrow(), MALLORY));
        }
        // when for a group alone, and then for everybody again
        pubsub.configure(ALICE, BLOG, pubsub.find(BLOG).orElseThrow().config().with(AccessModel.ROSTER, List.of("Friends", "Family")));
        assertEquals(List.of("Friends", "Family"), pubsub.find(WALK).orElseThrow().config().rosterGroups());
        pubsub.configure(ALICE, BLOG, pubsub.find(BLOG).orElseThrow().config().with(AccessModel.OPEN, List.of()));
        // then
        assertTrue(pubsub.mayRead(pubsub.find(WALK).orElseThrow(), MALLORY));
    }

    @Test
    void a_change_of_the_post_keeps_it_also_when_the_new_words_do_not_name_it() throws Exception {
        // given
        Item first = scene.publish(ALICE, BLOG, "walk", "A walk");
        // when
        Item second = scene.publish(ALICE, BLOG, "walk", "A long walk");
        // then
        assertEquals(first.created(), second.created());
        assertEquals(key(first), key(second));
        assertEquals(comments(first), comments(second));
    }

    @Test
    void it_goes_with_the_post_and_so_do_those_of_a_whole_blog() throws Exception {
        // given
        for (String id : List.of("walk", "rain", "snow")) {
            scene.publish(ALICE, BLOG, id, id);
            scene.publish(BOB, talk(id), "c", "A comment");
        }
        // when
        pubsub.retract(ALICE, BLOG, "walk", true);
        // then
        assertEquals(Optional.empty(), pubsub.find(WALK));
        assertEquals(List.of(WALK), scene.told(NodeDeleted.class).stream().map(gone -> gone.node().id()).toList());
        // when
        pubsub.purge(ALICE, BLOG);
        // then
        assertEquals(Optional.empty(), pubsub.find(talk("rain")));
        // when
        scene.publish(ALICE, BLOG, "last", "last");
        pubsub.delete(ALICE, BLOG);
        // then
        assertEquals(Optional.empty(), pubsub.find(talk("last")));
    }

    // ---- whose it is

    @Test
    void another_s_node_stays_when_a_post_goes_that_named_it() throws Exception {
        // given
        scene.publish(ALICE, BLOG, "walk", "A walk");
        Item his = pubsub.publish(BOB, BOBS, "hers", Xml.parse(Scene.xml("Hers").replace("</entry>", link(WALK) + "</entry>")), NOTHING);
        assertEquals(pubsub.find(WALK).map(Node::key), key(his));
        // when
        pubsub.retract(BOB, BOBS, "hers", true);
        pubsub.configure(BOB, BOBS, pubsub.find(BOBS).orElseThrow().config().with(AccessModel.WHITELIST, List.of()));
        // then
        assertEquals(AccessModel.OPEN, pubsub.find(WALK).orElseThrow().config().access());
        assertEquals(ALICE, pubsub.find(WALK).orElseThrow().creator());
    }

    @Test
    void what_is_said_to_few_is_not_shown_below_another_s_post() throws Exception {
        // given
        NodeId few = new NodeId(ALICE, Audience.CONTACTS.node());
        pubsub.create(ALICE, few, Audience.CONTACTS.config());
        scene.publish(ALICE, few, "walk", "A walk");
        // when
        Item his = pubsub.publish(BOB, BOBS, "hers", Xml.parse(Scene.xml("Hers").replace("</entry>", link(WALK) + "</entry>")), NOTHING);
        // then
        assertEquals(Optional.empty(), key(his));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_is_closed_later_is_not_counted_below_another_s_post_either(boolean wholeBlog) throws Exception {
        // given
        Item hers = scene.publish(ALICE, BLOG, "walk", "A walk");
        Item his = pubsub.publish(BOB, BOBS, "mine", Xml.parse(Scene.xml("Look").replace("</entry>", link(WALK) + "</entry>")), NOTHING);
        pubsub.configure(BOB, BOBS, pubsub.find(BOBS).orElseThrow().config().with(AccessModel.WHITELIST, List.of()));
        assertEquals(key(hers), key(his));
        // when
        NodeId closed = wholeBlog ? BLOG : WALK;
        pubsub.configure(ALICE, closed, pubsub.find(closed).orElseThrow().config().with(AccessModel.PRESENCE, List.of()));
        // then
        assertEquals(Optional.empty(), key(his));
        assertEquals(pubsub.find(WALK).map(Node::key), key(hers));
    }

    @Test
    void two_people_may_give_two_posts_the_same_id() throws Exception {
        // when
        Item hers = scene.publish(ALICE, BLOG, "walk", "Hers");
        Item his = scene.publish(BOB, BOBS, "walk", "His");
        Item again = scene.publish(BOB, BOBS, "walk", "His again");
        // then
        assertNotEquals(key(hers), key(his));
        assertEquals(key(his), key(again));
        assertEquals(BOB, pubsub.find(key(his).orElseThrow()).orElseThrow().creator());
    }

    @Test
    void nobody_gets_at_what_is_said_of_a_post_by_making_its_node_before() throws Exception {
        // given the names that the post's node would have
        pubsub.create(BOB, WALK, NodeConfig.keeping("", AccessModel.OPEN, PublishModel.OPEN));
        pubsub.create(BOB, talk("walk~" + Integer.toHexString(ALICE.hashCode())), NodeConfig.keeping("", AccessModel.OPEN, PublishModel.OPEN));
        NodeId few = new NodeId(ALICE, Audience.CONTACTS.node());
        pubsub.create(ALICE, few, Audience.CONTACTS.config());
        // when
        Item post = scene.publish(ALICE, few, "walk", "A walk");
        // then
        Node talk = pubsub.find(key(post).orElseThrow()).orElseThrow();
        assertEquals(ALICE, talk.creator());
        assertEquals(AccessModel.PRESENCE, talk.config().access());
    }

    // ---- odd ones

    @Test
    void the_longest_ids_have_nodes_too_each_its_own() throws Exception {
        // given
        List<String> ids = IntStream.range(0, 3).mapToObj(i -> "x".repeat(254) + i).toList();
        // when
        for (String id : ids) {
            scene.publish(ALICE, BLOG, id, "A walk");
        }
        // then
        List<Long> keys = pubsub.newest(List.of(pubsub.find(BLOG).orElseThrow()), ALICE, PubSub.NEWEST, 10).stream()
            .flatMap(post -> key(post).stream()).distinct().toList();
        assertEquals(3, keys.size());
    }

    @Test
    void a_named_node_of_ours_is_made_and_one_elsewhere_is_left_alone() throws Exception {
        // when
        Item ours = pubsub.publish(ALICE, BLOG, "ours", Xml.parse(Scene.xml("Ours").replace("</entry>", link(talk("my-own")) + "</entry>")), NOTHING);
        Item theirs = pubsub.publish(ALICE, BLOG, "theirs", Xml.parse(Scene.xml("Theirs").replace("</entry>",
            link(new NodeId("comments.elsewhere", WALK.name())) + "</entry>")), NOTHING);
        Item tooLong = pubsub.publish(ALICE, BLOG, "long", Xml.parse(Scene.xml("Long").replace("</entry>", link(talk("x".repeat(300))) + "</entry>")), NOTHING);
        // then
        assertEquals(pubsub.find(talk("my-own")).map(Node::key), key(ours));
        assertEquals(Optional.empty(), key(theirs));
        assertEquals(Optional.empty(), key(tooLong));
        assertEquals(Optional.empty(), pubsub.find(new NodeId("comments.elsewhere", WALK.name())));
    }

    @Test
    void a_node_of_the_hosts_own_service_gives_way_to_one_of_ours() throws Exception {
        // when Libervia took the service that it found first
        Item post = pubsub.publish(ALICE, BLOG, "walk", Xml.parse(Scene.xml("A walk").replace("</entry>", link(new NodeId("pubsub.x", WALK.name()))
            + link(new NodeId("pubsub.x", "another")) + "<link rel='alternate' href='https://a.example/'/></entry>")), NOTHING);
        // then the post names ours, alone, and what else it says stays
        assertEquals(List.of("https://a.example/", "xmpp:comments.x?;node=" + WALK.name()),
            Xml.parse(post.payload()).elements("link").stream().map(link -> ((Element) link).attributeValue("href")).toList());
        assertEquals(pubsub.find(WALK).map(Node::key), key(post));
    }

    @Test
    void what_is_no_post_is_left_as_it_is() throws Exception {
        // when
        Item other = pubsub.publish(ALICE, BLOG, "other", Xml.parse("<note xmlns='urn:x'>hello</note>"), NOTHING);
        scene.publish(ALICE, new NodeId(ALICE, "urn:xmpp:pubsub-social-feed:stories:0"), "story", "A story");
        // then
        assertEquals("<note xmlns=\"urn:x\">hello</note>", other.payload());
        assertEquals(Optional.empty(), pubsub.find(talk("other")));
        assertEquals(Optional.empty(), pubsub.find(talk("story")));
    }

    @Test
    void whose_comments_they_are_is_known_by_the_node_of_its_maker() throws Exception {
        // given
        Item hers = scene.publish(ALICE, BLOG, "walk", "Hers");
        pubsub.publish(BOB, BOBS, "hers", Xml.parse(Scene.xml("Hers").replace("</entry>", link(WALK) + "</entry>")), NOTHING);
        // then
        Node talk = pubsub.find(WALK).orElseThrow();
        assertEquals(Optional.of(new PostStore.Subject(hers.created(), ALICE)), new Database(new HostConnections()).
            <Optional<PostStore.Subject>>readPrepared(sql -> store.subject(sql, talk.key(), talk.creator())));
    }

    @Test
    void who_may_not_write_in_a_blog_makes_no_node() throws Exception {
        // given
        scene.publish(ALICE, BLOG, "walk", "A walk");
        // when
        assertThrows(PubSubError.class, () -> scene.publish(BOB, BLOG, "mine", "Mine"));
        // then
        assertEquals(Optional.empty(), pubsub.find(talk("mine")));
    }

    private static NodeId talk(String id) {
        return new NodeId("comments.x", Comments.NODE + id);
    }

    private static String link(NodeId talk) {
        return "<link rel='replies' title='comments' href='xmpp:" + talk.service() + "?;node=" + talk.name() + "'/>";
    }

    private static NodeUri comments(Item post) {
        return EntryStanza.parse(Xml.parse(post.payload())).orElseThrow().comments();
    }

    private Optional<Long> key(Item post) {
        return new Database(new HostConnections()).<Optional<Long>>readPrepared(sql -> store.talk(sql, post));
    }
}
