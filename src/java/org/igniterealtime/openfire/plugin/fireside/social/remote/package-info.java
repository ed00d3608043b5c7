/**
 * People of other servers: their posts as they are sent to local accounts or fetched by them (XEP-0060 §6.5, §7.1.2; XEP-0277),
 * kept with an exact list of who was sent what, and subscriptions to their blogs (§6.1). What somebody was sent is his to see,
 * nobody else's. Other features may import it. Imports the platform, {@code social.people}, {@code social.notices} and
 * {@code social.posts}.
 */
package org.igniterealtime.openfire.plugin.fireside.social.remote;
