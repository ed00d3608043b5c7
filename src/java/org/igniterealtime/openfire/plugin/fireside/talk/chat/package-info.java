/**
 * One-to-one chat: sending, receiving, history, receipts (XEP-0184), markers (XEP-0333), typing (XEP-0085), unread counts,
 * what is pinned and muted.
 * Other features may import it. Imports the platform, {@code talk.messages}, {@code social.people}, {@code desk.media},
 * {@code talk.attention} and {@code talk.reads}.
 */
package org.igniterealtime.openfire.plugin.fireside.talk.chat;
