package org.igniterealtime.openfire.plugin.fireside.session;

import org.xmpp.packet.Packet;

/** Takes what is delivered to a session and is not of a person. Called on the host's threads: constant work, and nothing that blocks. */
@FunctionalInterface
public interface Diversion {
    /** @return whether it has taken the stanza, which then is seen by nobody else */
    boolean takes(Session session, Packet packet);
}
