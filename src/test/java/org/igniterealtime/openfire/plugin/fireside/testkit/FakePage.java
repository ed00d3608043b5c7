package org.igniterealtime.openfire.plugin.fireside.testkit;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page as the browser's scripts run it, without the browser: logs in by the form, loads a place, opens the socket,
 * takes frames in order, keeps what is not acknowledged, and comes back after a loss. One thread drives it.
 * <pre>
 * try (FakePage alice = FakePage.logIn(server.url("/fireside"), "alice", "secret").open("/chats/bob@localhost")) {
 *     alice.act("chat/send", Map.of("to", "bob@localhost", "body", "Hello")).get(5, TimeUnit.SECONDS);
 *     alice.awaitPatch(patch -> patch.html().contains("Hello"));
 * }
 * </pre>
 */
public final class FakePage implements AutoCloseable {
    private static final Pattern PAGE = Pattern.compile("data-page=\"([^\"]*)\" data-seq=\"(\\d+)\"");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** As {@code base/queue.js} has it. */
    private static final int IN_FLIGHT = 16;
    // What base/live.js has, made shorter: how often it asks for a sign of life, and how long it waits for one.
    private static final long BEAT_NANOS = 1_000_000_000L;
    private static final long BEAT_ANSWER_NANOS = 1_500_000_000L;

    /** One patch that came, with the number of its frame. */
    public record Patch(long seq, String action, String target, String html) {
    }

    /** The server's no. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final String reference;

        Refused(String text, String reference) {
            super(text);
            this.reference = reference;
        }

        /** Of the log, or empty. */
        public String reference() {
            return reference;
        }
    }

    /** A message as the log of the page shows it. */
    public record Shown(String cursor, String ref, boolean mine, String body, String state, String error) {
    }

    private static final class Unanswered {
        private final String json;
        private final CompletableFuture<Void> answer = new CompletableFuture<>();
        private boolean sent;

        Unanswered(String json) {
            this.json = json;
        }
    }

    private final HttpClient http;
    private final URI base;
    private final String cookie;
    private final String user;
    private final Map<String, Unanswered> unanswered = new LinkedHashMap<>();
    private final List<Patch> patches = new ArrayList<>();
    private final List<JsonObject> frames = new ArrayList<>();
    private URI via;
    private String place = "";
    private String page = "";
    private String html = "";
    private FakeDocument document = new FakeDocument("");
    private int flying;
    private int drawings;
    private int sockets;
    private long beatSent;
    private boolean beatDue;
    private volatile boolean closed;
    private long last;
    private WebSocket socket;
    private boolean greeted;
    private int closeCode;

    private FakePage(HttpClient http, URI base, String cookie, String user) {
        this.http = http;
        this.base = base;
        this.via = base;
        this.cookie = cookie;
        this.user = user;
    }

    /**
     * Logs in by the form.
     *
     * @param base as {@code http://127.0.0.1:7070/fireside}
     * @throws IllegalStateException when the server lets nobody in by that password
     */
    public static FakePage logIn(URI base, String user, String password) throws Exception {
        return logIn(base, Map.of("username", user, "password", password));
    }

    /** Logs in by the form, and stays logged in. */
    public static FakePage logInAndStay(URI base, String user, String password) throws Exception {
        return logIn(base, Map.of("username", user, "password", password, "keep", "true"));
    }

    private static FakePage logIn(URI base, Map<String, String> form) throws Exception {
        HttpClient http = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
        HttpResponse<String> answer = post(http, base, "/login", "", form);
        String cookie = answer.headers().firstValue("Set-Cookie").map(value -> value.split(";")[0]).orElse("");
        if (answer.statusCode() != 303 || cookie.isEmpty()) {
            throw new IllegalStateException("Not logged in: " + answer.statusCode() + " " + answer.body());
        }
        return new FakePage(http, base, cookie, form.get("username"));
    }

    /** Another page of the same log-in: a second tab. */
    public FakePage tab() {
        return new FakePage(http, base, cookie, user);
    }

    /** Sends a form as a browser would, same origin. */
    public static HttpResponse<String> post(HttpClient http, URI base, String path, String cookie, Map<String, String> fields) throws Exception {
        StringBuilder form = new StringBuilder();
        fields.forEach((name, value) -> form.append(form.isEmpty() ? "" : "&").append(encoded(name)).append('=').append(encoded(value)));
        return post(http, base, path, cookie, "application/x-www-form-urlencoded", form.toString());
    }

    private static HttpResponse<String> post(HttpClient http, URI base, String path, String cookie, String type, String form) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(base + path)).header("Origin", base.getScheme() + "://" + base.getAuthority())
            .header("Content-Type", type).header("Cookie", cookie)
            .POST(HttpRequest.BodyPublishers.ofString(form)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Loads a page of this log-in. */
    public HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(base + path)).header("Cookie", cookie).build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> post(String path, Map<String, String> fields) throws Exception {
        return post(http, base, path, cookie, fields);
    }

    /** @param type of the form, as it is said @param form encoded, well or badly */
    public HttpResponse<String> post(String path, String type, String form) throws Exception {
        return post(http, base, path, cookie, type, form);
    }

    /** Where the sockets go from now on: through a proxy, for instance. */
    public FakePage via(URI other) {
        via = other;
        return this;
    }

    /** Loads a place and opens its socket. */
    public FakePage open(String path) throws Exception {
        load(path);
        connect();
        return this;
    }

    /** Loads a place without opening its socket. */
    public FakePage load(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        Matcher match = PAGE.matcher(answer.body());
        if (answer.statusCode() != 200 || !match.find()) {
            throw new IllegalStateException("No page at " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        place = path;
        html = answer.body();
        document = new FakeDocument(html);
        page = match.group(1);
        last = Long.parseLong(match.group(2));
        return this;
    }

    /** Says at its next socket that it is that page, as somebody does who has seen another's. */
    public synchronized FakePage claim(String id) {
        page = id;
        return this;
    }

    /** Shows that cookie from now on. */
    public FakePage with(String other) {
        FakePage stranger = new FakePage(http, base, other, user);
        stranger.place = place;
        stranger.page = page();
        return stranger;
    }

    /** What the first load showed. */
    public String html() {
        return html;
    }

    public String cookie() {
        return cookie;
    }

    public String user() {
        return user;
    }

    /** Opens the socket, again after a loss; returns once the server has greeted it. */
    public void connect() throws Exception {
        URI uri = URI.create("ws://" + via.getAuthority() + base.getPath() + "/live?page=" + encoded(page) + "&seq=" + last() + "&place="
            + encoded(base.getPath() + place));
        CompletableFuture<WebSocket> opening;
        Listener listener = new Listener();
        synchronized (this) {
            greeted = false;
            closeCode = 0;
            socket = null;
            flying = 0;
            unanswered.values().forEach(each -> each.sent = false);
        }
        opening = http.newWebSocketBuilder().header("Cookie", cookie).header("Origin", via.getScheme() + "://" + via.getAuthority())
            .connectTimeout(Duration.ofSeconds(5)).buildAsync(uri, listener);
        opening.get(6, TimeUnit.SECONDS);
        await(() -> greeted || closeCode != 0, "a greeting");
    }

    /** Asks for an action; the answer completes, or fails with {@link Refused}, however often the socket is lost meanwhile. */
    public CompletableFuture<Void> act(String action, Map<String, String> fields) {
        return act(UUID.randomUUID().toString(), action, fields);
    }

    public CompletableFuture<Void> act(String ref, String action, Map<String, String> fields) {
        JsonObject object = new JsonObject();
        object.addProperty("ref", ref);
        object.addProperty("action", action);
        JsonObject values = new JsonObject();
        fields.forEach(values::addProperty);
        object.add("fields", values);
        Unanswered mine = new Unanswered(object.toString());
        synchronized (this) {
            unanswered.put(ref, mine);
            pump();
        }
        return mine.answer;
    }

    // Everything unanswered, in order, no more than so many at a time.
    private void pump() {
        for (Unanswered each : unanswered.values()) {
            if (!greeted || flying >= IN_FLIGHT) {
                return;
            }
            if (!each.sent) {
                each.sent = true;
                flying++;
                sendText(each.json);
            }
        }
    }

    private Unanswered answered(String ref) {
        Unanswered done = unanswered.remove(ref);
        if (done != null && done.sent) {
            flying--;
        }
        return done;
    }

    /**
     * From now on it comes back by itself after each loss, as the real script does: it gives a connection up that does not
     * answer its beat, waits a little longer each time, and sends again what is unanswered.
     */
    public FakePage comeBack() {
        Thread keeper = new Thread(this::keepConnected, "fake-page of " + user);
        keeper.setDaemon(true);
        keeper.start();
        return this;
    }

    private void keepConnected() {
        long wait = 50;
        while (!closed) {
            try {
                if (connected()) {
                    wait = 50;
                    watch();
                    synchronized (this) {
                        wait(100);
                    }
                } else {
                    Thread.sleep(wait);
                    wait = Math.min(400, wait * 2);
                    connect();
                }
            } catch (InterruptedException ending) {
                return;
            } catch (Exception notThisTime) {
                abort();
            }
        }
    }

    private synchronized void watch() {
        long now = System.nanoTime();
        if (beatDue && now - beatSent > BEAT_ANSWER_NANOS) {
            WebSocket dead = socket;
            lost(dead, 1006);
            dead.abort();
        } else if (!beatDue && now - beatSent > BEAT_NANOS) {
            beatSent = now;
            beatDue = true;
            sendText("{\"beat\":" + last + "}");
        }
    }

    /** Sends whatever, as a hostile page would. */
    public synchronized void raw(String text) {
        sendText(text);
    }

    public void beat() {
        raw("{\"beat\":" + last() + "}");
    }

    // java.net.http takes one text at a time; they go one behind the other.
    private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);

    private void sendText(String text) {
        WebSocket now = socket;
        sending = sending.handle((done, fault) -> null).thenCompose(done -> now == null || now.isOutputClosed()
            ? CompletableFuture.completedFuture(null) : now.sendText(text, true)).exceptionally(lost -> null);
    }

    /** Actions without an answer so far. */
    public synchronized int unanswered() {
        return unanswered.size();
    }

    public synchronized long last() {
        return last;
    }

    public synchronized String page() {
        return page;
    }

    /** The messages in the log of the page, first to last. */
    public synchronized List<Shown> log() {
        return document.log();
    }

    /** The text of the first element that matches, or empty. */
    public synchronized String text(String selector) {
        return document.text(selector);
    }

    /** How many sockets it has opened. */
    public synchronized int sockets() {
        return sockets;
    }

    /** How often the pane was drawn afresh since the page was loaded. */
    public synchronized int drawings() {
        return drawings;
    }

    /** Asks for what came before what the log shows, until it begins with the first message. */
    public FakePage readBack(String peer) throws Exception {
        for (String before = before(); !before.isEmpty(); before = before()) {
            act(older(), Map.of("to", peer, "before", before)).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        return this;
    }

    private synchronized String before() {
        return document.before();
    }

    private synchronized String older() {
        return document.older();
    }

    public synchronized boolean connected() {
        return greeted;
    }

    /** The code of the last close, 1006 for a loss without one, 0 while connected. */
    public synchronized int closeCode() {
        return closeCode;
    }

    @Override
    public synchronized String toString() {
        return user + ": sockets " + sockets + ", greeted " + greeted + ", closed with " + closeCode + ", frame " + last + ", unanswered " + unanswered.size()
            + ", in flight " + flying + ", beat due " + beatDue + " since " + (System.nanoTime() - beatSent) / 1_000_000 + " ms";
    }

    /** All patches so far, in order. */
    public synchronized List<Patch> patches() {
        return List.copyOf(patches);
    }

    /** All numbered frames so far, in order. */
    public synchronized List<JsonObject> frames() {
        return List.copyOf(frames);
    }

    public Patch awaitPatch(Predicate<Patch> wanted) throws InterruptedException {
        await(() -> patches.stream().anyMatch(wanted), "a patch");
        return patches().stream().filter(wanted).findFirst().orElseThrow();
    }

    public JsonObject awaitFrame(Predicate<JsonObject> wanted) throws InterruptedException {
        await(() -> frames.stream().anyMatch(wanted), "a frame");
        return frames().stream().filter(wanted).findFirst().orElseThrow();
    }

    /** A message in the log, when it is there. */
    public Shown awaitShown(Predicate<Shown> wanted) throws InterruptedException {
        await(() -> document.log().stream().anyMatch(wanted), "a message");
        return log().stream().filter(wanted).findFirst().orElseThrow();
    }

    public int awaitClose() throws InterruptedException {
        await(() -> closeCode != 0, "a close");
        return closeCode();
    }

    private synchronized void await(java.util.function.BooleanSupplier condition, String what) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (left <= 0) {
                throw new IllegalStateException(user + " waited in vain for " + what + "; last frame " + last + ", close " + closeCode
                    + ", newest patches " + patches.subList(Math.max(0, patches.size() - 5), patches.size()));
            }
            wait(left);
        }
    }

    /** Cuts the socket without a word, as a network does. */
    public void abort() {
        WebSocket now;
        synchronized (this) {
            now = socket;
        }
        if (now != null) {
            now.abort();
        }
    }

    @Override
    public void close() {
        WebSocket now;
        closed = true;
        synchronized (this) {
            now = socket;
            greeted = false;
            notifyAll();
        }
        if (now != null) {
            now.sendClose(WebSocket.NORMAL_CLOSURE, "");
            now.abort();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void onOpen(WebSocket opened) {
            synchronized (FakePage.this) {
                socket = opened;
                sockets++;
                // A text that was on its way when a socket was lost never comes to an end.
                sending = CompletableFuture.completedFuture(null);
            }
            opened.request(1);
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean whole) {
            text.append(data);
            if (whole) {
                String frame = text.toString();
                text.setLength(0);
                synchronized (FakePage.this) {
                    if (from == socket) {
                        received(frame);
                    }
                    FakePage.this.notifyAll();
                }
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            lost(from, code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            lost(from, 1006);
        }
    }

    private synchronized void lost(WebSocket from, int code) {
        if (from == socket) {
            greeted = false;
            closeCode = code;
            flying = 0;
            unanswered.values().forEach(each -> each.sent = false);
        }
        notifyAll();
    }

    private void received(String text) {
        JsonObject frame = JsonParser.parseString(text).getAsJsonObject();
        if (frame.has("hello")) {
            JsonObject hello = frame.getAsJsonObject("hello");
            page = hello.get("page").getAsString();
            last = hello.get("seq").getAsLong();
            greeted = true;
            beatSent = System.nanoTime();
            beatDue = false;
            // Also in the middle of a connection: the answers of what it missed are gone with the frames.
            flying = 0;
            unanswered.values().forEach(each -> each.sent = false);
            pump();
        } else if (frame.has("beat")) {
            beatDue = false;
        } else if (frame.has("seq") && frame.get("seq").getAsLong() > last) {
            long seq = frame.get("seq").getAsLong();
            if (seq != last + 1) {
                socket.abort();
                lost(socket, 1006);
                return;
            }
            last = seq;
            take(frame);
        }
    }

    private void take(JsonObject frame) {
        frames.add(frame);
        for (JsonElement each : array(frame, "patches")) {
            JsonObject patch = each.getAsJsonObject();
            Patch taken = new Patch(last, patch.get("do").getAsString(), patch.get("target").getAsString(),
                patch.has("html") ? patch.get("html").getAsString() : "");
            patches.add(taken);
            document.apply(taken);
            drawings += taken.action().equals("update") && taken.target().equals("pane") ? 1 : 0;
        }
        for (JsonElement ref : array(frame, "ack")) {
            Unanswered done = answered(ref.getAsString());
            if (done != null) {
                done.answer.completeAsync(() -> null);
            }
        }
        for (JsonElement each : array(frame, "refused")) {
            JsonObject no = each.getAsJsonObject();
            Unanswered done = answered(no.get("ref").getAsString());
            if (done != null) {
                Refused refused = new Refused(no.get("text").getAsString(), no.get("reference").getAsString());
                CompletableFuture.runAsync(() -> done.answer.completeExceptionally(refused));
            }
        }
        pump();
        if (last % 16 == 0) {
            sendText("{\"beat\":" + last + "}");
        }
    }

    private static JsonArray array(JsonObject frame, String name) {
        return frame.has(name) ? frame.getAsJsonArray(name) : new JsonArray();
    }
}
