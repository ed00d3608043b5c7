package org.igniterealtime.openfire.plugin.fireside.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A TCP proxy on the loopback that does to connections what networks do to them. */
public final class TroubledProxy implements AutoCloseable {
    /** Towards the server, or back to its client. */
    public enum Way { UP, DOWN }

    private final ServerSocket entrance;
    private final String upstream;
    private final int upstreamPort;
    private final List<Link> links = new CopyOnWriteArrayList<>();
    private volatile boolean refusing;
    private volatile Forbidden forbidden;

    private record Forbidden(String words, CompletableFuture<Void> done) {
    }

    public TroubledProxy(String upstream, int upstreamPort) {
        this.upstream = upstream;
        this.upstreamPort = upstreamPort;
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run("proxy", this::accept);
    }

    /** Where it listens, as {@code http://127.0.0.1:1234}. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + entrance.getLocalPort());
    }

    /** Ends every connection without a word (RST), both ways. */
    public void reset() {
        links.forEach(Link::reset);
    }

    /** Ends every connection in order (FIN), both ways. */
    public void cut() {
        links.forEach(Link::close);
    }

    /** From now on nobody gets through, or everybody again; what is connected stays. */
    public void refuse(boolean now) {
        refusing = now;
    }

    /** Nothing goes that way any more on the connections of now; it waits, and who sends notices nothing. */
    public Held hold(Way... ways) {
        List<Link> now = List.copyOf(links);
        now.forEach(link -> List.of(ways).forEach(way -> link.hold(way, true)));
        return way -> now.forEach(link -> link.hold(way, false));
    }

    /** What is held back. */
    @FunctionalInterface
    public interface Held {
        /** Lets go what waits that way, and what follows it. */
        void release(Way way);
    }

    /** Ends one direction of every connection in order (FIN); what would still go that way is thrown away. */
    public void halfClose(Way way) {
        links.forEach(link -> link.halfClose(way));
    }

    /**
     * Ends the newest connection when the server says that on it, instead of passing it on.
     *
     * @return completes when that has happened
     */
    public CompletableFuture<Void> cutInsteadOf(String words) {
        Forbidden next = new Forbidden(words, new CompletableFuture<>());
        forbidden = next;
        return next.done();
    }

    @Override
    public void close() {
        refusing = true;
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        links.forEach(Link::reset);
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                if (refusing) {
                    client.close();
                } else {
                    new Link(client, new Socket(upstream, upstreamPort)).start();
                }
            } catch (IOException closedOrNobodyThere) {
                // The loop's condition tells which; the client of a server that is away gets its socket closed by nobody
                // and gives up by itself.
                continue;
            }
        }
    }

    private static void run(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private final class Link {
        private final Socket client;
        private final Socket server;
        private final boolean[] held = new boolean[Way.values().length];
        private final boolean[] ended = new boolean[Way.values().length];
        private boolean dead;

        Link(Socket client, Socket server) throws IOException {
            this.client = client;
            this.server = server;
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        void start() {
            links.add(this);
            run("proxy-up", () -> pump(Way.UP, client, server));
            run("proxy-down", () -> pump(Way.DOWN, server, client));
        }

        private void pump(Way way, Socket from, Socket to) {
            byte[] buffer = new byte[8192];
            String tail = "";
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    String words = tail + new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
                    tail = words.substring(Math.max(0, words.length() - 16));
                    Forbidden said = forbidden;
                    if (way == Way.DOWN && said != null && words.contains(said.words()) && links.indexOf(this) == links.size() - 1) {
                        forbidden = null;
                        reset();
                        said.done().complete(null);
                        return;
                    }
                    if (!passes(way)) {
                        continue;
                    }
                    out.write(buffer, 0, length);
                }
                if (passes(way)) {
                    halfClose(way);
                }
            } catch (IOException lost) {
                reset();
            }
        }

        /** Waits while that way is held; false when nothing goes there any more. */
        private synchronized boolean passes(Way way) {
            while (held[way.ordinal()] && !dead) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return !dead && !ended[way.ordinal()];
        }

        synchronized void hold(Way way, boolean now) {
            held[way.ordinal()] = now;
            notifyAll();
        }

        void halfClose(Way way) {
            boolean both;
            synchronized (this) {
                if (ended[way.ordinal()]) {
                    return;
                }
                ended[way.ordinal()] = true;
                both = ended[0] && ended[1];
            }
            try {
                (way == Way.UP ? server : client).shutdownOutput();
                if (both) {
                    close();
                }
            } catch (IOException lost) {
                reset();
            }
        }

        void reset() {
            try {
                client.setSoLinger(true, 0);
                server.setSoLinger(true, 0);
            } catch (IOException closedAlready) {
                // Then there is nothing to reset.
            }
            close();
        }

        void close() {
            synchronized (this) {
                dead = true;
                notifyAll();
            }
            links.remove(this);
            try {
                client.close();
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
