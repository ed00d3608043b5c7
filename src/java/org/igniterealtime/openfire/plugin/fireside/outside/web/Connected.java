package org.igniterealtime.openfire.plugin.fireside.outside.web;

import java.time.Duration;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOSession;

/**
 * One connection, and what is under way on it. It ends where an answer said so, and not before all of the request has come: a
 * connection that is closed on somebody who sends is reset, and the answer lost with it.
 */
final class Connected {
    private final IOSession session;
    private long since = System.nanoTime();
    private int exchanges;
    private boolean busy;
    private boolean receiving;
    private boolean last;

    Connected(IOSession session) {
        this.session = session;
    }

    IOSession session() {
        return session;
    }

    /** A request has begun. @return how many have that are not answered */
    synchronized int asked() {
        since = exchanges == 0 ? System.nanoTime() : since;
        return ++exchanges;
    }

    /** Takes the place of the one that is answered now. @return false when there is one (RFC 9112 §9.3.2 lets it be asked again) */
    synchronized boolean begins() {
        boolean free = !busy;
        busy = true;
        return free;
    }

    /** What follows is the last piece of the answer: from here on the other end may ask again, even before this has returned. */
    synchronized void ends() {
        busy = false;
    }

    synchronized void receives() {
        receiving = true;
    }

    /** All of the request has come. */
    synchronized void received() {
        receiving = false;
        closeIfOver();
    }

    /** The answer says that the connection ends with it. */
    synchronized void isLast() {
        last = true;
    }

    /** An answer has gone. */
    synchronized void answered() {
        exchanges = Math.max(0, exchanges - 1);
        since = System.nanoTime();
        closeIfOver();
    }

    private void closeIfOver() {
        if (last && exchanges == 0 && !receiving) {
            session.close(CloseMode.GRACEFUL);
        }
    }

    /** Whether it is not for nothing that it is waited for. */
    synchronized boolean isBusy() {
        return session.isOpen() && exchanges > 0;
    }

    /** @param head how long it may take until a request has come @param exchange and until it is answered */
    synchronized boolean isOverdue(Duration head, Duration exchange) {
        return System.nanoTime() - since > (exchanges == 0 ? head : exchange).toNanos();
    }

    void cut() {
        session.close(CloseMode.IMMEDIATE);
    }
}
