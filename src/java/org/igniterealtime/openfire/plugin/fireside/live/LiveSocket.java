package org.igniterealtime.openfire.plugin.fireside.live;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.igniterealtime.openfire.plugin.fireside.guard.RateLimit;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.host.web.Socket;
import org.igniterealtime.openfire.plugin.fireside.host.web.SocketListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A browser's socket: finds its page when it opens, hands over what it says, slows a flood and then cuts it. */
final class LiveSocket implements SocketListener {
    private static final Logger LOG = LoggerFactory.getLogger(LiveSocket.class);
    /** A frame of more characters is refused; one of more than Jetty's own limit ends the socket. */
    static final int LONGEST = 256 * 1024;
    private static final int MOST_WAITING = 200;
    /** Characters that may wait, whatever the number of frames: 200 of the longest would be 50 MB a socket. */
    private static final int MOST_CHARS = 16 * LONGEST;
    private static final int TOO_MUCH = 4429;

    /** Finds or makes the page for a socket, once the socket is open. */
    @FunctionalInterface
    interface Arrival {
        /** Called on Jetty's thread; attaches the page to the socket later, and calls {@code attached} then. */
        void arrive(LiveSocket socket);
    }

    private final Arrival arrival;
    private final ScheduledExecutorService clock;
    private final int perSecond;
    private final Bucket bucket;
    // Under the monitor: what waits for the page, and for the flood to ebb.
    private final ArrayDeque<String> waiting = new ArrayDeque<>(2);
    private int waitingChars;
    private Socket socket;
    private Page page;
    private boolean closed;
    private boolean scheduled;
    private boolean draining;

    LiveSocket(Arrival arrival, ScheduledExecutorService clock, int perSecond) {
        this.arrival = arrival;
        this.clock = clock;
        this.perSecond = perSecond;
        this.bucket = RateLimit.bucket(perSecond * 3, Duration.ofSeconds(3));
    }

    @Override
    public void opened(Socket opened) {
        socket = opened;
        arrival.arrive(this);
    }

    /** Gives the socket its page. False when another socket has the page. */
    boolean attach(Page arriving, long last) {
        if (!arriving.attach(socket, last)) {
            return false;
        }
        boolean gone;
        synchronized (this) {
            page = arriving;
            gone = closed;
        }
        if (gone) {
            arriving.detach(socket);
        }
        drain();
        return true;
    }

    /** Ends the socket: it has no page to show. */
    void refuse(int code, String reason) {
        socket.close(code, reason);
    }

    @Override
    public void text(String frame) {
        boolean flooded;
        synchronized (this) {
            if (closed) {
                return;
            }
            flooded = waiting.size() >= MOST_WAITING || waitingChars + frame.length() > MOST_CHARS;
            if (flooded) {
                // What waited goes with it, and what still comes before the socket has ended.
                closed = true;
                waiting.clear();
                waitingChars = 0;
            } else {
                waiting.add(frame);
                waitingChars += frame.length();
            }
        }
        if (flooded) {
            LOG.info("A page of {} sends too much and is cut", socket.remoteAddress());
            socket.close(TOO_MUCH, "too much");
            return;
        }
        drain();
    }

    // One thread drains at a time and hands over outside the monitor, so that frames keep their order.
    private void drain() {
        while (true) {
            String next;
            synchronized (this) {
                if (draining || page == null || waiting.isEmpty()) {
                    return;
                }
                if (!bucket.tryConsume(1)) {
                    drainLater();
                    return;
                }
                next = waiting.poll();
                waitingChars -= next.length();
                draining = true;
            }
            try {
                handle(next);
            } finally {
                synchronized (this) {
                    draining = false;
                }
            }
        }
    }

    private void drainLater() {
        if (!scheduled && !clock.isShutdown()) {
            scheduled = true;
            clock.schedule(() -> {
                synchronized (this) {
                    scheduled = false;
                }
                drain();
            }, Math.max(1, 1000 / perSecond), TimeUnit.MILLISECONDS);
        }
    }

    private void handle(String frame) {
        if (frame.length() > LONGEST) {
            page.owner().malformed(page, Call.referenceOf(frame), Refusal.of(Refusal.Kind.TOO_LARGE, "live.tooLarge"));
            return;
        }
        try {
            Call call = Call.parse(frame);
            if (call.beat() >= 0) {
                page.beat(call.beat());
            } else {
                page.owner().called(page, call);
            }
        } catch (Call.Malformed malformed) {
            page.owner().malformed(page, malformed.reference(), Refusal.invalid("live.malformed"));
        }
    }

    @Override
    public void closed(int code, String reason) {
        Page left;
        synchronized (this) {
            closed = true;
            waiting.clear();
            waitingChars = 0;
            left = page;
        }
        if (left != null) {
            left.detach(socket);
        }
    }

    @Override
    public void failed(Throwable cause) {
        LOG.debug("A socket of {} failed", socket == null ? "?" : socket.remoteAddress(), cause);
    }
}
