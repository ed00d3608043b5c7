package org.igniterealtime.openfire.plugin.fireside.social.posts;

import org.igniterealtime.openfire.plugin.fireside.xmpp.NodeUri;
import org.xmpp.packet.JID;

/** Where the comments of posts are, as Movim and XEP-0277 §4 name it. */
public final class Comments {
    /** What the name of a node of comments begins with; the id of the post follows. */
    public static final String NODE = Audience.BLOG + ":comments/";

    private Comments() {
    }

    /**
     * Whether a post of another server may name that as the node of its comments: with a service, or with its author. What is
     * said goes there in the name of who says it, so no other account's node is taken, least of all his own.
     */
    public static boolean may(JID author, NodeUri named) {
        return named != null && named.node().startsWith(NODE) && (named.service().getNode() == null || named.service().equals(author));
    }

    /** The address of the service that has them. */
    public static String service(String domain) {
        return String.join(".", "comments", domain);
    }
}
