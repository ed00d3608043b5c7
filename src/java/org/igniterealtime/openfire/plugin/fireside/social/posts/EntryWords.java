package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.util.Locale;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.view.Sanitiser;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;

/** The text constructs and contents of an entry (RFC 4287 §3.1, §4.1.3): the first of each kind that says something. */
final class EntryWords {
    static final int LONGEST = 200_000;

    private String text = "";
    private String html = "";

    /** The words of a text construct without any markup. */
    static String plain(Element construct) {
        return markup(construct) ? Sanitiser.text(source(construct)) : XmlText.clean(construct.getText()).strip();
    }

    /** Whether it holds HTML, as elements or as text. */
    static boolean markup(Element construct) {
        String type = type(construct);
        return type.contains("html") || !type.startsWith("text") && !construct.elements().isEmpty();
    }

    void read(Element construct) {
        if (markup(construct)) {
            // Elements are read before text: the same words, with no doubt where a tag begins.
            if (html.isEmpty() || !construct.elements().isEmpty() && type(construct).contains("xhtml")) {
                String clean = Sanitiser.xhtml(source(construct));
                html = clean.contains("<img") || !Sanitiser.text(clean).isEmpty() ? clean : html;
            }
        } else if (text.isEmpty() && (type(construct).isEmpty() || type(construct).startsWith("text"))) {
            text = EntryReading.cut(construct.getText(), LONGEST).strip();
        }
    }

    boolean none() {
        return text.isEmpty() && html.isEmpty();
    }

    String text() {
        return text;
    }

    String html() {
        return html;
    }

    private static String source(Element construct) {
        return construct.elements().isEmpty() ? construct.getText() : Xhtml.inside(construct);
    }

    private static String type(Element construct) {
        return construct.attributeValue("type", "").strip().toLowerCase(Locale.ROOT);
    }
}
