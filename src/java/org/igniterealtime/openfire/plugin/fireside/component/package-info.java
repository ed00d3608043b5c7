/**
 * The services that other entities talk to, at addresses of their own below the server's domain (XEP-0114): they take
 * stanzas, answer them elsewhere in the order of their senders, and say no to what they do not know. Portable: nothing here
 * knows of Openfire. Imports {@code guard}, {@code pubsub}, {@code store}, {@code work}, {@code xmpp}.
 */
package org.igniterealtime.openfire.plugin.fireside.component;
