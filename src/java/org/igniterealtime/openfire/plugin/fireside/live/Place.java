package org.igniterealtime.openfire.plugin.fireside.live;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a page is: the path below the context, as {@code chats/bob@example.org}, or {@code search?q=rain}.
 *
 * @param section its first segment, {@code chats}
 * @param key what follows, decoded, or empty; what is asked for behind a question mark, with that, {@code ?rain}
 * @param part which kind of what is there is wanted, as its own links say it, {@code people}; empty for all
 * @param before where on the way to the past a list begins, as its own links say it, {@code 0123456789abcdef}; empty for its beginning
 * @param at around which moment of a log it is, likewise; empty for its end
 * @param chat the chat or room alone in which something is looked for, or empty
 */
public record Place(String section, String key, String part, String before, String at, String chat) {
    private static final int LONGEST = 1024;
    // What somebody asks for may be in letters that take nine characters each; what is longer is cut.
    private static final int LONGEST_QUERY = 4096;
    private static final String ASKED = "?";
    private static final String QUERY = "q=";
    private static final String PART = "in=";
    private static final String BEFORE = "before=";
    private static final String AT = "at=";
    private static final String CHAT = "chat=";
    private static final String MOMENT = "[0-9a-f]{16}";

    public Place(String section, String key) {
        this(section, key, "", "");
    }

    /** Without a moment in a log, and everywhere. */
    public Place(String section, String key, String part, String before) {
        this(section, key, part, before, "", "");
    }

    /** All of what is there. @param before likewise, or empty */
    public Place(String section, String key, String before) {
        this(section, key, "", before);
    }

    /** @param path below the context, with or without a leading slash and a query, encoded as in a URL */
    public static Place of(String path) {
        String[] parts = (path == null ? "" : path).split("#", 2)[0].split("\\?", 2);
        String plain = parts[0].length() > LONGEST ? "" : parts[0];
        String trimmed = plain.startsWith("/") ? plain.substring(1) : plain;
        String query = parts.length < 2 ? "" : parts[1];
        int slash = trimmed.indexOf('/');
        if (slash < 0) {
            return new Place(decode(trimmed), asked(query), part(query), field(query, BEFORE, MOMENT), "", decode(field(query, CHAT, "[^&]{1,1024}")));
        }
        return new Place(decode(trimmed.substring(0, slash)), decode(trimmed.substring(slash + 1)), part(query), field(query, BEFORE, MOMENT),
            field(query, AT, MOMENT), "");
    }

    /** Around a moment of a log. @param moment 16 digits that rise with time */
    public static Place at(String section, String key, String moment) {
        return new Place(section, key, "", "", moment, "");
    }

    /** The place in a section where something is asked for. @param words empty for nothing */
    public static Place asking(String section, String words) {
        return asking(section, words, "");
    }

    /** Likewise, of one kind. @param part empty for all */
    public static Place asking(String section, String words, String part) {
        return new Place(section, words.isEmpty() ? "" : ASKED + words, part, "");
    }

    /** What is asked for in one chat or room. */
    public Place in(String address) {
        return new Place(section, key, part, before, at, address);
    }

    /** What is asked for, or empty. */
    public String asked() {
        return key.startsWith(ASKED) ? key.substring(ASKED.length()) : "";
    }

    private static String asked(String query) {
        for (String field : query.split("&")) {
            if (field.startsWith(QUERY) && field.length() > QUERY.length()) {
                String value = field.substring(QUERY.length(), Math.min(field.length(), LONGEST_QUERY));
                String words = decode(value.replaceFirst("%.?$", "").replace("+", "%20"));
                return words.isEmpty() ? "" : ASKED + words;
            }
        }
        return "";
    }

    private static String part(String query) {
        return field(query, PART, "[a-z]{1,16}");
    }

    private static String field(String query, String name, String form) {
        return Arrays.stream(query.split("&")).filter(field -> field.startsWith(name)).map(field -> field.substring(name.length()))
            .filter(value -> value.matches(form)).findFirst().orElse("");
    }

    /** The path below the context, encoded, with a leading slash. */
    public String path() {
        String query = Stream.of(asked().isEmpty() ? "" : QUERY + encode(asked()), part.isEmpty() ? "" : PART + part,
            chat.isEmpty() ? "" : CHAT + encode(chat), before.isEmpty() ? "" : BEFORE + before, at.isEmpty() ? "" : AT + at).filter(field -> !field.isEmpty()).collect(Collectors.joining("&"));
        return "/" + encode(section) + (key.isEmpty() || !asked().isEmpty() ? "" : "/" + encode(key)) + (query.isEmpty() ? "" : ASKED + query);
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
