package org.igniterealtime.openfire.plugin.fireside.desk.directory;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;

/**
 * What is looked for. Each word of it begins a word of what is found; nothing that is typed is an expression.
 *
 * @param anywhere words that may stand in any text but an address of mail
 * @param fields words that stand in these
 * @param tags in lower case; all of them
 */
record Wanted(Kind kind, String anywhere, Map<Entry.Field, String> fields, Set<String> tags) {
    private static final int LONGEST = 200;

    Wanted {
        anywhere = cut(anywhere);
        Map<Entry.Field, String> cut = new EnumMap<>(Entry.Field.class);
        fields.forEach((field, text) -> cut.put(field, cut(text)));
        cut.values().removeIf(String::isEmpty);
        fields = Map.copyOf(cut);
        tags = Set.copyOf(tags);
    }

    /** By words and tags. @param words none of either for all that there is */
    static Wanted of(Kind kind, List<String> words, Set<String> tags) {
        return new Wanted(kind, String.join(" ", words), Map.of(), tags);
    }

    boolean isForAll() {
        return anywhere.isEmpty() && fields.isEmpty() && tags.isEmpty();
    }

    /** As an address of mail is kept and looked for. */
    static String mail(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }

    private static String cut(String text) {
        String clean = XmlText.clean(text.substring(0, Math.min(4 * LONGEST, text.length()))).strip();
        return clean.substring(0, clean.offsetByCodePoints(0, Math.min(LONGEST, clean.codePointCount(0, clean.length()))));
    }
}
