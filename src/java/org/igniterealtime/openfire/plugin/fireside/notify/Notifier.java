package org.igniterealtime.openfire.plugin.fireside.notify;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.caps.Capabilities;
import org.igniterealtime.openfire.plugin.fireside.caps.Interested;
import org.igniterealtime.openfire.plugin.fireside.component.Approvals;
import org.igniterealtime.openfire.plugin.fireside.component.Outlet;
import org.igniterealtime.openfire.plugin.fireside.event.Events;
import org.igniterealtime.openfire.plugin.fireside.event.Subscription;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Item;
import org.igniterealtime.openfire.plugin.fireside.pubsub.ItemPublished;
import org.igniterealtime.openfire.plugin.fireside.pubsub.ItemRetracted;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Node;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeConfigured;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeDeleted;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeId;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeRung;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSub;
import org.igniterealtime.openfire.plugin.fireside.pubsub.SubscriptionAsked;
import org.igniterealtime.openfire.plugin.fireside.pubsub.SubscriptionChanged;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;

/**
 * Tells by stanzas what the engine has committed. Events only enqueue here; what happened in one node is told in its order.
 */
public final class Notifier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    private static final int PORTION = 100;

    private final PubSub pubsub;
    private final Audience audience;
    private final LastItems lastItems;
    private final Predicate<NodeId> quiet;
    private final Lane lane;
    private final Outlet outlet;
    private final Set<Interested> greeting = ConcurrentHashMap.newKeySet();
    private final List<Subscription> subscriptions;

    /** Who waits for his turn: the events of one node. */
    private record Told(long node) {
    }

    /** How stanzas about one node go to one domain: in order, and not held up by another domain. */
    private record Line(long node, String domain) {
    }

    /**
     * @param quiet nodes of which nobody is told just now
     * @param lane for the questions to the database
     */
    public Notifier(Events events, PubSub pubsub, Capabilities capabilities, People people, Predicate<NodeId> quiet, Lane lane,
                    Outlet outlet) {
        this.pubsub = pubsub;
        this.audience = new Audience(pubsub, capabilities, people);
        this.lastItems = new LastItems(pubsub, people);
        this.quiet = quiet;
        this.lane = lane;
        this.outlet = outlet;
        this.subscriptions = List.of(
            events.on(ItemPublished.class, happened -> tell(happened.node(), () -> EventStanza.published(happened.node(), happened.item()))),
            events.on(NodeRung.class, happened -> tell(happened.node(), () -> EventStanza.rung(happened.node()))),
            events.on(ItemRetracted.class, this::retracted),
            events.on(NodeDeleted.class, this::deleted),
            events.on(NodeConfigured.class, this::configured),
            events.on(SubscriptionAsked.class, this::asked),
            events.on(SubscriptionChanged.class, this::subscribed),
            events.on(Interested.class, this::interested));
    }

    private void retracted(ItemRetracted happened) {
        if (happened.told()) {
            tell(happened.node(), () -> EventStanza.retracted(happened.node(), happened.item()));
        }
    }

    private void deleted(NodeDeleted happened) {
        Node node = happened.node();
        if (happened.purged() && node.config().notifyRetract()) {
            tell(node, () -> EventStanza.purged(node));
        } else if (!happened.purged() && node.config().notifyDelete()) {
            later(node, () -> send(node, audience.of(node, happened.subscribers()), EventStanza.deleted(node)));
        }
    }

    private void configured(NodeConfigured happened) {
        if (!happened.affiliations() && happened.node().config().notifyConfig()) {
            tell(happened.node(), () -> EventStanza.configured(happened.node()));
        }
    }

    private void tell(Node node, Supplier<Element> event) {
        later(node, () -> {
            List<JID> recipients = audience.of(node);
            if (!recipients.isEmpty()) {
                send(node, recipients, event.get());
            }
        });
    }

    // §8.6.1; owners of an account's node answer by request, those of a service's also by the form.
    private void asked(SubscriptionAsked happened) {
        Node node = happened.node();
        later(node, () -> send(node, pubsub.owners(node).stream().map(JID::new).toList(),
            owner -> Approvals.question(node.id(), happened.who(), owner)));
    }

    // ---- what was there before (§6.1.7, XEP-0163 §4.3.4)

    private void subscribed(SubscriptionChanged happened) {
        Node node = happened.node();
        if (happened.subscribed() && !node.config().sendLast().equals("never")) {
            later(node, () -> again(node, List.of(new JID(happened.who()))));
        }
    }

    // One that comes and goes and comes waits once: presence costs whoever sends it nothing.
    private void interested(Interested resource) {
        if (!greeting.add(resource)) {
            return;
        }
        lane.call(resource.resource().toBareJID(), "last", null, () -> {
            greeting.remove(resource);
            for (Node node : lastItems.of(resource)) {
                again(node, List.of(resource.resource()));
            }
            return null;
        }).whenComplete((any, fault) -> {
            if (fault != null) {
                // It may never have begun.
                greeting.remove(resource);
            }
            complain(any, fault);
        });
    }

    private void again(Node node, List<JID> addresses) {
        List<JID> recipients = audience.among(node, addresses);
        if (!recipients.isEmpty()) {
            lastItems.newest(node, recipients.get(0).toBareJID()).ifPresent(item -> sendAgain(node, item, recipients));
        }
    }

    private void sendAgain(Node node, Item item, List<JID> recipients) {
        Element event = EventStanza.published(node, item);
        send(node, recipients, recipient -> EventStanza.delay(EventStanza.message(node, recipient, newId(), event), node, item));
    }

    // ---- going out

    private void send(Node node, List<JID> recipients, Element event) {
        String id = newId();
        send(node, recipients, recipient -> EventStanza.message(node, recipient, id, event));
    }

    // Made when they go out, and in portions: however many are told, few stanzas stand in memory, and others come between.
    private void send(Node node, List<JID> recipients, Function<JID, Message> message) {
        Map<String, List<JID>> domains = recipients.stream().collect(Collectors.groupingBy(JID::getDomain));
        domains.forEach((domain, all) -> {
            for (int from = 0; from < all.size(); from += PORTION) {
                List<JID> portion = all.subList(from, Math.min(from + PORTION, all.size()));
                Iterable<Message> messages = () -> portion.stream().map(message).iterator();
                outlet.send(new Line(node.key(), domain), domain, messages);
            }
        });
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    private void later(Node node, Runnable work) {
        if (quiet.test(node.id())) {
            return;
        }
        lane.call(new Told(node.key()), () -> {
            work.run();
            return null;
        }).whenComplete(Notifier::complain);
    }

    private static void complain(Object done, Throwable fault) {
        if (fault != null) {
            LOG.warn("Subscribers could not be told", fault);
        }
    }

    @Override
    public void close() {
        subscriptions.forEach(Subscription::close);
    }
}
