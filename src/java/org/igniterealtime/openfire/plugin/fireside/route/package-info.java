/**
 * The plugin's single packet interceptor: constant work a stanza, one typed event for what the server routes.
 * Runs on the host's client, server and Jetty threads, so it reads no database and waits for nothing.
 * Imports {@code event}, {@code portraits} and {@code xmpp}.
 */
package org.igniterealtime.openfire.plugin.fireside.route;
