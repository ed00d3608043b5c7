/**
 * The social nodes of local accounts, answered in the accounts' own names in place of the host's PEP (XEP-0163): who may ask,
 * what is the host's after all, and what of both goes into one answer.
 * Imports {@code component}, {@code host}, {@code pubsub}, {@code route}, {@code store}, {@code xmpp}.
 */
package org.igniterealtime.openfire.plugin.fireside.pep;
