package org.igniterealtime.openfire.plugin.fireside.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Finds addresses, {@code @names} and {@code #tags} in a run of text, for one post. */
final class MarkedText {
    private static final int MOST = 1000;
    private static final Pattern MARK = Pattern.compile(Links.ADDRESS.pattern()
        + "|(?<![\\p{L}\\p{M}\\p{N}_&/@#.])(?:#(?<tag>[\\p{L}\\p{M}\\p{N}_]{1,64}+)"
        + "|@(?<person>[\\p{L}\\p{M}\\p{N}._-]{1,64}+(?:@[\\p{L}\\p{M}\\p{N}.-]{1,255}+)?+))");
    private static final String ENDS = ".-_";

    private final Form form;
    private final Marks marks;
    private int found;

    MarkedText(Form form, Marks marks) {
        this.form = form;
        this.marks = marks;
    }

    /** Where a page of ours may load a picture from. */
    Optional<String> picture(String url) {
        return marks.picture(url).filter(path -> path.matches("/[^/\\\\]\\S*"));
    }

    /** @return what stands in place of the text, each piece with its own direction, or an empty list when nothing is found */
    List<Node> of(String text) {
        List<Node> nodes = new ArrayList<>();
        Matcher match = MARK.matcher(text);
        int done = 0;
        int from = 0;
        while (found < MOST && match.find(from)) {
            int end = end(text, match);
            Optional<Element> mark = mark(text.substring(match.start(), end), match, end);
            if (mark.isPresent()) {
                if (match.start() > done) {
                    nodes.add(new TextNode(Bidi.balanced(text.substring(done, match.start()))));
                }
                nodes.add(mark.get());
                done = end;
                found++;
            }
            from = Math.max(end, match.start() + 1);
        }
        if (!nodes.isEmpty() && done < text.length()) {
            nodes.add(new TextNode(Bidi.balanced(text.substring(done))));
        }
        return nodes;
    }

    private static int end(String text, Matcher match) {
        if (match.group(1) != null) {
            return Links.trimmed(text, match.end(1), match.end());
        }
        int end = match.end();
        while (match.group("person") != null && end > match.start() + 1 && ENDS.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private Optional<Element> mark(String written, Matcher match, int end) {
        if (match.group(1) != null) {
            return end == match.end(1) ? Optional.empty() : Href.of(written).map(href -> form.link(Links.to(href, written)));
        }
        String name = written.substring(1);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (match.group("tag") != null) {
            // A number is no tag: people write "#1".
            return name.codePoints().noneMatch(Character::isLetter) ? Optional.empty()
                : marks.tag(name).flatMap(Href::marked).map(href -> Links.to(href, written).attr("class", "hashtag"));
        }
        return marks.person(name).flatMap(Href::marked).map(href -> Links.to(href, written).attr("class", "mention"));
    }
}
