package org.igniterealtime.openfire.plugin.fireside.social.follows;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.dom4j.QName;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeId;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSub;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSubError;
import org.igniterealtime.openfire.plugin.fireside.pubsub.SocialNodes;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.xmpp.packet.PacketError;

/** An account's private list of what it follows, as Movim keeps and reads it (XEP-0465 §3). Blocks. */
final class FollowedList {
    private final PubSub pubsub;

    FollowedList(PubSub pubsub) {
        this.pubsub = pubsub;
    }

    /** Puts a node into an account's list, or takes it out. @param me bare JID */
    void set(String me, NodeId node, boolean follows) throws PubSubError {
        NodeId list = new NodeId(me, SocialNodes.FOLLOWED_PRIVATELY);
        if (follows) {
            pubsub.publish(me, list, id(me, node), entry(node), Map.of());
            return;
        }
        try {
            pubsub.retract(me, list, id(me, node), true);
        } catch (PubSubError no) {
            // Another client may have taken it out, or followed before there was a list.
            if (no.condition() != PacketError.Condition.item_not_found) {
                throw no;
            }
        }
    }

    private static Element entry(NodeId node) {
        Element subscription = DocumentHelper.createElement(QName.get("subscription", Ns.FOLLOWED));
        subscription.addAttribute("server", node.service());
        subscription.addAttribute("node", node.name());
        return subscription;
    }

    /** The same whoever writes it: SHA-1 of {@code server<node<jid}. */
    static String id(String me, NodeId node) {
        try {
            byte[] text = (node.service() + '<' + node.name() + '<' + me).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
