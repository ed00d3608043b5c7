package org.igniterealtime.openfire.plugin.fireside.desk.search;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.NIOFSDirectory;
import org.igniterealtime.openfire.plugin.fireside.desk.directory.WordAnalyzer;
import org.igniterealtime.openfire.plugin.fireside.social.posts.AllPosts;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Post;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index as Lucene has it, a document a version, kept in the order in which it is asked for. It merges on the thread that writes,
 * so that it has none of its own, and reads files rather than mapping them: what is mapped outlives the plugin that mapped it.
 */
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
    private static final Map<String, String> FORMAT = Map.of("format", "1");
    private static final double BUFFERED_MEGABYTES = 8;
    // The first two are of one version alone; the node is there because a hit is read from what it was sorted by.
    private static final Sort ORDER = new Sort(new SortField(CREATED, SortField.Type.LONG, true), new SortField(CHANGED, SortField.Type.LONG, true),
        new SortField(NODE, SortField.Type.LONG));
    private static final FieldType TEXT = text();

    private final WordAnalyzer analyzer = new WordAnalyzer();
    private final LuceneQuestion questions = new LuceneQuestion(analyzer);
    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;

    private LuceneIndex(Directory directory, IndexWriter writer, SearcherManager searchers) {
        this.directory = directory;
        this.writer = writer;
        this.searchers = searchers;
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
        Files.createDirectories(folder);
        try {
            return openThere(folder);
        } catch (CorruptIndexException | IndexFormatTooOldException | IndexFormatTooNewException | IndexNotFoundException | EOFException
                 | NoSuchFileException | IllegalArgumentException | IllegalStateException unusable) {
            LOG.warn("The index in {} cannot be used and is made anew: {}", folder, unusable.toString());
            empty(folder);
            return openThere(folder);
        }
    }

    private static LuceneIndex openThere(Path folder) throws IOException {
        Directory directory = new NIOFSDirectory(folder);
        IndexWriter writer = null;
        SearcherManager searchers = null;
        try {
            writer = new IndexWriter(directory, config());
            searchers = new SearcherManager(writer, new Uncached());
            check(writer, searchers);
            return new LuceneIndex(directory, writer, searchers);
        } catch (IOException | RuntimeException unusable) {
            abandon(writer, searchers, directory);
            throw unusable;
        }
    }

    // Whole, and of this format: all its files are read once.
    private static void check(IndexWriter writer, SearcherManager searchers) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            if (searcher.getIndexReader().maxDoc() == 0) {
                writer.setLiveCommitData(FORMAT.entrySet());
                writer.commit();
            } else if (!format(writer).equals(FORMAT)) {
                throw new IllegalStateException("It has the format " + format(writer));
            }
            for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
                ((CodecReader) leaf.reader()).checkIntegrity();
            }
        } finally {
            searchers.release(searcher);
        }
    }

    private static Map<String, String> format(IndexWriter writer) {
        Map<String, String> format = new HashMap<>();
        Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
        if (data != null) {
            data.forEach(entry -> format.put(entry.getKey(), entry.getValue()));
        }
        return format;
    }

    private static IndexWriterConfig config() {
        IndexWriterConfig config = new IndexWriterConfig(new WordAnalyzer());
        config.setMergeScheduler(new SerialMergeScheduler());
        config.setRAMBufferSizeMB(BUFFERED_MEGABYTES);
        config.setIndexSort(ORDER);
        return config;
    }

    private static void abandon(IndexWriter writer, SearcherManager searchers, Directory directory) {
        try (directory; searchers) {
            if (writer != null) {
                writer.rollback();
            }
        } catch (IOException | RuntimeException failed) {
            LOG.debug("An unusable index could not be closed cleanly", failed);
        }
    }

    private static void empty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    /** Without the cache that is shared by all searchers: questions are seldom asked twice. */
    private static final class Uncached extends SearcherFactory {
        @Override
        public IndexSearcher newSearcher(IndexReader reader, IndexReader before) {
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setQueryCache(null);
            return searcher;
        }
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
        IndexSearcher searcher = searchers.acquire();
        try {
            int there = searcher.getIndexReader().maxDoc();
            if (there == 0 || most == 0) {
                return List.of();
            }
            FieldDoc behind = after == null ? null : new FieldDoc(there - 1, Float.NaN,
                new Object[] {after.version().created(), after.version().changed(), after.node()});
            List<Hit> hits = new ArrayList<>();
            for (ScoreDoc each : searcher.search(query, new TopFieldCollectorManager(ORDER, Math.min(most, there), behind, 1)).scoreDocs) {
                Object[] read = ((FieldDoc) each).fields;
                hits.add(new Hit(new AllPosts.Version((Long) read[0], (Long) read[1]), (Long) read[2]));
            }
            return hits;
        } finally {
            searchers.release(searcher);
        }
    }

    @Override
    public int size() {
        return writer.getDocStats().numDocs;
    }

    // ---- changing

    @Override
    public void put(long created, List<Post> versions, Map<String, String> names) throws IOException {
        writer.deleteDocuments(new Term(POST, Post.id(created)));
        for (Post post : versions) {
            Optional<Document> document = readable(post, names.getOrDefault(post.author(), ""));
            if (document.isPresent()) {
                writer.addDocument(document.get());
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
        searchers.maybeRefreshBlocking();
    }

    @Override
    public void commit() throws IOException {
        writer.commit();
    }

    @Override
    public void close() throws IOException {
        try (directory; writer; searchers) {
            if (writer.isOpen()) {
                writer.commit();
            }
        }
    }
}
