package org.igniterealtime.openfire.plugin.fireside.desk.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.igniterealtime.openfire.plugin.fireside.desk.directory.IndexFolder;
import org.igniterealtime.openfire.plugin.fireside.desk.directory.WordAnalyzer;
import org.igniterealtime.openfire.plugin.fireside.social.posts.AllPosts;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Post;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The index as Lucene has it, a document a version. */
final class LuceneIndex implements SearchIndex {
    private static final Logger LOG = LoggerFactory.getLogger(LuceneIndex.class);

    static final String CREATED = "created";
    static final String NODE = "node";
    static final String WORDS = "words";
    static final String TAG = "tag";
    static final String AUTHOR = "author";
    static final String USERNAME = "username";
    static final String NAME = "name";
    private static final String POST = "post";
    private static final String CHANGED = "changed";

    // Another number for each change of the fields or of how words are taken apart.
    private static final String FORMAT = "1";
    // The first two are of one version alone; the node is there because a hit is read from what it was sorted by.
    private static final Sort ORDER = new Sort(new SortField(CREATED, SortField.Type.LONG, true), new SortField(CHANGED, SortField.Type.LONG, true),
        new SortField(NODE, SortField.Type.LONG));
    private static final FieldType TEXT = text();

    private final LuceneQuestion questions = new LuceneQuestion(new WordAnalyzer());
    private final IndexFolder folder;

    private LuceneIndex(IndexFolder folder) {
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

    /**
     * Opens what is there, or an empty one in place of one that is damaged or of another format.
     *
     * @param folder its own; all that is in it may be removed
     */
    static LuceneIndex open(Path folder) throws IOException {
        return new LuceneIndex(IndexFolder.open(folder, ORDER, FORMAT));
    }

    // ---- looking

    @Override
    public List<Hit> find(Question question, Scope scope, long before, Hit after, int most) throws IOException {
        return hits(questions.of(question, scope, before), after, most);
    }

    @Override
    public Set<AllPosts.Version> versions(long from, long before) throws IOException {
        Set<AllPosts.Version> versions = new HashSet<>();
        hits(LongPoint.newRangeQuery(CREATED, from, before - 1), null, size()).forEach(hit -> versions.add(hit.version()));
        return versions;
    }

    @Override
    public Set<Long> ofNode(long node) throws IOException {
        Set<Long> posts = new HashSet<>();
        hits(LongPoint.newExactQuery(NODE, node), null, size()).forEach(hit -> posts.add(hit.version().created()));
        return posts;
    }

    private List<Hit> hits(Query query, Hit after, int most) throws IOException {
        Object[] behind = after == null ? null : new Object[] {after.version().created(), after.version().changed(), after.node()};
        return folder.find(query, behind, most).stream().map(read -> new Hit(new AllPosts.Version((Long) read[0], (Long) read[1]), (Long) read[2])).toList();
    }

    @Override
    public int size() {
        return folder.size();
    }

    // ---- changing

    @Override
    public void put(long created, List<Post> versions, Map<String, String> names) throws IOException {
        folder.writer().deleteDocuments(new Term(POST, Post.id(created)));
        for (Post post : versions) {
            Optional<Document> document = readable(post, names.getOrDefault(post.author(), ""));
            if (document.isPresent()) {
                folder.writer().addDocument(document.get());
            }
        }
    }

    // One that breaks what reads it must not keep all others from being found.
    private static Optional<Document> readable(Post post, String name) {
        try {
            return Optional.of(document(post, name));
        } catch (RuntimeException bug) {
            LOG.error("The post {} of {} cannot be searched for", new Object[] {post.id(), post.author(), bug});
            return Optional.empty();
        }
    }

    private static Document document(Post post, String name) {
        Document document = new Document();
        document.add(new StringField(POST, post.id(), Field.Store.NO));
        document.add(new LongPoint(CREATED, post.item().created()));
        document.add(new NumericDocValuesField(CREATED, post.item().created()));
        document.add(new NumericDocValuesField(CHANGED, post.item().changed()));
        document.add(new LongPoint(NODE, post.node().key()));
        document.add(new NumericDocValuesField(NODE, post.node().key()));
        document.add(new Field(WORDS, post.entry().title(), TEXT));
        document.add(new Field(WORDS, Words.plain(post.entry()), TEXT));
        document.add(new Field(WORDS, Words.files(post.entry()), TEXT));
        for (String tag : Words.tags(post.entry())) {
            document.add(new Field(WORDS, tag, TEXT));
            document.add(new StringField(TAG, Question.tag(tag), Field.Store.NO));
        }
        document.add(new StringField(AUTHOR, post.author().toLowerCase(Locale.ROOT), Field.Store.NO));
        document.add(new StringField(USERNAME, post.authorJid().getNode() == null ? "" : post.authorJid().getNode().toLowerCase(Locale.ROOT), Field.Store.NO));
        document.add(new Field(NAME, name, TEXT));
        return document;
    }

    @Override
    public void show() throws IOException {
        folder.show();
    }

    @Override
    public void commit() throws IOException {
        folder.commit();
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
