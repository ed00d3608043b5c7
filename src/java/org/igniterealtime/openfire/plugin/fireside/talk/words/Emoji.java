package org.igniterealtime.openfire.plugin.fireside.talk.words;

/**
 * Whether words are emoji (UTS 51 §1.4): one picture each, however many characters it is made of. By ranges, since Java 17 does not know which
 * characters are any; a new one within a block of emoji is one from the day on that fonts have it.
 */
final class Emoji {
    private static final int MOST = 3;
    /** Characters of the longest, a family with the colours of their skins, are fewer. */
    private static final int LONGEST = MOST * 40;

    private static final int JOINER = 0x200D;
    private static final int AS_PICTURE = 0xFE0F;
    private static final int KEYCAP = 0x20E3;
    private static final int BLACK_FLAG = 0x1F3F4;
    private static final int TAG_END = 0xE007F;

    /** Shown as pictures by themselves (Emoji_Presentation), from and to. */
    private static final int[] PICTURES = {0x231A, 0x231B, 0x23E9, 0x23EC, 0x23F0, 0x23F0, 0x23F3, 0x23F3, 0x25FD, 0x25FE, 0x2614, 0x2615,
        0x2648, 0x2653, 0x267F, 0x267F, 0x2693, 0x2693, 0x26A1, 0x26A1, 0x26AA, 0x26AB, 0x26BD, 0x26BE, 0x26C4, 0x26C5, 0x26CE, 0x26CE,
        0x26D4, 0x26D4, 0x26EA, 0x26EA, 0x26F2, 0x26F3, 0x26F5, 0x26F5, 0x26FA, 0x26FA, 0x26FD, 0x26FD, 0x2705, 0x2705, 0x270A, 0x270B,
        0x2728, 0x2728, 0x274C, 0x274C, 0x274E, 0x274E, 0x2753, 0x2755, 0x2757, 0x2757, 0x2795, 0x2797, 0x27B0, 0x27B0, 0x27BF, 0x27BF,
        0x2B1B, 0x2B1C, 0x2B50, 0x2B50, 0x2B55, 0x2B55, 0x1F004, 0x1F004, 0x1F0CF, 0x1F0CF, 0x1F18E, 0x1F18E, 0x1F191, 0x1F19A,
        0x1F201, 0x1F201, 0x1F21A, 0x1F21A, 0x1F22F, 0x1F22F, 0x1F232, 0x1F236, 0x1F238, 0x1F23A, 0x1F250, 0x1F251, 0x1F300, 0x1F64F,
        0x1F680, 0x1F6FF, 0x1F7E0, 0x1F7EB, 0x1F7F0, 0x1F7F0, 0x1F90C, 0x1F9FF, 0x1FA70, 0x1FAFF};
    /** Letters and signs that are pictures where {@link #AS_PICTURE} or a colour of skin says so. */
    private static final int[] SIGNS = {0xA9, 0xA9, 0xAE, 0xAE, 0x203C, 0x203C, 0x2049, 0x2049, 0x2122, 0x2122, 0x2139, 0x2139, 0x2194, 0x21AA,
        0x2300, 0x23FF, 0x24C2, 0x24C2, 0x25AA, 0x27BF, 0x2934, 0x2935, 0x2B05, 0x2B55, 0x3030, 0x3030, 0x303D, 0x303D, 0x3297, 0x3299,
        0x1F170, 0x1F251};

    private final int[] text;
    private int at;

    private Emoji(int[] text) {
        this.text = text;
    }

    /** Whether a text is one to three emoji and nothing but white space beside them. */
    static boolean few(String text) {
        String bare = text.strip();
        return !bare.isEmpty() && bare.length() <= LONGEST && new Emoji(bare.codePoints().toArray()).few();
    }

    private boolean few() {
        int count = 0;
        while (at < text.length) {
            if (Character.isWhitespace(text[at])) {
                at++;
            } else if (!one() || ++count > MOST) {
                return false;
            }
        }
        return true;
    }

    private boolean one() {
        if (isRegion(peek())) {
            at++;
            return isRegion(next());
        }
        int first = peek();
        if (first >= '0' && first <= '9' || first == '#' || first == '*') {
            at++;
            take(AS_PICTURE);
            return next() == KEYCAP;
        }
        if (first == BLACK_FLAG && at + 1 < text.length && isTag(text[at + 1])) {
            at++;
            while (isTag(peek())) {
                at++;
            }
            return next() == TAG_END;
        }
        boolean drawn = element();
        while (drawn && take(JOINER)) {
            drawn = element();
        }
        return drawn;
    }

    // Behind a joiner stands anything that may be a picture, with or without the sign for it.
    private boolean element() {
        boolean joined = at > 0 && text[at - 1] == JOINER;
        int base = next();
        boolean told = take(AS_PICTURE);
        told |= isSkin(peek()) && next() > 0;
        return within(PICTURES, base) || within(SIGNS, base) && (told || joined || peek() == JOINER);
    }

    private int peek() {
        return at < text.length ? text[at] : 0;
    }

    private int next() {
        return at < text.length ? text[at++] : 0;
    }

    private boolean take(int wanted) {
        boolean there = peek() == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private static boolean isRegion(int character) {
        return character >= 0x1F1E6 && character <= 0x1F1FF;
    }

    private static boolean isSkin(int character) {
        return character >= 0x1F3FB && character <= 0x1F3FF;
    }

    private static boolean isTag(int character) {
        return character >= 0xE0020 && character < TAG_END;
    }

    private static boolean within(int[] ranges, int character) {
        for (int i = 0; i < ranges.length; i += 2) {
            if (character >= ranges[i] && character <= ranges[i + 1]) {
                return true;
            }
        }
        return false;
    }
}
