package org.igniterealtime.openfire.plugin.fireside.route;

import org.xmpp.packet.JID;

/**
 * A local account has listed, changed or unlisted rooms (XEP-0402), with whatever client.
 *
 * @param account bare JID
 */
public record BookmarksChanged(JID account) {
}
