package org.igniterealtime.openfire.plugin.fireside.component;

import java.util.Optional;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/** Somebody who knows what to answer. Called in a lane: may block. */
@FunctionalInterface
public interface Answers {
    /**
     * @param request a get or set, which others may still look at: is not changed
     * @param as the bare JID that answers
     * @return the result or error with its addresses; empty when somebody else answers
     * @throws org.igniterealtime.openfire.plugin.fireside.store.Outage when that could not be found out
     */
    Optional<IQ> to(IQ request, JID as);
}
