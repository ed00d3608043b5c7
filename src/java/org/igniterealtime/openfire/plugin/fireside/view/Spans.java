package org.igniterealtime.openfire.plugin.fireside.view;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;

/**
 * The spans of lines (XEP-0393 §5.2). A directive opens at the beginning, behind white space and behind another one that opens, and
 * closes at the first of its kind that has no white space before it. Each kind looks for its end only onwards, so that the time is that of the
 * length; and since no span holds another of its own kind, it goes no deeper than there are kinds.
 */
final class Spans {
    private static final String KINDS = "*_~`";
    private static final int CODE = KINDS.indexOf('`');
    private static final String ENDS = Links.CLOSERS + ')' + KINDS;
    private static final String[] TAGS = {"strong", "em", "s", "code"};

    // Of a text; what comes then is shown as written, since each takes ten times its own length.
    private static final int MOST = 500;

    private final StringBuilder html;
    private final Function<String, Optional<String>> inside;
    private String line = "";
    private String signs = "";
    // Where the next of a kind is that may close, by kind; the length where there is none.
    private int[] closing;
    private int made;

    Spans(StringBuilder html, Function<String, Optional<String>> inside) {
        this.html = html;
        this.inside = inside;
    }

    /** @param text one line, with its end if it has one */
    void write(String text) {
        line = text;
        signs = withoutAddresses(text);
        closing = new int[KINDS.length()];
        write(0, text.length());
    }

    private void write(int from, int to) {
        int done = from;
        boolean mayOpen = made < MOST;
        for (int at = from; at < to; at++) {
            int kind = KINDS.indexOf(signs.charAt(at));
            int end = kind >= 0 && mayOpen ? end(kind, at) : -1;
            if (end > at + 1 && end < to && !white(line.charAt(at + 1))) {
                Links.append(html, line.substring(done, at), inside);
                span(kind, at, end);
                at = end;
                done = end + 1;
                mayOpen = false;
            } else {
                mayOpen = made < MOST && white(line.charAt(at));
            }
        }
        Links.append(html, line.substring(done, to), inside);
    }

    private void span(int kind, int from, int end) {
        made++;
        html.append('<').append(TAGS[kind]).append('>');
        Styling.directive(html, line.substring(from, from + 1));
        if (kind == CODE) {
            Styling.code(html, line.substring(from + 1, end));
        } else {
            write(from + 1, end);
        }
        Styling.directive(html, line.substring(end, end + 1));
        html.append("</").append(TAGS[kind]).append('>');
    }

    private int end(int kind, int from) {
        int at = closing[kind];
        if (at <= from) {
            do {
                at = signs.indexOf(KINDS.charAt(kind), Math.max(at, from) + 1);
            } while (at >= 0 && white(line.charAt(at - 1)));
            at = at < 0 ? line.length() : at;
            closing[kind] = at;
        }
        return at;
    }

    // An address may hold directives, but for those at its end: they are of the words around it. No address holds a grave accent (RFC 3986 §2).
    private static String withoutAddresses(String line) {
        if (line.indexOf(':') < 0) {
            return line;
        }
        StringBuilder signs = null;
        Matcher match = Links.ADDRESS.matcher(line);
        while (match.find()) {
            signs = signs == null ? new StringBuilder(line) : signs;
            int end = match.end();
            while (end > match.end(1) && ENDS.indexOf(line.charAt(end - 1)) >= 0) {
                end--;
            }
            for (int i = match.start(); i < end; i++) {
                if (line.charAt(i) != '`') {
                    signs.setCharAt(i, 'x');
                }
            }
        }
        return signs == null ? line : signs.toString();
    }

    /** White_Space, or of the category Z (XEP-0393 §4). */
    static boolean white(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }
}
