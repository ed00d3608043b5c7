package org.igniterealtime.openfire.plugin.fireside.pubsub;

/** Somebody has published to a node that has no items (XEP-0060 §4.3). */
public record NodeRung(Node node) {
}
