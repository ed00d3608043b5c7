package org.igniterealtime.openfire.plugin.fireside.desk.directory;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.NIOFSDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder with an index of Lucene's, kept in the order in which it is asked for. It merges on the thread that writes, so that it has
 * none of its own, and reads files rather than mapping them: what is mapped outlives the plugin that mapped it. Changes are seen after
 * {@link #show}. One thread at a time changes it, any number may look.
 */
public final class IndexFolder implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(IndexFolder.class);
    private static final double BUFFERED_MEGABYTES = 8;

    private final Sort order;
    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;

    private IndexFolder(Sort order, Directory directory, IndexWriter writer, SearcherManager searchers) {
        this.order = order;
        this.directory = directory;
        this.writer = writer;
        this.searchers = searchers;
    }

    /**
     * Opens what is there, or an empty one in place of one that is damaged or of another format.
     *
     * @param folder its own; all that is in it may be removed
     * @param order in which all answers are; of one document alone
     * @param format another one for each change of the fields or of how words are taken apart
     */
    public static IndexFolder open(Path folder, Sort order, String format) throws IOException {
        Files.createDirectories(folder);
        try {
            return openThere(folder, order, Map.of("format", format));
        } catch (CorruptIndexException | IndexFormatTooOldException | IndexFormatTooNewException | IndexNotFoundException | EOFException
                 | NoSuchFileException | IllegalArgumentException | IllegalStateException unusable) {
            LOG.warn("The index in {} cannot be used and is made anew: {}", folder, unusable.toString());
            return anew(folder, order, format);
        }
    }

    /** An empty one. @param folder its own; all that is in it is removed */
    public static IndexFolder anew(Path folder, Sort order, String format) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        return openThere(folder, order, Map.of("format", format));
    }

    private static IndexFolder openThere(Path folder, Sort order, Map<String, String> format) throws IOException {
        Directory directory = new NIOFSDirectory(folder);
        IndexWriter writer = null;
        SearcherManager searchers = null;
        try {
            writer = new IndexWriter(directory, config(order));
            searchers = new SearcherManager(writer, new Uncached());
            check(writer, searchers, format);
            return new IndexFolder(order, directory, writer, searchers);
        } catch (IOException | RuntimeException unusable) {
            abandon(writer, searchers, directory);
            throw unusable;
        }
    }

    // Whole, and of this format: all its files are read once.
    private static void check(IndexWriter writer, SearcherManager searchers, Map<String, String> format) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            if (searcher.getIndexReader().maxDoc() == 0) {
                writer.setLiveCommitData(format.entrySet());
                writer.commit();
            } else if (!format(writer).equals(format)) {
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

    private static IndexWriterConfig config(Sort order) {
        IndexWriterConfig config = new IndexWriterConfig(new WordAnalyzer());
        config.setMergeScheduler(new SerialMergeScheduler());
        config.setRAMBufferSizeMB(BUFFERED_MEGABYTES);
        config.setIndexSort(order);
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

    /**
     * What answers, by the values of the fields that it is sorted by.
     *
     * @param after those of the last one of the page before, or null
     */
    public List<Object[]> find(Query query, Object[] after, int most) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            int there = searcher.getIndexReader().maxDoc();
            if (there == 0 || most == 0) {
                return List.of();
            }
            FieldDoc behind = after == null ? null : new FieldDoc(there - 1, Float.NaN, after);
            List<Object[]> found = new ArrayList<>();
            for (ScoreDoc each : searcher.search(query, new TopFieldCollectorManager(order, Math.min(most, there), behind, 1)).scoreDocs) {
                found.add(((FieldDoc) each).fields);
            }
            return found;
        } finally {
            searchers.release(searcher);
        }
    }

    /** How many documents there are. */
    public int size() {
        return writer.getDocStats().numDocs;
    }

    // ---- changing

    public IndexWriter writer() {
        return writer;
    }

    public void show() throws IOException {
        searchers.maybeRefreshBlocking();
    }

    /** What has changed is on disk afterwards. */
    public void commit() throws IOException {
        writer.commit();
    }

    /** Ends it, where nobody reads it again. */
    public void discard() throws IOException {
        try (directory; searchers) {
            writer.rollback();
        }
    }

    /** Commits, where it still can. */
    @Override
    public void close() throws IOException {
        try (directory; writer; searchers) {
            if (writer.isOpen()) {
                writer.commit();
            }
        }
    }
}
