package org.igniterealtime.openfire.plugin.fireside.files;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * A name that somebody gave a file. On disk there is nothing of it; it is shown, and it ends the file's address, where it must
 * survive every proxy, server and client as it is: of what is no letter or digit there remains a line.
 */
public final class FileName {
    private static final int MOST = 150;
    private static final int EXTENSION = 12;
    private static final String NAMELESS = "file";

    private FileName() {
    }

    /** What is kept of a name: its last part, without what is not seen or turns a text around, and not too long. */
    public static String of(String given) {
        String last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        StringBuilder kept = new StringBuilder();
        Normalizer.normalize(last, Normalizer.Form.NFC).codePoints().filter(FileName::isShown).forEach(kept::appendCodePoint);
        String name = kept.toString().strip();
        return name.matches("\\.*") ? NAMELESS : shortened(name);
    }

    private static boolean isShown(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    // The end says what it is.
    private static String shortened(String name) {
        if (name.length() <= MOST) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String end = dot > 0 && name.length() - dot <= EXTENSION ? name.substring(dot) : "";
        int cut = MOST - end.length();
        return name.substring(0, Character.isHighSurrogate(name.charAt(cut - 1)) ? cut - 1 : cut) + end;
    }

    /** The last part of the address, decoded. @param name as {@link #of} gives it */
    static String segment(String name) {
        StringBuilder segment = new StringBuilder();
        name.codePoints().map(point -> Character.isLetterOrDigit(point) || point == '-' || point == '.' ? point : '_')
            .forEach(segment::appendCodePoint);
        return segment.toString().replaceFirst("^\\.+", "_");
    }

    /** The same as it stands in the address. */
    static String encoded(String name) {
        return percent(segment(name));
    }

    /** RFC 6266: a name that every client reads, and the true one (RFC 8187) where it is another. */
    static String disposition(String kind, String name) {
        String plain = name.replaceAll("[^ -~]", "_").replaceAll("[\"\\\\%;]", "_");
        String header = kind + "; filename=\"" + plain + "\"";
        return plain.equals(name) ? header : header + "; filename*=UTF-8''" + percent(name);
    }

    // URLEncoder writes forms: a blank is a plus there, and the star is left.
    private static String percent(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
    }
}
