package org.igniterealtime.openfire.plugin.fireside.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What people type into messages, as HTML: XEP-0393 blocks (§5.1) and {@link Spans}, addresses as of {@link Links}. No character of the
 * text is lost: what is a directive is there in an element of the class {@code directive}, which nobody is read (§8), so that who copies
 * gets what was written. Each block ends with its own line end; white space is to be shown as it is.
 */
public final class Styling {
    static final String FENCE = "```";
    private static final String DIRECTIVE = "<span class=\"directive\" aria-hidden=\"true\">";
    // What is quoted more often shows its signs.
    private static final int DEEPEST = 8;

    /** @param signs of the quotations around it @param text the rest, with its line end if it has one */
    private record Line(String signs, String text) {
        private boolean quoted() {
            return text.startsWith(">");
        }

        private boolean opens() {
            return text.startsWith(FENCE);
        }

        private boolean closes() {
            return text.startsWith(FENCE) && (text.length() == 3 || text.length() == 4 && text.endsWith("\n"));
        }

        // §5.1.3: one character of white space behind the sign belongs to it.
        private Line inside() {
            int at = text.length() > 1 && text.charAt(1) != '\n' && Spans.white(text.charAt(1)) ? 2 : 1;
            return new Line(signs + text.substring(0, at), text.substring(at));
        }
    }

    private final StringBuilder html;
    private final Spans spans;

    private Styling(StringBuilder html, Function<String, Optional<String>> inside) {
        this.html = html;
        this.spans = new Spans(html, inside);
    }

    /** @param text as somebody typed it, of whatever length */
    public static SafeHtml html(String text) {
        return html(text, address -> Optional.empty());
    }

    /** The same where some addresses lead to places of ours, as of {@link Links#html(String, Function)}. */
    public static SafeHtml html(String text, Function<String, Optional<String>> inside) {
        StringBuilder html = new StringBuilder(text.length() + 64);
        new Styling(html, inside).blocks(lines(text), 0);
        return new SafeHtml(html.toString());
    }

    private static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        int begin = 0;
        while (begin < text.length()) {
            int end = text.indexOf('\n', begin);
            int next = end < 0 ? text.length() : end + 1;
            lines.add(new Line("", text.substring(begin, next)));
            begin = next;
        }
        return lines;
    }

    private void blocks(List<Line> lines, int depth) {
        int at = 0;
        while (at < lines.size()) {
            Line line = lines.get(at);
            if (line.opens()) {
                at = preformatted(lines, at);
            } else if (line.quoted() && depth < DEEPEST) {
                at = quotation(lines, at, depth);
            } else {
                directive(line.signs());
                spans.write(line.text());
                at++;
            }
        }
    }

    private int quotation(List<Line> lines, int from, int depth) {
        List<Line> quoted = new ArrayList<>();
        int to = from;
        while (to < lines.size() && lines.get(to).quoted()) {
            quoted.add(lines.get(to++).inside());
        }
        html.append("<blockquote>");
        blocks(quoted, depth + 1);
        html.append("</blockquote>");
        return to;
    }

    // A browser makes a scroller reachable by keys only where it is told to.
    private int preformatted(List<Line> lines, int from) {
        html.append("<pre class=\"code\" dir=\"auto\" tabindex=\"0\"><span class=\"fence\">");
        directive(lines.get(from).signs() + FENCE);
        html.append(SafeHtml.escape(lines.get(from).text().substring(FENCE.length()))).append("</span><code>");
        int at = from + 1;
        while (at < lines.size() && !lines.get(at).closes()) {
            directive(lines.get(at).signs());
            code(html, lines.get(at++).text());
        }
        html.append("</code>");
        if (at < lines.size()) {
            directive(lines.get(at).signs() + lines.get(at).text());
            at++;
        }
        html.append("</pre>");
        return at;
    }

    private void directive(String signs) {
        if (!signs.isEmpty()) {
            directive(html, signs);
        }
    }

    static void directive(StringBuilder html, String signs) {
        html.append(DIRECTIVE).append(SafeHtml.escape(signs)).append("</span>");
    }

    /** Code says what it does in the order it is written in: what would turn it around (UAX 9 §2) turns nothing but itself. */
    static void code(StringBuilder html, String text) {
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            if (Bidi.control(text.charAt(i))) {
                html.append(SafeHtml.escape(text.substring(done, i))).append("<bdi>").append(text.charAt(i)).append("</bdi>");
                done = i + 1;
            }
        }
        html.append(SafeHtml.escape(text.substring(done)));
    }
}
