package org.igniterealtime.openfire.plugin.fireside.live;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where a page is: the path below the context, as {@code chats/bob@example.org}.
 *
 * @param section its first segment, {@code chats}
 * @param key what follows, decoded, or empty
 */
public record Place(String section, String key) {
    private static final int LONGEST = 1024;

    /** @param path below the context, with or without a leading slash and a query, encoded as in a URL */
    public static Place of(String path) {
        String plain = path == null || path.length() > LONGEST ? "" : path.split("[?#]", 2)[0];
        String trimmed = plain.startsWith("/") ? plain.substring(1) : plain;
        int slash = trimmed.indexOf('/');
        if (slash < 0) {
            return new Place(decode(trimmed), "");
        }
        return new Place(decode(trimmed.substring(0, slash)), decode(trimmed.substring(slash + 1)));
    }

    /** The path below the context, encoded, with a leading slash. */
    public String path() {
        return "/" + encode(section) + (key.isEmpty() ? "" : "/" + encode(key));
    }

    private static String decode(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20").replace("%40", "@").replace("%3A", ":");
    }
}
