package org.igniterealtime.openfire.plugin.fireside.pubsub;

/**
 * An item is gone.
 *
 * @param item as it was
 * @param told whether the node's subscribers are told: the node is so configured, or who retracted it asked for that
 */
public record ItemRetracted(Node node, Item item, boolean told) {
    public ItemRetracted(Node node, Item item) {
        this(node, item, node.config().notifyRetract());
    }
}
