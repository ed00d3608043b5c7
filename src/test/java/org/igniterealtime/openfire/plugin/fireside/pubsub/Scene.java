package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.event.Events;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.host.HostConnections;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.testkit.EmbeddedDatabase;
import org.igniterealtime.openfire.plugin.fireside.testkit.HostPool;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;

/** The engine on a database, the embedded one if no other is named, with what it has told. */
public final class Scene implements AutoCloseable {
    public static final String ALICE = "alice@x";
    public static final String BOB = "bob@x";
    public static final String CAROL = "carol@x";
    public static final String MALLORY = "mallory@elsewhere";
    public static final NodeId BLOG = new NodeId(ALICE, "urn:xmpp:microblog:0");
    public static final NodeId CLUB = new NodeId("fireside.x", "club");
    public static final Map<String, List<String>> NOTHING = Map.of();

    public final HostPool database;
    public final Acquaintances relations = new Acquaintances();
    public final Events events = new Events();
    public final List<Object> told = Collections.synchronizedList(new ArrayList<>());
    public final PubSub pubsub;
    private Instant now = Instant.parse("2024-01-01T00:00:00Z");

    public Scene() throws Exception {
        this(new EmbeddedDatabase());
    }

    Scene(HostPool pool) {
        database = pool;
        for (Class<?> type : List.of(NodeCreated.class, NodeConfigured.class, NodeDeleted.class, ItemPublished.class, ItemRetracted.class,
            NodeRung.class, SubscriptionAsked.class, SubscriptionChanged.class)) {
            events.on(type, told::add);
        }
        Clock clock = new Watch();
        pubsub = new PubSub(new Database(new HostConnections()), events, new Stamp(clock), relations, clock);
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    public Item publish(String actor, NodeId node, String id, String text) throws PubSubError {
        return pubsub.publish(actor, node, id, entry(text), NOTHING);
    }

    Node club(AccessModel access, PublishModel publish) throws PubSubError {
        return pubsub.create(ALICE, CLUB, NodeConfig.keeping("The club", access, publish));
    }

    public static Element entry(String text) {
        return Xml.parse("<entry xmlns='http://www.w3.org/2005/Atom'><title>" + text + "</title></entry>");
    }

    public static String xml(String text) {
        return "<entry xmlns=\"http://www.w3.org/2005/Atom\"><title>" + text + "</title></entry>";
    }

    /** What was told, by its kinds. */
    public List<String> kinds() {
        return List.copyOf(told).stream().map(event -> event.getClass().getSimpleName()).toList();
    }

    public <E> List<E> told(Class<E> type) {
        return List.copyOf(told).stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public void close() throws Exception {
        database.close();
    }

    private final class Watch extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
