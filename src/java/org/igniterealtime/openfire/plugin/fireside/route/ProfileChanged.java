package org.igniterealtime.openfire.plugin.fireside.route;

import org.xmpp.packet.JID;

/**
 * A local account has set its vCard (XEP-0054, XEP-0292), its avatar (XEP-0084) or its banner.
 *
 * @param account bare JID
 */
public record ProfileChanged(JID account) {
}
