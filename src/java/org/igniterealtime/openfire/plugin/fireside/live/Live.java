package org.igniterealtime.openfire.plugin.fireside.live;

import java.util.function.IntSupplier;
import java.util.concurrent.ScheduledExecutorService;
import javax.servlet.http.HttpServletRequest;
import org.igniterealtime.openfire.plugin.fireside.host.web.SocketAcceptor;
import org.igniterealtime.openfire.plugin.fireside.host.web.SocketListener;
import org.igniterealtime.openfire.plugin.fireside.host.web.SocketRefusal;

/**
 * Takes the WebSocket handshake: same origin, a cookie, then a page. Somebody who is not logged in gets his socket
 * closed with 4401 rather than refused, since a browser tells its script nothing of a refused handshake.
 */
public final class Live implements SocketAcceptor {
    /** Not logged in any more. */
    public static final int LOG_IN = 4401;
    /** Not now: a page that comes again finds what there is then (RFC 6455 §7.4, as IANA has it since). */
    public static final int AGAIN = 1013;
    /** The session is over: logged out, revoked, ended by an admin. */
    public static final int OVER = 4410;

    /** Who knows the pages. Called on Jetty's threads: enqueues and returns. */
    public interface Pages {
        /**
         * Finds the page of a visitor, or makes him one, and gives it to {@code taker}; closes the socket when he may
         * have none.
         */
        void arrive(Visitor visitor, Taker taker);
    }

    /**
     * Who comes, read during the handshake.
     *
     * @param page id that the browser names, or empty
     * @param last the last frame it has taken, 0 or more
     * @param place where it is
     */
    public record Visitor(String token, String address, boolean encrypted, java.util.Locale locale, String page, long last,
                          Place place) {
    }

    /** The socket that waits for its page. */
    public interface Taker {
        /** False when the socket has gone, or another socket has the page. */
        boolean take(Page page, long last);

        void refuse(int code, String reason);
    }

    private final Pages pages;
    private final ScheduledExecutorService clock;
    private final IntSupplier perSecond;
    private final java.util.function.Function<HttpServletRequest, Visitor> reader;

    /** @param reader takes from the handshake what belongs to HTTP: cookie, address, language */
    public Live(Pages pages, ScheduledExecutorService clock, IntSupplier perSecond,
                java.util.function.Function<HttpServletRequest, Visitor> reader) {
        this.pages = pages;
        this.clock = clock;
        this.perSecond = perSecond;
        this.reader = reader;
    }

    @Override
    public SocketListener accept(HttpServletRequest request, SocketRefusal refusal) {
        // A client that is no browser sends no Origin; it has no cookies of somebody else either, yet none is let in.
        if (request.getHeader("Origin") == null || !Origins.ours(request)) {
            refusal.status(403);
            return null;
        }
        Visitor visitor = reader.apply(request);
        return new LiveSocket(socket -> pages.arrive(visitor, new Taker() {
            @Override
            public boolean take(Page page, long last) {
                return socket.attach(page, last);
            }

            @Override
            public void refuse(int code, String reason) {
                socket.refuse(code, reason);
            }
        }), clock, perSecond.getAsInt());
    }
}
