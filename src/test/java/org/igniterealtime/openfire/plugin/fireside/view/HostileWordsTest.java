package org.igniterealtime.openfire.plugin.fireside.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.dom4j.DocumentHelper;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files in {@code hostile}, as they are and in pieces, read by a second parser; {@code HostileWordsIT} asks a browser. */
class HostileWordsTest {
    private static final String CANARY = "http://canary.example/1";
    private static final Set<String> ELEMENTS = Set.of("p", "br", "hr", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd",
        "blockquote", "pre", "code", "kbd", "strong", "em", "b", "i", "u", "s", "del", "ins", "sub", "sup", "small", "mark", "abbr", "q", "cite", "a",
        "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "figure", "figcaption");
    private static final String SIGNS = "<>\"'&/=`!-[]();: \t\n\u0000";
    private static final Set<String> PLAIN = Set.of("title", "start", "align", "colspan", "rowspan", "data-alt");

    static List<HostileWords> all() {
        return HostileWords.all();
    }

    @Test
    void there_are_many_of_them_and_each_for_a_cause_of_its_own() {
        List<HostileWords> all = all();

        assertTrue(all.size() >= 150, () -> all.size() + "");
        assertEquals(all.size(), all.stream().map(HostileWords::toString).distinct().count());
        assertEquals(all.size(), all.stream().map(each -> each.kind() + each.text()).distinct().count());
    }

    @ParameterizedTest
    @MethodSource("all")
    void nothing_but_what_is_allowed_comes_out(HostileWords words) throws Exception {
        allowed(words.shown(CANARY));
        stanza(words.text(CANARY));
    }

    @Test
    void nothing_but_what_is_allowed_comes_out_of_their_pieces() throws Exception {
        Random random = new Random(20260301);
        List<String> texts = all().stream().map(each -> each.text(CANARY)).toList();
        for (int i = 0; i < 4_000; i++) {
            String words = mutated(texts, random);

            allowed(Sanitiser.html(words, SanitiserTest.MARKS).html());
            allowed(Markdown.html(words, SanitiserTest.MARKS).html());
            stanza(words);
            stanza(Markdown.xhtml(words));
            Sanitiser.text(words);
            Links.html(words);
        }
    }

    private static void stanza(String words) throws Exception {
        String xhtml = Sanitiser.xhtml(words);
        DocumentHelper.parseText(xhtml);
        assertEquals(xhtml, Sanitiser.xhtml(xhtml));
        allowed(Sanitiser.html(xhtml).html());
    }

    // Cut, joined, doubled, sprinkled with bytes and halves of characters.
    private static String mutated(List<String> texts, Random random) {
        StringBuilder words = new StringBuilder();
        for (int parts = 1 + random.nextInt(4); parts > 0; parts--) {
            String text = texts.get(random.nextInt(texts.size()));
            int from = random.nextInt(text.length());
            words.append(text, random.nextBoolean() ? 0 : from, random.nextBoolean() ? text.length() : Math.max(from, random.nextInt(text.length() + 1)));
        }
        for (int changes = random.nextInt(6); changes > 0 && words.length() > 0; changes--) {
            int at = random.nextInt(words.length());
            switch (random.nextInt(6)) {
                case 0 -> words.deleteCharAt(at);
                case 1 -> words.insert(at, SIGNS.charAt(random.nextInt(SIGNS.length())));
                case 2 -> words.setCharAt(at, (char) random.nextInt(0x10000));
                case 3 -> words.insert(at, (char) (0xD800 + random.nextInt(0x800)));
                case 4 -> words.insert(at, words.substring(at, Math.min(words.length(), at + random.nextInt(20))).repeat(random.nextInt(50)));
                default -> words.insert(at, "<b>".repeat(random.nextInt(300)));
            }
        }
        return words.toString();
    }

    private static void allowed(String html) {
        List<String> strange = new ArrayList<>();
        for (Element element : Jsoup.parse(html).body().children().select("*")) {
            if (!ELEMENTS.contains(element.normalName())) {
                strange.add(element.normalName());
            }
            for (Attribute attribute : element.attributes()) {
                if (!PLAIN.contains(attribute.getKey()) && !(element.nameIs("a") && link(element, attribute))) {
                    strange.add(element.normalName() + " " + attribute);
                }
            }
        }
        for (TextNode text : Jsoup.parse(html).body().nodeStream(TextNode.class).toList()) {
            if (!Bidi.balanced(text.getWholeText()).equals(text.getWholeText())) {
                strange.add("direction");
            }
        }
        assertEquals(List.of(), strange, () -> html.substring(0, Math.min(html.length(), 2000)));
    }

    private static boolean link(Element link, Attribute attribute) {
        boolean mark = Set.of("hashtag", "mention").contains(link.className());
        return switch (attribute.getKey()) {
            case "href" -> attribute.getValue().matches(mark ? "/fireside/[^\\s\"<>]+" : "(?i)(https?://|xmpp:|mailto:)[^\\s\"<>`]+");
            case "class" -> mark || attribute.getValue().equals("picture-ask");
            case "target" -> attribute.getValue().equals("_blank");
            case "rel" -> attribute.getValue().equals("noopener noreferrer nofollow ugc");
            default -> false;
        };
    }
}
