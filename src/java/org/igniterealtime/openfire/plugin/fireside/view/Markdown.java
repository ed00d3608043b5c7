package org.igniterealtime.openfire.plugin.fireside.view;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * What people type: CommonMark with ~~struck out~~ words and tables. HTML in it shows as typed, a line end is a line end,
 * and what comes out has gone through the {@link Sanitiser}. No input makes it throw.
 */
public final class Markdown {
    private static final int LONGEST = 200_000;
    // Rendering goes down by recursion.
    private static final int DEEPEST = 60;
    private static final List<Extension> EXTENSIONS = List.of(StrikethroughExtension.create(), TablesExtension.create());
    private static final Parser PARSER = parser(EXTENSIONS);
    private static final Parser WITHOUT_TABLES = parser(List.of(StrikethroughExtension.create()));
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder().extensions(EXTENSIONS).escapeHtml(true).softbreak("<br>\n").build();

    private Markdown() {
    }

    /** As of {@link #html(String, Marks)} with nothing marked. */
    public static SafeHtml html(String source) {
        return html(source, Marks.NONE);
    }

    /**
     * For a page.
     *
     * @param source as typed; of what is longer than 200,000 characters, the beginning
     * @param marks where names and tags lead
     */
    public static SafeHtml html(String source, Marks marks) {
        return Sanitiser.html(rendered(source), marks);
    }

    /** For an Atom content, as of {@link Sanitiser#xhtml}. */
    public static String xhtml(String source) {
        return Sanitiser.xhtml(rendered(source));
    }

    /** The words alone, without markup, as of {@link Sanitiser#text}. */
    public static String text(String source) {
        return Sanitiser.text(rendered(source));
    }

    private static String rendered(String source) {
        String cut = source.length() > LONGEST ? source.substring(0, LONGEST) : source;
        try {
            return RENDERER.render(PARSER.parse(cut));
        } catch (IllegalArgumentException tooManyCells) {
            // The extension's own bound: a short header and many lines would make millions of cells.
            return RENDERER.render(WITHOUT_TABLES.parse(cut));
        }
    }

    private static Parser parser(List<Extension> extensions) {
        return Parser.builder().extensions(extensions).maxOpenBlockParsers(DEEPEST).maxInlineNesting(DEEPEST).build();
    }
}
