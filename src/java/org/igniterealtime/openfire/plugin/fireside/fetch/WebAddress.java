package org.igniterealtime.openfire.plugin.fireside.fetch;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of something on the web, taken apart once (RFC 3986 §3), so that what is checked is what is asked for.
 *
 * @param scheme in lower case
 * @param credentials whether a name or a password stood in it; they are not kept
 * @param host in lower case and ASCII (RFC 5890), without a full stop at its end; of IPv6 without brackets
 * @param port 1 to 65535
 * @param target path and query, with nothing in them that an address may not have
 */
public record WebAddress(String scheme, boolean credentials, String host, int port, String target) {
    private static final int LONGEST = 2000;
    private static final Pattern PARTS = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)([^?#]*)(\\?[^#]*)?(?:#.*)?");
    private static final Pattern AUTHORITY = Pattern.compile(
        "(?<user>.*@)?(?:\\[(?<literal>[0-9A-Fa-f:.]+)\\]|(?<name>[^:\\[\\]]+))(?::(?<port>\\d{0,5}))?");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]+(?:\\.[a-z0-9_-]+)*");
    // Controls, the backslash, which browsers take for a slash, and what turns the writing around.
    private static final Pattern NEVER = Pattern.compile("[\\p{Cntrl}\\\\\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]");
    private static final String ALLOWED = "-._~!$&'()*+,;=:@/?";

    /** @param text of whatever origin @return empty when it is none; the scheme may be any that has a host */
    public static Optional<WebAddress> of(String text) {
        String bare = text.length() > 2 * LONGEST ? "" : text.strip();
        Matcher parts = PARTS.matcher(bare);
        if (bare.length() > LONGEST || NEVER.matcher(bare).find() || !parts.matches()) {
            return Optional.empty();
        }
        Matcher authority = AUTHORITY.matcher(parts.group(2));
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        return authority.matches() ? of(scheme, authority, parts.group(3) + (parts.group(4) == null ? "" : parts.group(4))) : Optional.empty();
    }

    private static Optional<WebAddress> of(String scheme, Matcher authority, String target) {
        String typed = authority.group("port");
        int port = typed == null || typed.isEmpty() ? scheme.equals("https") ? 443 : 80 : Integer.parseInt(typed);
        String literal = authority.group("literal");
        return (literal == null ? name(authority.group("name")) : literal(literal)).filter(host -> port > 0 && port < 1 << 16)
            .map(host -> new WebAddress(scheme, authority.group("user") != null, host, port, (target.startsWith("/") ? "" : "/") + encoded(target)))
            .filter(address -> address.toString().length() <= LONGEST);
    }

    // Never looked up: only what is an address has a colon in it.
    private static Optional<String> literal(String typed) {
        try {
            return typed.indexOf(':') < 0 ? Optional.empty() : Optional.of(InetAddress.getByName(typed)).map(any -> typed.toLowerCase(Locale.ROOT));
        } catch (UnknownHostException none) {
            return Optional.empty();
        }
    }

    private static Optional<String> name(String typed) {
        try {
            String name = IDN.toASCII(typed).toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
            return Optional.of(name).filter(any -> any.length() < 254 && NAME.matcher(any).matches());
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 1);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xff);
            boolean kept = c < 128 && (Character.isLetterOrDigit(c) || ALLOWED.indexOf(c) >= 0 || c == '%' && hexadecimal(bytes, i + 1));
            encoded.append(kept ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return encoded.toString();
    }

    private static boolean hexadecimal(byte[] bytes, int at) {
        return at + 1 < bytes.length && Character.digit(bytes[at], 16) >= 0 && Character.digit(bytes[at + 1], 16) >= 0;
    }

    /** Where a link in what is here leads (RFC 3986 §5.2). */
    public Optional<WebAddress> resolve(String reference) {
        String bare = reference.length() > 2 * LONGEST ? "" : reference.strip().replaceFirst("#.*", "");
        if (bare.isEmpty() || NEVER.matcher(bare).find()) {
            return Optional.empty();
        }
        if (PARTS.matcher(bare).matches()) {
            return of(bare);
        }
        if (bare.startsWith("//")) {
            return of(scheme + ":" + bare);
        }
        if (bare.startsWith("?")) {
            // URI.resolve leaves out the last part of the path here.
            return of(scheme + "://" + authority() + target.replaceFirst("\\?.*", "") + bare);
        }
        try {
            return of(new URI(toString()).resolve(new URI(encoded(bare))).toString());
        } catch (URISyntaxException none) {
            return Optional.empty();
        }
    }

    /** Whether the host is an address already. */
    boolean literal() {
        return host.indexOf(':') >= 0 || host.matches("[0-9.]+");
    }

    /** As the header Host has it (RFC 9110 §7.2). */
    String authority() {
        String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return port == (scheme.equals("https") ? 443 : 80) ? name : name + ":" + port;
    }

    /** The same address for all ways of writing it, without a fragment. */
    @Override
    public String toString() {
        return scheme + "://" + authority() + target;
    }
}
