package org.igniterealtime.openfire.plugin.fireside.host;

import org.xmpp.packet.JID;

/**
 * What an account's roster says of somebody has changed, and with it what he may see of the account. Published on the host's
 * thread that changed it: who handles it puts it into a mailbox and returns.
 *
 * @param owner username
 * @param contact bare JID
 */
public record ContactChanged(String owner, JID contact) {
}
