/**
 * The services as a process of their own, outside the server (XEP-0114): the same rooms over one's own storage, for Openfire,
 * Prosody or another server. What only the server knows, rosters and block lists, is not known here, and so not offered. Files
 * it takes and gives by a web server of its own. Not in the plugin. Imports {@code caps}, {@code component}, {@code event},
 * {@code fetch}, {@code files}, {@code notify}, {@code outside.web}, {@code pubsub}, {@code store}, {@code work}, {@code xmpp}.
 */
package org.igniterealtime.openfire.plugin.fireside.outside;
