package org.igniterealtime.openfire.plugin.fireside.desk.search;

import org.igniterealtime.openfire.plugin.fireside.desk.directory.Community;
import org.igniterealtime.openfire.plugin.fireside.xmpp.NodeUri;
import org.xmpp.packet.JID;

/**
 * A community that was found, for {@code search/community.vm}.
 *
 * @param address of its node, which a client opens
 * @param newest when something was last written, as ISO 8601 in UTC, or empty
 * @param open whether everybody may read it
 */
public record CommunityFound(String address, String title, String about, int subscribers, String newest, boolean open) {
    static CommunityFound of(Community community) {
        return new CommunityFound(NodeUri.of(new JID(community.node().service()), community.node().name()).toString(), community.title(),
            community.about(), community.subscribers(), community.newest(), community.open());
    }
}
