package org.igniterealtime.openfire.plugin.fireside.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Thousands of WebSockets (RFC 6455) on one thread, with next to no work a frame: what is measured shall be the server. Texts
 * only, no extensions, no checks.
 */
final class Sockets implements AutoCloseable {
    /** Who takes what comes. Called on the one thread. */
    interface Listener {
        /**
         * @param bytes holds the text from {@code from} on, and other things around it
         * @param at when it was read, {@link System#nanoTime()}
         */
        void text(Socket socket, byte[] bytes, int from, int length, long at);

        void closed(int code);
    }

    private final Selector selector;
    private final Thread thread;
    private final Queue<Socket> arriving = new ConcurrentLinkedQueue<>();
    private byte[] buffer = new byte[1 << 18];
    private volatile boolean ending;

    Sockets() {
        try {
            selector = Selector.open();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        thread = new Thread(this::run, "bench-sockets");
        thread.setDaemon(true);
        thread.start();
    }

    /** Opens a socket, waiting for the handshake. */
    Socket open(URI uri, String cookie, Listener listener) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(uri.getHost(), uri.getPort()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        String path = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        String request = "GET " + path + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\nOrigin: http://" + uri.getAuthority()
            + "\r\nCookie: " + cookie + "\r\n\r\n";
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        ByteBuffer answer = ByteBuffer.allocate(1 << 14);
        int end = -1;
        while (end < 0) {
            if (channel.read(answer) < 0) {
                throw new IOException("No answer to the handshake");
            }
            end = new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
        }
        String head = new String(answer.array(), 0, end, StandardCharsets.ISO_8859_1);
        if (!head.startsWith("HTTP/1.1 101")) {
            throw new IOException("Refused: " + head);
        }
        Socket socket = new Socket(channel, listener);
        socket.rest = java.util.Arrays.copyOfRange(answer.array(), end + 4, answer.position());
        channel.configureBlocking(false);
        arriving.add(socket);
        selector.wakeup();
        return socket;
    }

    private void run() {
        while (!ending) {
            try {
                selector.select();
                for (Socket socket = arriving.poll(); socket != null; socket = arriving.poll()) {
                    socket.channel.register(selector, SelectionKey.OP_READ, socket);
                    socket.parse(socket.takeRest(), System.nanoTime());
                }
                for (SelectionKey key : selector.selectedKeys()) {
                    ((Socket) key.attachment()).read();
                }
                selector.selectedKeys().clear();
            } catch (ClosedSelectorException over) {
                return;
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        }
    }

    @Override
    public void close() throws IOException {
        ending = true;
        selector.close();
    }

    final class Socket {
        private final SocketChannel channel;
        private final Listener listener;
        private byte[] rest = {};
        private boolean closed;

        private Socket(SocketChannel channel, Listener listener) {
            this.channel = channel;
            this.listener = listener;
        }

        /** Sends a text, masked with zeros: it travels as it is. */
        void send(String text) {
            send(0x81, text.getBytes(StandardCharsets.UTF_8));
        }

        private synchronized void send(int head, byte[] payload) {
            ByteBuffer frame = ByteBuffer.allocate(payload.length + 8).put((byte) head);
            if (payload.length < 126) {
                frame.put((byte) (0x80 | payload.length));
            } else {
                frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
            }
            frame.putInt(0).put(payload).flip();
            try {
                while (frame.hasRemaining()) {
                    channel.write(frame);
                }
            } catch (IOException gone) {
                end(1006);
            }
        }

        void close() {
            send(0x88, new byte[] {3, (byte) 0xe8});
            end(1000);
        }

        private int takeRest() {
            int length = rest.length;
            if (buffer.length < length * 2) {
                buffer = new byte[length * 4];
            }
            System.arraycopy(rest, 0, buffer, 0, length);
            rest = new byte[0];
            return length;
        }

        private void read() {
            int begun = takeRest();
            try {
                int read = channel.read(ByteBuffer.wrap(buffer, begun, buffer.length - begun));
                if (read < 0) {
                    end(1006);
                } else {
                    parse(begun + read, System.nanoTime());
                }
            } catch (IOException gone) {
                end(1006);
            }
        }

        private void parse(int length, long at) {
            int from = 0;
            while (length - from >= 2) {
                int size = buffer[from + 1] & 127;
                int head = size == 126 ? 4 : size == 127 ? 10 : 2;
                if (length - from < head) {
                    break;
                }
                if (head > 2) {
                    ByteBuffer sized = ByteBuffer.wrap(buffer, from + 2, 8);
                    size = head == 4 ? sized.getShort() & 0xffff : (int) sized.getLong();
                }
                if (length - from - head < size) {
                    break;
                }
                frame(buffer[from] & 0xff, from + head, size, at);
                from += head + size;
            }
            rest = from == length ? rest : java.util.Arrays.copyOfRange(buffer, from, length);
        }

        private void frame(int head, int from, int size, long at) {
            switch (head) {
                case 0x81 -> listener.text(this, buffer, from, size, at);
                case 0x88 -> end(size < 2 ? 1005 : (buffer[from] & 0xff) << 8 | buffer[from + 1] & 0xff);
                case 0x89 -> send(0x8a, java.util.Arrays.copyOfRange(buffer, from, from + size));
                case 0x8a -> { }
                default -> throw new IllegalStateException("A frame that the bench does not know: " + Integer.toHexString(head));
            }
        }

        private synchronized void end(int code) {
            if (!closed) {
                closed = true;
                try {
                    channel.close();
                } catch (IOException gone) {
                    return;
                } finally {
                    listener.closed(code);
                }
            }
        }
    }
}
