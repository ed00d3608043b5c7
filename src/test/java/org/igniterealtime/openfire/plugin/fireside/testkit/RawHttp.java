package org.igniterealtime.openfire.plugin.fireside.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** HTTP by hand: from any loopback address, and with headers that no browser and no library would send. */
public final class RawHttp {
    private final OpenfireServer server;
    private final String from;

    /** @param from an address of 127.0.0.0/8 that the server takes for that of the client */
    public RawHttp(OpenfireServer server, String from) {
        this.server = server;
        this.from = from;
    }

    /** What came back, as text. */
    public record Answer(int status, String head, String body) {
        /** The value of the cookie that was set, as {@code name=value}, or empty. */
        public String cookie() {
            return head.lines().filter(line -> line.startsWith("Set-Cookie: ")).map(line -> line.substring(12).split(";")[0])
                .findFirst().orElse("");
        }
    }

    /** Posts a form as a page of ours does. */
    public Answer post(String path, Map<String, String> fields) throws IOException {
        return post(path, fields, "Origin: http://" + host());
    }

    /** Posts a form with these headers and no others that matter. */
    public Answer post(String path, Map<String, String> fields, String... headers) throws IOException {
        StringBuilder form = new StringBuilder();
        fields.forEach((name, value) -> form.append(form.isEmpty() ? "" : "&").append(encoded(name)).append('=').append(encoded(value)));
        return send("POST " + path, form.toString(), headers);
    }

    /** Asks for a WebSocket with these headers beside those that every browser sends. */
    public Answer upgrade(String path, String... headers) throws IOException {
        List<String> all = new java.util.ArrayList<>(List.of("Upgrade: websocket", "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
        all.addAll(List.of(headers));
        return send("GET " + path, "", all.toArray(String[]::new));
    }

    private Answer send(String request, String body, String... headers) throws IOException {
        URI url = server.url("/");
        StringBuilder head = new StringBuilder(request + " HTTP/1.1\r\nHost: " + host() + "\r\n");
        boolean upgrade = List.of(headers).contains("Upgrade: websocket");
        head.append("Connection: ").append(upgrade ? "Upgrade" : "close").append("\r\n");
        List.of(headers).forEach(header -> head.append(header).append("\r\n"));
        if (!upgrade) {
            head.append("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ").append(body.length()).append("\r\n");
        }
        try (Socket socket = new Socket(InetAddress.getByName(url.getHost()), url.getPort(), InetAddress.getByName(from), 0)) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write((head + "\r\n" + body).getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return upgrade ? beginning(socket) : whole(socket);
        }
    }

    // A socket that is let in stays open: its first line is enough.
    private static Answer beginning(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = socket.getInputStream().read(); next >= 0 && next != '\n'; next = socket.getInputStream().read()) {
            line.append((char) next);
        }
        return new Answer(status(line.toString()), line.toString(), "");
    }

    private static Answer whole(Socket socket) throws IOException {
        String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String[] parts = text.split("\r\n\r\n", 2);
        return new Answer(status(text), parts[0], parts.length > 1 ? parts[1] : "");
    }

    private static int status(String head) {
        return Integer.parseInt(head.split(" ")[1]);
    }

    private String host() {
        return server.address() + ":" + server.httpPort();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
