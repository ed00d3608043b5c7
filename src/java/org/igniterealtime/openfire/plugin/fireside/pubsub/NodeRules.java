package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;

/**
 * Who may do what with a node: the one rule that page, feed, public page, Atom, search, notice, event and IQ all ask. Decided
 * anew each time, since rosters, groups, blocks and affiliations change. May read the database.
 *
 * <p>An affiliation counts for more than the access model (XEP-0060 §4.1): owners, publishers and members read, whatever it
 * is; publish-only and outcasts do not, not even an open node. An account that has blocked somebody has no nodes for him.
 */
public final class NodeRules {
    private final Relations relations;
    private final AffiliationStore affiliations = new AffiliationStore();
    private final SubscriptionStore subscriptions = new SubscriptionStore();

    NodeRules(Relations relations) {
        this.relations = relations;
    }

    /** The access models that can be decided here. */
    List<AccessModel> accessModels() {
        return Stream.of(AccessModel.values()).filter(model -> relations.knowContacts() || !model.asksForContacts()).toList();
    }

    boolean knowContacts() {
        return relations.knowContacts();
    }

    /**
     * Whether somebody may read what is in a node, and be told of it.
     *
     * @param viewer bare JID; null for somebody without an account
     */
    public boolean mayRead(Prepared sql, Node node, String viewer) throws SQLException {
        return mayRead(standing(sql, node, viewer));
    }

    /** Those of the nodes that somebody may read, in the same order. */
    public List<Node> readable(Prepared sql, Collection<Node> nodes, String viewer) throws SQLException {
        return passing(sql, nodes, viewer, NodeRules::checkRead);
    }

    /** Those of the nodes that somebody may know of: also those that he may only ask to read. */
    List<Node> discoverable(Prepared sql, Collection<Node> nodes, String viewer) throws SQLException {
        return passing(sql, nodes, viewer, NodeRules::checkDiscover);
    }

    private List<Node> passing(Prepared sql, Collection<Node> nodes, String viewer, Check check) throws SQLException {
        Map<Long, Affiliation> known = viewer == null ? Map.of() : affiliations.of(sql, viewer, nodes);
        Map<String, Ties> ties = new HashMap<>();
        List<Node> passing = new ArrayList<>();
        for (Node node : nodes) {
            Ties tie = ties.computeIfAbsent(node.id().service() + ' ' + account(node), any -> ties(node, viewer));
            if (refusal(standing(sql, node, viewer, known.getOrDefault(node.key(), Affiliation.NONE), tie), check) == null) {
                passing.add(node);
            }
        }
        return passing;
    }

    /** Those of some people who may read a node, in the same order. @param viewers bare JIDs */
    public Set<String> readers(Prepared sql, Node node, Collection<String> viewers) throws SQLException {
        Map<String, Affiliation> known = affiliations.of(sql, node.key());
        Set<String> readers = new LinkedHashSet<>();
        for (String viewer : viewers) {
            Affiliation affiliation = known.size() < AffiliationStore.LIST ? known.getOrDefault(viewer, Affiliation.NONE)
                : affiliations.find(sql, node.key(), viewer);
            if (mayRead(standing(sql, node, viewer, affiliation, ties(node, viewer)))) {
                readers.add(viewer);
            }
        }
        return readers;
    }

    Ties ties(Node node, String viewer) {
        return new Ties(relations, node.id().service(), account(node), viewer);
    }

    /** Likewise of a node that there is not, or not yet. */
    Ties ties(String service, String viewer) {
        return new Ties(relations, service, Ties.isAccount(service) ? service : "", viewer);
    }

    private static String account(Node node) {
        return Ties.isAccount(node.id().service()) ? node.id().service() : node.creator();
    }

    Standing standing(Prepared sql, Node node, String viewer) throws SQLException {
        return standing(sql, node, viewer, ties(node, viewer));
    }

    /** @param ties as they were when the node may not have been there, or been another's */
    Standing standing(Prepared sql, Node node, String viewer, Ties ties) throws SQLException {
        return standing(sql, node, viewer, viewer == null ? Affiliation.NONE : affiliations.find(sql, node.key(), viewer),
            ties.account().equals(account(node)) ? ties : ties(node, viewer));
    }

    private Standing standing(Prepared sql, Node node, String viewer, Affiliation affiliation, Ties ties) throws SQLException {
        NodeConfig config = node.config();
        boolean matters = viewer != null && (config.access() == AccessModel.AUTHORIZE || config.publish() == PublishModel.SUBSCRIBERS);
        return new Standing(node, viewer, affiliation,
            matters ? subscriptions.state(sql, node.key(), viewer) : SubscriptionState.NONE, ties);
    }

    static boolean mayRead(Standing who) {
        return refusal(who, NodeRules::checkRead) == null;
    }

    /** XEP-0060 §6.5.1, §6.5.9. */
    static void checkRead(Standing who) throws PubSubError {
        if (isKept(who)) {
            return;
        }
        if (who.node().config().access() == AccessModel.AUTHORIZE) {
            allow(who.subscription() == SubscriptionState.SUBSCRIBED, No.NOT_SUBSCRIBED);
        } else {
            checkAccess(who);
        }
    }

    /** XEP-0060 §6.1.3. With the access model authorize, {@link #needsApproval} tells whether an owner has to agree. */
    static void checkSubscribe(Standing who) throws PubSubError {
        allow(who.viewer() != null, No.FORBIDDEN);
        if (!isKept(who) && who.node().config().access() != AccessModel.AUTHORIZE) {
            checkAccess(who);
        }
    }

    static boolean needsApproval(Standing who) {
        return who.node().config().access() == AccessModel.AUTHORIZE && !who.owns() && who.affiliation() == Affiliation.NONE;
    }

    /** Whether somebody may know what a node is: who may read it, and who may ask to. */
    static void checkDiscover(Standing who) throws PubSubError {
        boolean asking = who.node().config().access() == AccessModel.AUTHORIZE && refusal(who, NodeRules::checkSubscribe) == null;
        allow(asking || mayRead(who), No.NOT_FOUND);
    }

    /** XEP-0060 §7.1.3.1; with an open model, who cannot read what is there does not write there either. */
    static void checkPublish(Standing who) throws PubSubError {
        checkNotOut(who);
        if (who.owns() || who.affiliation() == Affiliation.PUBLISHER || who.affiliation() == Affiliation.PUBLISH_ONLY) {
            return;
        }
        boolean open = switch (who.node().config().publish()) {
            case PUBLISHERS -> false;
            case SUBSCRIBERS -> who.subscription() == SubscriptionState.SUBSCRIBED;
            case OPEN -> who.viewer() != null;
        };
        allow(open && mayRead(who), No.FORBIDDEN);
    }

    /**
     * XEP-0060 §7.2.3.1, §7.2.3.2: any item by an owner, one's own by anybody else who is not an outcast. Whether there is such
     * an item is told to who may read.
     *
     * @param item null when there is none
     */
    static void checkRetract(Standing who, Item item) throws PubSubError {
        checkNotOut(who);
        allow(who.owns() || (item == null ? mayRead(who) : item.publisher().equals(who.viewer())), No.FORBIDDEN);
        allow(item != null, No.NOT_FOUND);
    }

    /** XEP-0060 §8: configuration, affiliations, subscriptions of others, purging and deleting. */
    static void checkOwner(Standing who) throws PubSubError {
        checkNotOut(who);
        allow(who.owns(), No.FORBIDDEN);
    }

    // Whether the affiliation decides it already.
    private static boolean isKept(Standing who) throws PubSubError {
        checkNotOut(who);
        allow(who.affiliation() != Affiliation.PUBLISH_ONLY || who.owns(), No.FORBIDDEN);
        return who.owns() || who.affiliation() == Affiliation.PUBLISHER || who.affiliation() == Affiliation.MEMBER;
    }

    private static void checkNotOut(Standing who) throws PubSubError {
        allow(!who.ties().blocked(), No.NOT_FOUND);
        allow(who.affiliation() != Affiliation.OUTCAST || who.ties().own(), No.FORBIDDEN);
    }

    private static void checkAccess(Standing who) throws PubSubError {
        NodeConfig config = who.node().config();
        switch (config.access()) {
            case OPEN -> { }
            case PRESENCE -> allow(who.ties().showsPresence(), No.PRESENCE_REQUIRED);
            case ROSTER -> allow(!Collections.disjoint(who.ties().groups(), config.rosterGroups()), No.NOT_IN_GROUP);
            default -> throw No.CLOSED;
        }
    }

    @FunctionalInterface
    private interface Check {
        void of(Standing who) throws PubSubError;
    }

    private static PubSubError refusal(Standing who, Check check) {
        try {
            check.of(who);
            return null;
        } catch (PubSubError refusal) {
            return refusal;
        }
    }

    private static void allow(boolean condition, PubSubError otherwise) throws PubSubError {
        if (!condition) {
            throw otherwise;
        }
    }
}
