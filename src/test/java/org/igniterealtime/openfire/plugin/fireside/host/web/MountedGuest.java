package org.igniterealtime.openfire.plugin.fireside.host.web;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.servlet.AsyncContext;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** A small plugin: an asynchronous page, and a socket that echoes. Runs in the plugin's class loader. */
public final class MountedGuest implements Guest {

    private final Queue<String> events = new ConcurrentLinkedQueue<>();
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

    @Override
    public Object handler(int maxTextBytes, long idleMillis, boolean compress) {
        ClassLoader loader = MountedGuest.class.getClassLoader();
        SocketLimits limits = new SocketLimits(maxTextBytes, Duration.ofMillis(idleMillis), compress);
        return WebMounts.choose(loader).handler("/fireside", new Pages(), "/live", this::accept, limits, loader);
    }

    @Override
    public List<String> events() {
        return List.copyOf(events);
    }

    @Override
    public void closeAll(int code, String reason) {
        sockets.forEach(socket -> socket.close(code, reason));
    }

    private SocketListener accept(HttpServletRequest request, SocketRefusal refusal) {
        String query = String.valueOf(request.getQueryString());
        if (query.startsWith("refuse=")) {
            refusal.status(Integer.parseInt(query.substring(7)));
            return null;
        }
        return switch (query) {
            case "no" -> null;
            case "broken" -> throw new IllegalStateException("a broken acceptor, on purpose");
            default -> new Echo();
        };
    }

    private final class Echo implements SocketListener {

        private Socket socket;

        @Override
        public void opened(Socket opened) {
            socket = opened;
            sockets.add(opened);
            events.add("opened");
        }

        @Override
        public void text(String frame) {
            switch (frame) {
                case "throw" -> throw new IllegalStateException("a broken listener, on purpose");
                case "loader?" -> send(String.valueOf(
                        Thread.currentThread().getContextClassLoader() == MountedGuest.class.getClassLoader()));
                case "address?" -> send(socket.remoteAddress());
                default -> send(frame);
            }
        }

        private void send(String text) {
            socket.send(text, new SendCallback() {
                @Override
                public void sent() {
                    events.add("sent");
                }

                @Override
                public void failed(Throwable cause) {
                    events.add("unsent");
                }
            });
        }

        @Override
        public void closed(int code, String reason) {
            events.add("closed " + code + " " + socket.open());
            send("too late");
        }

        @Override
        public void failed(Throwable cause) {
            events.add("failed");
        }
    }

    private static final class Pages extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            try {
                response.getWriter().write("form " + request.getParameter("text").length());
            } catch (RuntimeException unreadable) {
                response.setStatus(413);
            }
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            String path = request.getPathInfo();
            boolean ours = Thread.currentThread().getContextClassLoader() == MountedGuest.class.getClassLoader();
            AsyncContext async = request.startAsync();
            async.start(() -> {
                try {
                    response.getWriter().write("page " + path + " " + ours);
                } catch (IOException gone) {
                    response.setStatus(500);
                }
                async.complete();
            });
        }
    }
}
