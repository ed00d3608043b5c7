package org.igniterealtime.openfire.plugin.fireside.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;

/**
 * What others may write to do harm, of the files in {@code hostile}.
 *
 * @param kind html, markdown or links
 * @param cause what is special about it
 */
record HostileWords(String kind, String cause, String text) {
    private static final Pattern CHARACTER = Pattern.compile("\\{U\\+([0-9A-F]{4})\\}");

    static List<HostileWords> all() {
        List<HostileWords> all = new ArrayList<>();
        for (String kind : List.of("html", "markdown", "links")) {
            String[] parts = file(kind).split("(?m)^=== ");
            for (int i = 1; i < parts.length; i++) {
                String[] part = parts[i].split("\n", 2);
                String text = CHARACTER.matcher(part[1]).replaceAll(match -> String.valueOf((char) Integer.parseInt(match.group(1), 16)));
                all.add(new HostileWords(kind, part[0], text.endsWith("\n") ? text.substring(0, text.length() - 1) : text));
            }
        }
        return all;
    }

    /** As they would stand in a page without any care. @param canary the address that nobody may ask for */
    String raw(String canary) {
        String words = text(canary);
        return switch (kind) {
            case "markdown" -> HtmlRenderer.builder().build().render(Parser.builder().build().parse(words));
            case "links" -> "<a href=\"" + words + "\">" + words + "</a>";
            default -> words;
        };
    }

    /** As a page shows them, in each way in which they may come to it. */
    String shown(String canary) {
        String words = text(canary);
        return switch (kind) {
            case "markdown" -> Markdown.html(words, SanitiserTest.MARKS).html() + Sanitiser.html(Markdown.xhtml(words), SanitiserTest.MARKS).html();
            // A message of a chat is balanced by no one, and stands in a block of its own.
            case "links" -> Links.html(Bidi.balanced(XmlText.clean(words))).html() + Markdown.html(words, SanitiserTest.MARKS).html();
            default -> Sanitiser.html(words, SanitiserTest.MARKS).html() + Sanitiser.html(Sanitiser.xhtml(words), SanitiserTest.MARKS).html();
        };
    }

    String text(String canary) {
        return text.replace("CANARY", canary);
    }

    @Override
    public String toString() {
        return kind + ": " + cause;
    }

    private static String file(String kind) {
        try (InputStream in = HostileWords.class.getResourceAsStream("/hostile/" + kind + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
