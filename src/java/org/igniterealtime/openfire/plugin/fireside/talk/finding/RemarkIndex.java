package org.igniterealtime.openfire.plugin.fireside.talk.finding;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.igniterealtime.openfire.plugin.fireside.archive.MessageKey;
import org.igniterealtime.openfire.plugin.fireside.archive.MessageKey.Shelf;
import org.igniterealtime.openfire.plugin.fireside.desk.directory.IndexFolder;

/** What messages say, to be found by, a document a message. It knows nothing of who may read them. */
final class RemarkIndex implements Closeable {
    static final String ID = "id";
    static final String SHELF = "shelf";
    static final String CHAT = "chat";
    static final String AUTHOR = "author";
    static final String USERNAME = "username";
    static final String NICK = "nick";
    static final String WORDS = "words";
    private static final String EDIT = "edit";
    private static final String KEY = "key";

    // Another one for each change of the fields or of how words are taken apart.
    private static final String FORMAT = "1";
    // The first two are of one message alone; the last is there because a hit is read from what it was sorted by.
    private static final Sort ORDER = new Sort(new SortField(ID, SortField.Type.LONG, true), new SortField(SHELF, SortField.Type.STRING),
        new SortField(EDIT, SortField.Type.LONG));
    private static final FieldType TEXT = text();

    private final IndexFolder folder;

    private RemarkIndex(IndexFolder folder) {
        this.folder = folder;
    }

    private static FieldType text() {
        FieldType type = new FieldType();
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
        // Nothing is ranked.
        type.setOmitNorms(true);
        type.freeze();
        return type;
    }

    /** @param folder its own; all that is in it may be removed */
    static RemarkIndex open(Path folder) throws IOException {
        return new RemarkIndex(IndexFolder.open(folder, ORDER, FORMAT));
    }

    // ---- looking

    /** What answers, newest first. @param after the last one of the page before, or null */
    List<MessageKey> find(Query query, MessageKey after, int most) throws IOException {
        Object[] behind = after == null ? null : new Object[] {after.id(), new BytesRef(name(after.shelf())), after.edit()};
        return folder.find(query, behind, most).stream()
            .map(read -> new MessageKey(shelf(((BytesRef) read[1]).utf8ToString()), (Long) read[0], (Long) read[2])).toList();
    }

    /** What there is from one id on, up to before another. */
    Set<MessageKey> between(long from, long before) throws IOException {
        return new HashSet<>(find(LongPoint.newRangeQuery(ID, from, before - 1), null, Math.max(1, size())));
    }

    int size() {
        return folder.size();
    }

    /** As it stands in the index: an account and a room may be called alike. */
    static String name(Shelf shelf) {
        return (shelf.isRoom() ? "r " : "a ") + shelf.name();
    }

    private static Shelf shelf(String name) {
        return new Shelf(name.substring(2), name.startsWith("r"));
    }

    // ---- changing

    void put(Remark remark) throws IOException {
        folder.writer().updateDocument(key(remark.key().shelf(), remark.key().id()), document(remark));
    }

    void remove(Shelf shelf, Collection<Long> ids) throws IOException {
        for (long id : ids) {
            folder.writer().deleteDocuments(key(shelf, id));
        }
    }

    void remove(Shelf shelf) throws IOException {
        folder.writer().deleteDocuments(new TermQuery(new Term(SHELF, name(shelf))));
    }

    /** All that is older. */
    void removeBefore(long id) throws IOException {
        folder.writer().deleteDocuments(new BooleanQuery.Builder().add(LongPoint.newRangeQuery(ID, Long.MIN_VALUE, id - 1), BooleanClause.Occur.FILTER).build());
    }

    private static Term key(Shelf shelf, long id) {
        return new Term(KEY, name(shelf) + ' ' + id);
    }

    private static Document document(Remark remark) {
        String shelf = name(remark.key().shelf());
        Document document = new Document();
        document.add(new StringField(KEY, key(remark.key().shelf(), remark.key().id()).text(), Field.Store.NO));
        document.add(new LongPoint(ID, remark.key().id()));
        document.add(new NumericDocValuesField(ID, remark.key().id()));
        document.add(new NumericDocValuesField(EDIT, remark.key().edit()));
        document.add(new StringField(SHELF, shelf, Field.Store.NO));
        document.add(new SortedDocValuesField(SHELF, new BytesRef(shelf)));
        document.add(new StringField(CHAT, remark.chat(), Field.Store.NO));
        document.add(new StringField(AUTHOR, remark.author(), Field.Store.NO));
        document.add(new StringField(USERNAME, remark.author().substring(0, Math.max(0, remark.author().indexOf('@'))), Field.Store.NO));
        document.add(new Field(NICK, remark.nick(), TEXT));
        remark.texts().forEach(text -> document.add(new Field(WORDS, text, TEXT)));
        return document;
    }

    void show() throws IOException {
        folder.show();
    }

    void commit() throws IOException {
        folder.commit();
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
