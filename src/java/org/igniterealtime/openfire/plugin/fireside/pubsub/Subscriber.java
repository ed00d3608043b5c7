package org.igniterealtime.openfire.plugin.fireside.pubsub;

/**
 * A subscription to a node. One for each address: somebody may have one for his bare JID and others for his resources.
 *
 * @param node the key of the node
 * @param jid bare or full, as it subscribed
 * @param bare the bare JID, which the rules are about
 * @param id the {@code subid}
 * @param deliver whether it is told of what happens now ({@code pubsub#deliver})
 * @param since a {@code Stamp} id
 */
public record Subscriber(long node, String jid, String bare, String id, SubscriptionState state, boolean deliver, long since) {
}
