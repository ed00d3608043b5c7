package org.igniterealtime.openfire.plugin.fireside.pep;

import static org.igniterealtime.openfire.plugin.fireside.pep.SmackPlace.bare;
import static org.igniterealtime.openfire.plugin.fireside.pep.SmackPlace.item;
import static org.igniterealtime.openfire.plugin.fireside.pep.SmackPlace.refused;
import static org.igniterealtime.openfire.plugin.fireside.pep.SmackPlace.seeRefused;
import static org.igniterealtime.openfire.plugin.fireside.pep.SmackPlace.unsupported;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.igniterealtime.openfire.plugin.fireside.pep.SmackPlace.NotOffered;
import org.igniterealtime.openfire.plugin.fireside.pep.SmackPlace.Refused;
import org.igniterealtime.openfire.plugin.fireside.pep.SmackPlace.Unsupported;
import org.igniterealtime.openfire.plugin.fireside.testkit.Xmpp;
import org.jivesoftware.smack.packet.ExtensionElement;
import org.jivesoftware.smack.packet.StanzaError.Condition;
import org.jivesoftware.smackx.commands.AdHocCommandManager;
import org.jivesoftware.smackx.disco.ServiceDiscoveryManager;
import org.jivesoftware.smackx.disco.packet.DiscoverInfo;
import org.jivesoftware.smackx.disco.packet.DiscoverItems;
import org.jivesoftware.smackx.pubsub.AccessModel;
import org.jivesoftware.smackx.pubsub.Affiliation;
import org.jivesoftware.smackx.pubsub.EventElementType;
import org.jivesoftware.smackx.pubsub.LeafNode;
import org.jivesoftware.smackx.pubsub.NodeType;
import org.jivesoftware.smackx.pubsub.Subscription;
import org.jivesoftware.smackx.pubsub.form.FillableConfigureForm;
import org.jivesoftware.smackx.pubsub.form.FillableSubscribeForm;
import org.jivesoftware.smackx.rsm.packet.RSMSet;
import org.jxmpp.jid.impl.JidCreate;

/** Goes through XEP-0060 with the calls that Smack has for it: at a service, and at the blog of an account. */
final class SmackRequests {
    private static final String PUBSUB = "http://jabber.org/protocol/pubsub";

    /** What no service can do for Smack 4.4.8: the request, and why. */
    static final Map<String, String> FAULTS = Map.of("§8.9.1 | list the affiliations",
        "Smack has no parser for `affiliations` in the namespace of owners, and `Node.getAffiliationsAsOwner` ends with a "
        + "`ClassCastException` whatever the answer.");

    private final List<SmackPlace> places;
    private final List<Finding> findings = new ArrayList<>();

    private SmackRequests(SmackPlace service, SmackPlace account) {
        this.places = List.of(service, account);
    }

    @FunctionalInterface
    private interface Request {
        void at(SmackPlace place) throws Exception;
    }

    /** Makes all requests, in the order of the table; a finding for each, which shows nothing by itself. */
    static List<Finding> run(SmackPlace service, SmackPlace account) {
        SmackRequests requests = new SmackRequests(service, account);
        requests.discovery();
        requests.nodes();
        requests.subscriptions();
        requests.items();
        requests.others();
        requests.access();
        requests.end();
        return requests.findings;
    }

    private void on(String section, String what, Request request) {
        boolean faulty = FAULTS.containsKey("§" + section + " | " + what);
        List<String> words = places.stream().map(place -> outcome(request, place, faulty)).toList();
        findings.add(new Finding(section, what, "", words.get(0), words.get(1)));
    }

    private static String outcome(Request request, SmackPlace place, boolean faulty) {
        try {
            request.at(place);
            return Finding.WORKS;
        } catch (Refused as) {
            return Finding.REFUSED;
        } catch (NotOffered so) {
            return Finding.NOT_OFFERED;
        } catch (Unsupported as) {
            return Finding.UNSUPPORTED;
        } catch (ClassCastException fault) {
            return faulty ? Finding.CLIENTS_FAULT : "WRONG: " + fault;
        } catch (Exception | AssertionError wrong) {
            return "WRONG: " + wrong;
        }
    }

    private void discovery() {
        on("5.1", "say what it is", place -> assertTrue(ServiceDiscoveryManager.getInstanceFor(place.owner().connection())
            .discoverInfo(place.service()).hasIdentity("pubsub", place.account() ? "pep" : "service")));
        on("5.1", "list its features", place -> {
            // COMPAT: Smack's PubSubManager of the own account sends no address, which asks the server itself (XEP-0030 §3.1).
            DiscoverInfo info = ServiceDiscoveryManager.getInstanceFor(place.owner().connection()).discoverInfo(place.service());
            for (String feature : List.of("publish", "retract-items", "subscribe", "persistent-items", "multi-items", "item-ids", "config-node")) {
                assertTrue(info.containsFeature(PUBSUB + "#" + feature), feature);
            }
        });
    }

    // ---- nodes

    private void nodes() {
        on("8.1.1", "create a node", place -> place.manager(place.owner()).createNode(place.name()));
        on("8.1.1", "create a node that is there", place -> refused(Condition.conflict, "",
            () -> place.manager(place.owner()).createNode(place.name())));
        on("8.1.3", "create a node and configure it at once", place -> {
            FillableConfigureForm form = place.node(place.owner()).getNodeConfiguration().getFillableForm();
            form.setTitle("Second");
            form.setMaxItems(10);
            LeafNode second = (LeafNode) place.manager(place.owner()).createNode(place.name() + ":second", form);
            assertEquals("Second", second.getNodeConfiguration().readFirstValue("pubsub#title"));
            assertEquals(10, second.getNodeConfiguration().getMaxItems());
            assertTrue(place.manager(place.owner()).deleteNode(second.getId()));
        });
        on("6.1.7", "send a new subscriber the last item, by default", SmackRequests::lastItem);
        on("4.4", "create a collection (XEP-0248)", place -> {
            FillableConfigureForm form = place.manager(place.owner()).getDefaultConfiguration().getFillableForm();
            if (form.getField("pubsub#node_type") == null) {
                throw new NotOffered();
            }
            form.setNodeType(NodeType.collection);
            unsupported(Condition.feature_not_implemented, "unsupported",
                () -> place.manager(place.owner()).createNode(place.name() + ":collection", form));
        });
        on("8.1.2", "create a node with a name that the service makes", place -> {
            LeafNode made = place.manager(place.owner()).createNode();
            assertFalse(made.getId().isEmpty());
            assertTrue(place.manager(place.owner()).deleteNode(made.getId()));
        });
        on("8.2.1", "ask for a node's configuration", place -> assertNotNull(place.node(place.owner()).getNodeConfiguration().getAccessModel()));
        on("8.2.4", "configure a node, in part", place -> {
            place.configure(Map.of("title", "Words", "access_model", "open", "notify_retract", "1", "notify_config", "1", "max_items", "max"));
            assertEquals("Words", place.node(place.owner()).getNodeConfiguration().readFirstValue("pubsub#title"));
            assertEquals("max", place.node(place.owner()).getNodeConfiguration().readFirstValue("pubsub#max_items"));
        });
        on("8.2.3", "ask for the configuration of another's node", place -> refused(Condition.forbidden, "",
            () -> place.node(place.stranger()).getNodeConfiguration()));
        on("8.3", "ask for the default configuration", place ->
            assertNotNull(place.manager(place.owner()).getDefaultConfiguration().getAccessModel()));
        on("5.2", "list the nodes", place -> assertTrue(place.manager(place.other()).discoverNodes(null).getItems().stream()
            .map(DiscoverItems.Item::getNode).anyMatch(place.name()::equals)));
        on("5.4", "tell about a node", place -> {
            DiscoverInfo info = place.node(place.other()).discoverInfo();
            assertTrue(info.hasIdentity("pubsub", "leaf"));
            assertTrue(info.toXML().toString().contains("<value>Words</value>"), () -> info.toXML().toString());
        });
    }

    private static void lastItem(SmackPlace place) throws Exception {
        place.publishAndHear("last");
        place.node(place.other()).subscribe(bare(place.other()));
        place.publish("after the last");
        place.awaitItem(place.other(), "after the last");
        boolean came = place.hasBeenTold(place.other(), "last");
        assertTrue(place.manager(place.owner()).deleteNode(place.name()));
        place.awaitEvent(place.other(), EventElementType.delete, place.name());
        place.other().messages().clear();
        place.manager(place.owner()).createNode(place.name());
        // Whoever may see it now, has it at hand later.
        place.configure(Map.of("access_model", "open"));
        for (Xmpp who : List.of(place.other(), place.stranger())) {
            place.node(who);
        }
        if (!came) {
            throw new NotOffered();
        }
    }

    // ---- subscriptions

    private void subscriptions() {
        on("6.1.1", "subscribe", place -> assertEquals(Subscription.State.subscribed,
            place.node(place.other()).subscribe(bare(place.other())).getState()));
        on("6.1.3.1", "subscribe somebody else", place -> refused(Condition.bad_request, "invalid-jid",
            () -> place.node(place.other()).subscribe("mercutio@example.org")));
        on("6.1.6", "subscribe twice", place -> {
            String first = place.node(place.other()).subscribe(bare(place.other())).getId();
            if (first.equals(place.node(place.other()).subscribe(bare(place.other())).getId())) {
                throw new NotOffered();
            }
        });
        on("6.3.7", "subscribe with options", place -> {
            FillableSubscribeForm form = place.node(place.other()).getSubscriptionOptions(bare(place.other())).getFillableForm();
            form.setDeliverOn(false);
            place.node(place.stranger()).subscribe(bare(place.stranger()), form);
            assertFalse(place.node(place.stranger()).getSubscriptionOptions(bare(place.stranger())).isDeliverOn());
            place.node(place.stranger()).unsubscribe(bare(place.stranger()));
        });
        on("13.19", "subscribe for a time", place -> {
            if (place.node(place.other()).getSubscriptionOptions(bare(place.other())).getField("pubsub#expire") == null) {
                throw new NotOffered();
            }
        });
        on("13.6", "be told only while one is there", place -> hasField(place, "pubsub#presence_based_delivery"));
        on("5.6", "list one's subscriptions", place -> assertTrue(place.manager(place.other()).getSubscriptions().stream()
            .anyMatch(each -> place.name().equals(each.getNode()))));
        on("6.3.2", "ask for the options of a subscription", place ->
            assertTrue(place.node(place.other()).getSubscriptionOptions(bare(place.other())).isDeliverOn()));
    }

    private static void hasField(SmackPlace place, String field) throws Exception {
        if (place.node(place.owner()).getNodeConfiguration().getField(field) == null) {
            throw new NotOffered();
        }
    }

    // ---- items

    private void items() {
        on("7.1.1", "publish", place -> {
            for (String id : List.of("one", "two", "three")) {
                place.publish(id);
            }
        });
        on("7.1.2.1", "tell a subscriber once, with the payload and who published", place -> {
            place.awaitItem(place.other(), "three");
            assertEquals(List.of("one", "two", "three"), place.told(place.other()).flatMap(event -> event.getExtensions().stream())
                .map(items -> items.toXML().toString()).filter(xml -> xml.contains("entry"))
                .map(xml -> xml.replaceAll("(?s).*?<item[^>]* id='([^']*)'.*", "$1")).toList());
        });
        on("7.1.2", "publish without an id", place -> {
            int before = place.node(place.owner()).getItems().size();
            place.node(place.owner()).publish(item(""));
            List<String> after = place.ids(place.node(place.owner()).getItems());
            assertEquals(before + 1, after.size());
            assertNotEquals("", after.get(before));
            place.node(place.owner()).deleteItem(after.get(before));
        });
        on("7.1.4", "publish to a node that there is not", place -> {
            SmackPlace.Asking publish = () -> place.manager(place.owner()).tryToPublishAndPossibleAutoCreate(place.name() + ":auto", item("x"));
            if (!place.account()) {
                unsupported(Condition.item_not_found, "", publish);
            }
            publish.run();
            assertTrue(place.manager(place.owner()).deleteNode(place.name() + ":auto"));
        });
        on("4.3", "publish to a node without items, and tell the subscribers", SmackRequests::ring);
        on("7.1.3.7", "publish an item to a node without items", place -> {
            try {
                refused(Condition.bad_request, "item-forbidden",
                    () -> place.manager(place.owner()).getLeafNode(place.name() + ":doorbell").publish(item("x")));
            } finally {
                place.manager(place.owner()).deleteNode(place.name() + ":doorbell");
            }
        });
        on("7.1.2.5", "choose what becomes of the items of a full node", place -> hasField(place, "pubsub#publish_node_full"));
        on("7.1.3.1", "publish where one may not", place -> refused(Condition.forbidden, "",
            () -> place.node(place.stranger()).publish(item("x"))));
        on("6.5.2", "ask for all items", place ->
            assertEquals(List.of("one", "two", "three"), place.ids(place.node(place.stranger()).getItems())));
        on("6.5.7", "ask for the newest items", place ->
            assertEquals(List.of("two", "three"), place.ids(place.node(place.stranger()).getItems(2))));
        on("6.5.8", "ask for one item", place ->
            assertEquals(List.of("two"), place.ids(place.node(place.stranger()).getItems(List.of("two")))));
        on("6.5.4", "ask for items in pages (XEP-0059)", place -> {
            List<ExtensionElement> returned = new ArrayList<>();
            assertEquals(2, place.node(place.stranger()).getItems(List.of(new RSMSet(2)), returned).size());
            RSMSet page = returned.stream().filter(RSMSet.class::isInstance).map(RSMSet.class::cast).findFirst().orElseThrow();
            assertEquals(3, page.getCount());
            RSMSet next = new RSMSet(2, page.getLast(), RSMSet.PageDirection.after);
            assertEquals(List.of("three"), place.ids(place.node(place.stranger()).getItems(List.of(next), returned)));
        });
        on("5.5", "list the items of a node", place -> assertTrue(place.node(place.stranger()).discoverItems().getItems().stream()
            .map(DiscoverItems.Item::getName).anyMatch("two"::equals)));
        on("7.2.1", "retract an item, and tell the subscribers", place -> {
            place.node(place.owner()).deleteItem("one");
            place.awaitRetraction(place.other(), "one");
        });
        on("7.2.3.1", "retract another's item", place -> refused(Condition.forbidden, "", () -> place.node(place.other()).deleteItem("two")));
        on("7.2.3.2", "retract an item that there is not", place -> refused(Condition.item_not_found, "",
            () -> place.node(place.owner()).deleteItem("nothing")));
        on("8.2.5.3", "tell the subscribers of another configuration", place -> {
            place.configure(Map.of("title", "Other words"));
            place.awaitEvent(place.other(), EventElementType.configuration, place.name());
        });
    }

    private static void ring(SmackPlace place) throws Exception {
        String name = place.name() + ":doorbell";
        FillableConfigureForm form = place.node(place.owner()).getNodeConfiguration().getFillableForm();
        form.setPersistentItems(false);
        form.setDeliverPayloads(false);
        form.setAccessModel(AccessModel.open);
        LeafNode doorbell = (LeafNode) place.manager(place.owner()).createNode(name, form);
        place.manager(place.other()).getLeafNode(name).subscribe(bare(place.other()));
        doorbell.publish();
        place.awaitEvent(place.other(), EventElementType.items, name);
    }

    // ---- others

    private void others() {
        on("8.8.1", "list who is subscribed", place -> assertTrue(subscribed(place).contains(bare(place.other()))));
        on("8.8.1", "list who is subscribed to another's node", place -> refused(Condition.forbidden, "",
            () -> place.node(place.stranger()).getSubscriptionsAsOwner()));
        on("8.8.2", "end somebody's subscription", place -> {
            place.node(place.stranger()).subscribe(bare(place.stranger()));
            decide(place, Subscription.State.none);
            assertFalse(subscribed(place).contains(bare(place.stranger())));
        });
        on("8.8.2", "subscribe somebody who has not asked for it", place -> {
            seeRefused(Condition.not_acceptable, () -> decide(place, Subscription.State.subscribed));
            throw new NotOffered();
        });
        on("8.9.2", "give somebody an affiliation", place -> {
            place.affiliate(place.other(), Affiliation.Type.publisher);
            place.node(place.other()).publish(item("guest"));
        });
        on("8.9.1", "list the affiliations", place -> assertTrue(place.node(place.owner()).getAffiliationsAsOwner().stream()
            .anyMatch(each -> each.getType() == Affiliation.Type.publisher && each.getJid().equals(place.other().connection().getUser().asBareJid()))));
        on("5.7", "list one's own affiliations", place -> assertTrue(place.manager(place.other()).getAffiliations().stream()
            .anyMatch(each -> each.getType() == Affiliation.Type.publisher && place.name().equals(each.getNode()))));
        on("8.9.2.1", "publish over another's item", place -> refused(Condition.forbidden, "",
            () -> place.node(place.other()).publish(item("two"))));
        on("4.1", "shut an outcast out", place -> {
            place.affiliate(place.stranger(), Affiliation.Type.outcast);
            try {
                refused(Condition.forbidden, "", () -> place.node(place.stranger()).getItems());
            } finally {
                place.affiliate(place.stranger(), Affiliation.Type.none);
            }
        });
    }

    private static List<String> subscribed(SmackPlace place) throws Exception {
        return place.node(place.owner()).getSubscriptionsAsOwner().stream().map(each -> each.getJid().toString()).toList();
    }

    private static void decide(SmackPlace place, Subscription.State state) throws Exception {
        place.node(place.owner()).modifySubscriptionsAsOwner(List.of(
            new Subscription(JidCreate.from(bare(place.stranger())), state)));
    }

    // ---- access models

    private void access() {
        on("4.5", "keep a whitelisted node for its members", place -> closed(place, Map.of("access_model", "whitelist"),
            () -> refused(Condition.not_allowed, "closed-node", () -> place.node(place.stranger()).getItems())));
        on("4.1", "let a member read a whitelisted node", place -> closed(place, Map.of("access_model", "whitelist"), () -> {
            place.affiliate(place.stranger(), Affiliation.Type.member);
            assertFalse(place.node(place.stranger()).getItems().isEmpty());
            place.affiliate(place.stranger(), Affiliation.Type.none);
        }));
        on("4.5", "keep a node with the access model presence for contacts", place -> closed(place, Map.of("access_model", "presence"), () -> {
            assertFalse(place.node(place.other()).getItems().isEmpty());
            refused(Condition.not_authorized, "presence-subscription-required", () -> place.node(place.stranger()).getItems());
        }));
        on("4.5", "keep a node with the access model roster for a group of contacts", place ->
            closed(place, Map.of("access_model", "roster", "roster_groups_allowed", "Friends"), () -> {
                assertFalse(place.node(place.other()).getItems().isEmpty());
                refused(Condition.not_authorized, "not-in-roster-group", () -> place.node(place.stranger()).getItems());
            }));
        on("8.6", "let the owner decide who subscribes", place -> closed(place, Map.of("access_model", "authorize"), () -> {
            assertEquals(Subscription.State.pending, place.node(place.stranger()).subscribe(bare(place.stranger())).getState());
            decide(place, Subscription.State.subscribed);
            assertFalse(place.node(place.stranger()).getItems().isEmpty());
            place.node(place.stranger()).unsubscribe(bare(place.stranger()));
        }));
        on("13.14", "tell somebody that he is subscribed now", place -> closed(place, Map.of("access_model", "authorize"), () -> {
            place.node(place.stranger()).subscribe(bare(place.stranger()));
            decide(place, Subscription.State.subscribed);
            place.publish("approved");
            place.awaitItem(place.stranger(), "approved");
            place.node(place.stranger()).unsubscribe(bare(place.stranger()));
            if (place.told(place.stranger()).noneMatch(event -> event.getEventType() == EventElementType.subscription)) {
                throw new NotOffered();
            }
        }));
        on("8.7", "ask who waits to be subscribed", place -> {
            // There are other commands, and none of that name (XEP-0050 §4.4).
            unsupported(Condition.item_not_found, "",
                () -> AdHocCommandManager.getAddHocCommandsManager(place.owner().connection())
                    .getRemoteCommand(place.service(), PUBSUB + "#get-pending").execute());
        });
    }

    private static void closed(SmackPlace place, Map<String, String> fields, SmackPlace.Asking asking) throws Exception {
        place.configure(fields);
        try {
            asking.run();
        } finally {
            place.configure(Map.of("access_model", "open"));
        }
    }

    // ---- the end

    private void end() {
        on("8.5", "purge a node, and tell the subscribers", place -> {
            place.node(place.owner()).deleteAllItems();
            place.awaitEvent(place.other(), EventElementType.purge, place.name());
            assertEquals(List.of(), place.node(place.owner()).getItems());
        });
        on("6.2.1", "unsubscribe", place -> place.node(place.other()).unsubscribe(bare(place.other())));
        on("6.2.3.2", "unsubscribe without being subscribed", place -> refused(Condition.unexpected_request, "not-subscribed",
            () -> place.node(place.other()).unsubscribe(bare(place.other()))));
        on("9.1", "tell contacts who have not subscribed", SmackRequests::unasked);
        on("9.2", "tell contacts only of what they want", place -> {
            assertFalse(place.hasBeenTold(place.other(), "unwanted"));
            if (!place.account()) {
                throw new NotOffered();
            }
        });
        on("8.4.3.1", "delete another's node", place -> refused(Condition.forbidden, "",
            () -> place.manager(place.stranger()).deleteNode(place.name())));
        on("8.4", "delete a node, and tell the subscribers", place -> {
            place.node(place.other()).subscribe(bare(place.other()));
            assertTrue(place.manager(place.owner()).deleteNode(place.name()));
            place.awaitEvent(place.other(), EventElementType.delete, place.name());
            seeRefused(Condition.item_not_found, () -> place.node(place.other()).getItems());
        });
        on("8.4", "delete a node that there is not", place -> {
            // What the error was, Smack keeps to itself.
            assertFalse(place.manager(place.owner()).deleteNode(place.name()));
            throw new Refused();
        });
        on("6.5.9.11", "ask for items of a node that there is not", place -> refused(Condition.item_not_found, "",
            () -> place.node(place.other()).getItems()));
        on("6.1.3.12", "subscribe to a node that there is not", place -> refused(Condition.item_not_found, "",
            () -> place.node(place.other()).subscribe(bare(place.other()))));
    }

    private static void unasked(SmackPlace place) throws Exception {
        place.configure(Map.of("send_last_published_item", "on_sub_and_presence"));
        place.publish("unwanted");
        place.publish("wanted");
        ServiceDiscoveryManager.getInstanceFor(place.other().connection()).addFeature(place.name() + "+notify");
        if (place.account()) {
            place.awaitItem(place.other(), "wanted");
            place.publish("unasked");
            place.awaitItem(place.other(), "unasked");
            return;
        }
        place.publishAndHear("unasked", "last before asking");
        place.node(place.other()).subscribe(bare(place.other()));
        place.awaitItem(place.other(), "last before asking");
        place.node(place.other()).unsubscribe(bare(place.other()));
        assertFalse(place.hasBeenTold(place.other(), "unasked"));
        throw new NotOffered();
    }
}
