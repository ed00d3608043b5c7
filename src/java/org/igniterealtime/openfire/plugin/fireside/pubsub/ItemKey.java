package org.igniterealtime.openfire.plugin.fireside.pubsub;

/** An item without its payload. @param node the key of its node @param size characters of the payload */
public record ItemKey(long node, String id, long created, long changed, int size) {
}
