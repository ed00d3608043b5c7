package org.igniterealtime.openfire.plugin.fireside.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser's tab, as light as can be: counts the frames that come, and takes them as the page's script does. */
final class Tab implements Sockets.Listener {
    private static final Pattern PAGE = Pattern.compile("data-page=\"([^\"]*)\" data-seq=\"(\\d+)\"");
    private static final int BEAT_AFTER_FRAMES = 16;

    /** Looks at each frame. Called on the sockets' thread. */
    interface Watcher {
        void frame(byte[] bytes, int from, int length, long at);
    }

    final String user;
    final String cookie;
    private final String page;
    private final CountDownLatch hello = new CountDownLatch(1);
    private Sockets.Socket socket;
    private volatile long last;
    private volatile Watcher watcher = (bytes, from, length, at) -> { };
    volatile long frames;
    volatile long bytes;
    volatile long helloAt;
    volatile long frameAt;
    private volatile int closeCode;

    /** @param html of the document, which names the page */
    Tab(String user, String cookie, String html) {
        this.user = user;
        this.cookie = cookie;
        Matcher match = PAGE.matcher(html);
        if (!match.find()) {
            throw new IllegalStateException("No page for " + user + ": " + html.substring(0, Math.min(400, html.length())));
        }
        page = match.group(1);
        last = Long.parseLong(match.group(2));
    }

    void watch(Watcher now) {
        watcher = now;
    }

    /** Opens the socket; returns once the server has greeted it. */
    Tab connect(Sockets sockets, URI base, String place) throws IOException, InterruptedException {
        String query = "page=" + encoded(page) + "&seq=" + last + "&place=" + encoded(base.getPath() + place);
        socket = sockets.open(URI.create("ws://" + base.getAuthority() + base.getPath() + "/live?" + query), cookie, this);
        if (!hello.await(30, TimeUnit.SECONDS)) {
            throw new IOException(user + " was not greeted; close " + closeCode);
        }
        return this;
    }

    @Override
    public void text(Sockets.Socket from, byte[] data, int offset, int length, long at) {
        if (data[offset + 2] == 's') {
            // {"seq":12,
            last = number(data, offset + 7);
            frames++;
            bytes += length;
            frameAt = at;
            watcher.frame(data, offset, length, at);
            if (frames % BEAT_AFTER_FRAMES == 0) {
                from.send("{\"beat\":" + last + "}");
            }
        } else if (data[offset + 2] == 'h') {
            helloAt = at;
            hello.countDown();
        }
    }

    static long number(byte[] data, int at) {
        long number = 0;
        for (int i = at; data[i] >= '0' && data[i] <= '9'; i++) {
            number = number * 10 + data[i] - '0';
        }
        return number;
    }

    /** How often a mark stands in a frame. */
    static int count(byte[] mark, byte[] bytes, int from, int length) {
        int count = 0;
        for (int i = from; i < from + length - mark.length; i++) {
            int same = 0;
            while (same < mark.length && bytes[i + same] == mark[same]) {
                same++;
            }
            if (same == mark.length) {
                count++;
                i += same;
            }
        }
        return count;
    }

    @Override
    public void closed(int code) {
        closeCode = code;
    }

    /** What the page's script does each 25 seconds: says what it has taken. */
    void beat() {
        if (closeCode == 0) {
            socket.send("{\"beat\":" + last + "}");
        }
    }

    /** Asks for an action, as the page's script does. @param fields as JSON */
    void act(String reference, String action, String fields) {
        socket.send("{\"ref\":\"" + reference + "\",\"action\":\"" + action + "\",\"fields\":" + fields + "}");
    }

    /** 0 while it is open. */
    int closeCode() {
        return closeCode;
    }

    void close() {
        socket.close();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
