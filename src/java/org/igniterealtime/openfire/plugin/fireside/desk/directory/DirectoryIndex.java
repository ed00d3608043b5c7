package org.igniterealtime.openfire.plugin.fireside.desk.directory;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * What there may be in the directory, a document an entry, kept in the order in which it is asked for. Empty when it is opened: what
 * is not true any more must not be found, and to fill it takes seconds. Changes are seen after {@link #show}. One thread at a time
 * changes it, any number may look.
 */
final class DirectoryIndex implements Closeable {
    private static final String ID = "id";
    private static final String KIND = "kind";
    private static final String KEY = "key";
    private static final String WEIGHT = "weight";
    private static final String NAME = "name";
    private static final String TAG = "tag";
    private static final int LONGEST_NAME = 100;
    private static final int MOST_WORDS = 12;
    private static final Sort ORDER = new Sort(new SortField(WEIGHT, SortField.Type.LONG, true), new SortField(NAME, SortField.Type.STRING),
        new SortField(KEY, SortField.Type.STRING));

    private final WordAnalyzer analyzer = new WordAnalyzer();
    private final IndexFolder folder;

    private DirectoryIndex(IndexFolder folder) {
        this.folder = folder;
    }

    /** @param place where something stands in the order, for who goes on from there */
    record Hit(String key, Object place) {
    }

    /** @param folder its own; all that is in it is removed */
    static DirectoryIndex open(Path folder) throws IOException {
        return new DirectoryIndex(IndexFolder.anew(folder, ORDER, ""));
    }

    // ---- looking

    /** What answers, in its order. @param after where to go on from, or null */
    List<Hit> find(Wanted wanted, Object after, int most) throws IOException {
        return hits(query(wanted), after, most);
    }

    /** Where something stands in the order. */
    Optional<Object> place(Kind kind, String key) throws IOException {
        return hits(new TermQuery(id(kind, key)), null, 1).stream().findFirst().map(Hit::place);
    }

    /** The keys of all of a kind. */
    List<String> keys(Kind kind) throws IOException {
        return hits(new TermQuery(new Term(KIND, kind.name())), null, Integer.MAX_VALUE).stream().map(Hit::key).toList();
    }

    private List<Hit> hits(Query query, Object after, int most) throws IOException {
        return folder.find(query, (Object[]) after, most).stream().map(read -> new Hit(((BytesRef) read[2]).utf8ToString(), read)).toList();
    }

    // Built by hand, so that nothing that somebody types is an expression. Texts without a word in them ask for nothing; and nobody is
    // given all people.
    private Query query(Wanted wanted) throws IOException {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        all.add(new TermQuery(new Term(KIND, wanted.kind().name())), BooleanClause.Occur.FILTER);
        boolean asks = words(all, Entry.Field.WORDS, wanted.anywhere());
        for (Entry.Field field : wanted.fields().keySet()) {
            String text = wanted.fields().get(field);
            if (field == Entry.Field.MAIL) {
                all.add(new TermQuery(new Term(field.name(), Wanted.mail(text))), BooleanClause.Occur.FILTER);
                asks = true;
            } else {
                asks |= words(all, field, text);
            }
        }
        wanted.tags().forEach(tag -> all.add(new TermQuery(new Term(TAG, tag)), BooleanClause.Occur.FILTER));
        return asks || !wanted.tags().isEmpty() || wanted.isForAll() && wanted.kind() != Kind.PERSON ? all.build() : new MatchNoDocsQuery();
    }

    private boolean words(BooleanQuery.Builder all, Entry.Field field, String text) throws IOException {
        List<String> words = analyzer.words(text, MOST_WORDS);
        words.forEach(word -> all.add(new PrefixQuery(new Term(field.name(), word)), BooleanClause.Occur.FILTER));
        return !words.isEmpty();
    }

    // ---- changing

    void put(Entry entry) throws IOException {
        folder.writer().updateDocument(id(entry.kind(), entry.key()), document(entry));
    }

    void remove(Kind kind, String key) throws IOException {
        folder.writer().deleteDocuments(id(kind, key));
    }

    private static Term id(Kind kind, String key) {
        return new Term(ID, kind.name() + ' ' + key);
    }

    private Document document(Entry entry) throws IOException {
        Document document = new Document();
        Term id = id(entry.kind(), entry.key());
        document.add(new StringField(ID, id.text(), Field.Store.NO));
        document.add(new StringField(KIND, entry.kind().name(), Field.Store.NO));
        document.add(new SortedDocValuesField(KEY, new BytesRef(entry.key())));
        document.add(new NumericDocValuesField(WEIGHT, entry.weight()));
        document.add(new SortedDocValuesField(NAME, new BytesRef(String.join(" ", analyzer.words(entry.name(), LONGEST_NAME)))));
        entry.tags().forEach(tag -> document.add(new StringField(TAG, tag, Field.Store.NO)));
        entry.texts().forEach((field, texts) -> texts.forEach(text -> {
            if (field == Entry.Field.MAIL) {
                document.add(new StringField(field.name(), Wanted.mail(text), Field.Store.NO));
            } else {
                document.add(new TextField(field.name(), text, Field.Store.NO));
                if (field != Entry.Field.WORDS) {
                    document.add(new TextField(Entry.Field.WORDS.name(), text, Field.Store.NO));
                }
            }
        }));
        return document;
    }

    void show() throws IOException {
        folder.show();
    }

    /** How many entries there are. */
    int size() {
        return folder.size();
    }

    @Override
    public void close() throws IOException {
        folder.discard();
    }
}
