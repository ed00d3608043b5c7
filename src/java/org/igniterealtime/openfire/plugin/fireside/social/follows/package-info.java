/**
 * Following: an explicit subscription of the bare JID to somebody's blog (XEP-0060 §6.1, XEP-0277 §3.4), without being a contact;
 * who follows whom; the private list of what one follows, as other clients keep it. Imports the platform, {@code social.people},
 * {@code social.posts}, {@code social.notices} and {@code social.remote}.
 */
package org.igniterealtime.openfire.plugin.fireside.social.follows;
