package org.igniterealtime.openfire.plugin.fireside.route;

import org.xmpp.packet.JID;

/**
 * A local account was invited into a room, by the room for somebody (XEP-0045 §7.8.2) or directly (XEP-0249 §2).
 *
 * @param account bare JID
 * @param room bare JID
 * @param by bare JID of who invites; the room itself where it does not say
 */
public record InvitedToRoom(JID account, JID room, JID by) {
}
