/**
 * Stanza building blocks that more than one room uses: namespaces, addresses, text fit for XML.
 * Imports nothing of the project.
 */
package org.igniterealtime.openfire.plugin.fireside.xmpp;
