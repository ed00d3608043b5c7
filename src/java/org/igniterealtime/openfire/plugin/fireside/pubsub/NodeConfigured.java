package org.igniterealtime.openfire.plugin.fireside.pubsub;

/**
 * A node has another configuration, or other affiliations: who may read may have changed.
 *
 * @param affiliations only the affiliations are others
 */
public record NodeConfigured(Node node, boolean affiliations) {
    public NodeConfigured(Node node) {
        this(node, false);
    }
}
