/**
 * What differs between Openfire versions (4.2.0 to 5.1), and the host's own parts as Fireside uses them: accounts
 * and their passwords, rosters, virtual connections, web mounts. No other room imports {@code org.jivesoftware}
 * but {@code route} (the interceptor) and {@code desk/admin} (the console).
 * Imports {@code pubsub}, {@code store} and {@code xmpp}.
 */
package org.igniterealtime.openfire.plugin.fireside.host;
