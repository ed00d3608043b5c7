package org.igniterealtime.openfire.plugin.fireside.desk.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Item;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeId;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.social.posts.AllPosts;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Elsewhere;
import org.igniterealtime.openfire.plugin.fireside.social.posts.EntryStanza;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Post;
import org.igniterealtime.openfire.plugin.fireside.xmpp.NodeUri;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.JID;

/** Posts of other servers, and who was sent which words of each. */
final class Abroad implements Elsewhere {
    private record Sent(String viewer, Post post) {
    }

    private final List<Sent> all = new ArrayList<>();

    /** Somebody was sent a post. @param changed another one for other words */
    Post send(String viewer, String author, long created, long changed, String title) {
        String xml = "<entry xmlns='http://www.w3.org/2005/Atom'><title>" + title + "</title></entry>";
        Post post = Post.remote(new Item(0, "item" + created, author, xml, created, changed), new NodeId(author, "urn:xmpp:microblog:0"),
            EntryStanza.parse(Xml.parse(xml)).orElseThrow());
        all.removeIf(sent -> sent.viewer().equals(viewer) && sent.post().item().created() == created);
        all.add(new Sent(viewer, post));
        return post;
    }

    @Override
    public List<Post> seen(String viewer, Collection<Long> created) {
        return all.stream().filter(sent -> sent.viewer().equals(viewer)).map(Sent::post).filter(post -> created.contains(post.item().created())).toList();
    }

    @Override
    public Set<String> senders(String viewer) {
        return all.stream().filter(sent -> sent.viewer().equals(viewer)).map(sent -> sent.post().author()).collect(Collectors.toSet());
    }

    @Override
    public List<AllPosts.Version> versions(long before, int most) {
        return all.stream().map(sent -> AllPosts.version(sent.post())).distinct().filter(version -> version.created() < before)
            .sorted(Comparator.comparingLong(AllPosts.Version::created).reversed()).toList();
    }

    @Override
    public List<Post> saying(Collection<Long> created) {
        return all.stream().map(Sent::post).filter(post -> created.contains(post.item().created())).distinct().toList();
    }

    @Override
    public Set<String> followed(Person viewer) {
        return Set.of();
    }

    @Override
    public List<Post> newest(Person viewer, Set<String> authors, long before, int most) {
        return List.of();
    }

    @Override
    public Optional<Post> find(long created, String viewer) {
        return seen(viewer, List.of(created)).stream().findFirst();
    }

    @Override
    public Optional<Post> find(NodeUri address, String viewer) {
        throw new UnsupportedOperationException("Nobody follows a link here");
    }

    @Override
    public void look(Session viewer, JID author) {
        // Nothing is asked for.
    }
}
