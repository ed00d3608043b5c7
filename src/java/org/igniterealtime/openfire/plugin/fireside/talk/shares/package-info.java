/**
 * Sharing: a post is repeated in one's own blog, or its address is sent to somebody (XEP-0372, XEP-0066), whose chat leads to it.
 * Imports the platform, {@code social.people}, {@code social.posts} and {@code talk.chat}.
 */
package org.igniterealtime.openfire.plugin.fireside.talk.shares;
