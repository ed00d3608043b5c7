package org.igniterealtime.openfire.plugin.fireside.pubsub;

import org.xmpp.packet.JID;

/**
 * Where a node is.
 *
 * @param service the bare JID of the account or the address of the service that has it
 * @param name 1 to 255 characters
 */
public record NodeId(String service, String name) {
    public static NodeId of(JID service, String name) {
        return new NodeId(service.toBareJID(), name);
    }
}
