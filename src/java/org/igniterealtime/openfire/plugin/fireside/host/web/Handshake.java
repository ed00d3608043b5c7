package org.igniterealtime.openfire.plugin.fireside.host.web;

import javax.servlet.http.HttpServletRequest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the acceptor on behalf of a mount, and keeps what it throws away from Jetty. */
public final class Handshake {

    private static final Logger log = LoggerFactory.getLogger(Handshake.class);

    private final SocketListener listener;
    private final int status;

    private Handshake(SocketListener listener, int status) {
        this.listener = listener;
        this.status = status;
    }

    /**
     * @param request of the upgrade; not kept
     * @param loader  context class loader of the acceptor
     */
    public static Handshake ask(SocketAcceptor acceptor, HttpServletRequest request, ClassLoader loader) {
        int[] status = {403};
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            SocketListener listener = acceptor.accept(request, code -> status[0] = code);
            return new Handshake(listener, status[0]);
        } catch (RuntimeException e) {
            log.error("A socket's handshake failed", e);
            return new Handshake(null, 500);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The listener, or null when refused. */
    public SocketListener listener() {
        return listener;
    }

    /** The HTTP status of a refusal. */
    public int status() {
        return status;
    }
}
