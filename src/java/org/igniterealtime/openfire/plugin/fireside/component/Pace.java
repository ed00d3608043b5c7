package org.igniterealtime.openfire.plugin.fireside.component;

import java.time.Duration;
import java.util.function.IntSupplier;
import org.igniterealtime.openfire.plugin.fireside.guard.RateLimit;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/**
 * How fast it may be asked: evenly, and some seconds' worth at once, so that somebody who never lets up takes no more than a share
 * of what there is. Who writes from another server shares what that server may: it can have as many accounts as it likes.
 */
public final class Pace {
    private static final int SECONDS = 10;

    private final RateLimit requests;
    private final RateLimit writes;
    private final String domain;

    /**
     * @param domain of the accounts here
     * @param requests of one account in a second; asked now and then
     * @param writes from one other server in a second, likewise
     */
    public Pace(String domain, IntSupplier requests, IntSupplier writes) {
        this.domain = domain;
        this.requests = new RateLimit(() -> requests.getAsInt() * SECONDS, Duration.ofSeconds(SECONDS));
        this.writes = new RateLimit(() -> writes.getAsInt() * SECONDS, Duration.ofSeconds(SECONDS));
    }

    /** Whether it may be asked now. To be called once a request. */
    boolean allows(IQ request) {
        JID from = request.getFrom();
        return allows(from) && (request.getType() != IQ.Type.set || from.getDomain().equals(domain) || writes.allows(from.getDomain()));
    }

    boolean allows(JID from) {
        return requests.allows(from.toBareJID());
    }
}
