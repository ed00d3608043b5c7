package org.igniterealtime.openfire.plugin.fireside.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A web site that says word for word what a test wants, and remembers what it was asked. */
public final class Site implements Internet.Site {
    private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
    private final List<List<String>> heads = new CopyOnWriteArrayList<>();

    /** Content at a path, with its query. */
    public Site page(String path, String type, byte[] content) {
        return says(path, "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + content.length + "\r\n\r\n", content);
    }

    /** Those bytes, and then the end. */
    public Site says(String path, String words) {
        return says(path, words, new byte[0]);
    }

    public Site says(String path, String words, byte[] more) {
        byte[] head = words.getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = Arrays.copyOf(head, head.length + more.length);
        System.arraycopy(more, 0, all, head.length, more.length);
        answers.put(path, all);
        return this;
    }

    /** The lines of each request, in order. */
    public List<List<String>> heads() {
        return heads;
    }

    /** How often a path was asked for. */
    public long asked(String path) {
        return heads.stream().filter(head -> head.get(0).equals("GET " + path + " HTTP/1.1")).count();
    }

    /** The same site behind TLS. */
    public Internet.Site secured(String host) {
        SSLContext key = Internet.certified(host);
        return (socket, nth) -> {
            try (SSLSocket tls = (SSLSocket) key.getSocketFactory().createSocket(socket, null, true)) {
                tls.setUseClientMode(false);
                serve(tls, nth);
            }
        };
    }

    @Override
    public void serve(Socket socket, int nth) throws IOException {
        List<String> head = new ArrayList<>();
        for (String line = line(socket.getInputStream()); !line.isEmpty(); line = line(socket.getInputStream())) {
            head.add(line);
        }
        if (head.isEmpty()) {
            return;
        }
        heads.add(head);
        OutputStream out = socket.getOutputStream();
        out.write(answers.getOrDefault(head.get(0).split(" ")[1], "HTTP/1.1 404 Not Found\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
        out.flush();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
