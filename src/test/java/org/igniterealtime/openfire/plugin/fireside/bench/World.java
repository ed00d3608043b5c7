package org.igniterealtime.openfire.plugin.fireside.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;

/**
 * A real server with people {@code p0}, {@code p1}, ... who are contacts of each other in a ring, {@code keeper} and
 * {@code writer} who have none, and the browsers' side of it all.
 */
final class World implements AutoCloseable {
    static final String PREFIX = "p";
    static final String PASSWORD = "secret";
    static final String HEAP = "3g";
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    final int people;
    final int contacts;
    final OpenfireServer server;
    final Sockets sockets = new Sockets();
    private int histograms;
    private final HttpClient http = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final ConcurrentLinkedQueue<Tab> tabs = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "bench-clock");
        thread.setDaemon(true);
        return thread;
    });

    World(int people, int contacts) {
        this.people = people;
        this.contacts = contacts;
        OpenfireServer.Builder builder = OpenfireServer.builder().optimised().plugin(OpenfireServer.PLUGIN).heap(HEAP)
            .ring(PREFIX, people, contacts, PASSWORD).user("keeper", PASSWORD).user("writer", PASSWORD)
            // All rosters fit, so that what they cost is in every figure alike and so in no difference.
            .property("cache.username2roster.size", "-1").property("cache.username2roster.maxLifetime", "-1")
            // What is measured is the engine, not how fast it may be asked.
            .property("fireside.requests.account", "1000000")
            .property("cache.userCache.size", "-1").property("cache.userCache.maxLifetime", "-1");
        String options = System.getenv("FIRESIDE_BENCH_JVM");
        if (options != null && !options.isBlank()) {
            List.of(options.split(" ")).forEach(builder::jvmArgument);
        }
        server = builder.start();
        server.command("warm", PREFIX, String.valueOf(people));
        clock.scheduleWithFixedDelay(() -> tabs.forEach(Tab::beat), 25, 25, TimeUnit.SECONDS);
    }

    URI base() {
        return server.url("/fireside");
    }

    // ---- HTTP

    /** The cookie of a log-in by the form. */
    String logIn(String user) throws IOException, InterruptedException {
        HttpResponse<String> answer = post("/login", "", "username=" + user + "&password=" + PASSWORD);
        return answer.headers().firstValue("Set-Cookie").map(value -> value.split(";")[0])
            .orElseThrow(() -> new IOException(user + " was not let in: " + answer.statusCode()));
    }

    String document(String cookie, String place) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(base() + place)).header("Cookie", cookie).build(),
            HttpResponse.BodyHandlers.ofString()).body();
    }

    /** As the browser takes it: packed where the server packs. */
    HttpResponse<byte[]> packed(String cookie, URI address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address).header("Cookie", cookie).header("Accept-Encoding", "gzip").build(),
            HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<String> post(String path, String cookie, String form) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(base() + path)).header("Origin", "http://" + base().getAuthority())
            .header("Content-Type", "application/x-www-form-urlencoded").header("Cookie", cookie)
            .POST(HttpRequest.BodyPublishers.ofString(form)).build(), HttpResponse.BodyHandlers.ofString());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    // ---- tabs

    Tab open(String user, String cookie, String place) throws IOException, InterruptedException {
        Tab tab = new Tab(user, cookie, document(cookie, place)).connect(sockets, base(), place);
        tabs.add(tab);
        return tab;
    }

    /** Those people log in, and open a place each. */
    List<Tab> crowd(int from, int to, String place) throws Exception {
        return inParallel(IntStream.range(from, to).boxed().toList(), i -> open(PREFIX + i, logIn(PREFIX + i), place));
    }

    /** Another tab of each. */
    List<Tab> furtherTabs(List<Tab> of, String place) throws Exception {
        return inParallel(of, tab -> open(tab.user, tab.cookie, place));
    }

    /** Each of them follows somebody from now on. */
    void follow(List<Tab> some, String whom) throws Exception {
        inParallel(some, tab -> {
            HttpResponse<String> answer = post("/do/follows/set", tab.cookie, "jid=" + encoded(whom) + "&follows=true");
            if (answer.statusCode() >= 400) {
                throw new IOException(tab.user + " cannot follow " + whom + ": " + answer.statusCode());
            }
            return tab;
        });
    }

    void logOut(List<Tab> some) throws Exception {
        inParallel(some, tab -> post("/logout", tab.cookie, ""));
        some.forEach(Tab::close);
        tabs.removeAll(some);
    }

    interface Work<A, B> {
        B of(A each) throws Exception;
    }

    /** Four at a time, as many as the server authenticates of one address. */
    private static <A, B> List<B> inParallel(List<A> some, Work<A, B> work) throws Exception {
        var pool = Executors.newFixedThreadPool(4);
        try {
            var futures = some.stream().map(each -> pool.submit(() -> work.of(each))).toList();
            List<B> done = new ArrayList<>();
            for (var future : futures) {
                done.add(future.get());
            }
            return done;
        } finally {
            pool.shutdown();
        }
    }

    /** Waits until no frame has come to any of them for a while, and says what they have taken. */
    void settle(List<Tab> some, Duration quiet) {
        Await.until(PATIENCE, () -> some.stream().mapToLong(tab -> tab.frameAt).max().orElse(0) < System.nanoTime() - quiet.toNanos());
        some.forEach(Tab::beat);
    }

    // ---- the server

    /** Bare virtual sessions of those people, in portions that a slow machine manages within a command's patience. */
    void bare(int from, int to) {
        for (int i = from; i < to; i += 50) {
            server.command("bare-open", PREFIX, String.valueOf(i), String.valueOf(Math.min(to, i + 50)), "keeper");
        }
    }

    void endBare() {
        server.command("bare-close");
        awaitSessions(1);
    }

    /** How many are in rooms now, counted in each room that they are in. */
    int occupants() {
        return server.command("occupants").getAsJsonObject().get("occupants").getAsInt();
    }

    void awaitOccupants(int count) {
        if (!Await.until(PATIENCE, () -> occupants() == count)) {
            throw new IllegalStateException("In rooms are " + occupants() + " and not " + count);
        }
    }

    /** Processor time that the server has used. */
    Duration cpu() {
        return ProcessHandle.of(server.pid()).flatMap(process -> process.info().totalCpuDuration()).orElse(Duration.ZERO);
    }

    /** Bytes in use after collection. */
    long heap() throws IOException, InterruptedException {
        long used = server.command("settled-heap").getAsJsonObject().get("used").getAsLong();
        String folder = System.getenv("FIRESIDE_BENCH_HISTOGRAMS");
        if (folder != null) {
            // What the figure is made of, for who wants to know.
            Path file = Files.createDirectories(Path.of(folder)).resolve(String.format("%02d.txt", ++histograms));
            new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), String.valueOf(server.pid()),
                "GC.class_histogram").redirectOutput(file.toFile()).start().waitFor();
        }
        return used;
    }

    void awaitSessions(int count) {
        if (!Await.until(PATIENCE, () -> server.command("sessions").getAsJsonObject().get("sessions").getAsInt() == count)) {
            throw new IllegalStateException("The server has " + server.command("sessions") + " and not " + count);
        }
    }

    @Override
    public void close() throws IOException {
        clock.shutdownNow();
        server.close();
        sockets.close();
    }
}
