package org.igniterealtime.openfire.plugin.fireside.pubsub;

import static org.igniterealtime.openfire.plugin.fireside.pubsub.Scene.ALICE;
import static org.igniterealtime.openfire.plugin.fireside.pubsub.Scene.BOB;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The table of XEP-0060 §4.1 and §4.5, by hand. He is Bob; the node is Alice's. What he is to
 * her: nothing, a contact that sees her presence, one in the group of the node, blocked, herself, or nobody with an account.
 */
class NodeRulesTest {
    private final Acquaintances relations = new Acquaintances();

    @ParameterizedTest(name = "{0}, {1}, {2}, {3}: {4}")
    @CsvSource({
        // access, affiliation, relation, subscription | reading
        "open, none, stranger, none, yes", "open, none, anonymous, none, yes", "open, none, contact, none, yes",
        "open, outcast, contact, subscribed, forbidden", "open, none, blocked, subscribed, item-not-found",
        "open, publish-only, stranger, none, forbidden", "open, owner, blocked, none, item-not-found", "open, outcast, self, none, yes",
        "open, member, stranger, none, yes", "open, publisher, stranger, none, yes", "open, owner, stranger, none, yes",

        "presence, none, stranger, none, not-authorized presence-subscription-required",
        "presence, none, stranger, subscribed, not-authorized presence-subscription-required",
        "presence, none, anonymous, none, not-authorized presence-subscription-required",
        "presence, none, contact, none, yes", "presence, none, grouped, none, not-authorized presence-subscription-required",
        "presence, outcast, contact, none, forbidden", "presence, none, blocked, none, item-not-found",
        "presence, member, stranger, none, yes", "presence, publisher, stranger, none, yes", "presence, owner, stranger, none, yes",
        "presence, publish-only, contact, none, forbidden", "presence, none, self, none, yes",

        "roster, none, stranger, none, not-authorized not-in-roster-group", "roster, none, anonymous, none, not-authorized not-in-roster-group",
        "roster, none, contact, none, not-authorized not-in-roster-group", "roster, none, grouped, none, yes",
        "roster, outcast, grouped, none, forbidden", "roster, member, stranger, none, yes", "roster, none, blocked, none, item-not-found",
        "roster, none, self, none, yes",

        "authorize, none, stranger, none, not-authorized not-subscribed", "authorize, none, stranger, pending, not-authorized not-subscribed",
        "authorize, none, stranger, subscribed, yes", "authorize, none, anonymous, none, not-authorized not-subscribed",
        "authorize, outcast, stranger, subscribed, forbidden", "authorize, member, stranger, none, yes",
        "authorize, publish-only, stranger, subscribed, forbidden", "authorize, none, blocked, subscribed, item-not-found",
        "authorize, none, self, none, yes", "authorize, owner, stranger, none, yes",

        "whitelist, none, stranger, none, not-allowed closed-node", "whitelist, none, contact, subscribed, not-allowed closed-node",
        "whitelist, none, anonymous, none, not-allowed closed-node", "whitelist, member, stranger, none, yes",
        "whitelist, publisher, stranger, none, yes", "whitelist, publish-only, stranger, none, forbidden",
        "whitelist, outcast, stranger, none, forbidden", "whitelist, none, self, none, yes", "whitelist, member, blocked, none, item-not-found"})
    void who_reads(String access, String affiliation, String relation, String subscription, String expected) {
        assertEquals(expected, outcome(standing(access, "publishers", affiliation, relation, subscription), NodeRules::checkRead));
    }

    @ParameterizedTest(name = "{0}, {1}, {2}: {3}")
    @CsvSource({
        // access, affiliation, relation | subscribing
        "open, none, stranger, yes", "open, none, anonymous, forbidden", "open, outcast, stranger, forbidden",
        "open, publish-only, stranger, forbidden", "open, none, blocked, item-not-found", "open, none, self, yes",
        "presence, none, stranger, not-authorized presence-subscription-required", "presence, none, contact, yes",
        "presence, member, stranger, yes", "roster, none, contact, not-authorized not-in-roster-group", "roster, none, grouped, yes",
        "authorize, none, stranger, approval", "authorize, member, stranger, yes", "authorize, publisher, stranger, yes",
        "authorize, none, self, yes", "authorize, outcast, stranger, forbidden", "authorize, none, anonymous, forbidden",
        "whitelist, none, stranger, not-allowed closed-node", "whitelist, member, stranger, yes", "whitelist, outcast, stranger, forbidden"})
    void who_subscribes(String access, String affiliation, String relation, String expected) {
        Standing he = standing(access, "publishers", affiliation, relation, "none");
        String outcome = outcome(he, NodeRules::checkSubscribe);

        assertEquals(expected, outcome.equals("yes") && NodeRules.needsApproval(he) ? "approval" : outcome);
    }

    @ParameterizedTest(name = "{0}, {1}, {2}, {3}, {4}: {5}")
    @CsvSource({
        // access, publish model, affiliation, relation, subscription | publishing
        "open, publishers, none, stranger, none, forbidden", "open, publishers, none, contact, subscribed, forbidden",
        "open, publishers, member, stranger, none, forbidden", "open, publishers, publisher, stranger, none, yes",
        "open, publishers, publish-only, stranger, none, yes", "open, publishers, owner, stranger, none, yes",
        "open, publishers, outcast, stranger, none, forbidden", "open, publishers, none, self, none, yes",
        "open, publishers, outcast, self, none, yes", "open, publishers, publisher, blocked, none, item-not-found",
        "open, subscribers, none, stranger, none, forbidden", "open, subscribers, none, stranger, pending, forbidden",
        "open, subscribers, none, stranger, subscribed, yes", "open, subscribers, outcast, stranger, subscribed, forbidden",
        "presence, subscribers, none, stranger, subscribed, forbidden", "whitelist, subscribers, member, stranger, subscribed, yes",
        "open, open, none, stranger, none, yes", "open, open, none, anonymous, none, forbidden", "open, open, outcast, stranger, none, forbidden",
        "open, open, none, blocked, none, item-not-found", "open, open, member, stranger, none, yes",
        "presence, open, none, stranger, none, forbidden", "presence, open, none, contact, none, yes",
        "roster, open, none, grouped, none, yes", "whitelist, open, none, stranger, none, forbidden", "whitelist, open, member, stranger, none, yes",
        "authorize, open, none, stranger, none, forbidden", "authorize, open, none, stranger, subscribed, yes"})
    void who_publishes(String access, String publish, String affiliation, String relation, String subscription, String expected) {
        assertEquals(expected, outcome(standing(access, publish, affiliation, relation, subscription), NodeRules::checkPublish));
    }

    @ParameterizedTest(name = "{0}, {1}, own {2}: {3}")
    @CsvSource({
        // affiliation, relation, whose item | retracting
        "none, stranger, his, yes", "none, stranger, another's, forbidden", "publisher, stranger, his, yes", "publisher, stranger, another's, forbidden",
        "publish-only, stranger, his, yes", "publish-only, stranger, another's, forbidden", "owner, stranger, another's, yes",
        "none, self, another's, yes", "outcast, stranger, his, forbidden", "none, blocked, his, item-not-found", "none, anonymous, another's, forbidden"})
    void who_retracts(String affiliation, String relation, String whose, String expected) {
        Standing he = standing("open", "open", affiliation, relation, "none");
        Item item = new Item(1, "x", whose.equals("his") ? he.viewer() : "carol@x", "", 1, 1);

        assertEquals(expected, outcome(he, who -> NodeRules.checkRetract(who, item)));
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({
        // affiliation, relation | configuring, deleting, purging, affiliations and subscriptions of others
        "owner, stranger, yes", "none, self, yes", "outcast, self, yes", "publisher, stranger, forbidden", "publish-only, stranger, forbidden",
        "member, stranger, forbidden", "none, contact, forbidden", "outcast, stranger, forbidden", "none, anonymous, forbidden",
        "owner, blocked, item-not-found", "none, blocked, item-not-found"})
    void who_owns(String affiliation, String relation, String expected) {
        assertEquals(expected, outcome(standing("open", "open", affiliation, relation, "none"), NodeRules::checkOwner));
    }

    @ParameterizedTest(name = "{0}, {1}, {2}: {3}")
    @CsvSource({
        // access, affiliation, relation | learning that there is such a node
        "open, none, stranger, yes", "open, none, anonymous, yes", "authorize, none, stranger, yes", "authorize, none, anonymous, item-not-found",
        "authorize, outcast, stranger, item-not-found", "presence, none, stranger, item-not-found", "presence, none, contact, yes",
        "roster, none, contact, item-not-found", "whitelist, none, stranger, item-not-found", "whitelist, member, stranger, yes",
        "open, outcast, stranger, item-not-found", "open, none, blocked, item-not-found"})
    void who_learns_of_it(String access, String affiliation, String relation, String expected) {
        assertEquals(expected, outcome(standing(access, "publishers", affiliation, relation, "none"), NodeRules::checkDiscover));
    }

    private Standing standing(String access, String publish, String affiliation, String relation, String subscription) {
        String he = relation.equals("anonymous") ? null : relation.equals("self") ? ALICE : BOB;
        switch (relation) {
            case "contact" -> relations.friends(ALICE, BOB);
            case "grouped" -> relations.group(ALICE, BOB, "family");
            case "blocked" -> relations.friends(ALICE, BOB).group(ALICE, BOB, "family").blocks(ALICE, BOB, true);
            default -> { }
        }
        NodeConfig config = NodeConfig.keeping("", AccessModel.of(access).orElseThrow(), PublishModel.of(publish).orElseThrow())
            .with(AccessModel.of(access).orElseThrow(), List.of("friends", "family"));
        Node node = new Node(1, new NodeId(ALICE, "node"), config, ALICE, 1);
        return new Standing(node, he, Affiliation.of(affiliation).orElseThrow(),
            SubscriptionState.valueOf(subscription.toUpperCase(Locale.ROOT)), new Ties(relations, ALICE, ALICE, he));
    }

    @FunctionalInterface
    private interface Check {
        void of(Standing who) throws PubSubError;
    }

    private static String outcome(Standing who, Check check) {
        try {
            check.of(who);
            return "yes";
        } catch (PubSubError refusal) {
            return PubSubErrors.words(refusal);
        }
    }
}
