package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.Collectors;
import org.igniterealtime.openfire.plugin.fireside.view.Links;
import org.igniterealtime.openfire.plugin.fireside.view.Markdown;
import org.igniterealtime.openfire.plugin.fireside.view.Marks;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;
import org.igniterealtime.openfire.plugin.fireside.view.Sanitiser;
import org.jsoup.Jsoup;

/** What an entry says, for reading. */
public final class Words {
    private static final int OPENING = 80;

    private Words() {
    }

    /** Its content with nothing marked. */
    static SafeHtml body(Entry entry) {
        return body(entry, Marks.NONE);
    }

    /** Its content; a note without one is its title. @param marks where names and tags lead */
    static SafeHtml body(Entry entry, Marks marks) {
        if (!entry.html().isBlank()) {
            return Sanitiser.html(entry.html(), marks);
        }
        // A note is plain text: markup in it shows as typed.
        return entry.text().isBlank() ? Sanitiser.html(Links.html(entry.title()).html(), marks) : Markdown.html(entry.text(), marks);
    }

    /** The same as plain text. */
    public static String plain(Entry entry) {
        return entry.html().isBlank() ? Markdown.text(entry.text()) : Sanitiser.text(entry.html());
    }

    /** Its tags, and those that stand among its words: without their sign, as they are written. */
    public static Set<String> tags(Entry entry) {
        Set<String> tags = new LinkedHashSet<>(entry.tags());
        body(entry, new Marks() {
            @Override
            public Optional<String> person(String name) {
                return Optional.empty();
            }

            @Override
            public Optional<String> tag(String name) {
                tags.add(name);
                return Optional.empty();
            }
        });
        return tags;
    }

    /** What is said of its files, as plain text. */
    public static String files(Entry entry) {
        return entry.files().stream().map(file -> file.isPicture() ? file.alt() : file.alt() + '\n' + file.name()).collect(Collectors.joining("\n"));
    }

    /** The addresses of the web that its words lead to, in order. */
    static Stream<String> links(Entry entry) {
        return Jsoup.parseBodyFragment(body(entry).html()).select("a[href^=http]:not(.picture-ask)").stream().map(link -> link.attr("href"));
    }

    /** Its title, where that says more than the words below it begin with; or empty. */
    static String title(Entry entry) {
        String title = entry.title().strip();
        String words = line(plain(entry));
        // What is too long for a title may have been cut.
        String start = line(title).replaceFirst("\\s*\u2026$", "");
        return words.isEmpty() || words.startsWith(start) ? "" : title;
    }

    /** How it begins, in a line. */
    public static String opening(Entry entry) {
        String line = line(entry.heading());
        return line.codePointCount(0, line.length()) <= OPENING ? line
            : line.substring(0, line.offsetByCodePoints(0, OPENING - 1)).strip() + "\u2026";
    }

    private static String line(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
