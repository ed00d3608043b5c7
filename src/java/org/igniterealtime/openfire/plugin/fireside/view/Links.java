package org.igniterealtime.openfire.plugin.fireside.view;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/** Plain text as HTML: markup shows as typed, http and xmpp addresses are links, lines stay lines. */
public final class Links {
    private static final int LONGEST = 2000;
    // No backtracking over the text: a scheme, then everything up to white space or what cannot stand in a URL.
    // Nor to what turns the writing around, by which an address would look like another.
    static final Pattern ADDRESS = Pattern.compile("(?<![\\p{L}\\p{N}])(https?://|xmpp:)[^\\s<>\"\\p{Cntrl}\u202a-\u202e\u2066-\u2069]{1," + LONGEST + "}+");
    static final String CLOSERS = ".,;:!?'\u2019\u201d\u00bb\u3002\u3001\uff0c";

    private Links() {
    }

    /** @param text as somebody typed it, of whatever length */
    public static SafeHtml html(String text) {
        return html(text, address -> Optional.empty());
    }

    /**
     * The same where some addresses lead to places of ours.
     *
     * @param inside the path of an address's place, or empty
     */
    public static SafeHtml html(String text, Function<String, Optional<String>> inside) {
        StringBuilder html = new StringBuilder(text.length() + 64);
        append(html, text, inside);
        return new SafeHtml(html.toString());
    }

    static void append(StringBuilder html, String text, Function<String, Optional<String>> inside) {
        if (text.indexOf(':') < 0) {
            html.append(SafeHtml.escape(text));
            return;
        }
        Matcher match = ADDRESS.matcher(text);
        int done = 0;
        while (match.find(done)) {
            int end = trimmed(text, match.end(1), match.end());
            html.append(SafeHtml.escape(text.substring(done, match.start())));
            if (end > match.end(1)) {
                link(html, text.substring(match.start(), end), inside);
            } else {
                html.append(SafeHtml.escape(text.substring(match.start(), end)));
            }
            done = end;
        }
        html.append(SafeHtml.escape(text.substring(done)));
    }

    /** The web addresses in a text, in order, as {@link #html} makes links of them. @param text as somebody typed it, of whatever length */
    public static Stream<String> web(String text) {
        return ADDRESS.matcher(text).results().filter(match -> match.group(1).startsWith("http"))
            .map(match -> text.substring(match.start(), trimmed(text, match.end(1), match.end()))).filter(address -> !address.endsWith("://"));
    }

    /** @param words what the link is called; without any it is called by its host */
    static Element to(String href, String words) {
        return new Element("a").attr("href", href).appendText(words.isEmpty() ? Href.host(href) : words);
    }

    // A full stop after an address belongs to the sentence; a closing bracket too, unless it was opened inside.
    static int trimmed(String text, int start, int end) {
        int last = end;
        // Counted once and then kept, since a text may be full of brackets.
        int unopened = count(text, start, end, ')') - count(text, start, end, '(');
        while (last > start) {
            char c = text.charAt(last - 1);
            if (CLOSERS.indexOf(c) < 0 && !(c == ')' && unopened > 0)) {
                return last;
            }
            unopened -= c == ')' ? 1 : 0;
            last--;
        }
        return last;
    }

    private static int count(String text, int start, int end, char wanted) {
        int count = 0;
        for (int i = start; i < end; i++) {
            count += text.charAt(i) == wanted ? 1 : 0;
        }
        return count;
    }

    private static void link(StringBuilder html, String address, Function<String, Optional<String>> inside) {
        String escaped = SafeHtml.escape(address);
        Optional<String> path = inside.apply(address);
        html.append("<a href=\"").append(path.map(SafeHtml::escape).orElse(escaped))
            .append(path.isPresent() ? "\">" : "\" target=\"_blank\" rel=\"noopener noreferrer nofollow ugc\">").append(escaped).append("</a>");
    }
}
