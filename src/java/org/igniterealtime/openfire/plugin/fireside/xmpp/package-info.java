/**
 * Stanza building blocks that more than one room uses: namespaces, addresses, text fit for XML, data forms
 * (XEP-0004), result sets (XEP-0059), error answers (RFC 6120 §8.3).
 * Imports nothing of the project.
 */
package org.igniterealtime.openfire.plugin.fireside.xmpp;
