/**
 * Posts: blogs as XMPP has them (XEP-0277, XEP-0472), their files (RFC 4287 §4.2.7.2, XEP-0446 §2), their audiences, the feed, the
 * composer with its drafts, and the pages that the world reads. Other features may import it. Imports the platform, {@code
 * social.people}, {@code social.profiles}, {@code social.notices} and {@code desk.media}.
 */
package org.igniterealtime.openfire.plugin.fireside.social.posts;
