package org.igniterealtime.openfire.plugin.fireside.outside.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.igniterealtime.openfire.plugin.fireside.files.FileReply;
import org.igniterealtime.openfire.plugin.fireside.files.FileReply.Body;
import org.igniterealtime.openfire.plugin.fireside.files.FileReply.Said;
import org.igniterealtime.openfire.plugin.fireside.files.FileRequest;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.Ports;
import org.igniterealtime.openfire.plugin.fireside.work.Clock;
import org.igniterealtime.openfire.plugin.fireside.work.Faults;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes over the wire, where what is asked for is a file of three million bytes, or is to be taken. */
class WebServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;
    private final Clock clock = new Clock();
    private final Lane lane = new Lane("files", 4, 4, 4, 1000);
    private final byte[] content = new byte[3_000_000];
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private final AtomicInteger cut = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong most = new AtomicLong(Long.MAX_VALUE);
    private final List<String> paths = new ArrayList<>();
    private volatile CountDownLatch slow = new CountDownLatch(0);
    private int port;
    private WebServer server;

    @BeforeEach
    void open() throws Exception {
        new Random(1).nextBytes(content);
        Files.write(folder.resolve("file"), content);
        port = Ports.free();
        server = new WebServer(new InetSocketAddress("127.0.0.1", port), null, this::answer, lane, clock, new Faults());
        server.open();
    }

    @AfterEach
    void close() {
        server.close();
        lane.close();
        clock.close();
    }

    private synchronized FileReply answer(FileRequest request) {
        paths.add(request.path());
        try {
            return switch (request.path()) {
                case "file" -> new Said(200, Map.of("Content-Length", Integer.toString(content.length)),
                    request.method().equals("HEAD") ? null : body(content.length));
                case "shorter" -> new Said(200, Map.of("Content-Length", Integer.toString(content.length + 9)), body(content.length + 9));
                case "take" -> new Keeper();
                case "fault" -> throw new IllegalStateException("of the test");
                default -> new Said(404, Map.of("Content-Length", "0", "Connection", "close"), null);
            };
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Body body(long length) throws IOException {
        open.incrementAndGet();
        FileChannel file = FileChannel.open(folder.resolve("file"));
        return new Body(new Counted(file, open), length);
    }

    private final class Keeper implements FileReply.Taking {
        @Override
        public boolean take(ByteBuffer bytes) throws IOException {
            try {
                slow.await();
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
            while (bytes.hasRemaining()) {
                taken.write(bytes.get());
            }
            return taken.size() <= most.get();
        }

        @Override
        public Said end() {
            return new Said(taken.size() <= most.get() ? 201 : 413, Map.of("Content-Length", "0"), null);
        }

        @Override
        public void cut() {
            cut.incrementAndGet();
        }
    }

    // ---- what is right

    @Test
    void a_file_is_given_whole_and_over_one_connection_as_often_as_one_likes() throws Exception {
        try (Socket socket = connect()) {
            for (int i = 0; i < 20; i++) {
                send(socket, "GET /file HTTP/1.1\r\nHost: x\r\n\r\n");
                String head = head(socket);
                assertTrue(head.startsWith("HTTP/1.1 200 OK\r\n"), head);
                assertArrayEquals(content, socket.getInputStream().readNBytes(content.length));
            }
            send(socket, "HEAD /file HTTP/1.1\r\nHost: x\r\n\r\n");
            String head = head(socket);
            assertTrue(head.contains("Content-Length: 3000000") && head.contains("Date: ") && !head.contains("Server:"), head);
            send(socket, "GET /none HTTP/1.1\r\nHost: x\r\n\r\n");
            assertTrue(rest(socket).startsWith("HTTP/1.1 404"));
        }
        assertTrue(Await.until(PATIENCE, () -> open.get() == 0));
    }

    @Test
    void what_is_sent_is_taken_in_pieces_and_in_order() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "PUT /take HTTP/1.1\r\nHost: x\r\nContent-Length: " + content.length + "\r\n\r\n");
            socket.getOutputStream().write(content);
            assertTrue(head(socket).startsWith("HTTP/1.1 201"));
        }
        assertArrayEquals(content, taken.toByteArray());
        assertEquals(0, cut.get());
    }

    @Test
    void who_waits_to_be_asked_for_it_is_told_before_he_sends_it() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "PUT /take HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            assertTrue(head(socket).startsWith("HTTP/1.1 100"));
            send(socket, "abc");
            assertTrue(head(socket).startsWith("HTTP/1.1 201"));
            send(socket, "PUT /none HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            assertTrue(head(socket).startsWith("HTTP/1.1 404"));
        }
    }

    @Test
    void a_path_is_decoded_and_what_cannot_be_is_not_there() throws Exception {
        for (String path : List.of("/a%20b+c?d#e", "/%C3%BC", "/%zz", "http://x/file2", "*")) {
            assertTrue(ask("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").matches("(?s)HTTP/1.1 40[04].*"), path);
        }
        assertEquals(List.of("a b+c", "\u00fc", "", "file2"), paths.subList(0, 4));
    }

    // ---- what is wrong

    @Test
    void who_sends_faster_than_it_is_taken_is_held_back_and_holds_no_thread() throws Exception {
        slow = new CountDownLatch(1);
        try (Socket fast = connect(); Socket other = connect()) {
            send(fast, "PUT /take HTTP/1.1\r\nHost: x\r\nContent-Length: 40000000\r\n\r\n");
            AtomicLong sent = new AtomicLong();
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(fast, new byte[40_000_000], sent));
            assertTrue(Await.until(PATIENCE, () -> sent.get() > 0));
            // when another one is served meanwhile
            send(other, "GET /file HTTP/1.1\r\nHost: x\r\n\r\n");
            head(other);
            assertArrayEquals(content, other.getInputStream().readNBytes(content.length));
            // then what is under way is in the buffers of the system, and not with us
            assertFalse(sending.isDone());
            assertTrue(sent.get() < 20_000_000, () -> "It took " + sent);
            slow.countDown();
            assertTrue(head(fast).startsWith("HTTP/1.1 201"));
            assertEquals(40_000_000, taken.size());
        }
    }

    @Test
    void a_hundred_who_send_nothing_more_hold_up_nobody() throws Exception {
        List<Socket> slowOnes = new ArrayList<>();
        try (Socket other = connect()) {
            for (int i = 0; i < 100; i++) {
                Socket socket = connect();
                slowOnes.add(socket);
                send(socket, i % 2 == 0 ? "PUT /take HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nab" : "GET /file HTTP/1.1\r\nHo");
            }
            send(other, "GET /file HTTP/1.1\r\nHost: x\r\n\r\n");
            head(other);
            assertArrayEquals(content, other.getInputStream().readNBytes(content.length));
        } finally {
            for (Socket each : slowOnes) {
                each.close();
            }
        }
        assertTrue(Await.until(PATIENCE, () -> cut.get() == 50));
    }

    @Test
    void who_does_not_read_holds_one_file_open_and_gives_it_back_when_he_goes() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "GET /file HTTP/1.1\r\nHost: x\r\n\r\n".repeat(5));
            head(socket);
            assertEquals(1, open.get());
        }
        assertTrue(Await.until(PATIENCE, () -> open.get() == 0));
    }

    @Test
    void who_asks_for_more_before_he_has_had_the_first_is_told_to_ask_again() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "GET /file HTTP/1.1\r\nHost: x\r\n\r\nGET /file HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            head(socket);
            assertArrayEquals(content, socket.getInputStream().readNBytes(content.length));
            assertTrue(rest(socket).startsWith("HTTP/1.1 503"));
        }
        try (Socket socket = connect()) {
            send(socket, "GET /file HTTP/1.1\r\nHost: x\r\n\r\n".repeat(50));
            assertThrows(IOException.class, () -> {
                while (socket.getInputStream().read(new byte[1 << 16]) >= 0) {
                    continue;
                }
                throw new IOException("closed");
            });
        }
    }

    @Test
    void what_is_not_wanted_is_refused_at_once_and_not_read_for_ever() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "PUT /none HTTP/1.1\r\nHost: x\r\nContent-Length: 900000000\r\n\r\n");
            assertTrue(head(socket).startsWith("HTTP/1.1 404"));
            AtomicLong sent = new AtomicLong();
            assertThrows(IllegalStateException.class, () -> send(socket, new byte[100_000_000], sent));
            assertTrue(sent.get() < 20_000_000, () -> "It took " + sent);
        }
        most.set(10);
        try (Socket socket = connect()) {
            send(socket, "PUT /take HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n");
            socket.getOutputStream().write(new byte[100_000]);
            assertTrue(head(socket).startsWith("HTTP/1.1 413"));
        }
    }

    @Test
    void what_is_cut_off_is_given_up() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "PUT /take HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc");
            assertTrue(Await.until(PATIENCE, () -> taken.size() == 3));
        }
        assertTrue(Await.until(PATIENCE, () -> cut.get() == 1));
    }

    @Test
    void what_http_does_not_allow_is_refused() throws Exception {
        assertRefused("GET /file HTTP/1.1\r\n\r\n");
        assertRefused("GET /file HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n");
        assertRefused("PUT /take HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd");
        assertRefused("PUT /take HTTP/1.1\r\nHost: x\r\nContent-Length: -3\r\n\r\nabc");
        assertRefused("PUT /take HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\nabc");
        assertRefused("GET /" + "x".repeat(10_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
        assertRefused("GET /file HTTP/1.1\r\nHost: x\r\n" + "X: y\r\n".repeat(200) + "\r\n");
        assertRefused("GET /file HTTP/3.0\r\nHost: x\r\n\r\n");
        assertRefused("nonsense\r\n\r\n");
    }

    private void assertRefused(String request) throws Exception {
        String answer = ask(request);
        assertTrue(answer.isEmpty() || answer.matches("(?s)HTTP/1.1 [45].*"), () -> request + "\n" + answer);
        assertEquals(0, open.get(), request);
    }

    @Test
    void a_file_that_is_shorter_than_was_said_ends_the_connection_and_a_fault_is_said() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "GET /shorter HTTP/1.1\r\nHost: x\r\n\r\n");
            head(socket);
            // How much of it comes is the network's affair: what is on its way when a connection is broken off may be lost.
            assertTrue(readToTheEnd(socket) <= content.length);
        }
        assertTrue(Await.until(PATIENCE, () -> open.get() == 0));
        assertTrue(ask("GET /fault HTTP/1.1\r\nHost: x\r\n\r\n").startsWith("HTTP/1.1 500"));
    }

    // ---- the end

    @Test
    void at_the_end_what_is_under_way_is_waited_for_and_nothing_else_is_taken() throws Exception {
        try (Socket idle = connect(); Socket socket = connect()) {
            send(socket, "PUT /take HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\nabc");
            assertTrue(Await.until(PATIENCE, () -> taken.size() == 3));
            CompletableFuture<Boolean> drained = CompletableFuture.supplyAsync(() -> server.drain(PATIENCE));
            assertTrue(Await.until(PATIENCE, () -> !Ports.open("127.0.0.1", port)));
            assertFalse(drained.isDone());
            send(idle, "GET /file HTTP/1.1\r\nHost: x\r\n\r\n");
            assertTrue(rest(idle).matches("(?s)(HTTP/1.1 503.*)?"));
            send(socket, "def");
            assertTrue(head(socket).startsWith("HTTP/1.1 201"));
            assertTrue(drained.get());
        }
    }

    @Test
    void who_does_not_come_to_an_end_is_cut_off() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "PUT /take HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\nabc");
            assertTrue(Await.until(PATIENCE, () -> taken.size() == 3));
            assertFalse(server.drain(Duration.ofMillis(50)));
            server.close();
            assertEquals(0, readToTheEnd(socket));
            assertTrue(Await.until(PATIENCE, () -> cut.get() == 1));
        }
    }

    @Test
    void that_somebody_else_listens_there_is_said() {
        try (WebServer second = new WebServer(new InetSocketAddress("127.0.0.1", port), null, this::answer, lane, clock, new Faults())) {
            assertThrows(IOException.class, second::open);
        }
    }

    // ---- the other end

    private Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void send(Socket socket, byte[] bytes, AtomicLong sent) {
        try {
            for (int i = 0; i < bytes.length; i += 100_000) {
                socket.getOutputStream().write(bytes, i, 100_000);
                sent.addAndGet(100_000);
            }
        } catch (IOException closed) {
            throw new IllegalStateException(closed);
        }
    }

    private static String head(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = socket.getInputStream().read();
            if (c < 0) {
                throw new IOException("Closed after " + head);
            }
            head.append((char) c);
        }
        return head.toString();
    }

    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private static long readToTheEnd(Socket socket) throws IOException {
        long read = 0;
        try {
            for (int some = 0; some >= 0; some = socket.getInputStream().read(new byte[1 << 16])) {
                read += some;
            }
        } catch (SocketException reset) {
            return read;
        }
        return read;
    }

    private String ask(String request) throws IOException {
        try (Socket socket = connect()) {
            send(socket, request);
            socket.shutdownOutput();
            return rest(socket);
        }
    }
}
