package org.igniterealtime.openfire.plugin.fireside.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.caps.Capabilities;
import org.igniterealtime.openfire.plugin.fireside.event.Events;
import org.igniterealtime.openfire.plugin.fireside.event.ResourceSeen;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.host.HostConnections;
import org.igniterealtime.openfire.plugin.fireside.pubsub.AccessModel;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Affiliation;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Node;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeConfig;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeId;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSub;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PublishModel;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Relations;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.EmbeddedDatabase;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;

/** Who is told, with the real engine; everybody at {@code x} has an account. */
class NotifierTest {
    private static final NodeId BLOG = new NodeId("alice@x", "urn:xmpp:microblog:0");
    private static final NodeId CLUB = new NodeId("fireside.x", "club");
    private static final Map<String, List<String>> NOTHING = Map.of();

    private final Events events = new Events();
    private final World world = new World();
    private final Lane lane = new Lane("test", 4, 4, 4, 10_000);
    private final List<Message> sent = new CopyOnWriteArrayList<>();
    private final Set<NodeId> quiet = new HashSet<>();
    private final Map<String, String> features = new HashMap<>();
    private EmbeddedDatabase database;
    private PubSub pubsub;
    private Capabilities capabilities;
    private Notifier notifier;

    @BeforeEach
    void open() throws Exception {
        database = new EmbeddedDatabase();
        pubsub = new PubSub(new Database(new HostConnections()), events, new Stamp(Clock.systemUTC()), world, Clock.systemUTC());
        capabilities = new Capabilities(events, BLOG.name()::equals, (question, overdue) -> answer(question));
        notifier = new Notifier(events, pubsub, capabilities, world, quiet::contains, lane,
            (line, domain, packets) -> packets.forEach(packet -> sent.add((Message) packet)));
    }

    @AfterEach
    void close() throws Exception {
        notifier.close();
        capabilities.close();
        lane.close();
        database.close();
    }

    @Test
    void a_thousand_subscribers_cost_the_database_what_one_does() throws Exception {
        club(AccessModel.OPEN);
        pubsub.subscribe("user0@x", CLUB);
        publish(CLUB, "warm");
        awaitSent(1);
        int before = database.taken();
        publish(CLUB, "one");
        awaitSent(2);
        int forOne = database.taken() - before;
        for (int i = 1; i < 1000; i++) {
            pubsub.subscribe("user" + i + "@x", CLUB);
        }

        before = database.taken();
        publish(CLUB, "many");
        awaitSent(1002);

        assertEquals(forOne, database.taken() - before);
        assertEquals(IntStream.range(0, 1000).mapToObj(i -> "user" + i + "@x").sorted().toList(),
            to(sent.subList(2, 1002)));
    }

    @Test
    void who_may_not_read_any_more_or_has_blocked_is_not_told() throws Exception {
        world.friends("alice@x", "bob@x").friends("alice@x", "carol@x").friends("alice@x", "dora@x");
        publish(BLOG, "before");
        pubsub.subscribe("bob@x", BLOG);
        publish(BLOG, "heard");
        // What is done in a node is told in its order: nothing from before is told any more.
        assertTrue(Await.until(Duration.ofSeconds(20), () -> sent.stream().anyMatch(message -> what(message).equals("items/item heard"))));
        sent.clear();
        for (String who : List.of("carol@x", "dora@x", "erik@elsewhere")) {
            pubsub.subscribe(who, BLOG);
        }
        configure(BLOG, AccessModel.PRESENCE);
        world.unfriend("alice@x", "carol@x");
        world.blocks.add("dora@x alice@x");

        publish(BLOG, "after");

        awaitSent(1);
        assertEquals(List.of("bob@x"), to(sent));
    }

    @Test
    void contacts_who_ask_are_told_at_the_resources_that_ask() throws Exception {
        world.friends("alice@x", "bob@x").friends("alice@x", "carol@elsewhere");
        there("bob@x/wants", "", BLOG.name() + "+notify");
        there("bob@x/not", "", "other+notify");
        there("alice@x/own", "", BLOG.name() + "+notify");
        there("carol@elsewhere/wants", "alice@x", BLOG.name() + "+notify");
        there("stranger@x/wants", "", BLOG.name() + "+notify");

        publish(BLOG, "news");

        awaitSent(3);
        assertEquals(List.of("alice@x/own", "bob@x/wants", "carol@elsewhere/wants"), to(sent));
        assertEquals(1, sent.stream().map(Message::getID).distinct().count());
        assertTrue(sent.stream().allMatch(message -> message.getType() == Message.Type.headline && message.getFrom().equals(new JID("alice@x"))));
    }

    @Test
    void one_that_comes_and_goes_faster_than_it_is_greeted_waits_once() throws Exception {
        NodeConfig config = NodeConfig.keeping("", AccessModel.OPEN, PublishModel.PUBLISHERS);
        pubsub.create("alice@x", BLOG, new NodeConfig("", "", "", config.access(), List.of(), config.publish(), true, -1, 0, true, true, true,
            false, "on_sub_and_presence"));
        publish(BLOG, "last");
        world.friends("alice@x", "bob@x");
        awaitSent(0);
        CountDownLatch hold = new CountDownLatch(1);
        for (int i = 0; i < 4; i++) {
            lane.call("thread " + i, () -> {
                hold.await();
                return null;
            });
        }

        for (int i = 0; i < 100; i++) {
            there("bob@x/wants", "", BLOG.name() + "+notify");
            events.publish(new ResourceSeen(new JID("bob@x/wants"), "", false, 0, "", "", "", false));
        }

        assertEquals(1, lane.queued());
        hold.countDown();
        awaitSent(1);
        there("bob@x/wants", "", BLOG.name() + "+notify");
        awaitSent(2);
    }

    @Test
    void that_a_node_without_items_is_rung_is_told_without_an_item() throws Exception {
        pubsub.create("alice@x", CLUB, new NodeConfig("", "", "", AccessModel.OPEN, List.of(), PublishModel.PUBLISHERS, false,
            NodeConfig.UNLIMITED, 0, false, true, true, false, "never"));
        pubsub.subscribe("bob@x", CLUB);

        pubsub.ring("alice@x", CLUB, NOTHING);

        awaitSent(1);
        assertEquals("<items node=\"club\"/>", sent.get(0).getChildElement("event", "http://jabber.org/protocol/pubsub#event")
            .element("items").asXML().replaceAll(" xmlns=\"[^\"]*\"", ""));
    }

    @Test
    void what_happens_to_a_node_is_told_in_its_order_as_it_is_configured() throws Exception {
        club(AccessModel.OPEN);
        pubsub.subscribe("bob@x", CLUB);
        publish(CLUB, "one");
        publish(CLUB, "two");
        pubsub.retract("alice@x", CLUB, "one", false);
        configure(CLUB, AccessModel.OPEN);
        pubsub.purge("alice@x", CLUB);
        // What of a node is still to be told when it is deleted needs no telling: who was subscribed is told of the end.
        awaitSent(4);
        pubsub.delete("alice@x", CLUB);

        awaitSent(5);
        assertEquals(List.of("items/item one", "items/item two", "items/retract one", "purge", "delete"), sent.stream().map(NotifierTest::what).toList());
    }

    @Test
    void the_end_of_a_closed_node_is_told_to_who_was_subscribed() throws Exception {
        club(AccessModel.WHITELIST);
        pubsub.affiliate("alice@x", CLUB, Map.of("bob@x", Affiliation.MEMBER));
        pubsub.subscribe("bob@x", CLUB);
        pubsub.delete("alice@x", CLUB);

        awaitSent(1);
        assertEquals("delete", what(sent.get(0)));
    }

    @Test
    void a_node_without_payloads_tells_only_which_item() throws Exception {
        NodeConfig config = NodeConfig.keeping("", AccessModel.OPEN, PublishModel.PUBLISHERS);
        pubsub.create("alice@x", CLUB, new NodeConfig(config.title(), "", "", config.access(), List.of(), config.publish(), true, -1, 0, false,
            true, true, false, "never"));
        pubsub.subscribe("bob@x", CLUB);
        publish(CLUB, "one");

        awaitSent(1);
        Element item = sent.get(0).getChildElement("event", "http://jabber.org/protocol/pubsub#event").element("items").element("item");
        assertEquals("alice@x", item.attributeValue("publisher"));
        assertEquals(0, item.elements().size());
    }

    @Test
    void of_a_quiet_node_nobody_is_told() throws Exception {
        club(AccessModel.OPEN);
        pubsub.subscribe("bob@x", CLUB);
        quiet.add(CLUB);
        publish(CLUB, "old");
        quiet.clear();
        publish(CLUB, "new");

        awaitSent(1);
        assertEquals("items/item new", what(sent.get(0)));
    }

    // ---- the scene

    private Node club(AccessModel access) throws Exception {
        return pubsub.create("alice@x", CLUB, NodeConfig.keeping("The club", access, PublishModel.PUBLISHERS));
    }

    private void publish(NodeId node, String id) throws Exception {
        Element entry = Xml.parse("<entry xmlns='http://www.w3.org/2005/Atom'><title>" + id + "</title></entry>");
        Map<String, List<String>> open = node.equals(BLOG) ? Map.of("pubsub#access_model", List.of("open")) : NOTHING;
        pubsub.publish("alice@x", node, id, entry, pubsub.find(node).isPresent() ? NOTHING : open);
    }

    private void configure(NodeId node, AccessModel access) throws Exception {
        pubsub.configure("alice@x", node, pubsub.find(node).orElseThrow().config().with(access, List.of()));
    }

    private void awaitSent(int count) {
        assertTrue(Await.until(Duration.ofSeconds(20), () -> sent.size() >= count && lane.queued() == 0), () -> sent.size() + " of " + count);
        assertEquals(count, sent.size(), () -> to(sent).toString());
    }

    private static List<String> to(List<Message> messages) {
        return messages.stream().map(message -> message.getTo().toString()).sorted().toList();
    }

    private static String what(Message message) {
        Element told = (Element) message.getChildElement("event", "http://jabber.org/protocol/pubsub#event").elements().get(0);
        if (told.elements().isEmpty()) {
            return told.getName();
        }
        Element entry = (Element) told.elements().get(0);
        return told.getName() + "/" + entry.getName() + " " + entry.attributeValue("id");
    }

    private void there(String resource, String told, String feature) throws Exception {
        String ver = Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest((feature + "<").getBytes(StandardCharsets.UTF_8)));
        features.put("node#" + ver, feature);
        events.publish(new ResourceSeen(new JID(resource), told, true, 0, "sha-1", "node", ver, false));
    }

    private void answer(IQ question) {
        IQ answer = IQ.createResultIQ(question);
        String feature = features.get(question.getChildElement().attributeValue("node"));
        answer.setChildElement("query", "http://jabber.org/protocol/disco#info").addElement("feature").addAttribute("var", feature);
        capabilities.answered(answer);
    }

    private static final class World implements Relations, People {
        private final List<String> shows = new ArrayList<>();
        private final Set<String> blocks = new HashSet<>();

        World friends(String account, String viewer) {
            shows.add(account + " " + viewer);
            return this;
        }

        void unfriend(String account, String viewer) {
            shows.remove(account + " " + viewer);
        }

        @Override
        public boolean isAccount(String jid) {
            return jid.endsWith("@x");
        }

        @Override
        public boolean showsPresence(String account, String viewer) {
            return shows.contains(account + " " + viewer);
        }

        @Override
        public Set<String> groups(String account, String viewer) {
            return Set.of();
        }

        @Override
        public boolean blocks(String account, String viewer) {
            return blocks.contains(account + " " + viewer);
        }

        @Override
        public List<String> watchers(String account) {
            return shows.stream().filter(each -> each.startsWith(account + " ")).map(each -> each.substring(account.length() + 1)).toList();
        }

        @Override
        public List<String> watched(String account) {
            return shows.stream().filter(each -> each.endsWith(" " + account)).map(each -> each.substring(0, each.indexOf(' '))).toList();
        }

        @Override
        public Set<String> blocking(Collection<String> accounts, String whom) {
            Set<String> blocking = new HashSet<>(accounts);
            blocking.removeIf(account -> !blocks(account, whom));
            return blocking;
        }
    }
}
