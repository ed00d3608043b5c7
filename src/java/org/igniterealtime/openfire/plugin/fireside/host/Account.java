package org.igniterealtime.openfire.plugin.fireside.host;

/**
 * A local account as the host knows it.
 *
 * @param username the node part of its JID, prepared
 * @param name the display name, or the username when there is none
 */
public record Account(String username, String name) {
}
