package org.igniterealtime.openfire.plugin.fireside.page;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.host.web.WebMount;
import org.igniterealtime.openfire.plugin.fireside.live.Origins;
import org.igniterealtime.openfire.plugin.fireside.view.Assets;

/** Everything below the web context but the socket: finds who answers, and sets what every answer carries. */
public final class FiresideServlet extends HttpServlet {
    /** What a page may load and do: with nothing but this, no script of another's words would run. */
    public static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
        + " connect-src 'self'; font-src 'self'; media-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none';"
        + " frame-ancestors 'none'";
    private static final Pattern TOO_LONG = Pattern.compile("(?i)too (?:large|many)|larger than");
    private static final long serialVersionUID = 1L;

    private final transient Assets assets;
    private final transient LoginPages logins;
    private final transient AppPages app;
    private final transient Health health;
    private final transient Map<String, Stream> streams;
    private final transient Supplier<Optional<String>> elsewhere;

    /**
     * @param streams by the beginning of their path, which ends with a slash
     * @param elsewhere scheme, host and port at which people's files are besides; nothing that would say more in a header
     */
    public FiresideServlet(Assets assets, LoginPages logins, AppPages app, Health health, Map<String, Stream> streams,
                           Supplier<Optional<String>> elsewhere) {
        this.assets = assets;
        this.logins = logins;
        this.app = app;
        this.health = health;
        this.streams = streams;
        this.elsewhere = elsewhere;
    }

    // There a page sends files to, and from there it plays them.
    private static String policy(String elsewhere) {
        return POLICY.replace("connect-src 'self'", "connect-src 'self' " + elsewhere).replace("media-src 'self'", "media-src 'self' " + elsewhere);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo() == null ? "/" : request.getPathInfo();
        Stream stream = streams.get(path.substring(0, path.indexOf('/', 1) + 1));
        if (stream != null) {
            stream.serve(request, response);
        } else {
            page(request, response, path);
        }
    }

    private void page(HttpServletRequest request, HttpServletResponse response, String path) throws IOException {
        response.setHeader("Content-Security-Policy", elsewhere.get().map(FiresideServlet::policy).orElse(POLICY));
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "geolocation=(), camera=(), microphone=(self)");
        Optional<Refusal> unreadable = request.getMethod().equals("POST") && Origins.ours(request) ? unreadable(request) : Optional.empty();
        if (unreadable.isPresent()) {
            app.unreadable(request, response, unreadable.get());
            return;
        }
        Exchange exchange = new Exchange(request, response);
        switch (request.getMethod()) {
            case "GET", "HEAD" -> get(exchange, path);
            case "POST" -> post(exchange, path);
            default -> exchange.header("Allow", "GET, HEAD, POST").empty(405);
        }
    }

    // Jetty says by exceptions of several kinds that a form is too long or broken; which of both, in words that each version has its own.
    private static Optional<Refusal> unreadable(HttpServletRequest request) {
        try {
            request.getParameterMap();
            return Optional.empty();
        } catch (RuntimeException unreadable) {
            boolean tooLong = request.getContentLengthLong() > WebMount.LONGEST_FORM || request.getContentLengthLong() < 0
                || TOO_LONG.matcher(String.valueOf(unreadable.getMessage())).find();
            return Optional.of(tooLong ? Refusal.of(Refusal.Kind.TOO_LARGE, "live.tooLarge") : Refusal.invalid("live.malformed"));
        }
    }

    private void get(Exchange exchange, String path) {
        if (path.startsWith("/assets/")) {
            asset(exchange, path.substring("/assets/".length()));
        } else if (path.equals("/health")) {
            health.get(exchange);
        } else if (path.equals("/login")) {
            logins.get(exchange);
        } else if (path.equals("/register")) {
            logins.registration(exchange);
        } else {
            app.get(exchange, path);
        }
    }

    private void post(Exchange exchange, String path) {
        if (!Origins.ours(exchange.request())) {
            exchange.empty(403);
        } else if (path.equals("/login")) {
            logins.logIn(exchange);
        } else if (path.equals("/register")) {
            logins.register(exchange);
        } else if (path.equals("/logout")) {
            logins.logOut(exchange);
        } else if (path.startsWith("/do/")) {
            app.act(exchange, path.substring("/do/".length()));
        } else if (!app.submit(exchange, path)) {
            exchange.empty(404);
        }
    }

    private void asset(Exchange exchange, String path) {
        assets.find(path).ifPresentOrElse(asset -> {
            exchange.header("Cache-Control", "public, max-age=31536000, immutable");
            String encodings = exchange.request().getHeader("Accept-Encoding");
            boolean packed = asset.packed() != null && encodings != null && encodings.contains("gzip");
            if (packed) {
                exchange.header("Content-Encoding", "gzip").header("Vary", "Accept-Encoding");
            }
            exchange.send(200, asset.type(), packed ? asset.packed() : asset.plain(), false);
        }, () -> exchange.empty(404));
    }
}
