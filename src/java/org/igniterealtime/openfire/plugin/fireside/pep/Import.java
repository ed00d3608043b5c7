package org.igniterealtime.openfire.plugin.fireside.pep;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.igniterealtime.openfire.plugin.fireside.host.Errand;
import org.igniterealtime.openfire.plugin.fireside.host.PepNodes;
import org.igniterealtime.openfire.plugin.fireside.host.Server;
import org.igniterealtime.openfire.plugin.fireside.pubsub.AccessModel;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Affiliation;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Node;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeConfig;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeId;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSub;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSubError;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PublishModel;
import org.igniterealtime.openfire.plugin.fireside.pubsub.SocialNodes;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.JID;

/**
 * Takes over what accounts have in the host's PEP under the names of social nodes: what they held before Fireside was there,
 * or published while it was not. Of each node first the configuration, the items with their ids, who is subscribed and who is
 * what; last, when all of that is committed, it is deleted at the host, which else would go on telling of it. Only an item that
 * is not fit for the engine stays there. Cut off at any point, it goes on from there when it is done again: what is here already
 * is left as it is.
 */
public final class Import {
    private static final Logger LOG = LoggerFactory.getLogger(Import.class);
    /** What all social names begin with, for the database. */
    private static final String PREFIX = "urn:xmpp:";

    private final PubSub pubsub;
    private final Server server;
    private final PepNodes nodes;
    private final Consumer<Runnable> past;
    private final Set<NodeId> running = ConcurrentHashMap.newKeySet();
    private final Map<String, Found> waiting = new ConcurrentHashMap<>();

    /** What an account has; callers of one account wait for each other at it. */
    private static final class Found {
        private final List<String> names;

        Found(List<String> names) {
            this.names = names;
        }

        List<String> names() {
            return names;
        }
    }

    /** @param past runs what routes a request past the hand-over */
    public Import(PubSub pubsub, Server server, PepNodes nodes, Consumer<Runnable> past) {
        this.pubsub = pubsub;
        this.server = server;
        this.nodes = nodes;
        this.past = past;
    }

    /** Looks for accounts that have something to be taken over. Blocks on the database. @return their usernames */
    public Set<String> look() {
        nodes.named(PREFIX, SocialNodes::has).forEach((username, names) -> waiting.putIfAbsent(username, new Found(List.copyOf(names))));
        return Set.copyOf(waiting.keySet());
    }

    /** Accounts that have something at the host still. */
    public int waiting() {
        return waiting.size();
    }

    /** Whether a node is just being taken over, so that nobody is to be told of what was told long ago. */
    public boolean isRunning(NodeId node) {
        return running.contains(node);
    }

    /** Takes over what an account has, when it has something. Blocks on the host; one caller does it, others wait for him. */
    public void of(String username) {
        Found found = waiting.get(username);
        if (found == null) {
            return;
        }
        synchronized (found) {
            if (waiting.get(username) == found) {
                try {
                    takeOver(username, found.names());
                } catch (Outage | IllegalStateException failed) {
                    LOG.warn("What {} has in the host's PEP could not be taken over now", username, failed);
                } finally {
                    waiting.remove(username, found);
                }
            }
        }
    }

    private void takeOver(String username, List<String> names) {
        try (Errand errand = Errand.as(username, past)) {
            for (String name : names) {
                NodeId node = new NodeId(server.jid(username).toString(), name);
                try {
                    takeOver(new HostPep(errand), node);
                } catch (PubSubError refused) {
                    throw new IllegalStateException("The engine refuses " + node, refused);
                }
            }
        }
    }

    private void takeOver(HostPep host, NodeId there) throws PubSubError {
        Optional<Map<String, List<String>>> fields = host.configuration(there.name());
        if (fields.isEmpty()) {
            return;
        }
        NodeConfig config = configuration(there.name(), fields.get());
        Optional<NodeId> place = place(there, config);
        if (place.isEmpty()) {
            LOG.warn("What the host's PEP has of {} stays there: fewer see it there than would see it here", there);
            return;
        }
        NodeId node = place.get();
        running.add(node);
        try {
            takeOver(host, there, node, config);
        } finally {
            running.remove(node);
        }
    }

    /**
     * Where it is to lie. A node that is here already has an audience, which may have been given it before its account's own was
     * looked at; what others could not see at the host they do not see here.
     */
    private Optional<NodeId> place(NodeId there, NodeConfig config) {
        if (!opens(there, config)) {
            return Optional.of(there);
        }
        NodeId contacts = new NodeId(there.service(), SocialNodes.CONTACTS);
        boolean forContacts = there.name().equals(SocialNodes.BLOG) && config.access() == AccessModel.PRESENCE;
        return forContacts && !opens(contacts, config) ? Optional.of(contacts) : Optional.empty();
    }

    // Whether somebody could read what he could not when it was so configured.
    private boolean opens(NodeId node, NodeConfig config) {
        Optional<NodeConfig> here = pubsub.find(node).map(Node::config);
        if (here.isEmpty() || config.access() == AccessModel.OPEN || here.get().access() == AccessModel.WHITELIST) {
            return false;
        }
        boolean alike = here.get().access() == config.access()
            && (config.access() != AccessModel.ROSTER || config.rosterGroups().containsAll(here.get().rosterGroups()));
        return !alike;
    }

    private void takeOver(HostPep host, NodeId there, NodeId node, NodeConfig config) throws PubSubError {
        String owner = node.service();
        boolean known = pubsub.find(node).isPresent();
        if (!known) {
            pubsub.create(owner, node, config);
        }
        List<HostPep.Kept> items = host.items(there.name());
        List<HostPep.Kept> unfit = items.stream().filter(item -> !isTaken(there, node, item)).toList();
        if (known && !items.isEmpty() && unfit.size() == items.size()) {
            // They stayed there the last time.
            return;
        }
        people(host, there, node);
        leave(host, there, items, unfit);
        LOG.info("Took {} items of {} over from the host's PEP", items.size() - unfit.size(), there);
    }

    /** Whether the host need not have an item any more. */
    private boolean isTaken(NodeId there, NodeId node, HostPep.Kept item) {
        if (item.id().isEmpty() || item.payload() == null
            || Stream.of(there, node).anyMatch(each -> pubsub.item(each, item.id(), each.service()).isPresent())) {
            return true;
        }
        try {
            pubsub.publish(node.service(), node, item.id(), item.payload(), Map.of());
            return true;
        } catch (PubSubError unfit) {
            LOG.warn("The item {} of {} stays in the host's PEP: {}", item.id(), node, unfit.getMessage());
            return false;
        }
    }

    // What is too large for us, say, is its owner's still. What was taken over goes, lest it come back when he has retracted it here.
    private static void leave(HostPep host, NodeId node, List<HostPep.Kept> items, List<HostPep.Kept> unfit) {
        if (unfit.isEmpty()) {
            host.delete(node.name());
            return;
        }
        items.stream().filter(item -> !unfit.contains(item)).forEach(item -> host.retract(node.name(), item.id()));
    }

    private void people(HostPep host, NodeId there, NodeId node) throws PubSubError {
        String owner = node.service();
        Map<String, Affiliation> affiliations = new HashMap<>();
        host.affiliations(there.name()).forEach((jid, word) -> {
            String bare = new JID(jid).toBareJID();
            Affiliation.of(word).filter(each -> !bare.equals(owner) && each != Affiliation.NONE).ifPresent(each -> affiliations.put(bare, each));
        });
        if (!affiliations.isEmpty()) {
            pubsub.affiliate(owner, node, affiliations);
        }
        for (Map.Entry<String, String> each : host.subscriptions(there.name()).entrySet()) {
            String bare = new JID(each.getKey()).toBareJID();
            if (each.getValue().equals("subscribed") && !bare.equals(owner)) {
                subscribe(bare, node);
            }
        }
    }

    private void subscribe(String who, NodeId node) {
        try {
            pubsub.subscribe(who, node);
        } catch (PubSubError refused) {
            LOG.debug("{} may not be subscribed to {} any more", who, node);
        }
    }

    // The host keeps one item of a node that nobody has configured, if any: how much is kept is ours to say. Who may read is the owner's,
    // but for what clients ask to be kept for themselves, which Openfire 4.2 has not heard.
    private static NodeConfig configuration(String node, Map<String, List<String>> fields) {
        AccessModel access = SocialNodes.isPrivate(node) ? AccessModel.WHITELIST : AccessModel.of(first(fields, "pubsub#access_model")).orElse(AccessModel.PRESENCE);
        PublishModel publish = PublishModel.of(first(fields, "pubsub#publish_model")).orElse(PublishModel.PUBLISHERS);
        return NodeConfig.keeping(first(fields, "pubsub#title"), access, publish)
            .with(access, fields.getOrDefault("pubsub#roster_groups_allowed", List.of()));
    }

    private static String first(Map<String, List<String>> fields, String name) {
        return fields.getOrDefault(name, List.of()).stream().findFirst().orElse("");
    }
}
