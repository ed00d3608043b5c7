package org.igniterealtime.openfire.plugin.fireside.route;

import org.xmpp.packet.JID;

/** A room of this server was destroyed. @param room bare JID */
public record RoomGone(JID room) {
}
