package org.igniterealtime.openfire.plugin.fireside.view;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;

/** The addresses that a link in somebody's words may have. Whatever else is written there makes no link. */
public final class Href {
    private static final int LONGEST = 2000;
    private static final Pattern WEB = Pattern.compile("https?://[^/?#\\\\:@]\\S*", Pattern.CASE_INSENSITIVE);
    private static final Pattern OTHER = Pattern.compile("(?:xmpp|mailto):[^/]\\S*", Pattern.CASE_INSENSITIVE);

    private Href() {
    }

    /** @param text of whatever origin @return an http, https, xmpp or mailto address fit for an attribute */
    public static Optional<String> of(String text) {
        return Optional.of(plain(text)).filter(address -> whole(WEB, address) || whole(OTHER, address));
    }

    /** @param text of whatever origin @return an http or https address fit for an attribute */
    public static Optional<String> web(String text) {
        return Optional.of(plain(text)).filter(address -> whole(WEB, address));
    }

    /** @return also a path of ours, which begins with one slash: what a feature has a {@link Marks mark} lead to */
    static Optional<String> marked(String text) {
        return Optional.of(plain(text)).filter(address -> whole(WEB, address) || whole(OTHER, address) || address.matches("/[^/\\\\]\\S*"));
    }

    /** The host of a web address, which says where a link without words leads; the address itself when it has none. */
    static String host(String address) {
        String[] parts = address.split("[/?#]", 4);
        return parts.length > 2 && !parts[2].isEmpty() ? parts[2].substring(parts[2].lastIndexOf('@') + 1) : address;
    }

    private static boolean whole(Pattern pattern, String address) {
        return address.length() <= LONGEST && pattern.matcher(address).matches();
    }

    // As a browser reads it (WHATWG URL §4.4): white space around it and line ends and tabs within do not count. What
    // could end an attribute, or turns the writing around, is encoded.
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(Math.min(text.length(), LONGEST + 1));
        String bare = XmlText.clean(text.length() > 2 * LONGEST ? "" : text).strip();
        for (int i = 0; i < bare.length() && plain.length() <= LONGEST; i++) {
            char c = bare.charAt(i);
            if (c == ' ' || "\"<>`".indexOf(c) >= 0) {
                plain.append('%').append(Integer.toHexString(c).toUpperCase(Locale.ROOT));
            } else if (c > ' ' && !Character.isISOControl(c) && !Bidi.control(c)) {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
