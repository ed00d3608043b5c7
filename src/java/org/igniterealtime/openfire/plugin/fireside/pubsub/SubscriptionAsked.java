package org.igniterealtime.openfire.plugin.fireside.pubsub;

/** Somebody waits for an owner to let him subscribe (XEP-0060 §8.6). */
public record SubscriptionAsked(Node node, Subscriber who) {
}
