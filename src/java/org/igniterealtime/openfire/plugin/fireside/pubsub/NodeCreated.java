package org.igniterealtime.openfire.plugin.fireside.pubsub;

/** There is a node that was not there before. */
public record NodeCreated(Node node) {
}
