package org.igniterealtime.openfire.plugin.fireside.social.comments;

import java.sql.SQLException;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Beside;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Item;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Node;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Writing;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Comments;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Entry;
import org.igniterealtime.openfire.plugin.fireside.social.posts.EntryStanza;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;

/** Keeps the counts in step with the items, in the same transaction. */
final class CommentsBeside implements Beside {
    private final CommentStore store;

    CommentsBeside(CommentStore store) {
        this.store = store;
    }

    @Override
    public void published(Writing writing, Node node, Item item) throws SQLException {
        Optional<Entry> entry = isTalk(node) ? entry(item) : Optional.empty();
        if (entry.isPresent()) {
            store.keep(writing.sql(), item, entry.get().like());
        }
    }

    @Override
    public void retracted(Writing writing, Node node, Item item) throws SQLException {
        if (isTalk(node)) {
            store.forget(writing.sql(), item);
        }
    }

    @Override
    public void deleted(Writing writing, Node node, boolean purged) throws SQLException {
        if (isTalk(node)) {
            store.forgetNode(writing.sql(), node.key());
        }
    }

    /** Whether a node has comments. */
    static boolean isTalk(Node node) {
        return node.id().name().startsWith(Comments.NODE);
    }

    /** What an item says; empty when it is no entry. */
    static Optional<Entry> entry(Item item) {
        try {
            return EntryStanza.parse(Xml.parse(item.payload()));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
