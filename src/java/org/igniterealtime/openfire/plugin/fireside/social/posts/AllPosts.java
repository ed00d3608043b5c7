package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Item;
import org.igniterealtime.openfire.plugin.fireside.pubsub.ItemKey;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Node;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSub;
import org.xmpp.packet.JID;

/**
 * All the posts that there are, for who finds them by what they say: which there are, what they say, and, asked anew each time,
 * which of them somebody may read. Every call blocks.
 */
public final class AllPosts {
    private final PubSub pubsub;
    private final String domain;
    private final BiFunction<Item, Node, Optional<Post>> reading;
    private final Supplier<Elsewhere> elsewhere;

    /** @param domain of the accounts whose posts they are @param reading an item as a post */
    public AllPosts(PubSub pubsub, String domain, BiFunction<Item, Node, Optional<Post>> reading, Supplier<Elsewhere> elsewhere) {
        this.pubsub = pubsub;
        this.domain = domain;
        this.reading = reading;
        this.elsewhere = elsewhere;
    }

    /** What a post says at a time. @param created of the post @param changed tells these words from any other of its */
    public record Version(long created, long changed) {
    }

    /**
     * A part of them.
     *
     * @param from those are all between the one that was asked for and this {@code created}, itself included; 0 at the end
     * @param versions newest first by creation; several of a post elsewhere of which some were sent other words than others
     */
    public record Part(long from, List<Version> versions) {
    }

    /** What there is before a post, whoever may read it. @param most items that are looked at, up to {@link PubSub#MOST} */
    public Part before(long before, int most) {
        List<ItemKey> here = pubsub.keys(before, most);
        List<Version> there = elsewhere.get().versions(before, most);
        long from = Math.max(here.size() < most ? 0 : here.get(here.size() - 1).created(),
            there.size() < most ? 0 : there.get(there.size() - 1).created());
        Set<Long> blogs = pubsub.nodes(here.stream().map(ItemKey::node).collect(Collectors.toSet())).stream().filter(this::isBlog).map(Node::key)
            .collect(Collectors.toSet());
        List<Version> versions = new ArrayList<>(there);
        here.stream().filter(key -> blogs.contains(key.node())).forEach(key -> versions.add(new Version(key.created(), key.changed())));
        versions.removeIf(version -> version.created() < from);
        versions.sort(Comparator.comparingLong(Version::created).reversed());
        return new Part(from, versions);
    }

    private boolean isBlog(Node node) {
        JID service = new JID(node.id().service());
        return Audience.isPostNode(node.id().name()) && service.getNode() != null && service.getDomain().equals(domain);
    }

    /** What some posts say, all versions that somebody sees of each; nothing of those that are gone. */
    public List<Post> saying(Collection<Long> created) {
        List<Post> posts = new ArrayList<>();
        pubsub.items(created).stream().filter(found -> isBlog(found.node())).forEach(found -> reading.apply(found.item(), found.node()).ifPresent(posts::add));
        posts.addAll(elsewhere.get().saying(created));
        return posts;
    }

    /** Those of some nodes, by their keys, that somebody may read now. @param viewer bare JID */
    public Set<Long> readable(String viewer, Collection<Long> nodes) {
        return pubsub.readable(pubsub.nodes(nodes), viewer).stream().map(Node::key).collect(Collectors.toSet());
    }

    /** Those of some versions that somebody sees now, in the same order: he may read the post, and that is what it says to him. */
    public List<Post> readable(String viewer, List<Version> versions) {
        Map<Version, Post> readable = new HashMap<>();
        Set<Long> created = versions.stream().map(Version::created).collect(Collectors.toCollection(HashSet::new));
        for (PubSub.Found found : pubsub.items(created, viewer)) {
            created.remove(found.item().created());
            if (isBlog(found.node())) {
                reading.apply(found.item(), found.node()).ifPresent(post -> readable.put(version(post), post));
            }
        }
        elsewhere.get().seen(viewer, created).forEach(post -> readable.put(version(post), post));
        return versions.stream().filter(readable::containsKey).map(readable::get).toList();
    }

    /** Which of its versions a post is. */
    public static Version version(Post post) {
        return new Version(post.item().created(), post.item().changed());
    }

    /** The people of other servers of whom somebody was sent anything that is there still: bare JIDs. @param viewer bare JID */
    public Set<String> senders(String viewer) {
        return elsewhere.get().senders(viewer);
    }
}
