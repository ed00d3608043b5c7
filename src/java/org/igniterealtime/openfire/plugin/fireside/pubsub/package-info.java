/**
 * A small, complete publish-subscribe engine (XEP-0060) over the plugin's own tables: nodes, items, rules, subscriptions,
 * events. It serves communities and comments as services of their own, and the social nodes of local accounts (XEP-0163,
 * XEP-0277), in pages (XEP-0059) and in the order that is asked for (XEP-0413). What it acknowledges is committed; what it
 * tells, it tells after the commit. {@link org.igniterealtime.openfire.plugin.fireside.pubsub.NodeRules} alone decides who may
 * do what.
 * Imports {@code event}, {@code store}, {@code xmpp}.
 */
package org.igniterealtime.openfire.plugin.fireside.pubsub;
