package org.igniterealtime.openfire.plugin.fireside.view;

import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.parser.Parser;

/**
 * The one way by which HTML and XHTML of others becomes a part of a page or of a stanza. What is not on its list is left
 * out: elements with their words kept where they have any, attributes without a trace. No input makes it throw: what is
 * broken is read as a browser reads it (WHATWG HTML §13.2), what is too long, too deep or too much is cut.
 */
public final class Sanitiser {
    private static final int INPUT = 512 << 10;
    private static final int TAGS = 40_000;
    private static final int DEEPEST = 256;

    private Sanitiser() {
    }

    /** As of {@link #html(String, Marks)} with nothing marked. */
    public static SafeHtml html(String html) {
        return html(html, Marks.NONE);
    }

    /**
     * For a page. Headings are h3 to h6, links open elsewhere and tell nobody where from; a picture is loaded from
     * us where the marks say so, in a link of the class {@code picture-shown}; otherwise it is a link of the class {@code picture-ask}
     * with its words in {@code data-alt}, so that no browser fetches anything elsewhere before a click; audio, video and frames are links.
     *
     * @param html of whatever origin and length
     * @param marks where names and tags in running text lead, and pictures are loaded from
     */
    public static SafeHtml html(String html, Marks marks) {
        return new SafeHtml(cleaned(html, Form.PAGE, marks).html());
    }

    /**
     * For an Atom content (RFC 4287 §3.1.1.3): one XHTML {@code div} with its namespace, well-formed, with its pictures.
     * What went through stays as it is.
     *
     * @param html of whatever origin and length
     */
    public static String xhtml(String html) {
        Element body = cleaned(html, Form.STANZA, Marks.NONE);
        body.ownerDocument().outputSettings().syntax(Document.OutputSettings.Syntax.xml).escapeMode(Entities.EscapeMode.xhtml);
        return "<div xmlns=\"" + Ns.XHTML + "\">" + body.html() + "</div>";
    }

    /** The words alone, with a line end where a block or a line ends and what pictures are said to show: for titles and previews. */
    public static String text(String html) {
        PlainText text = new PlainText();
        cleaned(html, Form.STANZA, Marks.NONE).traverse(text);
        return text.toString();
    }

    private static Element cleaned(String html, Form form, Marks marks) {
        Document raw = Parser.htmlParser().setMaxDepth(DEEPEST).parseInput("<body>" + bounded(html), "");
        Document clean = Document.createShell("");
        clean.outputSettings().prettyPrint(false);
        Cleaning cleaning = new Cleaning(clean.body(), form, new MarkedText(form, marks));
        root(raw.body()).filter(cleaning);
        cleaning.flush();
        return clean.body();
    }

    // The div that Atom asks for is the form's, not the author's.
    private static Element root(Element body) {
        Element first = body.firstElementChild();
        return body.childrenSize() == 1 && first.nameIs("div") && body.ownText().isBlank() ? first : body;
    }

    // Counted before it is parsed: a document may be many times larger than its source.
    private static String bounded(String html) {
        String text = XmlText.clean(html.length() > INPUT ? html.substring(0, INPUT) : html);
        int tags = 0;
        for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
            if (++tags > TAGS) {
                return text.substring(0, at);
            }
        }
        return text;
    }
}
