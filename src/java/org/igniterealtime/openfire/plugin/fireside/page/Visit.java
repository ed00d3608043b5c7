package org.igniterealtime.openfire.plugin.fireside.page;

import java.util.Locale;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;
import org.igniterealtime.openfire.plugin.fireside.live.Live;
import org.igniterealtime.openfire.plugin.fireside.live.Place;
import org.igniterealtime.openfire.plugin.fireside.view.Texts;

/**
 * What a request says of who makes it.
 *
 * @param token from the cookie, or empty
 * @param address IP address; the host gives that of a proxy's client where its own settings trust the proxy
 * @param encrypted whether it came over TLS, likewise
 */
public record Visit(String token, String address, boolean encrypted, Locale locale) {
    static final String COOKIE = "fireside";

    static Visit of(HttpServletRequest request, Texts texts) {
        return new Visit(token(request), request.getRemoteAddr(), request.isSecure(), texts.choose(request.getLocales()));
    }

    /** For the WebSocket's handshake. */
    public static Live.Visitor visitor(HttpServletRequest request, Texts texts, String context) {
        Visit visit = of(request, texts);
        String place = request.getParameter("place");
        return new Live.Visitor(visit.token, visit.address, visit.encrypted, visit.locale, text(request.getParameter("page")),
            number(request.getParameter("seq")), Place.of(below(context, place)));
    }

    private static String below(String context, String path) {
        return path != null && path.startsWith(context + "/") ? path.substring(context.length()) : path;
    }

    private static String token(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(COOKIE)) {
                    return cookie.getValue();
                }
            }
        }
        return "";
    }

    /**
     * Whether a password may travel on this connection: over TLS, or from this very machine. Somebody whom a proxy brings
     * is not on this machine, wherever the proxy is.
     */
    static boolean mayCarryPassword(HttpServletRequest request) {
        boolean proxied = request.getHeader("X-Forwarded-For") != null || request.getHeader("Forwarded") != null;
        return request.isSecure() || !proxied && isLoopback(request.getRemoteAddr());
    }

    private static boolean isLoopback(String address) {
        return address.startsWith("127.") || address.equals("::1") || address.equals("0:0:0:0:0:0:0:1") || address.equals("[::1]")
            || address.equals("[0:0:0:0:0:0:0:1]");
    }

    /** A {@code Set-Cookie} value (RFC 6265); the servlet API of the host knows no SameSite. */
    static String cookie(String token, String context, boolean encrypted, long maxAgeSeconds) {
        return COOKIE + "=" + token + "; Path=" + context + "; HttpOnly; SameSite=Lax" + (encrypted ? "; Secure" : "")
            + (maxAgeSeconds >= 0 ? "; Max-Age=" + maxAgeSeconds : "");
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    private static long number(String value) {
        try {
            return value == null ? 0 : Math.max(0, Long.parseLong(value));
        } catch (NumberFormatException none) {
            return 0;
        }
    }
}
