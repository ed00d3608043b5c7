package org.igniterealtime.openfire.plugin.fireside.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.igniterealtime.openfire.plugin.fireside.testkit.Internet;

/**
 * A site that does what a row of {@code hostile/fetch.txt} says, one part of it for each connection. What is endless ends after
 * {@link #ENDLESS} bytes, and what is slow after {@link #SLOW_MILLIS}, so that without the guard content comes of it.
 */
final class HostileSite implements Internet.Site {
    static final int ENDLESS = 4 << 20;
    static final int SLOW_MILLIS = 3_000;
    private static final int STEP = 60;
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String HTML = "Content-Type: text/html\r\n";
    private static final String PAGE = "<title>A page</title>";
    private static final String CHUNKED = OK + HTML + "Transfer-Encoding: chunked\r\n\r\n";
    private static final String GZIP = OK + HTML + "Content-Encoding: gzip\r\n";

    private final String[] acts;
    private final SSLContext key;

    /** @param key for TLS, or null */
    HostileSite(String does, SSLContext key) {
        this.acts = does.isEmpty() ? new String[] {"page"} : does.split("; ");
        this.key = key;
    }

    // Until then, or until the other side has hung up: the writing fails.
    private static void pause(int millis) throws IOException {
        try {
            new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void serve(Socket socket, int nth) throws IOException {
        String act = acts[Math.min(nth, acts.length) - 1];
        if (key == null) {
            perform(act, socket);
            return;
        }
        pause(act.equals("silent handshake") ? SLOW_MILLIS : 0);
        SSLSocket tls = (SSLSocket) key.getSocketFactory().createSocket(socket, null, true);
        tls.setUseClientMode(false);
        try (tls) {
            perform(act, tls);
        }
    }

    private static void perform(String act, Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        int ends = 0;
        while (ends < 2) {
            int c = in.read();
            if (c < 0) {
                return;
            }
            ends = c == '\n' ? ends + 1 : c == '\r' ? ends : 0;
        }
        OutputStream out = socket.getOutputStream();
        if (act.matches("30\\d .*")) {
            say(out, "HTTP/1.1 " + act.substring(0, 3) + " There\r\nLocation: " + act.substring(4) + "\r\nContent-Length: 0\r\n\r\n");
        } else if (act.startsWith("type")) {
            String[] types = act.startsWith("types ") ? act.substring(6).split(", ") : act.length() > 5 ? new String[] {act.substring(5)} : new String[0];
            StringBuilder head = new StringBuilder(OK);
            for (String type : types) {
                head.append("Content-Type: ").append(type).append("\r\n");
            }
            say(out, head + "\r\n" + PAGE);
        } else if (act.startsWith("slow ") || act.startsWith("silent") || act.equals("pause")) {
            slowly(act, out);
        } else {
            without(act, out);
        }
        out.flush();
    }

    private static void slowly(String act, OutputStream out) throws IOException {
        switch (act) {
            case "silent", "silent handshake" -> {
                pause(act.equals("silent") ? SLOW_MILLIS : 0);
                say(out, page());
            }
            case "pause" -> {
                say(out, OK + HTML + "Content-Length: " + PAGE.length() + "\r\n\r\n" + PAGE.substring(1));
                pause(SLOW_MILLIS);
                say(out, "!");
            }
            case "slow head" -> {
                drip(out, page().getBytes(StandardCharsets.US_ASCII));
            }
            case "slow hints" -> {
                for (int i = 0; i < SLOW_MILLIS / STEP; i++) {
                    say(out, "HTTP/1.1 103 Early Hints\r\n\r\n");
                    pause(STEP);
                }
                say(out, page());
            }
            case "slow body" -> {
                say(out, OK + HTML + "\r\n");
                drip(out, ".".repeat(SLOW_MILLIS / STEP).getBytes(StandardCharsets.US_ASCII));
            }
            case "slow chunks" -> {
                say(out, CHUNKED);
                for (int i = 0; i < SLOW_MILLIS / STEP; i++) {
                    say(out, "1\r\n.\r\n");
                    pause(STEP);
                }
                say(out, "0\r\n\r\n");
            }
            case "slow gzip" -> {
                say(out, GZIP + "\r\n");
                drip(out, gzip("A page that is packed as it is said to be".getBytes(StandardCharsets.US_ASCII)));
            }
            default -> throw new IllegalArgumentException(act);
        }
    }

    private static void without(String act, OutputStream out) throws IOException {
        switch (act) {
            case "page", "untrusted" -> say(out, page());
            case "endless hints" -> {
                repeat(out, "HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n", ENDLESS / 16);
                say(out, page());
            }
            case "endless empty lines" -> {
                repeat(out, "\r\n", 4000);
                say(out, page());
            }
            case "endless status" -> {
                say(out, "HTTP/1.1 200 ");
                repeat(out, "O", ENDLESS);
                say(out, "\r\n" + HTML + "\r\n" + PAGE);
            }
            case "endless header" -> {
                say(out, OK + HTML + "X-Long: ");
                repeat(out, "x", ENDLESS);
                say(out, "\r\n\r\n" + PAGE);
            }
            case "endless continuation" -> {
                say(out, OK + HTML + "X-Long: a");
                repeat(out, "\r\n b", ENDLESS / 16);
                say(out, "\r\n\r\n" + PAGE);
            }
            case "endless headers" -> {
                say(out, OK + HTML);
                repeat(out, "A: b\r\n", ENDLESS / 16);
                say(out, "\r\n" + PAGE);
            }
            case "large headers" -> {
                say(out, OK + HTML);
                repeat(out, "X-Large: " + "x".repeat(12_000) + "\r\n", 240_000);
                say(out, "\r\n" + PAGE);
            }
            case "endless body" -> {
                say(out, OK + HTML + "\r\n");
                repeat(out, "<p>", ENDLESS);
            }
            case "long body" -> {
                say(out, OK + HTML + "Content-Length: " + ENDLESS + "\r\n\r\n");
                repeat(out, "<p><", ENDLESS);
            }
            case "endless chunks" -> {
                say(out, CHUNKED);
                repeat(out, "10\r\n0123456789abcdef\r\n", ENDLESS);
                say(out, "0\r\n\r\n");
            }
            case "tiny chunks" -> {
                say(out, CHUNKED);
                repeat(out, "1\r\n.\r\n", HostileFetchTest.BYTES * 5);
                say(out, "0\r\n\r\n");
            }
            case "endless extension" -> {
                say(out, CHUNKED + "1;a=");
                repeat(out, "b", HostileFetchTest.BYTES / 2);
                say(out, "\r\n.\r\n0\r\n\r\n");
            }
            case "endless trailers" -> {
                say(out, CHUNKED + "1\r\n.\r\n0\r\n");
                repeat(out, "A: b\r\n", HostileFetchTest.BYTES / 2);
                say(out, "\r\n");
            }
            case "gzip bomb" -> {
                say(out, GZIP + "\r\n");
                out.write(gzip(new byte[ENDLESS]));
            }
            case "gzip bomb in chunks" -> {
                say(out, GZIP + "Transfer-Encoding: chunked\r\n\r\n");
                for (byte each : gzip(new byte[ENDLESS])) {
                    say(out, "1\r\n");
                    out.write(each);
                    say(out, "\r\n");
                }
                say(out, "0\r\n\r\n");
            }
            case "gzip name" -> {
                say(out, GZIP + "\r\n");
                byte[] packed = gzip(PAGE.getBytes(StandardCharsets.US_ASCII));
                packed[3] = 8;
                out.write(packed, 0, 10);
                repeat(out, "n", ENDLESS);
                out.write(0);
                out.write(packed, 10, packed.length - 10);
            }
            case "gzip of nothing" -> {
                say(out, GZIP + "\r\n");
                out.write(gzip(new byte[0]), 0, 10);
                // A stored block of no bytes, and another one.
                repeat(out, "\0\0\0\u00ff\u00ff", ENDLESS);
                out.write(new byte[] {1, 0, 0, -1, -1});
            }
            default -> throw new IllegalArgumentException(act);
        }
    }

    private static String page() {
        return OK + HTML + "Content-Length: " + PAGE.length() + "\r\n\r\n" + PAGE;
    }

    private static void say(OutputStream out, String words) throws IOException {
        out.write(words.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void repeat(OutputStream out, String words, int bytes) throws IOException {
        byte[] portion = words.repeat(Math.max(1, 8192 / words.length())).getBytes(StandardCharsets.ISO_8859_1);
        for (int sent = 0; sent < bytes; sent += portion.length) {
            out.write(portion);
        }
    }

    private static void drip(OutputStream out, byte[] bytes) throws IOException {
        for (byte each : bytes) {
            out.write(each);
            pause(SLOW_MILLIS / bytes.length);
        }
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed) { {
            def.setLevel(Deflater.BEST_COMPRESSION);
        } }) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
