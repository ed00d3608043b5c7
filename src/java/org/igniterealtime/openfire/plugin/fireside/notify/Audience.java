package org.igniterealtime.openfire.plugin.fireside.notify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.igniterealtime.openfire.plugin.fireside.caps.Capabilities;
import org.igniterealtime.openfire.plugin.fireside.caps.Capabilities.Listener;
import org.igniterealtime.openfire.plugin.fireside.pubsub.AccessModel;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Node;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSub;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Subscriber;
import org.igniterealtime.openfire.plugin.fireside.pubsub.SubscriptionState;
import org.xmpp.packet.JID;

/**
 * Who is told of a node: those who subscribed, and of an account's node the resources that want it, of its contacts and its
 * own (XEP-0163 §4). Nobody who may not read it, and nobody who has blocked where it comes from. Reads the database a few
 * times, however many they are: lanes call it.
 */
final class Audience {
    private final PubSub pubsub;
    private final Capabilities capabilities;
    private final People people;

    Audience(PubSub pubsub, Capabilities capabilities, People people) {
        this.pubsub = pubsub;
        this.capabilities = capabilities;
        this.people = people;
    }

    /** Of a node that is there. */
    List<JID> of(Node node) {
        return admitted(node, addresses(pubsub.addressees(node)), listeners(node));
    }

    /**
     * Of a node that is gone, and its affiliations with it: who was subscribed to one that was not open to a whole kind of
     * people is told without being asked for again.
     */
    List<JID> of(Node node, List<Subscriber> subscribers) {
        AccessModel access = node.config().access();
        boolean byPerson = access == AccessModel.AUTHORIZE || access == AccessModel.WHITELIST;
        List<JID> subscribed = addresses(subscribers);
        if (!byPerson) {
            return admitted(node, subscribed, listeners(node));
        }
        return Recipients.of(without(subscribed, people.blocking(bare(subscribed), node.id().service())), List.of());
    }

    /** Which of some addresses may be told of a node. */
    List<JID> among(Node node, Collection<JID> addresses) {
        return admitted(node, List.copyOf(addresses), List.of());
    }

    private static List<JID> addresses(List<Subscriber> subscribers) {
        List<JID> addresses = new ArrayList<>();
        for (Subscriber subscriber : subscribers) {
            if (subscriber.state() == SubscriptionState.SUBSCRIBED && subscriber.deliver()) {
                addresses.add(new JID(subscriber.jid()));
            }
        }
        return addresses;
    }

    private List<Listener> listeners(Node node) {
        String service = node.id().service();
        List<Listener> listeners = new ArrayList<>();
        if (people.isAccount(service)) {
            listeners.addAll(capabilities.listeners(service, node.id().name()));
            people.watchers(service).forEach(watcher -> listeners.addAll(capabilities.listeners(watcher, node.id().name())));
        }
        return listeners;
    }

    private List<JID> admitted(Node node, List<JID> subscribed, List<Listener> listeners) {
        Set<String> all = bare(subscribed);
        listeners.forEach(one -> all.add(one.resource().toBareJID()));
        Set<String> readers = pubsub.readers(node, all);
        Set<String> refused = new HashSet<>(people.blocking(readers, node.id().service()));
        all.stream().filter(one -> !readers.contains(one)).forEach(refused::add);
        return Recipients.of(without(subscribed, refused),
            listeners.stream().filter(one -> !refused.contains(one.resource().toBareJID())).toList());
    }

    private static Set<String> bare(List<JID> addresses) {
        Set<String> bare = new HashSet<>();
        addresses.forEach(each -> bare.add(each.toBareJID()));
        return bare;
    }

    private static List<JID> without(List<JID> addresses, Set<String> refused) {
        return addresses.stream().filter(each -> !refused.contains(each.toBareJID())).toList();
    }
}
