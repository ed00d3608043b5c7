package org.igniterealtime.openfire.plugin.fireside.desk.directory;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.ar.ArabicNormalizationFilter;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.core.DecimalDigitFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * Takes text apart into words, of whatever language: by the boundaries that Unicode has (UAX 29), each Chinese character being a
 * word, and by apostrophes, before which some languages have an article. Without the difference of case, accents, width, digits of
 * other scripts, and Arabic vowels and letter forms. No word is left out and none is cut down to a stem: what that is differs from
 * language to language.
 */
public final class WordAnalyzer extends Analyzer {
    private static final NormalizeCharMap APOSTROPHES = apostrophes();

    @Override
    protected TokenStreamComponents createComponents(String field) {
        Tokenizer words = new StandardTokenizer();
        TokenStream folded = new ASCIIFoldingFilter(new ArabicNormalizationFilter(new DecimalDigitFilter(new LowerCaseFilter(
            new CJKWidthFilter(words)))));
        return new TokenStreamComponents(words, folded);
    }

    @Override
    protected Reader initReader(String field, Reader text) {
        return new MappingCharFilter(APOSTROPHES, text);
    }

    private static NormalizeCharMap apostrophes() {
        NormalizeCharMap.Builder map = new NormalizeCharMap.Builder();
        map.add("'", " ");
        map.add("\u2019", " ");
        return map.build();
    }

    /** The words of a text, in their order, up to so many. */
    public List<String> words(String text, int most) throws IOException {
        List<String> words = new ArrayList<>();
        try (TokenStream stream = tokenStream("", text)) {
            CharTermAttribute word = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (words.size() < most && stream.incrementToken()) {
                words.add(word.toString());
            }
        }
        return words;
    }

    /** What asks for a field that has the words of a text, one behind the other; null for a text without a word. @param most words that count */
    public Query phrase(String field, String text, int most) throws IOException {
        List<String> words = words(text, most);
        return words.isEmpty() ? null : words.size() == 1 ? new TermQuery(new Term(field, words.get(0))) : new PhraseQuery(field, words.toArray(String[]::new));
    }
}
