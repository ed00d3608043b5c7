package org.igniterealtime.openfire.plugin.fireside.social.posts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.dom4j.DocumentException;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.view.Markdown;
import org.igniterealtime.openfire.plugin.fireside.view.Sanitiser;
import org.junit.jupiter.api.Test;

/** Entries of others, changed at random: whatever they hold, they are read, shown, written, and read the same again. */
class EntryFuzzTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String[] VALUES = {"", " ", "\u2026", "\u2665", "javascript:x", "xmpp:a@b?;node=n;item=i", "xmpp:a@b?;node=%;item=%00", "https://a.example/\"<>",
        "\ud800", "\ud83d\udd25", "\u0000", "\uffff", "\u202e", "<b onclick=x>y</b>", "&lt;script&gt;", "text", "html", "xhtml", "comments", "replies", "nsfw", "-1",
        "2026-02-03T04:05:06Z", "9999-99-99T99:99:99Z", "x".repeat(5000), "] ]>", "# \n> *", "a\n\n\nb", "\u00a0", "\u200b"};
    private static final String[] NAMES = {"title", "content", "summary", "link", "author", "uri", "name", "category", "published", "updated", "in-reply-to", "entry", "id",
        "div", "p", "b", "svg", "script", "img", "a", "textarea", "br", "x-y", "A.b", "\u00e4"};
    private static final String[] ATTRIBUTES = {"type", "rel", "href", "title", "term", "length", "src", "alt", "ref", "logo", "onclick", "xmlns-like"};

    @Test
    void a_changed_entry_is_read_the_same_after_it_was_written() throws Exception {
        List<String> files = new ArrayList<>();
        try (Stream<Path> entries = Files.list(Path.of("src/test/resources/entries"))) {
            for (Path entry : entries.sorted().toList()) {
                files.add(Files.readString(entry));
            }
        }
        Random random = new Random(42);
        for (int i = 0; i < 1_500; i++) {
            Element entry = DocumentHelper.parseText(files.get(random.nextInt(files.size()))).getRootElement();
            for (int changes = 1 + random.nextInt(12); changes > 0; changes--) {
                change(entry, random);
            }
            same(entry);
        }
    }

    @Test
    void a_changed_stream_is_refused_by_the_parser_or_read() throws Exception {
        String file = Files.readString(Path.of("src/test/resources/entries/libervia.xml"));
        Random random = new Random(43);
        int read = 0;
        for (int i = 0; i < 1_500; i++) {
            StringBuilder changed = new StringBuilder(file);
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                int at = random.nextInt(changed.length());
                changed.replace(at, Math.min(changed.length(), at + random.nextInt(3)), random.nextBoolean() ? "" : String.valueOf((char) random.nextInt(300)));
            }
            try {
                same(DocumentHelper.parseText(changed.toString()).getRootElement());
                read++;
            } catch (DocumentException illFormed) {
                assertTrue(illFormed.getMessage() != null);
            }
        }
        assertTrue(read > 150, "only " + read + " were well-formed");
    }

    private static void same(Element element) throws DocumentException {
        if (EntryStanza.parse(element, NOW).isEmpty()) {
            return;
        }
        Entry entry = EntryStanza.parse(element, NOW).orElseThrow();
        Sanitiser.html(entry.html());
        Markdown.html(entry.text());
        Element wire = DocumentHelper.parseText(EntryStanza.write(entry).asXML()).getRootElement();

        Entry again = EntryStanza.parse(wire, NOW).orElseThrow();

        // What had no HTML was given it, for those who read no Markdown.
        assertEquals(entry, entry.html().isEmpty() ? again.edit(again.updated()).html("").entry() : again, wire::asXML);
    }

    // ---- a tree is changed without the checks of a parser, as a component or a plugin may hand it over

    private static void change(Element entry, Random random) {
        Element at = anywhere(entry, random);
        switch (random.nextInt(7)) {
            case 0 -> at.addAttribute(one(ATTRIBUTES, random), one(VALUES, random));
            case 1 -> at.addText(one(VALUES, random));
            case 2 -> at.setText(one(VALUES, random));
            case 3 -> at.addElement(one(NAMES, random)).addText(one(VALUES, random)).addAttribute(one(ATTRIBUTES, random), one(VALUES, random));
            case 4 -> entry.addElement(one(NAMES, random)).addAttribute(one(ATTRIBUTES, random), one(VALUES, random)).addText(one(VALUES, random));
            case 5 -> deep(at, one(NAMES, random), random.nextInt(400));
            default -> {
                if (at != entry) {
                    at.detach();
                }
            }
        }
    }

    private static void deep(Element from, String name, int levels) {
        Element at = from;
        for (int i = 0; i < levels; i++) {
            at = at.addElement(name);
        }
        at.addCDATA("deep");
    }

    private static Element anywhere(Element entry, Random random) {
        Element at = entry;
        while (!at.elements().isEmpty() && random.nextInt(3) > 0) {
            at = (Element) at.elements().get(random.nextInt(at.elements().size()));
        }
        return at;
    }

    private static String one(String[] of, Random random) {
        return of[random.nextInt(of.length)];
    }
}
