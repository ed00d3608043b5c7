package org.igniterealtime.openfire.plugin.fireside.route;

import org.xmpp.packet.JID;

/**
 * A local account has set its vCard (XEP-0054) or its avatar (XEP-0084).
 *
 * @param account bare JID
 */
public record ProfileChanged(JID account) {
}
