/**
 * The component outside the server, as the plugin beside it sees it: what is asked of it, by requests in the names of accounts, and
 * of the plugin itself (docs/component.md). Imports {@code fetch}, {@code host}, {@code work}, {@code xmpp}.
 */
package org.igniterealtime.openfire.plugin.fireside.annex;
