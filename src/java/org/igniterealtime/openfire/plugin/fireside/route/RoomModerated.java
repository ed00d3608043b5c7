package org.igniterealtime.openfire.plugin.fireside.route;

import org.xmpp.packet.JID;

/**
 * A moderator has taken back what somebody said in a room of this server, and the room has told its occupants (XEP-0425).
 *
 * @param room bare JID
 * @param id which the room gave the message (XEP-0359 §3), as the moderator has it: there may be no such message
 * @param byNick of the moderator
 * @param by bare JID of the moderator
 * @param reason in his words, or empty
 */
public record RoomModerated(JID room, String id, String byNick, JID by, String reason) {
}
