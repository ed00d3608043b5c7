package org.igniterealtime.openfire.plugin.fireside.route;

import org.igniterealtime.openfire.plugin.fireside.xmpp.Meaning;
import org.xmpp.packet.JID;

/**
 * A room of this server has taken a message and said it to all who are in it.
 *
 * @param room bare JID
 * @param nick of the occupant
 * @param sender full JID of the occupant's client
 * @param stanzaId the {@code id} attribute, or empty
 * @param origin the id that the room gave it (XEP-0359 §3), or empty
 * @param body empty for one that is no text
 * @param stanza as XML, as the occupants have it, without an addressee
 * @param meaning what it is about
 */
public record RoomSpoke(JID room, String nick, JID sender, String stanzaId, String origin, String body, String stanza, Meaning meaning) {
}
