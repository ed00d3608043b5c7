package org.igniterealtime.openfire.plugin.fireside.testkit.server;

import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.WebSocketListener;
import org.eclipse.jetty.websocket.api.WriteCallback;
import org.eclipse.jetty.websocket.servlet.WebSocketServlet;
import org.eclipse.jetty.websocket.servlet.WebSocketServletFactory;
import org.jivesoftware.openfire.http.HttpBindManager;

/** A WebSocket at {@code /echo/} on the HTTP-bind Jetty that sends back each text: what that Jetty can do by itself. */
final class Echo {

    private ServletContextHandler context;

    String mount() {
        context = new ServletContextHandler();
        context.setContextPath("/echo");
        context.setAllowNullPathInfo(true);
        context.addServlet(new ServletHolder(new Sockets()), "/*");
        HttpBindManager.getInstance().addJettyHandler(context);
        return "{\"mounted\":true}";
    }

    String unmount() {
        HttpBindManager.getInstance().removeJettyHandler(context);
        return "{\"mounted\":false}";
    }

    private static final class Sockets extends WebSocketServlet {
        private static final long serialVersionUID = 1L;

        @Override
        public void configure(WebSocketServletFactory factory) {
            factory.getPolicy().setIdleTimeout(600_000);
            factory.setCreator((request, response) -> new Back());
        }
    }

    private static final class Back implements WebSocketListener, WriteCallback {
        private Session session;

        @Override
        public void onWebSocketConnect(Session opened) {
            session = opened;
        }

        @Override
        public void onWebSocketText(String text) {
            session.getRemote().sendString(text, this);
        }

        @Override
        public void writeSuccess() {
            // The next text comes by itself.
        }

        @Override
        public void writeFailed(Throwable cause) {
            session.close();
        }

        @Override
        public void onWebSocketBinary(byte[] payload, int offset, int length) {
            session.close();
        }

        @Override
        public void onWebSocketClose(int code, String reason) {
            // Gone.
        }

        @Override
        public void onWebSocketError(Throwable cause) {
            session.close();
        }
    }
}
