package org.igniterealtime.openfire.plugin.fireside.social.posts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.igniterealtime.openfire.plugin.fireside.pubsub.AccessModel;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Node;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeConfig;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeId;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PublishModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudienceTest {
    private static final Audience FRIENDS = new Audience(Audience.Kind.GROUP, "Friends");

    @ParameterizedTest
    @ValueSource(strings = {"public", "contacts", "group:Friends", "group:a: b\u2665"})
    void a_word_of_a_form_comes_back_as_it_was(String word) {
        assertEquals(word, Audience.of(word).word());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Public", "everybody", "group", "group:", "group: ", "open"})
    void whatever_makes_no_sense_is_for_contacts(String word) {
        assertEquals(Audience.CONTACTS, Audience.of(word));
    }

    @Test
    void a_group_too_long_for_a_roster_is_none() {
        assertEquals(Audience.CONTACTS, Audience.of("group:" + "x".repeat(201)));
    }

    @Test
    void each_audience_has_a_node_of_its_own_which_has_posts() {
        List<String> nodes = List.of(Audience.PUBLIC.node(), Audience.CONTACTS.node(), FRIENDS.node(), new Audience(Audience.Kind.GROUP, "friends").node());

        assertEquals(4, nodes.stream().distinct().count(), nodes::toString);
        assertTrue(nodes.stream().allMatch(Audience::isPostNode), nodes::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"urn:xmpp:microblog:0:comments/x", "urn:xmpp:microblog:0:", "urn:xmpp:microblog:0:contacts:x", "urn:xmpp:microblog:1", ""})
    void another_node_has_none(String name) {
        assertFalse(Audience.isPostNode(name));
    }

    @Test
    void the_node_of_a_group_does_not_tell_its_name() {
        assertFalse(FRIENDS.node().toLowerCase(java.util.Locale.ROOT).contains("friend"), FRIENDS.node());
        assertNotEquals(FRIENDS.node(), new Audience(Audience.Kind.GROUP, "Family").node());
    }

    @ParameterizedTest
    @CsvSource({"public, OPEN, ''", "contacts, PRESENCE, ''", "group:Friends, ROSTER, Friends"})
    void a_node_lets_in_whom_its_audience_says_and_lets_nobody_else_write(String word, AccessModel access, String group) {
        NodeConfig config = Audience.of(word).config();

        assertEquals(access, config.access());
        assertEquals(group.isEmpty() ? List.of() : List.of(group), config.rosterGroups());
        assertEquals(PublishModel.PUBLISHERS, config.publish());
        assertTrue(config.persist() && config.notifyRetract() && config.notifyDelete());
        assertEquals(NodeConfig.UNLIMITED, config.maxItems());
    }

    @ParameterizedTest
    @CsvSource({"OPEN, public", "PRESENCE, contacts", "ROSTER, 'group:Friends, Family'", "WHITELIST, contacts", "AUTHORIZE, contacts"})
    void what_a_node_s_access_says_now_is_whom_its_posts_are_for(AccessModel access, String word) {
        NodeConfig config = Audience.PUBLIC.config().with(access, List.of("Friends", "Family"));

        assertEquals(word, Audience.of(new Node(1, new NodeId("alice@x", Audience.BLOG), config, "alice@x", 1)).word());
    }
}
