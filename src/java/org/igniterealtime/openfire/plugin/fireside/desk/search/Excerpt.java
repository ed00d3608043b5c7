package org.igniterealtime.openfire.plugin.fireside.desk.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.igniterealtime.openfire.plugin.fireside.desk.directory.WordAnalyzer;

/** Some of a text, around what was looked for. */
public final class Excerpt {
    private static final int BEFORE = 60;
    private static final int LONGEST = 260;
    private static final String CUT = "\u2026";

    private Excerpt() {
    }

    /** @param hit whether it was looked for */
    public record Piece(String text, boolean hit) {
    }

    private record Span(int from, int to) {
    }

    /** @param words as the analyser makes them */
    public static List<Piece> of(String text, Set<String> words, WordAnalyzer analyzer) throws IOException {
        List<Span> hits = hits(text, words, analyzer);
        int from = hits.isEmpty() ? 0 : begin(text, hits.get(0).from() - BEFORE);
        int to = end(text, from + LONGEST);
        List<Piece> pieces = new ArrayList<>();
        add(pieces, from > 0 ? CUT : "", false);
        int at = from;
        for (Span hit : hits) {
            if (hit.from() >= at && hit.to() <= to) {
                add(pieces, text.substring(at, hit.from()), false);
                add(pieces, text.substring(hit.from(), hit.to()), true);
                at = hit.to();
            }
        }
        add(pieces, text.substring(at, to), false);
        add(pieces, to < text.length() ? CUT : "", false);
        return pieces;
    }

    private static void add(List<Piece> pieces, String text, boolean hit) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(text, hit));
        }
    }

    // Those of an excerpt alone.
    private static List<Span> hits(String text, Set<String> words, WordAnalyzer analyzer) throws IOException {
        List<Span> hits = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream("", text)) {
            CharTermAttribute word = stream.addAttribute(CharTermAttribute.class);
            OffsetAttribute place = stream.addAttribute(OffsetAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                if (!hits.isEmpty() && place.startOffset() > hits.get(0).from() + LONGEST) {
                    break;
                }
                if (words.contains(word.toString())) {
                    hits.add(new Span(place.startOffset(), place.endOffset()));
                }
            }
        }
        return hits;
    }

    // Between two words, where there is such a place near.
    private static int begin(String text, int at) {
        if (at <= 0) {
            return 0;
        }
        int blank = text.indexOf(' ', at);
        return blank >= 0 && blank < at + BEFORE ? blank + 1 : whole(text, at);
    }

    private static int end(String text, int at) {
        if (at >= text.length()) {
            return text.length();
        }
        int blank = text.lastIndexOf(' ', at);
        return blank > at - BEFORE ? blank : whole(text, at);
    }

    // Not in the midst of a character that is written as two.
    private static int whole(String text, int at) {
        return Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }
}
