package org.igniterealtime.openfire.plugin.fireside.view;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps a text's direction controls (UAX 9 §2) to the text itself: what it opens is closed at its end, and what it closes
 * without having opened it is left out, so that no name or title turns around what stands after it.
 */
public final class Bidi {
    private static final char PDF = '\u202c';
    private static final char PDI = '\u2069';
    // UAX 9 §3.3.2: deeper ones have no effect in a browser either.
    private static final int DEEPEST = 125;

    private Bidi() {
    }

    /** The same text, the same object too when there is no such control in it. */
    public static String balanced(String text) {
        return text.chars().noneMatch(c -> control((char) c)) ? text : closed(text);
    }

    static boolean control(char c) {
        return c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069';
    }

    private static String closed(String text) {
        StringBuilder closed = new StringBuilder(text.length() + 8);
        Deque<Character> open = new ArrayDeque<>();
        for (char c : text.toCharArray()) {
            if (!control(c)) {
                closed.append(c);
            } else if (c != PDF && c != PDI) {
                if (open.size() < DEEPEST) {
                    open.push(c >= '\u2066' ? PDI : PDF);
                    closed.append(c);
                }
            } else if (c == PDI && open.contains(PDI) || c == PDF && !open.isEmpty() && open.peek() == PDF) {
                // The end of an isolate ends the embeddings in it as well.
                while (open.peek() != c) {
                    closed.append(open.pop());
                }
                closed.append(open.pop());
            }
        }
        open.forEach(closed::append);
        return closed.toString();
    }
}
