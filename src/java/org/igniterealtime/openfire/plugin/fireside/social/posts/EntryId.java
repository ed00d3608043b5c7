package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Ids that can be read in an address: {@code a-walk-in-the-rain-x4T9q2}. */
public final class EntryId {
    private static final int LONGEST = 60;
    private static final int SHORTEST = 3;
    private static final int RANDOM = 6;
    private static final String SIGNS = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    // What Unicode takes no mark from.
    private static final Map<String, String> LETTERS = Map.ofEntries(Map.entry("ß", "ss"), Map.entry("æ", "ae"), Map.entry("œ", "oe"),
        Map.entry("ø", "o"), Map.entry("ł", "l"), Map.entry("đ", "d"), Map.entry("ð", "d"), Map.entry("þ", "th"), Map.entry("ı", "i"));

    private EntryId() {
    }

    /**
     * @param title of whatever length; its first line counts
     * @param random makes the id nobody's before: a secure one, since whoever knows the id could publish it first
     * @return 10 to 70 characters of {@code [A-Za-z0-9-]}; a UUID where the title has no letters for one
     */
    public static String of(String title, RandomGenerator random) {
        String slug = slug(Entry.firstLine(title));
        if (slug.length() < SHORTEST) {
            return uuid(random);
        }
        StringBuilder id = new StringBuilder(slug).append('-');
        random.ints(RANDOM, 0, SIGNS.length()).forEach(at -> id.append(SIGNS.charAt(at)));
        return id.toString();
    }

    private static String slug(String line) {
        String letters = Normalizer.normalize(line.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
        for (Map.Entry<String, String> letter : LETTERS.entrySet()) {
            letters = letters.replace(letter.getKey(), letter.getValue());
        }
        String slug = letters.replaceAll("[\\p{M}'\u2019]+", "").replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        if (slug.length() <= LONGEST) {
            return slug;
        }
        int word = slug.lastIndexOf('-', LONGEST);
        return slug.substring(0, word > LONGEST / 2 ? word : LONGEST);
    }

    private static String uuid(RandomGenerator random) {
        long version4 = random.nextLong() & ~0xF000L | 0x4000L;
        long variant = random.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return new UUID(version4, variant).toString();
    }
}
