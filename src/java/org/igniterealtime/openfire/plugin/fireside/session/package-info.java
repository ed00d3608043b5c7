/**
 * A browser user as a session on the host's routing table: the actors and their mailboxes,
 * the session itself with its pages, and what an account's sessions share. XMPP: RFC 6120 §7 (resource binding),
 * RFC 6121 §4 (presence), XEP-0115 and XEP-0030 (who we are), XEP-0092, XEP-0199, XEP-0280 (carbons).
 * Imports {@code event}, {@code guard}, {@code host}, {@code live}, {@code store}, {@code work}, {@code xmpp}.
 */
package org.igniterealtime.openfire.plugin.fireside.session;
