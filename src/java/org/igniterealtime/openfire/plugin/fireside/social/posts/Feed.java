package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.igniterealtime.openfire.plugin.fireside.host.Contact;
import org.igniterealtime.openfire.plugin.fireside.host.Rosters;
import org.igniterealtime.openfire.plugin.fireside.host.Server;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Item;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Node;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSub;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.xmpp.packet.JID;

/**
 * Whose posts somebody reads, and those posts, newest first. Nothing is copied into feeds: who follows whom, and who may
 * read what, is asked when the feed is read. Every call blocks.
 */
final class Feed {
    /** Accounts that one person can follow. */
    static final int MOST_FOLLOWED = 5_000;
    /** Followers of one account who are told at once. */
    static final int MOST_FOLLOWERS = 100_000;

    private final PubSub pubsub;
    private final Rosters rosters;
    private final Server server;

    Feed(PubSub pubsub, Rosters rosters, Server server) {
        this.pubsub = pubsub;
        this.rosters = rosters;
        this.server = server;
    }

    /** Which posts. */
    enum Kind { ALL, CONTACTS, ONE }

    /** @param author with {@link Kind#ONE}: bare JID */
    record Choice(Kind kind, String author) {
        static final Choice ALL = new Choice(Kind.ALL, "");
        static final Choice CONTACTS = new Choice(Kind.CONTACTS, "");

        static Choice one(String author) {
            return new Choice(Kind.ONE, author);
        }

        /** The key of its place. */
        String key() {
            return switch (kind) {
                case ALL -> "";
                case CONTACTS -> "contacts";
                case ONE -> author;
            };
        }
    }

    /** Whose posts: bare JIDs, the person's own among them. */
    Set<String> authors(Person viewer, Choice choice) {
        Set<String> authors = new LinkedHashSet<>();
        if (choice.kind() == Kind.ONE) {
            authors.add(choice.author());
            return authors;
        }
        if (choice.kind() == Kind.ALL) {
            authors.add(viewer.jid().toString());
            pubsub.subscriptions(viewer.jid().toString(), MOST_FOLLOWED).stream()
                .filter(node -> Audience.isPostNode(node.id().name())).forEach(node -> authors.add(node.id().service()));
        }
        rosters.of(viewer.username()).stream().filter(Contact::visible).forEach(contact -> authors.add(contact.jid().toBareJID()));
        return authors;
    }

    /**
     * Who among local accounts follows an author or has him for a contact, and the author himself: bare JIDs. Whether they may
     * read a post is another question.
     */
    Set<String> followers(JID author, Collection<Node> nodes) {
        Set<String> followers = new LinkedHashSet<>();
        followers.add(author.toBareJID());
        nodes.forEach(node -> followers.addAll(pubsub.subscribers(node, MOST_FOLLOWERS)));
        if (server.isAccount(author)) {
            rosters.of(author.getNode()).stream().filter(contact -> contact.subscription().equals("from") || contact.subscription().equals("both"))
                .forEach(contact -> followers.add(contact.jid().toBareJID()));
        }
        followers.removeIf(jid -> !server.isAccount(new JID(jid)));
        return followers;
    }

    /**
     * A page of what some people of this server have written.
     *
     * @param authors bare JIDs
     * @param before the {@code created} of the last post of the page before, or {@link PubSub#NEWEST}
     * @return newest first, each with its node
     */
    Map<Item, Node> page(Person viewer, Set<String> authors, long before, int most) {
        Map<Long, Node> nodes = new LinkedHashMap<>();
        postNodes(authors, viewer.jid().toString()).forEach(node -> nodes.put(node.key(), node));
        Map<Item, Node> page = new LinkedHashMap<>();
        pubsub.newest(nodes.values(), viewer.jid().toString(), before, most).forEach(item -> page.put(item, nodes.get(item.node())));
        return page;
    }

    private List<Node> postNodes(Collection<String> authors, String viewer) {
        List<Node> nodes = new ArrayList<>();
        pubsub.nodes(authors, viewer).stream().filter(node -> Audience.isPostNode(node.id().name())).forEach(nodes::add);
        return nodes;
    }
}
