package org.igniterealtime.openfire.plugin.fireside.desk.directory;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.pubsub.AccessModel;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Item;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Node;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeConfig;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSub;
import org.igniterealtime.openfire.plugin.fireside.pubsub.SocialNodes;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;

/** The nodes of our service: by title, name and description, by the tags of what was written there last; the liveliest first. Blocks. */
final class Communities implements Source {
    /** COMPAT: what Movim makes, and deletes, to learn whether it may. */
    private static final String TRIED = "test_node";
    /** Items whose tags count. */
    private static final int LATEST = 20;
    private static final int MOST_TAGS = 50;
    private static final int LONGEST_TAG = 100;

    private final PubSub pubsub;
    private final String service;

    /** @param service whose nodes they are */
    Communities(PubSub pubsub, String service) {
        this.pubsub = pubsub;
        this.service = service;
    }

    /** Whether a node is a community. */
    boolean has(Node node) {
        return node.id().service().equals(service) && !SocialNodes.has(node.id().name()) && !node.id().name().equals(TRIED);
    }

    static String key(Node node) {
        return Long.toString(node.key());
    }

    @Override
    public List<String> keys(String after) {
        return pubsub.nodes(service, after.isEmpty() ? 0 : Long.parseLong(after)).stream().map(Communities::key).toList();
    }

    @Override
    public Optional<Entry> entry(String key) {
        return pubsub.find(Long.parseLong(key)).filter(this::has).map(this::entry);
    }

    private Entry entry(Node node) {
        NodeConfig config = node.config();
        List<Item> latest = pubsub.newest(List.of(node), pubsub.owners(node).stream().findFirst().orElse(null), PubSub.NEWEST, LATEST);
        String title = config.title().isBlank() ? node.id().name() : config.title();
        return new Entry(Kind.COMMUNITY, key(node), latest.isEmpty() ? node.created() : latest.get(0).created(), title,
            Map.of(Entry.Field.WORDS, List.of(title, node.id().name(), config.description(), config.type())), tags(latest));
    }

    // RFC 4287 §4.2.2.
    private static Set<String> tags(List<Item> items) {
        Set<String> tags = new HashSet<>();
        for (Item item : items) {
            for (Element category : Xml.children(payload(item), "category", Ns.ATOM)) {
                String term = category.attributeValue("term", "").strip();
                if (!term.isEmpty() && term.length() <= LONGEST_TAG && tags.size() < MOST_TAGS) {
                    tags.add(term.toLowerCase(Locale.ROOT));
                }
            }
        }
        return tags;
    }

    private static Element payload(Item item) {
        try {
            return Xml.parse(item.payload().isEmpty() ? "<none/>" : item.payload());
        } catch (IllegalArgumentException unreadable) {
            return Xml.parse("<none/>");
        }
    }

    /** Those of some, by their keys, that somebody may read now, as they are now; in the same order. @param viewer bare JID */
    List<Community> readableBy(String viewer, List<String> keys) {
        List<Node> nodes = pubsub.nodes(keys.stream().map(Long::valueOf).toList()).stream().filter(this::has).toList();
        return pubsub.readable(nodes, viewer).stream().map(node -> community(node, viewer)).toList();
    }

    private Community community(Node node, String viewer) {
        String newest = pubsub.newest(List.of(node), viewer, PubSub.NEWEST, 1).stream().findFirst()
            .map(item -> Stamp.time(item.created()).toString()).orElse("");
        return new Community(node.id(), node.config().title().isBlank() ? node.id().name() : node.config().title(), node.config().description(),
            pubsub.countSubscribers(node), newest, node.config().access() == AccessModel.OPEN);
    }
}
