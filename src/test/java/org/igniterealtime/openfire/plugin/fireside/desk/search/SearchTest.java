package org.igniterealtime.openfire.plugin.fireside.desk.search;

import static org.igniterealtime.openfire.plugin.fireside.desk.search.Shelf.ALICE;
import static org.igniterealtime.openfire.plugin.fireside.desk.search.Shelf.BOB;
import static org.igniterealtime.openfire.plugin.fireside.desk.search.Shelf.CAROL;
import static org.igniterealtime.openfire.plugin.fireside.desk.search.Shelf.numbered;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.igniterealtime.openfire.plugin.fireside.desk.directory.WordAnalyzer;
import org.igniterealtime.openfire.plugin.fireside.pubsub.AccessModel;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Item;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeId;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Audience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people find: what answers and what they may read, newest first, and nothing of anything else. */
class SearchTest {
    private static final Audience FRIENDS = new Audience(Audience.Kind.GROUP, "Friends");

    @TempDir
    Path folder;
    private Shelf shelf;

    @BeforeEach
    void open() throws Exception {
        shelf = new Shelf(folder);
    }

    @AfterEach
    void close() throws Exception {
        shelf.close();
    }

    // ---- what answers

    @Test
    void all_that_is_asked_for_is_required() throws Exception {
        // given
        shelf.write(ALICE, Audience.PUBLIC, "Rain", "in the old *garden*, again", "weather");
        shelf.write(BOB, Audience.PUBLIC, "Garden", "without rain, and so old", "plants");
        shelf.write(BOB, Audience.PUBLIC, "Snow", "See #Weather today");
        shelf.settle();

        // then
        assertEquals(List.of("Garden", "Rain"), shelf.find(CAROL, "rain garden"));
        assertEquals(List.of("Rain"), shelf.find(CAROL, "\"old garden\""));
        assertEquals(List.of(), shelf.find(CAROL, "rain snow"));
        assertEquals(List.of("Snow", "Rain"), shelf.find(CAROL, "#weather"));
        assertEquals(List.of("Rain"), shelf.find(CAROL, "#WEATHER garden"));
        assertEquals(List.of("Rain"), shelf.find(CAROL, "rain from:alice"));
        assertEquals(List.of("Rain"), shelf.find(CAROL, "from:Alice@X"));
        assertEquals(List.of("Rain"), shelf.find(CAROL, "from:liddell"));
        assertEquals(List.of("Rain"), shelf.find(CAROL, "from:\"alice liddell\""));
        assertEquals(List.of(), shelf.find(CAROL, "from:\"liddell alice\""));
        assertEquals(List.of("Snow", "Garden"), shelf.find(CAROL, "from:bob"));
        assertEquals(List.of("Snow", "Garden"), shelf.find(CAROL, "from:neighbour", Map.of("neighbour", Set.of(BOB))));
        assertEquals(List.of(), shelf.find(CAROL, "from:nobody"));
        assertEquals(List.of(), shelf.find(CAROL, "liddell"), "who wrote it is no part of what it says");
    }

    @Test
    void a_name_that_somebody_gave_to_a_contact_is_a_name_to_find_him_by() throws Exception {
        Search.Acquaintances known = () -> Map.of(ALICE, "Aunt Àlice", BOB, "Uncle Bob", CAROL, "Our Carol");

        assertEquals(Map.of("aunt", Set.of(ALICE), "alice AUNT", Set.of(ALICE)),
            Search.called(Question.of("from:aunt from:\"alice AUNT\" from:nobody from:?"), known, new WordAnalyzer()));
        assertEquals(Map.of(), Search.called(Question.of("aunt"), () -> {
            throw new AssertionError("nobody is asked for");
        }, new WordAnalyzer()));
    }

    @ParameterizedTest
    @CsvSource({"Über die STRASSE, über straße, uber Strasse", "Déjà vu, deja, DÉJÀ", "مَطَرٌ فِي الحَدِيقَة, مطر, الحديقه", "東京タワーは高い, 東京, ﾀﾜｰ",
        "서울은 비, 서울은, 비", "Дождь в саду, дождь, САДУ", "１２３ und ٤٥, 123, 45", "C'est l'été, été, c'est", "שלום עולם, שלום, עולם", "a🔥b, 🔥, a"})
    void words_of_all_languages_are_found_however_they_are_written(String text, String one, String other) throws Exception {
        shelf.write(ALICE, Audience.PUBLIC, "It", text);
        shelf.write(ALICE, Audience.PUBLIC, "Another", "something else 京東");
        shelf.settle();

        assertEquals(List.of("It"), shelf.find(BOB, one));
        assertEquals(List.of("It"), shelf.find(BOB, other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "*:*", "r*", "ra?n", "rain~2^4", "/r.*/", "rain OR snow", "words:rain", "[a TO z]", "NOT snow", "-", "\"\"", "from:*", "#*", "post:*",
        "' OR 1=1 --", "%", "_", "\u0000", "\ud83d", "...", "((((((((((", "!\"§$%&/()=?"})
    void hostile_words_find_nothing_and_do_no_harm(String typed) throws Exception {
        shelf.write(ALICE, Audience.PUBLIC, "Rain", "");
        shelf.settle();

        assertEquals(List.of(), shelf.find(BOB, typed));
        assertEquals(List.of(), shelf.find(BOB, typed.repeat(200_000)));
    }

    @Test
    void a_long_question_asks_what_it_begins_with() throws Exception {
        shelf.write(ALICE, Audience.PUBLIC, "Rain", "");
        shelf.settle();

        assertEquals(List.of("Rain"), shelf.find(BOB, "rain ".repeat(1_000_000)));
        assertEquals(List.of(), shelf.find(BOB, "x".repeat(5_000_000)));
    }

    @Test
    void pages_follow_each_other_without_gaps_newest_first() throws Exception {
        for (int i = 1; i <= 50; i++) {
            shelf.write(i % 3 == 0 ? ALICE : BOB, Audience.PUBLIC, "Rain" + i, "drop");
        }
        shelf.settle();

        assertEquals(numbered("Rain", 50, 1), shelf.find(CAROL, "drop"));
        Search.Answer first = shelf.search.find(shelf.index(), CAROL, Question.of("drop"), Map.of(), Shelf.NEWEST, 20);
        assertEquals(20, first.posts().size());
        assertTrue(first.more());
        Search.Answer all = shelf.search.find(shelf.index(), CAROL, Question.of("drop"), Map.of(), Shelf.NEWEST, 50);
        assertFalse(all.more(), "the last page is known to be it");
    }

    // ---- who may

    @Test
    void what_one_may_not_read_is_neither_found_nor_told_to_be_there() throws Exception {
        // given
        shelf.scene.relations.friends(ALICE, BOB).group(ALICE, CAROL, "Friends");
        for (int i = 1; i <= 25; i++) {
            shelf.write(ALICE, Audience.PUBLIC, "Public" + i, "secret");
            for (int j = 0; j < 15; j++) {
                shelf.write(ALICE, Audience.CONTACTS, "Contacts" + i, "secret");
                shelf.write(ALICE, FRIENDS, "Friends" + i, "secret");
            }
        }
        shelf.settle();

        // then
        assertEquals(numbered("Public", 25, 1), shelf.find("stranger@x", "secret"));
        assertEquals(25 + 25 * 15, shelf.find(BOB, "secret").size());
        assertTrue(shelf.find(BOB, "secret").stream().noneMatch(title -> title.startsWith("Friends")));
        assertTrue(shelf.find(CAROL, "secret").stream().noneMatch(title -> title.startsWith("Contacts")));
        assertEquals(25 + 2 * 25 * 15, shelf.find(ALICE, "secret").size());
        assertEquals(new Search.Answer(List.of(), false), shelf.search.find(shelf.index(), "stranger@x", Question.of("secret from:alice \"contacts1\""), Map.of(), Shelf.NEWEST, 20));
        assertEquals(List.of(), shelf.find("stranger@x", "Contacts1"));
    }

    @Test
    void rights_are_those_of_now() throws Exception {
        // given
        shelf.write(ALICE, Audience.PUBLIC, "Public", "rain");
        shelf.settle();
        NodeId blog = new NodeId(ALICE, Audience.BLOG);
        assertEquals(List.of("Public"), shelf.find(BOB, "rain"));
        // when
        shelf.scene.pubsub.configure(ALICE, blog, shelf.scene.pubsub.find(blog).orElseThrow().config().with(AccessModel.PRESENCE, List.of()));
        // then
        assertEquals(List.of(), shelf.find(BOB, "rain"));
        // when
        shelf.scene.relations.friends(ALICE, BOB);
        // then
        assertEquals(List.of("Public"), shelf.find(BOB, "rain"));
        // when
        shelf.scene.relations.blocks(ALICE, BOB, true);
        // then
        assertEquals(List.of(), shelf.find(BOB, "rain"));
    }

    @Test
    void whom_somebody_has_blocked_he_does_not_come_upon() throws Exception {
        // given
        shelf.write(ALICE, Audience.PUBLIC, "Hers", "rain");
        shelf.write(BOB, Audience.PUBLIC, "His", "rain");
        shelf.settle();
        // when
        shelf.scene.relations.blocks(CAROL, BOB, true);
        // then
        assertEquals(List.of("Hers"), shelf.find(CAROL, "rain"));
    }

    @Test
    void a_post_of_another_server_is_found_by_who_was_sent_it_by_the_words_that_he_was_sent() throws Exception {
        // given
        shelf.abroad.send(ALICE, "mary@far", 10, 10, "Hello world");
        shelf.abroad.send(BOB, "mary@far", 10, 12, "Hello secret");
        shelf.abroad.send(ALICE, "nina@far", 9, 9, "Hello again");
        List.of(9L, 10L).forEach(shelf.indexing()::look);
        shelf.settle();

        // then
        assertEquals(List.of("Hello world", "Hello again"), shelf.find(ALICE, "hello"));
        assertEquals(List.of("Hello secret"), shelf.find(BOB, "hello"));
        assertEquals(List.of(), shelf.find(CAROL, "hello"));
        assertEquals(List.of(), shelf.find(ALICE, "secret"));
        assertEquals(List.of(), shelf.find(BOB, "world"));
        assertEquals(List.of("Hello world"), shelf.find(ALICE, "from:mary@far"));
        assertEquals(List.of("Hello again"), shelf.find(ALICE, "from:nina"));
        // when alice is sent the other words too
        shelf.abroad.send(ALICE, "mary@far", 10, 12, "Hello secret");
        // then, also before the index knows
        assertEquals(List.of(), shelf.find(ALICE, "world"));
        assertEquals(List.of("Hello secret"), shelf.find(ALICE, "secret"));
    }

    @Test
    void words_that_were_taken_back_do_not_find_a_post_while_the_index_does_not_know_yet() throws Exception {
        // given
        NodeId blog = new NodeId(ALICE, Audience.BLOG);
        shelf.publish(ALICE, blog, "1", "Her name is Rumpelstiltskin", "");
        shelf.settle();
        assertEquals(1, shelf.find(BOB, "rumpelstiltskin").size());
        SearchIndex before = shelf.index();
        shelf.end();
        // when
        shelf.publish(ALICE, blog, "1", "I do not say her name", "");
        // then
        shelf.open(folder);
        assertEquals(List.of(), shelf.find(BOB, "rumpelstiltskin"));
        assertFalse(before == shelf.index());
    }

    @Test
    void only_posts_are_found_not_comments_nor_what_other_nodes_have() throws Exception {
        NodeId stories = new NodeId(ALICE, "urn:xmpp:pubsub-social-feed:stories:0");
        shelf.publish(ALICE, stories, "1", "A story of rain", "");
        Item post = shelf.write(ALICE, Audience.PUBLIC, "Rain", "");
        shelf.indexing().look(post.created() - 1);
        shelf.settle();

        assertEquals(List.of("Rain"), shelf.find(ALICE, "rain"));
    }
}
