package org.igniterealtime.openfire.plugin.fireside.pubsub;

/** An item without its payload. @param size characters of the payload */
record ItemKey(long node, String id, long created, long changed, int size) {
}
