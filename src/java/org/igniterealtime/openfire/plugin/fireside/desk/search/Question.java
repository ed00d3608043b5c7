package org.igniterealtime.openfire.plugin.fireside.desk.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;

/**
 * What somebody looks for: all parts of it are wanted. Whatever is typed is a question; there is no mistake to make, and no
 * wildcard or expression to be understood.
 *
 * @param typed as it is shown again, cut to {@link #LONGEST} characters
 */
public record Question(String typed, List<Part> parts) {
    /** Characters that are read. */
    static final int LONGEST = 200;
    public static final int MOST_PARTS = 12;

    // from:ana, from:"Ana Maria", #garden, "two words", and words.
    private static final Pattern PART = Pattern.compile("(?i:from:)(?:\"(?<named>[^\"]*)\"?|(?<by>\\S+))"
        + "|#(?<tag>[\\p{L}\\p{M}\\p{N}_-]+)|\"(?<phrase>[^\"]*)\"?|(?<word>[^\\s\"]+)");

    /** One thing that is wanted. */
    public sealed interface Part {
    }

    /** Words that stand behind one another, one word as a rule. */
    public record Words(String text) implements Part {
    }

    /** @param name without its sign, in lower case */
    public record Tag(String name) implements Part {
    }

    /** Who wrote it: an address, the part of it before the at sign, or a name. */
    public record From(String who) implements Part {
    }

    public Question {
        parts = List.copyOf(parts);
    }

    public static Question of(String text) {
        String typed = cut(XmlText.clean(text == null ? "" : text.length() > 4 * LONGEST ? text.substring(0, 4 * LONGEST) : text)
            .strip().replaceAll("\\s+", " "));
        List<Part> parts = new ArrayList<>();
        Matcher part = PART.matcher(typed);
        while (part.find() && parts.size() < MOST_PARTS) {
            if (part.group("named") != null || part.group("by") != null) {
                String who = part.group("named") != null ? part.group("named") : part.group("by");
                add(parts, who, new From(who.strip()));
            } else if (part.group("tag") != null) {
                parts.add(new Tag(tag(part.group("tag"))));
            } else {
                String words = part.group("phrase") != null ? part.group("phrase") : part.group("word");
                add(parts, words, new Words(words.strip()));
            }
        }
        return new Question(typed, parts);
    }

    private static void add(List<Part> parts, String text, Part part) {
        if (!text.isBlank()) {
            parts.add(part);
        }
    }

    /** A tag as it is kept and looked for. */
    static String tag(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    // Not in the midst of a character that is written as two.
    private static String cut(String text) {
        int end = Math.min(LONGEST, text.length());
        return text.substring(0, end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /** The words of it, also of phrases. */
    public List<String> words() {
        return parts.stream().filter(Words.class::isInstance).map(part -> ((Words) part).text()).toList();
    }

    /** The tags of it. */
    public Set<String> tags() {
        return parts.stream().filter(Tag.class::isInstance).map(part -> ((Tag) part).name()).collect(Collectors.toSet());
    }

    /** Whether it asks for what somebody in particular wrote: posts and messages alone are that. */
    boolean isOfSomebody() {
        return parts.stream().anyMatch(From.class::isInstance);
    }
}
