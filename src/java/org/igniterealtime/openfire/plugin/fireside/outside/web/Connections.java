package org.igniterealtime.openfire.plugin.fireside.outside.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HeaderElements;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.impl.Http1StreamListener;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.IOSessionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is connected: no more than a bound, in all and from one address; nobody who asks for nothing, or who takes for ever; and
 * nobody who asks for the next before he has had what he asked for.
 */
final class Connections implements IOSessionListener, Http1StreamListener {
    /** A connection on which nothing moves ends. */
    static final Duration IDLE = Duration.ofSeconds(60);
    static final Duration LOOK = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    private static final Duration LONGEST_HEAD = Duration.ofSeconds(30);
    private static final Duration LONGEST_EXCHANGE = Duration.ofHours(2);
    private static final int MOST = 1000;
    private static final int MOST_OF_ONE = 200;
    private static final int PIPELINED = 8;

    /** By where they come from, which is another for each as long as it is there. */
    private final Map<SocketAddress, Connected> all = new ConcurrentHashMap<>();
    private volatile boolean closing;

    // ---- connections

    @Override
    public void connected(IOSession session) {
        SocketAddress from = session.getRemoteAddress();
        if (closing || all.size() >= MOST || isTooMany(from)) {
            LOG.debug("No more connections, not from {}", from);
            session.close(CloseMode.IMMEDIATE);
        } else if (from != null) {
            all.put(from, new Connected(session));
        }
    }

    // All that come through a proxy on this machine come from one address.
    private boolean isTooMany(SocketAddress from) {
        return from instanceof InetSocketAddress address && !address.getAddress().isLoopbackAddress()
            && all.keySet().stream().filter(other -> isFrom(address.getAddress(), other)).count() >= MOST_OF_ONE;
    }

    private static boolean isFrom(InetAddress address, SocketAddress other) {
        return other instanceof InetSocketAddress each && each.getAddress().equals(address);
    }

    @Override
    public void disconnected(IOSession session) {
        all.values().removeIf(each -> each.session() == session);
    }

    /** Ends those that have had their time. Returns at once. */
    void look() {
        all.values().stream().filter(each -> each.isOverdue(LONGEST_HEAD, LONGEST_EXCHANGE)).forEach(Connected::cut);
        all.values().removeIf(each -> !each.session().isOpen());
    }

    // ---- exchanges

    @Override
    public void onRequestHead(HttpConnection connection, HttpRequest request) {
        Connected connected = all.get(connection.getRemoteAddress());
        if (connected != null && connected.asked() > PIPELINED) {
            connected.cut();
        }
    }

    /** Where the request that has just come is to be answered; null when it is not. */
    Connected begins(HttpContext context) {
        Connected connected = all.get(HttpCoreContext.cast(context).getEndpointDetails().getRemoteAddress());
        return !closing && connected != null && connected.begins() ? connected : null;
    }

    @Override
    public void onResponseHead(HttpConnection connection, HttpResponse response) {
        Connected connected = all.get(connection.getRemoteAddress());
        Header end = response.getFirstHeader(HttpHeaders.CONNECTION);
        if (connected != null && end != null && end.getValue().equalsIgnoreCase(HeaderElements.CLOSE)) {
            connected.isLast();
        }
    }

    @Override
    public void onExchangeComplete(HttpConnection connection, boolean kept) {
        Connected connected = all.get(connection.getRemoteAddress());
        if (connected != null) {
            connected.answered();
        }
        synchronized (this) {
            notifyAll();
        }
    }

    /** From now on nothing is answered but what is under way, for which this waits. */
    synchronized boolean drain(Duration patience) {
        closing = true;
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (all.values().stream().anyMatch(Connected::isBusy)) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                // Looked at again now and then, since one that is cut off tells nobody.
                TimeUnit.NANOSECONDS.timedWait(this, Math.min(left, TimeUnit.MILLISECONDS.toNanos(200)));
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends all of them now. */
    void cut() {
        closing = true;
        all.values().forEach(Connected::cut);
    }

    // ---- what is of no interest

    @Override
    public void startTls(IOSession session) {
        // As without.
    }

    @Override
    public void inputReady(IOSession session) {
        // That is for the exchange.
    }

    @Override
    public void outputReady(IOSession session) {
        // That is for the exchange.
    }

    @Override
    public void timeout(IOSession session) {
        // It is closed then.
    }

    @Override
    public void exception(IOSession session, Exception failure) {
        LOG.debug("A connection failed", failure);
    }
}
