package org.igniterealtime.openfire.plugin.fireside.social.comments;

import static org.igniterealtime.openfire.plugin.fireside.pubsub.Scene.ALICE;
import static org.igniterealtime.openfire.plugin.fireside.pubsub.Scene.BOB;
import static org.igniterealtime.openfire.plugin.fireside.pubsub.Scene.CAROL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.igniterealtime.openfire.plugin.fireside.host.HostConnections;
import org.igniterealtime.openfire.plugin.fireside.pubsub.AccessModel;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Item;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Node;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeConfig;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeId;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PublishModel;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Scene;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Comments;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Entry;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Foot;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is counted beside the items of nodes of comments, on the embedded database. */
class CommentStoreTest {
    private final CommentStore store = new CommentStore();
    private Scene scene;

    @BeforeEach
    void open() throws Exception {
        scene = new Scene();
        scene.pubsub.beside(new CommentsBeside(store));
    }

    @AfterEach
    void close() throws Exception {
        scene.close();
    }

    @Test
    void comments_count_each_and_likes_once_an_author() throws Exception {
        // given
        Node talk = talk("walk");
        say(BOB, talk, "1", "One");
        say(BOB, talk, "2", "Two");
        say(BOB, talk, "3", Entry.LIKE);
        say(BOB, talk, "4", Entry.LIKE);
        say(CAROL, talk, "5", Entry.LIKE + "\ufe0f");
        // then
        assertEquals(new Foot(2, 2, true), foot(talk, BOB));
        assertEquals(new Foot(2, 2, false), foot(talk, ALICE));
        assertEquals(new Foot(2, 2, false), foot(talk, null));
        assertEquals(List.of(BOB, CAROL), read(sql -> store.likers(sql, talk.key(), 10)));
        assertEquals(List.of(BOB), read(sql -> store.likers(sql, talk.key(), 1)));
        assertEquals(List.of("3", "4"), read(sql -> store.likes(sql, talk.key(), BOB)).stream().sorted().toList());
        assertEquals(List.of(BOB), read(sql -> store.commenters(sql, talk.key(), 10)));
        // when one of the two is taken back
        scene.pubsub.retract(BOB, talk.id(), "3", true);
        // then he still likes it, until the other is
        assertEquals(new Foot(2, 2, true), foot(talk, BOB));
        scene.pubsub.retract(BOB, talk.id(), "4", true);
        assertEquals(new Foot(1, 2, false), foot(talk, BOB));
    }

    @Test
    void comments_are_found_among_however_many_likes() throws Exception {
        // given
        Node talk = talk("walk");
        long first = say(BOB, talk, "1", "One").created();
        long second = say(CAROL, talk, "2", "Two").created();
        for (int i = 0; i < 20; i++) {
            say(BOB, talk, "like-" + i, Entry.LIKE);
        }
        // then
        assertEquals(List.of(second, first), read(sql -> store.comments(sql, talk.key(), 10)));
        assertEquals(List.of(second), read(sql -> store.comments(sql, talk.key(), 1)));
    }

    @Test
    void what_becomes_a_like_is_no_comment_any_more() throws Exception {
        // given
        Node talk = talk("walk");
        say(BOB, talk, "1", "One");
        // when
        say(BOB, talk, "1", Entry.LIKE);
        // then
        assertEquals(new Foot(1, 0, true), foot(talk, BOB));
    }

    @Test
    void nothing_is_left_of_what_is_gone() throws Exception {
        // given
        Node talk = talk("walk");
        Node other = talk("rain");
        say(BOB, talk, "1", "One");
        say(BOB, talk, "2", Entry.LIKE);
        say(BOB, other, "1", "One");
        // when
        scene.pubsub.purge(ALICE, talk.id());
        scene.pubsub.delete(ALICE, other.id());
        // then
        assertEquals(Map.of(), read(sql -> store.count(sql, List.of(talk.key(), other.key()), BOB)));
    }

    @Test
    void a_page_of_many_posts_is_counted_at_once() throws Exception {
        // given
        List<Long> keys = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            Node talk = talk("p" + i);
            keys.add(talk.key());
            if (i % 2 == 0) {
                say(BOB, talk, "1", Entry.LIKE);
            }
        }
        // when
        Map<Long, Foot> feet = read(sql -> store.count(sql, keys, BOB));
        // then
        assertEquals(60, feet.size());
        assertEquals(List.of(new Foot(1, 0, true)), feet.values().stream().distinct().toList());
    }

    @Test
    void what_is_no_entry_or_elsewhere_does_not_count() throws Exception {
        // given
        Node talk = talk("walk");
        Node club = scene.pubsub.create(ALICE, new NodeId("fireside.x", "club"), NodeConfig.keeping("", AccessModel.OPEN, PublishModel.OPEN));
        // when
        scene.pubsub.publish(BOB, talk.id(), "odd", Xml.parse("<note xmlns='urn:x'/>"), Scene.NOTHING);
        say(BOB, club, "1", "One");
        // then
        assertEquals(Map.of(), read(sql -> store.count(sql, List.of(talk.key(), club.key()), BOB)));
    }

    private Node talk(String id) throws Exception {
        return scene.pubsub.create(ALICE, new NodeId("comments.x", Comments.NODE + id), NodeConfig.keeping("", AccessModel.OPEN, PublishModel.OPEN));
    }

    private Item say(String who, Node talk, String id, String words) throws Exception {
        return scene.publish(who, talk.id(), id, words);
    }

    private Foot foot(Node talk, String viewer) {
        return read(sql -> store.count(sql, List.of(talk.key()), viewer)).getOrDefault(talk.key(), Foot.NONE);
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(Prepared sql) throws SQLException;
    }

    private static <T> T read(Reading<T> reading) {
        return new Database(new HostConnections()).readPrepared(sql -> reading.of(sql));
    }
}
