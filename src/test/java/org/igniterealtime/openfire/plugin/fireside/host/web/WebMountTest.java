package org.igniterealtime.openfire.plugin.fireside.host.web;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;

import org.igniterealtime.openfire.plugin.fireside.host.web.JettyHost.Jetty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each mount on its real Jetty: pages, socket, limits, stop and start, removal. */
class WebMountTest {

    private static final int LIMIT = 10_000;
    private static final long IDLE = 60_000;

    private JettyHost host;
    private URLClassLoader plugin;
    private Guest guest;
    private Object handler;

    @AfterEach
    void close() throws Exception {
        if (host != null) {
            host.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void pages_are_served_asynchronously_with_the_plugins_class_loader(Jetty jetty) throws Exception {
        mount(jetty, IDLE, false);

        assertEquals("page /some/where true", get("/fireside/some/where").body());
        assertEquals("page / true", get("/fireside").body());
        assertEquals("page / true", get("/fireside/").body());
        assertEquals(404, get("/elsewhere").statusCode());
    }

    @ParameterizedTest
    @EnumSource
    void a_form_is_read_up_to_its_limit_and_not_beyond(Jetty jetty) throws Exception {
        mount(jetty, IDLE, false);

        assertEquals("form 1000000", post("text=" + "x".repeat(1_000_000)).body());
        assertEquals(413, post("text=" + "x".repeat(WebMount.LONGEST_FORM)).statusCode());
    }

    @ParameterizedTest
    @EnumSource
    void a_socket_echoes_in_order_and_closes_both_ways(Jetty jetty) throws Exception {
        mount(jetty, IDLE, false);
        Client first = connect("");
        Client second = connect("");

        for (int i = 0; i < 100; i++) {
            first.send("grüß dich " + i + " 👋");
        }
        for (int i = 0; i < 100; i++) {
            assertEquals("grüß dich " + i + " 👋", first.next());
        }
        first.send("loader?");
        assertEquals("true", first.next());
        first.send("address?");
        assertEquals("127.0.0.1", first.next());
        first.socket.sendClose(1000, "bye").join();
        assertEvent("closed 1000 false");

        guest.closeAll(4000, "ü".repeat(100));
        assertEquals("closed 4000 " + "ü".repeat(61), second.next());
        assertEvent("closed 4000 false");
        assertTrue(guest.events().contains("unsent"), "a send on a closed socket must be told as failed");
    }

    @ParameterizedTest
    @EnumSource
    void a_text_in_pieces_arrives_whole(Jetty jetty) throws Exception {
        mount(jetty, IDLE, false);
        Client client = connect("");

        client.socket.sendText("one ", false).join();
        client.socket.sendText("two", true).join();

        assertEquals("one two", client.next());
    }

    @ParameterizedTest
    @EnumSource
    void a_text_at_the_limit_passes_and_one_over_it_closes_with_1009(Jetty jetty) throws Exception {
        mount(jetty, IDLE, false);
        Client client = connect("");
        Client bystander = connect("");

        client.send("x".repeat(LIMIT));
        assertEquals("x".repeat(LIMIT), client.next());
        client.send("x".repeat(LIMIT + 1));

        assertTrue(client.next().startsWith("closed 1009"));
        assertEvent("closed 1009 false");
        bystander.send("still here");
        assertEquals("still here", bystander.next());
    }

    @ParameterizedTest
    @EnumSource
    void pieces_over_the_limit_together_close_with_1009(Jetty jetty) throws Exception {
        mount(jetty, IDLE, false);
        Client client = connect("");

        client.socket.sendText("x".repeat(LIMIT), false).join();
        client.socket.sendText("x", true);

        assertTrue(client.next().startsWith("closed 1009"));
    }

    @ParameterizedTest
    @EnumSource
    void a_binary_frame_closes_with_1003(Jetty jetty) throws Exception {
        mount(jetty, IDLE, false);
        Client client = connect("");

        client.socket.sendBinary(ByteBuffer.wrap(new byte[] {1, 2, 3}), true).join();

        assertTrue(client.next().startsWith("closed 1003"));
        assertEvent("closed 1003 false");
    }

    @ParameterizedTest
    @EnumSource
    void a_refusal_answers_with_its_status(Jetty jetty) throws Exception {
        mount(jetty, IDLE, false);

        assertEquals(403, refusal("?no"));
        assertEquals(429, refusal("?refuse=429"));
        assertEquals(401, refusal("?refuse=401"));
        assertEquals(500, refusal("?broken"));
        connect("").send("x");
    }

    @ParameterizedTest
    @EnumSource
    void a_listener_that_throws_keeps_its_socket(Jetty jetty) throws Exception {
        mount(jetty, IDLE, false);
        Client client = connect("");

        client.send("throw");
        client.send("alive");

        assertEquals("alive", client.next());
    }

    @ParameterizedTest
    @EnumSource
    void compression_is_agreed_to_only_where_wanted(Jetty jetty) throws Exception {
        mount(jetty, IDLE, false);
        String without = handshake();
        host.unmount(handler);
        mountAgain(true);
        String with = handshake();

        assertTrue(without.startsWith("HTTP/1.1 101") && with.startsWith("HTTP/1.1 101"), without + with);
        assertFalse(without.toLowerCase().contains("permessage-deflate"), without);
        assertEquals(jetty != Jetty.JETTY_9_2, with.toLowerCase().contains("permessage-deflate"), with);
    }

    /** Ten megabytes of one letter, in ten kilobytes. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "JETTY_9_2")
    void a_compressed_text_counts_with_its_whole_size(Jetty jetty) throws Exception {
        mount(jetty, IDLE, true);
        try (java.net.Socket socket = new java.net.Socket("127.0.0.1", host.port())) {
            assertTrue(handshake(socket).contains("permessage-deflate"));

            socket.getOutputStream().write(compressedFrame("x".repeat(10_000_000)));

            DataInputStream in = new DataInputStream(socket.getInputStream());
            assertEquals(0x88, in.readUnsignedByte(), "a close frame");
            in.readUnsignedByte();
            assertEquals(1009, in.readUnsignedShort());
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_idle_socket_is_closed(Jetty jetty) throws Exception {
        mount(jetty, 300, false);
        Client client = connect("");

        assertTrue(client.next().startsWith("closed 1001"));
        await().atMost(Duration.ofSeconds(5))
                .until(() -> guest.events().stream().filter(event -> event.startsWith("closed")).count() == 1);
    }

    @ParameterizedTest
    @EnumSource
    void a_peer_that_vanishes_is_told_as_1006(Jetty jetty) throws Exception {
        mount(jetty, IDLE, false);
        Client client = connect("");

        client.socket.abort();

        await().atMost(Duration.ofSeconds(10))
                .until(() -> guest.events().stream().anyMatch(event -> event.startsWith("closed 1006")));
    }

    @ParameterizedTest
    @EnumSource
    void a_stop_and_start_of_the_host_cuts_the_sockets_and_keeps_the_mount(Jetty jetty) throws Exception {
        mount(jetty, IDLE, false);
        Client before = connect("");

        host.restart();

        assertTrue(before.next().startsWith("closed") || before.failed);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> guest.events().stream().filter(event -> event.startsWith("closed")).count() == 1);
        Client after = connect("");
        after.send("again");
        assertEquals("again", after.next());
        assertEquals("page /x true", get("/fireside/x").body());
    }

    @ParameterizedTest
    @EnumSource
    void a_removed_mount_leaves_nothing_behind(Jetty jetty) throws Exception {
        mount(jetty, IDLE, true);
        Client client = connect("");
        client.send("x");
        client.next();
        get("/fireside/x");

        host.unmount(handler);

        assertTrue(client.next().startsWith("closed") || client.failed);
        assertEquals(404, get("/fireside/x").statusCode());
        assertEquals(404, refusal(""));
        WeakReference<ClassLoader> loader = new WeakReference<>(plugin);
        plugin.close();
        plugin = null;
        guest = null;
        handler = null;
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            System.gc();
            return loader.refersTo(null);
        });
    }

    private void mount(Jetty jetty, long idle, boolean compress) throws Exception {
        host = new JettyHost(jetty);
        plugin = host.pluginLoader();
        guest = (Guest) plugin.loadClass(MountedGuest.class.getName()).getDeclaredConstructor().newInstance();
        handler = guest.handler(LIMIT, idle, compress);
        host.mount(handler);
    }

    private void mountAgain(boolean compress) throws Exception {
        handler = guest.handler(LIMIT, IDLE, compress);
        host.mount(handler);
    }

    /** On a connection of its own: Jetty 12 keeps the last context in a connection that is kept alive. */
    private HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(host.url("http", path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String form) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(host.url("http", "/fireside/form"))
            .header("Content-Type", "application/x-www-form-urlencoded").POST(HttpRequest.BodyPublishers.ofString(form)).build(),
            HttpResponse.BodyHandlers.ofString());
    }

    /** Open at both ends: the browser's is before the server's. */
    private Client connect(String query) {
        Client client = new Client();
        long before = opened();
        client.socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(host.url("ws", "/fireside/live" + query), client).join();
        await().atMost(Duration.ofSeconds(10)).until(() -> opened() > before);
        return client;
    }

    private long opened() {
        return guest.events().stream().filter("opened"::equals).count();
    }

    private int refusal(String query) {
        CompletionException failure = assertThrows(CompletionException.class, () -> connect(query));
        return assertInstanceOf(WebSocketHandshakeException.class, failure.getCause()).getResponse().statusCode();
    }

    private void assertEvent(String event) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(
                () -> assertTrue(guest.events().contains(event), () -> event + " is not in " + guest.events()));
    }

    private String handshake() throws Exception {
        try (java.net.Socket socket = new java.net.Socket("127.0.0.1", host.port())) {
            return handshake(socket);
        }
    }

    /** The answer to a handshake that offers compression, which the JDK's client cannot. */
    private String handshake(java.net.Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(("""
                GET /fireside/live HTTP/1.1\r
                Host: 127.0.0.1:%d\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r
                \r
                """).formatted(host.port()).getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            answer.append((char) in.read());
        }
        return answer.toString();
    }

    /** A final text frame of RFC 7692 section 7.2.1, masked with zeros. */
    private static byte[] compressedFrame(String text) throws IOException {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
        byte[] payload = new byte[1 << 16];
        int length = deflater.deflate(payload, 0, payload.length, Deflater.SYNC_FLUSH) - 4;
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(frame);
        out.writeByte(0xC1);
        out.writeByte(0x80 | 126);
        out.writeShort(length);
        out.writeInt(0);
        out.write(payload, 0, length);
        return frame.toByteArray();
    }

    private static final class Client implements WebSocket.Listener {

        private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        private final StringBuilder parts = new StringBuilder();
        private volatile boolean failed;
        private WebSocket socket;

        void send(String text) {
            socket.sendText(text, true).join();
        }

        String next() throws InterruptedException {
            String next = received.poll(10, TimeUnit.SECONDS);
            return next == null ? "(nothing)" : next;
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                received.add(parts.toString());
                parts.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            received.add("closed " + code + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            failed = true;
            received.add("failed " + error);
        }
    }
}
