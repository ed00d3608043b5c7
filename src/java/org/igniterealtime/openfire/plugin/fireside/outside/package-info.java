/**
 * The services as a process of their own, outside the server (XEP-0114): the same rooms over one's own storage, for Openfire,
 * Prosody or another server. What only the server knows, rosters and block lists, is not known here, and so not offered. What
 * serves files by HTTP will have its place beside the stations. Not in the plugin.
 * Imports {@code caps}, {@code component}, {@code event}, {@code notify}, {@code pubsub}, {@code store}, {@code work}, {@code xmpp}.
 */
package org.igniterealtime.openfire.plugin.fireside.outside;
