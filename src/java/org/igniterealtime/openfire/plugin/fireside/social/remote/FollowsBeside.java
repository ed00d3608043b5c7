package org.igniterealtime.openfire.plugin.fireside.social.remote;

import java.sql.SQLException;
import java.util.Optional;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.host.Server;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Beside;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Item;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Node;
import org.igniterealtime.openfire.plugin.fireside.pubsub.SocialNodes;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Writing;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.JID;

/** Keeps what is known of whom somebody follows in step with his private list, whichever client writes it. */
final class FollowsBeside implements Beside {
    private static final int LONGEST_NAME = 255;

    private final Server server;
    private final FollowStore store;

    FollowsBeside(Server server, FollowStore store) {
        this.server = server;
        this.store = store;
    }

    @Override
    public void published(Writing writing, Node node, Item item) throws SQLException {
        if (!isList(node)) {
            return;
        }
        Element entry = item.payload().isEmpty() ? null : Xml.parse(item.payload());
        boolean fit = entry != null && Xml.is(entry, "subscription", Ns.FOLLOWED);
        String name = fit ? entry.attributeValue("node", "") : "";
        Optional<JID> service = fit ? Jids.bare(entry.attributeValue("server")) : Optional.empty();
        if (service.isPresent() && !name.isEmpty() && name.length() <= LONGEST_NAME) {
            store.keep(writing.sql(), owner(node), item.id(), service.get().toString(), name);
        } else {
            store.remove(writing.sql(), owner(node), item.id());
        }
    }

    @Override
    public void retracted(Writing writing, Node node, Item item) throws SQLException {
        if (isList(node)) {
            store.remove(writing.sql(), owner(node), item.id());
        }
    }

    @Override
    public void deleted(Writing writing, Node node, boolean purged) throws SQLException {
        if (isList(node)) {
            store.removeAll(writing.sql(), owner(node));
        }
    }

    private boolean isList(Node node) {
        return node.id().name().equals(SocialNodes.FOLLOWED_PRIVATELY) && server.isAccount(new JID(node.id().service()));
    }

    private static String owner(Node node) {
        return new JID(node.id().service()).getNode();
    }
}
