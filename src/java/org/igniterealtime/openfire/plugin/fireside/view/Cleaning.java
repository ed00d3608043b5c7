package org.igniterealtime.openfire.plugin.fireside.view;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * One pass over what was parsed, which builds what may be shown. It only ever appends: taking things out of a tree costs
 * the square of its size, which a hostile post would make use of.
 */
final class Cleaning implements NodeFilter {
    private static final int DEPTH = 100;
    private static final int ELEMENTS = 10_000;
    private static final int CHARACTERS = 1 << 20;
    private static final Set<String> MEDIA = Set.of("audio", "video", "iframe");
    private static final Set<String> VERBATIM = Set.of("a", "code", "pre", "kbd");

    private final Form form;
    private final MarkedText marked;
    private final Deque<Node> opened = new ArrayDeque<>();
    private final List<Element> pictures = new ArrayList<>();
    private final StringBuilder words = new StringBuilder();
    private Element into;
    private Element link;
    private int verbatim;
    private int elements = ELEMENTS;
    private int characters = CHARACTERS;

    /** @param into what is built goes into it */
    Cleaning(Element into, Form form, MarkedText marked) {
        this.into = into;
        this.form = form;
        this.marked = marked;
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode text) {
            // Pieces of text that a left out tag kept apart are one text, now and when it is read again.
            words.append(XmlText.clean(text.getWholeText()));
        } else if (node instanceof Element element && depth > 0) {
            if (Allowed.silent(element)) {
                return FilterResult.SKIP_ENTIRELY;
            }
            if (MEDIA.contains(element.normalName())) {
                media(element);
                return FilterResult.SKIP_ENTIRELY;
            }
            Allowed.copy(element).ifPresent(copy -> element(element, copy));
        }
        return elements < 0 || characters < 0 ? FilterResult.STOP : FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (opened.peek() == node) {
            flush();
            opened.pop();
            Element closed = into;
            into = into.parent();
            verbatim -= VERBATIM.contains(closed.normalName()) ? 1 : 0;
            if (closed == link) {
                link = null;
                named(closed);
                pictures.forEach(this::add);
                pictures.clear();
            }
        }
        return FilterResult.CONTINUE;
    }

    /** The text that was found last goes into its place. */
    void flush() {
        String text = words.toString();
        words.setLength(0);
        List<Node> nodes = verbatim > 0 ? List.of() : marked.of(text);
        if (!nodes.isEmpty()) {
            nodes.forEach(this::add);
        } else if (!text.isEmpty()) {
            add(new TextNode(Bidi.balanced(text)));
        }
    }

    private void element(Element source, Element copy) {
        String name = copy.normalName();
        if (name.equals("img")) {
            picture(copy);
        } else if (name.equals("a") && (!copy.hasAttr("href") || link != null)) {
            // No link, or one in another, which a browser would take apart: its words stay.
            return;
        } else if (name.equals("br") || name.equals("hr")) {
            append(copy);
        } else if (opened.size() < DEPTH || name.equals("a") && opened.size() == DEPTH) {
            // One more for a link, as of those that are made here of addresses and files.
            open(source, copy);
        }
    }

    private void open(Node source, Element copy) {
        copy.tagName(form.tag(copy.normalName()));
        if (copy.nameIs("a")) {
            link = form.link(copy);
        }
        append(copy);
        opened.push(source);
        into = copy;
        verbatim += VERBATIM.contains(copy.normalName()) ? 1 : 0;
    }

    private void picture(Element picture) {
        if (!picture.hasAttr("src")) {
            return;
        }
        Element shown = form.picture(picture, marked.picture(picture.attr("src")));
        if (link != null && shown.nameIs("a")) {
            pictures.add(shown);
        } else {
            append(shown);
        }
    }

    private void media(Element media) {
        Element source = media.hasAttr("src") ? media : media.selectFirst("source[src]");
        Href.web(source == null ? "" : source.attr("src")).ifPresent(href -> {
            Element shown = form.link(Links.to(href, Allowed.words(media.attr("title")).orElse("")));
            if (link == null) {
                append(shown);
            } else {
                pictures.add(shown);
            }
        });
    }

    // What was a link around a picture leads somewhere still; a link around nothing cannot be seen, only stepped on.
    private void named(Element closed) {
        if (!closed.hasText() && closed.selectFirst("img") == null) {
            if (pictures.isEmpty()) {
                closed.remove();
            } else {
                closed.appendText(Href.host(closed.attr("href")));
            }
        }
    }

    private void append(Element element) {
        flush();
        add(element);
    }

    private void add(Node node) {
        spend(node);
        node.childNodes().forEach(this::spend);
        if (elements >= 0 && characters >= 0) {
            into.appendChild(node);
        }
    }

    private void spend(Node node) {
        if (node instanceof TextNode text) {
            characters -= written(text.getWholeText());
        } else if (node instanceof Element element) {
            elements--;
            characters -= 2 * element.tagName().length() + 5;
            for (Attribute attribute : element.attributes()) {
                characters -= attribute.getKey().length() + 4 + written(attribute.getValue());
            }
        }
    }

    // With the entities that markup needs.
    private static int written(String text) {
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            length += switch (text.charAt(i)) {
                case '&', '\u00a0', '"' -> 5;
                case '<', '>' -> 4;
                default -> 0;
            };
        }
        return length;
    }
}
