package org.igniterealtime.openfire.plugin.fireside.pubsub;

/**
 * A node that this engine has.
 *
 * @param key of its row
 * @param creator bare JID, its first owner
 * @param created a {@code Stamp} id
 */
public record Node(long key, NodeId id, NodeConfig config, String creator, long created) {
}
