package org.igniterealtime.openfire.plugin.fireside.host.jetty9;

import java.io.IOException;
import java.util.List;

import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;

import org.eclipse.jetty.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.eclipse.jetty.websocket.api.WebSocketPolicy;
import org.eclipse.jetty.websocket.servlet.ServletUpgradeRequest;
import org.eclipse.jetty.websocket.servlet.ServletUpgradeResponse;
import org.eclipse.jetty.websocket.servlet.WebSocketServlet;
import org.eclipse.jetty.websocket.servlet.WebSocketServletFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.igniterealtime.openfire.plugin.fireside.host.web.Endpoints;
import org.igniterealtime.openfire.plugin.fireside.host.web.Handshake;
import org.igniterealtime.openfire.plugin.fireside.host.web.SocketAcceptor;
import org.igniterealtime.openfire.plugin.fireside.host.web.SocketLimits;
import org.igniterealtime.openfire.plugin.fireside.host.web.WebMount;

/** Mounts on Jetty 9. */
public final class Jetty9Mount implements WebMount {

    private static final Logger log = LoggerFactory.getLogger(Jetty9Mount.class);

    @Override
    public Object handler(String contextPath, HttpServlet pages, String socketPath, SocketAcceptor acceptor,
                          SocketLimits limits, ClassLoader loader) {
        ServletContextHandler context = new FollowingContext();
        context.setContextPath(contextPath);
        context.setClassLoader(loader);
        context.setAllowNullPathInfo(true);
        context.setMaxFormContentSize(LONGEST_FORM);
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.setShowStacks(false);
        context.setErrorHandler(errors);
        add(context, pages, "/*");
        add(context, new Live(acceptor, limits, loader), socketPath);
        return context;
    }

    private static void add(ServletContextHandler context, HttpServlet servlet, String path) {
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, path);
    }

    private static final class Live extends WebSocketServlet {

        private static final long serialVersionUID = 1L;

        private final transient SocketAcceptor acceptor;
        private final transient SocketLimits limits;
        private final transient Endpoints endpoints;

        Live(SocketAcceptor acceptor, SocketLimits limits, ClassLoader loader) {
            this.acceptor = acceptor;
            this.limits = limits;
            this.endpoints = new Endpoints(loader);
        }

        /**
         * COMPAT: the first factory made in the JVM stays in a static field of Jetty 9.2 with its context class loader,
         * which must not be ours (WebSocketServletFactory.Loader.INSTANCE).
         */
        @Override
        public void init() throws ServletException {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(WebSocketServlet.class.getClassLoader());
            try {
                super.init();
            } finally {
                thread.setContextClassLoader(before);
            }
        }

        @Override
        public void configure(WebSocketServletFactory factory) {
            endpoints.begin();
            WebSocketPolicy policy = factory.getPolicy();
            policy.setIdleTimeout(limits.idle().toMillis());
            policy.setMaxTextMessageSize(limits.maxTextBytes());
            policy.setMaxBinaryMessageSize(limits.maxTextBytes());
            factory.setCreator(this::create);
        }

        @Override
        public void destroy() {
            endpoints.closeAll();
            super.destroy();
        }

        private Object create(ServletUpgradeRequest request, ServletUpgradeResponse response) {
            Handshake handshake = Handshake.ask(acceptor, request.getHttpServletRequest(), endpoints.loader());
            if (handshake.listener() == null) {
                return refuse(response, handshake.status());
            }
            if (!limits.compress()) {
                response.setExtensions(List.of());
            }
            return new Jetty9Endpoint(handshake.listener(), endpoints,
                    request.getHttpServletRequest().getRemoteAddr());
        }

        private static Object refuse(ServletUpgradeResponse response, int status) {
            try {
                response.sendError(status, "refused");
            } catch (IOException gone) {
                log.debug("The browser did not wait for its refusal", gone);
            }
            return null;
        }
    }
}
