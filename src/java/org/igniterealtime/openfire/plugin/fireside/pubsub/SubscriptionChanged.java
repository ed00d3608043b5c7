package org.igniterealtime.openfire.plugin.fireside.pubsub;

/** Somebody has subscribed to a node or is not subscribed any more. @param who bare JID */
public record SubscriptionChanged(Node node, String who, boolean subscribed) {
}
