package org.igniterealtime.openfire.plugin.fireside.host.web;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the sockets of all Jettys share: they extend this, give {@link #write}, {@link #end} and {@link #connected}, and
 * pass Jetty's events to the {@code on…} methods. Guards the host from the listener (nothing thrown goes up, the
 * plugin's class loader is the context's) and the listener from the host (closed once, nothing after it).
 */
public abstract class Endpoint implements Socket {

    private static final Logger log = LoggerFactory.getLogger(Endpoint.class);

    /** RFC 6455 section 5.5: a control frame carries 125 bytes, two of them the status code. */
    private static final int REASON_BYTES = 123;

    private final SocketListener listener;
    private final Endpoints endpoints;
    private final String remoteAddress;
    private final AtomicBoolean closed = new AtomicBoolean();

    protected Endpoint(SocketListener listener, Endpoints endpoints, String remoteAddress) {
        this.listener = listener;
        this.endpoints = endpoints;
        this.remoteAddress = remoteAddress;
    }

    /** Hands a frame to Jetty without blocking; what it throws counts as failed. */
    protected abstract void write(String text, SendCallback done) throws Exception;

    /** Starts the closing handshake without blocking. */
    protected abstract void end(int code, String reason) throws Exception;

    /** Whether Jetty takes the socket for open; some do until after they have told that it is closed. */
    protected abstract boolean connected();

    /** After the goodbye of a mount that ends, for a Jetty that does not cut what is still open. */
    protected void hangUp() {
    }

    @Override
    public final void send(String text, SendCallback done) {
        SendCallback guarded = new Once(done);
        try {
            if (closed.get()) {
                throw new ClosedChannelException();
            }
            write(text, guarded);
        } catch (Exception e) {
            guarded.failed(e);
        }
    }

    @Override
    public final void close(int code, String reason) {
        try {
            end(code, cut(reason == null ? "" : reason));
        } catch (Exception e) {
            log.debug("A socket of {} did not close in order", remoteAddress, e);
        }
    }

    @Override
    public final String remoteAddress() {
        return remoteAddress;
    }

    @Override
    public final boolean open() {
        return !closed.get() && connected();
    }

    protected final void onOpened() {
        endpoints.add(this);
        guard(() -> listener.opened(this));
    }

    protected final void onText(String text) {
        if (!closed.get()) {
            guard(() -> listener.text(text));
        }
    }

    protected final void onBinary() {
        close(1003, "text only");
    }

    protected final void onFailed(Throwable cause) {
        if (!closed.get()) {
            guard(() -> listener.failed(cause));
        }
    }

    protected final void onClosed(int code, String reason) {
        if (closed.compareAndSet(false, true)) {
            endpoints.remove(this);
            guard(() -> listener.closed(code, reason == null ? "" : reason));
        }
    }

    private void guard(Runnable call) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(endpoints.loader());
        try {
            call.run();
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            log.error("A socket's listener failed", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static String cut(String reason) {
        CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
        CharBuffer in = CharBuffer.wrap(reason);
        encoder.encode(in, ByteBuffer.allocate(REASON_BYTES), true);
        return reason.substring(0, in.position());
    }

    /** Jetty 9 can report a frame both failed and, by throwing, failed again. */
    private final class Once implements SendCallback {

        private final SendCallback done;
        private final AtomicBoolean told = new AtomicBoolean();

        Once(SendCallback done) {
            this.done = done;
        }

        @Override
        public void sent() {
            if (told.compareAndSet(false, true)) {
                guard(done::sent);
            }
        }

        @Override
        public void failed(Throwable cause) {
            if (told.compareAndSet(false, true)) {
                guard(() -> done.failed(cause));
            }
        }
    }
}
