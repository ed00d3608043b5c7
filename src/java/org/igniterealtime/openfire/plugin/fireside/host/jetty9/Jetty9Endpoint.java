package org.igniterealtime.openfire.plugin.fireside.host.jetty9;

import java.io.IOException;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.WebSocketListener;
import org.eclipse.jetty.websocket.api.WriteCallback;
import org.igniterealtime.openfire.plugin.fireside.host.web.Endpoint;
import org.igniterealtime.openfire.plugin.fireside.host.web.Endpoints;
import org.igniterealtime.openfire.plugin.fireside.host.web.SendCallback;
import org.igniterealtime.openfire.plugin.fireside.host.web.SocketListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One WebSocket of this Jetty. */
final class Jetty9Endpoint extends Endpoint implements WebSocketListener {

    private static final Logger log = LoggerFactory.getLogger(Jetty9Endpoint.class);

    private volatile Session session;

    Jetty9Endpoint(SocketListener listener, Endpoints endpoints, String remoteAddress) {
        super(listener, endpoints, remoteAddress);
    }

    @Override
    protected void write(String text, SendCallback done) {
        session.getRemote().sendString(text, new WriteCallback() {
            @Override
            public void writeSuccess() {
                done.sent();
            }

            @Override
            public void writeFailed(Throwable cause) {
                done.failed(cause);
            }
        });
    }

    @Override
    protected void end(int code, String reason) {
        session.close(code, reason);
    }

    /**
     * COMPAT: a goodbye that waits behind a frame which another thread writes never goes out of a Jetty 9.2 that stops,
     * and nobody cuts the connection.
     */
    @Override
    protected void hangUp() {
        try {
            session.disconnect();
        } catch (IOException gone) {
            log.debug("A socket was gone before its mount", gone);
        }
    }

    @Override
    protected boolean connected() {
        return session.isOpen();
    }

    @Override
    public void onWebSocketConnect(Session opened) {
        session = opened;
        onOpened();
    }

    @Override
    public void onWebSocketText(String text) {
        onText(text);
    }

    @Override
    public void onWebSocketBinary(byte[] payload, int offset, int length) {
        onBinary();
    }

    @Override
    public void onWebSocketClose(int code, String reason) {
        onClosed(code, reason);
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        onFailed(cause);
    }
}
