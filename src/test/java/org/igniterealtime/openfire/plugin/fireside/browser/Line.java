package org.igniterealtime.openfire.plugin.fireside.browser;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The line between a browser and the server: a forwarding port that can be cut and mended. */
final class Line implements AutoCloseable {
    private final ServerSocket entrance;
    private final InetSocketAddress server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean whole = true;

    Line(String address, int port) {
        try {
            server = new InetSocketAddress(address, port);
            entrance = new ServerSocket(0, 50, InetAddress.getByName(address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** Everything that is connected is lost, and nothing connects until {@link #mend}. */
    void cut() {
        whole = false;
        sockets.forEach(Line::shut);
    }

    void mend() {
        whole = true;
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                join(entrance.accept());
            } catch (IOException closed) {
                whole = whole && !entrance.isClosed();
            }
        }
    }

    private void join(Socket browser) {
        Socket onward = new Socket();
        sockets.add(browser);
        sockets.add(onward);
        try {
            if (!whole) {
                throw new IOException("cut");
            }
            onward.connect(server);
            thread(() -> carry(browser, onward));
            thread(() -> carry(onward, browser));
        } catch (IOException lost) {
            end(browser, onward);
        }
    }

    private void carry(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException lost) {
            // Both ends go, below.
        } finally {
            end(from, to);
        }
    }

    private void end(Socket one, Socket other) {
        shut(one);
        shut(other);
        sockets.remove(one);
        sockets.remove(other);
    }

    private static void shut(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "line");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        shut(entrance);
        cut();
    }
}
