package org.igniterealtime.openfire.plugin.fireside.caps;

import java.util.Set;
import org.xmpp.packet.JID;

/**
 * A resource has come, and it is known now what it wants to be told.
 *
 * @param resource full JID, local or remote
 * @param told the local account that a remote one lets see that it is there; empty for a local one
 * @param nodes never empty
 */
public record Interested(JID resource, String told, Set<String> nodes) {
}
