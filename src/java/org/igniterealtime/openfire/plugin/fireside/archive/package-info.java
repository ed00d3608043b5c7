/**
 * Messages as routed, for each local account: kept once, in order, with what became of them; chats with their unread
 * counts; paging backwards by key; a spool on disk while the database is down; retention.
 * Imports {@code event}, {@code host}, {@code route}, {@code store}, {@code xmpp}.
 */
package org.igniterealtime.openfire.plugin.fireside.archive;
