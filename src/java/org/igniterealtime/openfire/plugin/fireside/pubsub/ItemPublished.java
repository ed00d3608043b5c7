package org.igniterealtime.openfire.plugin.fireside.pubsub;

/** An item is in a node, or is there again with another content. @param fresh whether its id was new */
public record ItemPublished(Node node, Item item, boolean fresh) {
}
