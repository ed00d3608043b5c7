package org.igniterealtime.openfire.plugin.fireside.route;

import org.dom4j.Element;
import org.xmpp.packet.JID;

/**
 * A social node elsewhere has told a local account of something (XEP-0060 §7.1.2), whether anybody of it is here or not. What Fireside's
 * own nodes tell is not among it.
 *
 * @param from as the stanza has it; its domain is true, as the host has checked
 * @param account bare JID
 * @param event a copy of the element {@code event}, of whatever content, not deep
 */
public record EventSeen(JID from, JID account, Element event) {
}
