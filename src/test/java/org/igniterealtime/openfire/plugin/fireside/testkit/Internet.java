package org.igniterealtime.openfire.plugin.fireside.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.igniterealtime.openfire.plugin.fireside.fetch.Network;

/**
 * A little internet on the loopback: names have the addresses that a test gives them, a few addresses have a server, and every
 * other connection, wherever it should go, arrives at the tripwire, which counts it.
 */
public final class Internet implements Network, AutoCloseable {
    /** What somebody does with those who connect to him. */
    @FunctionalInterface
    public interface Site {
        /** @param nth the how manieth connection it is, from one */
        void serve(Socket socket, int nth) throws IOException;
    }

    private final Map<String, List<List<InetAddress>>> names = new ConcurrentHashMap<>();
    private final Map<String, Duration> pauses = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> lookups = new ConcurrentHashMap<>();
    private final Map<InetSocketAddress, ServerSocket> servers = new ConcurrentHashMap<>();
    private final List<InetSocketAddress> connections = new CopyOnWriteArrayList<>();
    private final AtomicInteger trips = new AtomicInteger();
    private final ServerSocket tripwire;
    private volatile SSLContext trust;

    /** @param trap what the tripwire says */
    public Internet(Site trap) {
        tripwire = listen(trap);
    }

    /** @param answers of the name server, one lookup after the other; the last one stays */
    public Internet name(String host, List<List<String>> answers) {
        List<List<InetAddress>> all = new ArrayList<>();
        for (List<String> answer : answers) {
            all.add(answer.stream().map(Internet::address).toList());
        }
        names.put(host, all);
        return this;
    }

    /** Its name server takes that long for an answer. */
    public Internet late(String host, Duration pause) {
        pauses.put(host, pause);
        return this;
    }

    public Internet site(String address, int port, Site site) {
        servers.put(new InetSocketAddress(address(address), port), listen(site));
        return this;
    }

    /** Nobody takes a connection there. */
    public Internet nobody(String address, int port) {
        ServerSocket gone = listen((socket, nth) -> { });
        servers.put(new InetSocketAddress(address(address), port), gone);
        try {
            gone.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** @param context instead of that of the JVM */
    public Internet trusting(SSLContext context) {
        trust = context;
        return this;
    }

    /** Connections that nobody should have made. */
    public int trips() {
        return trips.get();
    }

    public int lookups(String host) {
        return lookups.getOrDefault(host, new AtomicInteger()).get();
    }

    /** Where somebody wanted to connect to, in order. */
    public List<InetSocketAddress> connections() {
        return connections;
    }

    @Override
    public List<InetAddress> resolve(String host) throws UnknownHostException {
        int lookup = lookups.computeIfAbsent(host, any -> new AtomicInteger()).getAndIncrement();
        List<List<InetAddress>> answers = names.get(host);
        try {
            new CountDownLatch(1).await(pauses.getOrDefault(host, Duration.ZERO).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException givenUp) {
            throw new UnknownHostException(host);
        }
        // Numbers in whatever guise are the business of the operating system.
        return answers != null ? answers.get(Math.min(lookup, answers.size() - 1)) : List.of(InetAddress.getAllByName(host));
    }

    @Override
    public void connect(Socket socket, InetSocketAddress address, int millis) throws IOException {
        connections.add(address);
        ServerSocket server = servers.get(address);
        // Here rather than there, so that it is counted before whoever connects goes on.
        trips.addAndGet(server == null ? 1 : 0);
        socket.connect((server == null ? tripwire : server).getLocalSocketAddress(), millis);
    }

    @Override
    public SSLContext tls() throws GeneralSecurityException {
        SSLContext chosen = trust;
        return chosen == null ? SSLContext.getDefault() : chosen;
    }

    /** Of a server that has a key for that host, and of a client that trusts it alone. */
    public static SSLContext certified(String host) {
        try {
            KeyStore keys = KeyStore.getInstance(Keystores.identity(host).toFile(), Keystores.PASSWORD.toCharArray());
            KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            own.init(keys, Keystores.PASSWORD.toCharArray());
            KeyStore trusted = KeyStore.getInstance("JKS");
            trusted.load(null, null);
            trusted.setCertificateEntry(host, keys.getCertificate(keys.aliases().nextElement()));
            TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            others.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own.getKeyManagers(), others.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** A site that everybody on this machine can reach. @return where it is, until it is closed */
    public static ServerSocket open(Site site) {
        return listen(site);
    }

    private static ServerSocket listen(Site site) {
        try {
            ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
            AtomicInteger nth = new AtomicInteger();
            run(() -> {
                while (!server.isClosed()) {
                    try {
                        Socket socket = server.accept();
                        int number = nth.incrementAndGet();
                        run(() -> serve(site, socket, number));
                    } catch (IOException closed) {
                        return;
                    }
                }
            });
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void serve(Site site, Socket socket, int number) {
        try (socket) {
            site.serve(socket, number);
        } catch (IOException hungUp) {
            // Whoever has had enough is free to go.
        }
    }

    private static void run(Runnable work) {
        Thread thread = new Thread(work, "internet");
        thread.setDaemon(true);
        thread.start();
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() throws IOException {
        tripwire.close();
        for (ServerSocket server : servers.values()) {
            server.close();
        }
    }
}
