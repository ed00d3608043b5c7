package org.igniterealtime.openfire.plugin.fireside.route;

import org.xmpp.packet.JID;

/**
 * Somebody has made, configured or destroyed a room below this server's domain, or has tried to (XEP-0045 §10).
 *
 * @param room bare JID
 */
public record RoomConfigured(JID room) {
}
