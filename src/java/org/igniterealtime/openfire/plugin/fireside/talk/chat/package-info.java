/**
 * One-to-one chat: sending, receiving, history, receipts (XEP-0184), markers (XEP-0333), typing (XEP-0085), unread counts.
 * Other features may import it. Imports the platform, {@code talk.messages}, {@code desk.media} and {@code social.people}.
 */
package org.igniterealtime.openfire.plugin.fireside.talk.chat;
