package org.igniterealtime.openfire.plugin.fireside.pubsub;

/**
 * All that decides what somebody may do with a node.
 *
 * @param viewer bare JID; null for somebody without an account
 * @param subscription only where it matters: with the access model authorize or the publish model subscribers
 */
record Standing(Node node, String viewer, Affiliation affiliation, SubscriptionState subscription, Ties ties) {
    /** An account owns what is on its own service, whatever stands in the table. */
    boolean owns() {
        return ties.own() || affiliation == Affiliation.OWNER;
    }
}
