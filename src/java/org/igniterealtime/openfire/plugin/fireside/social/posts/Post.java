package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.util.Locale;
import org.igniterealtime.openfire.plugin.fireside.pubsub.AccessModel;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Item;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Node;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeConfig;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeId;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PublishModel;
import org.xmpp.packet.JID;

/**
 * A post: an item of a blog, read.
 *
 * @param author bare JID of its publisher, who alone may change it
 */
public record Post(Item item, Node node, Entry entry, String author) {
    /** How a place names it: its {@code created} in 16 hexadecimal digits. */
    public String id() {
        return id(item.created());
    }

    /** @param created of its item */
    public static String id(long created) {
        return String.format(Locale.ROOT, "%016x", created);
    }

    /** @return -1 when the text is none */
    public static long created(String id) {
        try {
            return id.length() == 16 ? Long.parseLong(id, 16) : -1;
        } catch (NumberFormatException none) {
            return -1;
        }
    }

    /** One of another server, which its own node has: {@code node} is then a likeness of it without a key. */
    public static Post remote(Item item, NodeId place, Entry entry) {
        AccessModel access = entry.web().isEmpty() ? AccessModel.PRESENCE : AccessModel.OPEN;
        Node likeness = new Node(0, place, NodeConfig.keeping("", access, PublishModel.PUBLISHERS), place.service(), 0);
        return new Post(item, likeness, entry, place.service());
    }

    /** Whether another server has it. */
    public boolean isRemote() {
        return node.key() == 0;
    }

    /** Whether nothing can be said of it. @param talkKey the node of its comments here, 0 for none */
    boolean isSilent(long talkKey) {
        return talkKey == 0 && !(isRemote() && Comments.may(authorJid(), entry.comments()));
    }

    public JID authorJid() {
        return new JID(author);
    }

    public Audience audience() {
        return Audience.of(node);
    }

    public boolean edited() {
        return item.changed() != item.created();
    }
}
