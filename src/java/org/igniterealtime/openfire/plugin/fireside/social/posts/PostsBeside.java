package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.pubsub.AccessModel;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Beside;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Item;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Node;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeConfig;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeId;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PublishModel;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Writing;
import org.igniterealtime.openfire.plugin.fireside.xmpp.NodeUri;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.JID;

/**
 * Keeps the posts in step with the items of blogs, in the same transaction, whoever publishes and with whatever client. A post
 * that names no node for its comments gets one (XEP-0277 §4), with the audience of the post, also when that changes; it goes
 * with the post. So does one that names a node of the host's own service.
 */
final class PostsBeside implements Beside {
    /** Characters of a node's name. */
    private static final int LONGEST_NAME = 255;

    private final String domain;
    private final String host;
    private final PostStore store;

    /**
     * @param domain of the accounts whose posts they are
     * @param host the address of the host's own publish-subscribe service
     */
    PostsBeside(String domain, String host, PostStore store) {
        this.domain = domain;
        this.host = host;
        this.store = store;
    }

    @Override
    public Element prepare(Writing writing, Node node, String itemId, String publisher, Element payload) throws SQLException {
        if (!isBlog(node)) {
            return payload;
        }
        Optional<Entry> entry = EntryStanza.parse(payload);
        if (entry.isEmpty()) {
            return payload;
        }
        NodeUri named = entry.get().comments();
        if (named != null && named.service().toString().equals(host)) {
            // COMPAT: Libervia takes whichever pubsub service of the server it finds first, and what is said at the host's can be
            // neither read nor answered here.
            EntryStanza.removeComments(payload);
            named = null;
        }
        NodeId talk = named == null ? free(writing, itemId, publisher) : NodeId.of(named.service(), named.node());
        if (isOurs(talk)) {
            writing.ensure(talk, talkConfig(node), publisher);
        }
        if (named == null) {
            EntryStanza.addComments(payload, NodeUri.of(new JID(talk.service()), talk.name()));
        }
        return payload;
    }

    @Override
    public void published(Writing writing, Node node, Item item) throws SQLException {
        if (!isBlog(node)) {
            return;
        }
        Optional<Entry> entry = EntryStanza.parse(Xml.parse(item.payload()));
        if (entry.isEmpty()) {
            return;
        }
        NodeUri named = entry.get().comments();
        Optional<Node> talk = named == null ? Optional.empty() : writing.find(NodeId.of(named.service(), named.node()))
            .filter(there -> mayShow(there, item.publisher()));
        store.keep(writing.sql(), item, item.publisher(), talk.map(Node::key).orElse(0L));
    }

    // Who likes a post, and how many say something, is for those who may read the post: nobody shows it with a post of his own.
    private static boolean mayShow(Node talk, String author) {
        return talk.creator().equals(author) || talk.config().access() == AccessModel.OPEN;
    }

    @Override
    public void configured(Writing writing, Node node) throws SQLException {
        List<Long> talks = List.of();
        if (isBlog(node)) {
            talks = store.talks(writing.sql(), node.key());
            writing.open(talks, node.creator(), node.config().access(), node.config().rosterGroups());
        } else if (isOurs(node.id())) {
            talks = List.of(node.key());
        }
        for (long key : talks) {
            Optional<Node> talk = writing.find(key);
            if (talk.isPresent() && talk.get().config().access() != AccessModel.OPEN) {
                store.unlink(writing.sql(), key, talk.get().creator());
            }
        }
    }

    @Override
    public void retracted(Writing writing, Node node, Item item) throws SQLException {
        if (!isBlog(node)) {
            return;
        }
        Optional<Long> talk = store.talk(writing.sql(), item);
        store.forget(writing.sql(), item);
        if (talk.isPresent()) {
            forgetTalk(writing, talk.get(), item.publisher());
        }
    }

    @Override
    public void deleted(Writing writing, Node node, boolean purged) throws SQLException {
        if (isBlog(node)) {
            for (long talk : store.forgetNode(writing.sql(), node.key())) {
                forgetTalk(writing, talk, node.creator());
            }
        }
    }

    // Another post's node of comments, which a post may name as its own, stays.
    private static void forgetTalk(Writing writing, long key, String author) throws SQLException {
        Optional<Node> talk = writing.find(key);
        if (talk.isPresent() && talk.get().creator().equals(author)) {
            writing.delete(talk.get());
        }
    }

    private boolean isBlog(Node node) {
        JID service = new JID(node.id().service());
        return Audience.isPostNode(node.id().name()) && service.getNode() != null && service.getDomain().equals(domain);
    }

    private boolean isOurs(NodeId talk) {
        return talk.service().equals(service()) && talk.name().startsWith(Comments.NODE) && talk.name().length() <= LONGEST_NAME;
    }

    // Two people may give two posts the same id; the comments of the one are not those of the other.
    private NodeId free(Writing writing, String itemId, String publisher) throws SQLException {
        NodeId id = new NodeId(service(), Comments.NODE + cut(itemId, ""));
        for (int attempt = 0; isAnothers(writing.find(id), publisher); attempt++) {
            String mark = '~' + Integer.toHexString(publisher.hashCode()) + (attempt == 0 ? "" : "-" + attempt);
            id = new NodeId(service(), Comments.NODE + cut(itemId, mark));
        }
        return id;
    }

    private static boolean isAnothers(Optional<Node> there, String publisher) {
        return there.isPresent() && !there.get().creator().equals(publisher);
    }

    // An id may be as long as a name itself; what is cut off still tells two of them apart.
    private static String cut(String itemId, String mark) {
        int most = LONGEST_NAME - Comments.NODE.length() - mark.length();
        String digest = '~' + Integer.toHexString(itemId.hashCode());
        return itemId.length() <= most ? itemId + mark : itemId.substring(0, most - digest.length()) + digest + mark;
    }

    private String service() {
        return Comments.service(domain);
    }

    private static NodeConfig talkConfig(Node blog) {
        return NodeConfig.keeping("", blog.config().access(), PublishModel.OPEN).with(blog.config().access(), blog.config().rosterGroups());
    }
}
