package org.igniterealtime.openfire.plugin.fireside.event;

import org.xmpp.packet.JID;

/**
 * A resource has told contacts that it is there, or not any more (RFC 6121 §4.2 to §4.5).
 *
 * @param resource its full JID, local or remote
 * @param told the local account that was told, a bare JID, by a remote resource; empty when a local one told all its contacts
 * @param hash, ver how its capabilities are known (XEP-0115 §5), or empty
 * @param node the node that goes with them
 * @param recalled it has been there for a while: found when the plugin began
 */
public record ResourceSeen(JID resource, String told, boolean available, int priority, String hash, String node, String ver,
                           boolean recalled) {
}
