package org.igniterealtime.openfire.plugin.fireside.pubsub;

/**
 * An item as it is kept.
 *
 * @param node the key of its node
 * @param publisher bare JID of its first publisher, to whom the id belongs
 * @param payload XML of one element with its namespace declared, or empty
 * @param created a {@code Stamp} id: rises in the order of first publishing, over all nodes
 * @param changed likewise, of the last publishing; equals {@code created} until there is another
 */
public record Item(long node, String id, String publisher, String payload, long created, long changed) {
}
