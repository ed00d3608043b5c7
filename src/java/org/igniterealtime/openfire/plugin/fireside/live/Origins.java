package org.igniterealtime.openfire.plugin.fireside.live;

import java.net.URI;
import java.util.Locale;
import javax.servlet.http.HttpServletRequest;

/**
 * Whether a request comes from a page of ours. With SameSite cookies this stands where others put tokens
 * into forms (Fetch Metadata, W3C; RFC 6454 for Origin).
 */
public final class Origins {
    private Origins() {
    }

    /**
     * For requests that change something, and for the WebSocket handshake (RFC 6455 §10.2).
     *
     * @return false when the browser says that another site asks, or says nothing at all of where it is
     */
    public static boolean ours(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin")) {
            return false;
        }
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return site != null;
        }
        return sameAuthority(origin, request);
    }

    private static boolean sameAuthority(String origin, HttpServletRequest request) {
        String host = request.getHeader("Host");
        try {
            URI uri = new URI(origin);
            return host != null && uri.getRawAuthority() != null && authority(uri.getScheme(), uri.getRawAuthority())
                .equals(authority(uri.getScheme(), host));
        } catch (java.net.URISyntaxException unreadable) {
            return false;
        }
    }

    // A proxy may speak http to us and https to the world, so the scheme is not compared, only its default port left out.
    private static String authority(String scheme, String authority) {
        String suffix = "https".equals(scheme) ? ":443" : ":80";
        String lower = authority.toLowerCase(Locale.ROOT);
        return lower.endsWith(suffix) ? lower.substring(0, lower.length() - suffix.length()) : lower;
    }
}
