package org.igniterealtime.openfire.plugin.fireside.view;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.safety.Safelist;

/** The elements and attributes that somebody's words may have, and the plain form of each attribute's value. */
final class Allowed {
    private static final Safelist LIST = new Safelist()
        .addTags("p", "br", "hr", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre",
            "code", "kbd", "strong", "em", "b", "i", "u", "s", "del", "ins", "sub", "sup", "small", "mark", "abbr", "q", "cite", "a", "img",
            "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "figure", "figcaption")
        .addAttributes("a", "href").addProtocols("a", "href", "http", "https", "xmpp", "mailto")
        .addAttributes("img", "src", "alt").addProtocols("img", "src", "http", "https")
        .addAttributes("abbr", "title").addAttributes("ol", "start")
        .addAttributes("th", "align", "colspan", "rowspan").addAttributes("td", "align", "colspan", "rowspan");
    // Their content is no words: code, another vocabulary, or what a browser shows only where something else fails.
    private static final Set<String> SILENT = Set.of("script", "style", "template", "noscript", "noembed", "noframes", "object", "embed",
        "applet", "svg", "math", "head", "title", "base", "link", "meta", "datalist", "frameset");
    private static final Set<String> BLOCKS = Set.of("section", "article", "header", "footer", "main", "aside", "nav", "center",
        "address", "fieldset", "form", "details", "summary", "menu", "dir", "option");

    private static final int LONGEST = 300;
    private static final Function<String, Optional<String>> SPAN = like("[1-9]|1\\d|20");
    private static final Map<String, Function<String, Optional<String>>> VALUES = Map.of("href", Href::of, "src", Href::web,
        "alt", Allowed::words, "title", Allowed::words, "start", like("-?\\d{1,6}"), "colspan", SPAN, "rowspan", SPAN,
        "align", like("left|center|right"));

    private Allowed() {
    }

    /** Whether nothing of the element remains, not even its words. */
    static boolean silent(Element source) {
        return SILENT.contains(source.normalName());
    }

    /** The element without its content, or empty when only its content may stay. */
    static Optional<Element> copy(Element source) {
        String name = BLOCKS.contains(source.normalName()) ? "div" : source.normalName();
        if (!LIST.isSafeTag(name)) {
            return Optional.empty();
        }
        Element copy = new Element(name);
        for (Attribute attribute : source.attributes()) {
            Function<String, Optional<String>> form = VALUES.get(attribute.getKey());
            if (form != null) {
                form.apply(attribute.getValue()).ifPresent(value -> add(copy, new Attribute(attribute.getKey(), value)));
            }
        }
        return Optional.of(copy);
    }

    /** A text of an attribute, on one side of its own, not endless. */
    static Optional<String> words(String value) {
        String cut = value.length() > LONGEST ? value.substring(0, LONGEST) : value;
        return Optional.of(Bidi.balanced(XmlText.clean(cut)).strip()).filter(words -> !words.isEmpty());
    }

    private static void add(Element copy, Attribute attribute) {
        copy.attr(attribute.getKey(), attribute.getValue());
        if (!LIST.isSafeAttribute(copy.normalName(), copy, attribute)) {
            copy.removeAttr(attribute.getKey());
        }
    }

    private static Function<String, Optional<String>> like(String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return value -> Optional.of(value).filter(text -> compiled.matcher(text).matches());
    }
}
