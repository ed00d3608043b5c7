package org.igniterealtime.openfire.plugin.fireside.host.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.igniterealtime.openfire.plugin.fireside.host.web.JettyHost.Jetty;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files over each mount on its real Jetty: whole, in pieces, cut off, and many at once that take their time. */
class FileTransferTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int THREADS = 20;
    /** Many more than that. */
    private static final int MANY = 50;
    private static final byte[] CONTENT = new byte[2_000_001];
    private static final String ID = "/fireside/files/" + "0".repeat(32);

    private final List<Socket> sockets = new ArrayList<>();
    private JettyHost host;
    private Guest guest;

    FileTransferTest() {
        new Random(1).nextBytes(CONTENT);
    }

    @AfterEach
    void close() throws Exception {
        for (Socket socket : sockets) {
            socket.close();
        }
        guest.closeAll(0, "");
        host.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_file_goes_up_and_comes_down_as_it_is(Jetty jetty) throws Exception {
        mount(jetty);

        assertEquals(201, send(put(HttpRequest.BodyPublishers.ofByteArray(CONTENT))).statusCode());
        assertArrayEquals(CONTENT, get(ID).body());
        assertEquals(404, get(ID.replace('0', '1')).statusCode());
        assertEquals(411, send(put(HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(CONTENT, 0, 10)))).statusCode());
    }

    @ParameterizedTest
    @EnumSource
    void one_connection_carries_one_file_after_the_other(Jetty jetty) throws Exception {
        mount(jetty);
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

        for (int i = 1; i < 20; i++) {
            byte[] content = Arrays.copyOf(CONTENT, i * i * 97);
            assertEquals(201, client.send(put(HttpRequest.BodyPublishers.ofByteArray(content)), HttpResponse.BodyHandlers.discarding()).statusCode());
            assertArrayEquals(content, client.send(HttpRequest.newBuilder(host.url("http", ID)).build(), HttpResponse.BodyHandlers.ofByteArray()).body());
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_upload_that_is_cut_off_leaves_nothing(Jetty jetty) throws Exception {
        mount(jetty);

        Socket socket = begin(ID, 1000, "half");
        assertTrue(Await.until(PATIENCE, () -> guest.events().contains("begun")));
        socket.close();

        assertTrue(Await.until(PATIENCE, () -> guest.events().contains("cut")), guest.events()::toString);
        assertEquals(404, get(ID).statusCode());
    }

    @ParameterizedTest
    @EnumSource
    void many_slow_uploads_hold_no_thread(Jetty jetty) throws Exception {
        mount(jetty);

        for (int i = 0; i < MANY; i++) {
            begin(id(i), 8, "half");
        }
        assertTrue(Await.until(PATIENCE, () -> count("begun") == MANY), guest.events()::toString);

        // then others are served
        assertEquals(404, get(ID.replace('0', 'f')).statusCode());
        // and the slow ones too, when they go on
        for (Socket socket : sockets) {
            socket.getOutputStream().write("half".getBytes(StandardCharsets.US_ASCII));
        }
        for (Socket socket : sockets) {
            assertEquals("HTTP/1.1 201 Created", firstLine(socket));
        }
        assertArrayEquals("halfhalf".getBytes(StandardCharsets.US_ASCII), get(id(MANY - 1)).body());
    }

    @ParameterizedTest
    @EnumSource
    void many_slow_readers_hold_no_thread(Jetty jetty) throws Exception {
        mount(jetty);
        assertEquals(201, send(put(HttpRequest.BodyPublishers.ofByteArray(CONTENT))).statusCode());

        for (int i = 0; i < MANY; i++) {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(1 << 14);
            open(socket, "GET " + ID + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        }
        for (Socket socket : sockets) {
            assertEquals("HTTP/1.1 200 OK", firstLine(socket));
        }

        // then others are served
        assertArrayEquals(CONTENT, get(ID).body());
        // and the slow ones too, when they go on
        Socket last = sockets.get(MANY - 1);
        byte[] rest = last.getInputStream().readAllBytes();
        assertArrayEquals(CONTENT, Arrays.copyOfRange(rest, rest.length - CONTENT.length, rest.length));
    }

    private void mount(Jetty jetty) throws Exception {
        host = new JettyHost(jetty, THREADS);
        guest = (Guest) host.pluginLoader().loadClass(FilesGuest.class.getName()).getDeclaredConstructor().newInstance();
        host.mount(guest.handler(1000, 60_000, false));
    }

    private long count(String event) {
        return guest.events().stream().filter(event::equals).count();
    }

    private static String id(int number) {
        return String.format(Locale.ROOT, "/fireside/files/%032x", number);
    }

    private HttpRequest put(HttpRequest.BodyPublisher body) {
        return HttpRequest.newBuilder(host.url("http", ID)).PUT(body).build();
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(host.url("http", path)).build());
    }

    private static HttpResponse<byte[]> send(HttpRequest request) throws Exception {
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private Socket begin(String path, int length, String part) throws IOException {
        Socket socket = new Socket();
        open(socket, "PUT " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n\r\n" + part);
        return socket;
    }

    private void open(Socket socket, String request) throws IOException {
        sockets.add(socket);
        socket.setSoTimeout(20_000);
        socket.connect(new java.net.InetSocketAddress("127.0.0.1", host.port()));
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    private static String firstLine(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\r'; next = in.read()) {
            if (next < 0) {
                return line + " (end)";
            }
            line.append((char) next);
        }
        return line.toString();
    }
}
