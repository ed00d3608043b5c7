package org.igniterealtime.openfire.plugin.fireside.outside;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.component.Component;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.Packet;

/**
 * An address at a server, held as long as this is open: connected again whenever the connection is lost, later and later, and
 * said once each time why it is not.
 */
final class Station implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Station.class);
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 60_000;
    private static final int DOUBLINGS = 7;
    private static final long STABLE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final Duration QUIET = Duration.ofSeconds(60);
    private static final Duration DEAD = Duration.ofSeconds(100);
    // What the server has handed over it answers for no more, and XEP-0114 has no way to say what was taken: read, until it pauses.
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration LAST = Duration.ofSeconds(3);

    /** Where, as whom. @param domain the server's */
    record Post(String host, int port, String domain, JID address, String secret) {
    }

    private final Post post;
    private final Component service;
    private final Thread reader;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Link link;
    private String said = "";

    /** @param service takes what comes, on this station's thread; returns at once */
    Station(Post post, Component service) {
        this.post = post;
        this.service = service;
        this.reader = new Thread(this::hold, "fireside-" + post.address());
        reader.setDaemon(true);
    }

    JID address() {
        return post.address();
    }

    /** Whether the server has it now. */
    boolean isServed() {
        return link != null;
    }

    void open() {
        reader.start();
    }

    private void hold() {
        for (int failures = 0; !isClosing(); failures++) {
            long begun = System.nanoTime();
            try {
                link = Link.open(new InetSocketAddress(post.host(), post.port()), post.address(), post.secret());
                LOG.info("{} is served at {}:{}", post.address(), post.host(), post.port());
                said = "";
                link.read(service::processPacket);
                say(server() + " has ended the connection");
            } catch (IOException | RuntimeException lost) {
                say(reason(lost));
            } catch (Error fault) { // as when memory is short for a moment: the address is held as long as the process runs
                LOG.error("A fault of the connection of {}", post.address(), fault);
            }
            if (!isClosing()) {
                cut();
                failures = System.nanoTime() - begun > STABLE_NANOS ? 0 : failures;
                pause(Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures, DOUBLINGS)));
            }
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    // Not all at the same moment, when a server comes back that had many components.
    private void pause(long millis) {
        try {
            closing.await(ThreadLocalRandom.current().nextLong(millis / 2, millis), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            closing.countDown();
        }
    }

    private void say(String why) {
        if (!isClosing() && !why.equals(said)) {
            said = why;
            LOG.warn("{} is not served: {}. Trying again", post.address(), why);
        }
    }

    private String reason(Exception lost) {
        if (lost instanceof UnknownHostException) {
            return "there is no host " + post.host();
        }
        if (!(lost instanceof Link.StreamFailed failed)) {
            return "no connection to " + server() + " (" + lost.getMessage() + ")";
        }
        return switch (failed.condition()) {
            case "not-authorized" -> server() + " does not take the secret";
            case "conflict" -> "somebody else has that address at " + server();
            case "host-unknown" -> server() + " is not set up for a component of that address";
            default -> server() + " says " + failed.getMessage();
        };
    }

    private String server() {
        return post.host() + ":" + post.port();
    }

    /** May wait for the server. What is sent while there is no connection is lost, as it would be with the connection. */
    void send(Packet packet) {
        Link now = link;
        if (now == null) {
            LOG.debug("No connection to send to {} by", packet.getTo());
            return;
        }
        try {
            now.send(packet);
        } catch (IOException lost) {
            LOG.debug("A stanza to {} was not sent", packet.getTo(), lost);
        }
    }

    /**
     * Looks whether the connection lives: after a minute in which nothing came the server is asked for a sign of life
     * (XEP-0199), and without one it is cut. To be called now and then; returns at once.
     *
     * @return a question to be sent, if there is one
     */
    Optional<IQ> check() {
        Link now = link;
        if (now == null || now.silence().compareTo(QUIET) < 0) {
            return Optional.empty();
        }
        if (now.silence().compareTo(DEAD) > 0) {
            LOG.warn("{} does not answer", server());
            cut();
            return Optional.empty();
        }
        IQ ping = new IQ(IQ.Type.get);
        ping.setFrom(post.address());
        ping.setTo(post.domain());
        ping.setChildElement("ping", Ns.PING);
        return Optional.of(ping);
    }

    private void cut() {
        Link now = link;
        link = null;
        if (now != null) {
            try {
                now.close();
            } catch (IOException failed) {
                LOG.debug("A connection could not be closed", failed);
            }
        }
    }

    /**
     * Takes what is coming, some seconds at most, and then nothing more; when this returns, all of it has been handed on. What is to
     * be said still goes out.
     */
    void deafen() {
        closing.countDown();
        Link now = link;
        long end = System.nanoTime() + LAST.toNanos();
        try {
            while (now != null && reader.isAlive() && now.silence().compareTo(PAUSE) < 0 && System.nanoTime() < end) {
                reader.join(PAUSE.toMillis());
            }
            if (now != null) {
                now.deafen();
            }
            reader.join(LAST.toMillis());
        } catch (IOException gone) {
            LOG.debug("The connection is gone already", gone);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the connection in order. */
    @Override
    public void close() {
        deafen();
        Link now = link;
        try {
            if (now != null) {
                now.end();
            }
        } catch (IOException gone) {
            LOG.debug("The connection is gone already", gone);
        }
    }
}
