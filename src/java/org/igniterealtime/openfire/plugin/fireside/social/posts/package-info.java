/**
 * Posts: blogs as XMPP has them (XEP-0277, XEP-0472), their audiences, the feed, the composer with its drafts, and the pages that
 * the world reads. Other features may import it. Imports the platform, {@code social.people}, {@code social.profiles} and
 * {@code social.notices}.
 */
package org.igniterealtime.openfire.plugin.fireside.social.posts;
