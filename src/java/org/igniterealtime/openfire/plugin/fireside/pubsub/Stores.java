package org.igniterealtime.openfire.plugin.fireside.pubsub;

/** The SQL of the engine, by table. */
record Stores(NodeStore nodes, ItemStore items, AffiliationStore affiliations, SubscriptionStore subscriptions) {
    Stores() {
        this(new NodeStore(), new ItemStore(), new AffiliationStore(), new SubscriptionStore());
    }
}
