package org.igniterealtime.openfire.plugin.fireside.talk.finding;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import org.igniterealtime.openfire.plugin.fireside.archive.MessageKey.Shelf;
import org.igniterealtime.openfire.plugin.fireside.desk.directory.WordAnalyzer;
import org.igniterealtime.openfire.plugin.fireside.desk.search.Question;

/** A question as it is asked of the index of messages: built by hand, so that nothing that somebody types is an expression. */
final class RemarkQuestion {
    private static final int WORDS_OF_A_PART = 24;

    private final WordAnalyzer analyzer;

    RemarkQuestion(WordAnalyzer analyzer) {
        this.analyzer = analyzer;
    }

    /**
     * Who asks, and where.
     *
     * @param me bare JID
     * @param called bare JIDs of those whom he calls by a name that he looks for, by that name
     * @param shelves in which he may look, at least one
     * @param chat the chat of his alone in which he looks, or empty
     */
    record Scope(String me, Map<String, Set<String>> called, Collection<Shelf> shelves, String chat) {
    }

    /** Each part is required; a question without a word, a tag or an author finds nothing. */
    Query of(Question question, Scope scope, long before) throws IOException {
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
        all.add(terms(RemarkIndex.SHELF, scope.shelves().stream().map(RemarkIndex::name).toList()), BooleanClause.Occur.FILTER);
        if (!scope.chat().isEmpty()) {
            all.add(new TermQuery(new Term(RemarkIndex.CHAT, scope.chat())), BooleanClause.Occur.FILTER);
        }
        if (before < Long.MAX_VALUE) {
            all.add(LongPoint.newRangeQuery(RemarkIndex.ID, Long.MIN_VALUE, before - 1), BooleanClause.Occur.FILTER);
        }
        return all.build();
    }

    private Query of(Question.Part part, Scope scope) throws IOException {
        if (part instanceof Question.Words words) {
            return analyzer.phrase(RemarkIndex.WORDS, words.text(), WORDS_OF_A_PART);
        }
        if (part instanceof Question.Tag tag) {
            return analyzer.phrase(RemarkIndex.WORDS, tag.name(), WORDS_OF_A_PART);
        }
        return from(((Question.From) part).who(), scope);
    }

    // In a room by the nick alone: whose it is, is not for everybody to find out. Of oneself one knows.
    private Query from(String who, Scope scope) throws IOException {
        String address = who.toLowerCase(Locale.ROOT);
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        Query nick = analyzer.phrase(RemarkIndex.NICK, who, WORDS_OF_A_PART);
        if (nick != null) {
            any.add(nick, BooleanClause.Occur.SHOULD);
        }
        if (scope.me().equals(address) || scope.me().startsWith(address + '@')) {
            any.add(terms(RemarkIndex.AUTHOR, List.of(scope.me())), BooleanClause.Occur.SHOULD);
        }
        BooleanQuery.Builder others = new BooleanQuery.Builder();
        others.add(terms(RemarkIndex.SHELF, scope.shelves().stream().filter(shelf -> !shelf.isRoom()).map(RemarkIndex::name).toList()), BooleanClause.Occur.FILTER);
        others.add(named(address, scope.called().getOrDefault(who, Set.of())), BooleanClause.Occur.FILTER);
        any.add(others.build(), BooleanClause.Occur.SHOULD);
        return any.build();
    }

    private static Query named(String address, Set<String> called) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        any.add(terms(RemarkIndex.AUTHOR, called), BooleanClause.Occur.SHOULD);
        any.add(new TermQuery(new Term(RemarkIndex.AUTHOR, address)), BooleanClause.Occur.SHOULD);
        if (address.indexOf('@') < 0) {
            any.add(new TermQuery(new Term(RemarkIndex.USERNAME, address)), BooleanClause.Occur.SHOULD);
        }
        return any.build();
    }

    private static Query terms(String field, Collection<String> terms) {
        return new TermInSetQuery(field, terms.stream().map(BytesRef::new).toList());
    }
}
