package org.igniterealtime.openfire.plugin.fireside.desk.search;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.igniterealtime.openfire.plugin.fireside.desk.directory.WordAnalyzer;

/** A question as Lucene asks it: built by hand, so that nothing that somebody types is an expression. */
final class LuceneQuestion {
    private static final int WORDS_OF_A_PART = 24;

    private final WordAnalyzer analyzer;

    LuceneQuestion(WordAnalyzer analyzer) {
        this.analyzer = analyzer;
    }

    /** Each part is required; one that has no word in it, as {@code "..."}, asks for nothing. A question of such parts alone finds nothing. */
    Query of(Question question, SearchIndex.Scope scope, long before) throws IOException {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        boolean asks = false;
        for (Question.Part part : question.parts()) {
            Query query = of(part, scope);
            if (query != null) {
                all.add(query, BooleanClause.Occur.FILTER);
                asks = true;
            }
        }
        if (!asks) {
            return new MatchNoDocsQuery();
        }
        all.add(scoped(scope), BooleanClause.Occur.FILTER);
        if (before < Long.MAX_VALUE) {
            all.add(LongPoint.newRangeQuery(LuceneIndex.CREATED, Long.MIN_VALUE, before - 1), BooleanClause.Occur.FILTER);
        }
        return all.build();
    }

    private Query of(Question.Part part, SearchIndex.Scope scope) throws IOException {
        if (part instanceof Question.Words words) {
            return words(LuceneIndex.WORDS, words.text());
        }
        if (part instanceof Question.Tag tag) {
            return new TermQuery(new Term(LuceneIndex.TAG, tag.name()));
        }
        return from(((Question.From) part).who(), scope.called());
    }

    private Query from(String who, java.util.Map<String, Set<String>> called) throws IOException {
        String address = who.toLowerCase(Locale.ROOT);
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        any.add(new TermQuery(new Term(LuceneIndex.AUTHOR, address)), BooleanClause.Occur.SHOULD);
        any.add(new TermQuery(new Term(LuceneIndex.USERNAME, address)), BooleanClause.Occur.SHOULD);
        Query name = words(LuceneIndex.NAME, who);
        if (name != null) {
            any.add(name, BooleanClause.Occur.SHOULD);
        }
        any.add(terms(called.getOrDefault(who, Set.of())), BooleanClause.Occur.SHOULD);
        return any.build();
    }

    // A Chinese word is several of them.
    private Query words(String field, String text) throws IOException {
        return analyzer.phrase(field, text, WORDS_OF_A_PART);
    }

    // What is here but in the nodes that are hidden, and what is elsewhere by those who are known.
    private static Query scoped(SearchIndex.Scope scope) {
        BooleanQuery.Builder here = new BooleanQuery.Builder();
        here.add(LongPoint.newRangeQuery(LuceneIndex.NODE, 1, Long.MAX_VALUE), BooleanClause.Occur.FILTER);
        if (!scope.hidden().isEmpty()) {
            here.add(LongPoint.newSetQuery(LuceneIndex.NODE, scope.hidden().stream().mapToLong(Long::longValue).toArray()), BooleanClause.Occur.MUST_NOT);
        }
        BooleanQuery.Builder there = new BooleanQuery.Builder();
        there.add(LongPoint.newExactQuery(LuceneIndex.NODE, 0), BooleanClause.Occur.FILTER);
        there.add(terms(scope.senders()), BooleanClause.Occur.FILTER);
        return new BooleanQuery.Builder().add(here.build(), BooleanClause.Occur.SHOULD).add(there.build(), BooleanClause.Occur.SHOULD).build();
    }

    private static Query terms(Set<String> authors) {
        return new TermInSetQuery(LuceneIndex.AUTHOR, authors.stream().map(author -> new BytesRef(author.toLowerCase(Locale.ROOT))).toList());
    }
}
