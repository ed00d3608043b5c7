package org.igniterealtime.openfire.plugin.fireside.host.web;

import javax.servlet.http.HttpServlet;

/** Builds what the host's web server takes for a context: pages and one WebSocket. */
public interface WebMount {
    /** Bytes of a form. The longest post has 100,000 characters, and one of them may take nine. */
    int LONGEST_FORM = 1 << 20;

    /**
     * @param contextPath such as {@code /fireside}
     * @param pages       serves every path but the socket's; may go asynchronous
     * @param socketPath  below the context, such as {@code /live}
     * @param acceptor    asked at each handshake
     * @param limits      of each socket
     * @param loader      context class loader of servlet and listeners
     * @return an {@code org.eclipse.jetty.server.Handler} of the Jetty that the host runs, for
     *         {@code HttpBindManager.addJettyHandler}; keep it for the removal. The host starts and stops it, possibly
     *         several times; a stop cuts the sockets.
     */
    Object handler(String contextPath, HttpServlet pages, String socketPath, SocketAcceptor acceptor,
                   SocketLimits limits, ClassLoader loader);
}
