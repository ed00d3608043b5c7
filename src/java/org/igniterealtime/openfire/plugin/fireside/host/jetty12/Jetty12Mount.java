package org.igniterealtime.openfire.plugin.fireside.host.jetty12;

import java.io.IOException;
import java.util.List;

import javax.servlet.http.HttpServlet;

import org.eclipse.jetty.ee8.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee8.servlet.ServletContextHandler;
import org.eclipse.jetty.ee8.servlet.ServletHolder;
import org.eclipse.jetty.ee8.websocket.server.JettyServerUpgradeRequest;
import org.eclipse.jetty.ee8.websocket.server.JettyServerUpgradeResponse;
import org.eclipse.jetty.ee8.websocket.server.JettyWebSocketServlet;
import org.eclipse.jetty.ee8.websocket.server.JettyWebSocketServletFactory;
import org.eclipse.jetty.ee8.websocket.server.config.JettyWebSocketServletContainerInitializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.igniterealtime.openfire.plugin.fireside.host.web.Endpoints;
import org.igniterealtime.openfire.plugin.fireside.host.web.Handshake;
import org.igniterealtime.openfire.plugin.fireside.host.web.SocketAcceptor;
import org.igniterealtime.openfire.plugin.fireside.host.web.SocketLimits;
import org.igniterealtime.openfire.plugin.fireside.host.web.WebMount;

/** Mounts on Jetty 12. */
public final class Jetty12Mount implements WebMount {

    private static final Logger log = LoggerFactory.getLogger(Jetty12Mount.class);

    @Override
    public Object handler(String contextPath, HttpServlet pages, String socketPath, SocketAcceptor acceptor,
                          SocketLimits limits, ClassLoader loader) {
        ServletContextHandler context = new ServletContextHandler(
                ServletContextHandler.NO_SESSIONS | ServletContextHandler.NO_SECURITY);
        context.setContextPath(contextPath);
        context.setClassLoader(loader);
        context.setAllowNullPathInfo(true);
        context.setMaxFormContentSize(LONGEST_FORM);
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.setShowStacks(false);
        context.setErrorHandler(errors);
        JettyWebSocketServletContainerInitializer.configure(context, null);
        add(context, pages, "/*");
        add(context, new Live(acceptor, limits, loader), socketPath);
        return context.get();
    }

    private static void add(ServletContextHandler context, HttpServlet servlet, String path) {
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, path);
    }

    private static final class Live extends JettyWebSocketServlet {

        private static final long serialVersionUID = 1L;

        private final transient SocketAcceptor acceptor;
        private final transient SocketLimits limits;
        private final transient Endpoints endpoints;

        Live(SocketAcceptor acceptor, SocketLimits limits, ClassLoader loader) {
            this.acceptor = acceptor;
            this.limits = limits;
            this.endpoints = new Endpoints(loader);
        }

        @Override
        protected void configure(JettyWebSocketServletFactory factory) {
            endpoints.begin();
            factory.setIdleTimeout(limits.idle());
            factory.setMaxTextMessageSize(limits.maxTextBytes());
            factory.setMaxBinaryMessageSize(limits.maxTextBytes());
            factory.setMaxFrameSize(Math.max(limits.maxTextBytes(), factory.getMaxFrameSize()));
            factory.setCreator(this::create);
        }

        @Override
        public void destroy() {
            endpoints.closeAll();
            super.destroy();
        }

        private Object create(JettyServerUpgradeRequest request, JettyServerUpgradeResponse response) {
            Handshake handshake = Handshake.ask(acceptor, request.getHttpServletRequest(), endpoints.loader());
            if (handshake.listener() == null) {
                return refuse(response, handshake.status());
            }
            if (!limits.compress()) {
                response.setExtensions(List.of());
            }
            return new Jetty12Endpoint(handshake.listener(), endpoints,
                    request.getHttpServletRequest().getRemoteAddr());
        }

        private static Object refuse(JettyServerUpgradeResponse response, int status) {
            try {
                response.sendError(status, "refused");
            } catch (IOException gone) {
                log.debug("The browser did not wait for its refusal", gone);
            }
            return null;
        }
    }
}
