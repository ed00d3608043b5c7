package org.igniterealtime.openfire.plugin.fireside.desk.search;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.igniterealtime.openfire.plugin.fireside.social.posts.AllPosts;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Post;

/**
 * What posts say, to be found by. It knows nothing of who may read them. Changes are seen at once by who looks after
 * {@link #show}, and are on disk after {@link #commit}; a crash takes it back to the last of these. One thread at a time changes it,
 * any number may look.
 */
interface SearchIndex extends Closeable {
    /** A version of a post. @param node the key of its node, 0 for one of another server */
    record Hit(AllPosts.Version version, long node) {
        boolean isRemote() {
            return node == 0;
        }
    }

    /**
     * Where to look at all, so that little is found that is not shown.
     *
     * @param hidden nodes, by their keys, in which nothing is looked for
     * @param senders people of other servers, bare JIDs, beside whom nobody of another server is looked for
     * @param called bare JIDs of those whom somebody calls by a name that he looks for, by that name as it is in the question
     */
    record Scope(Set<Long> hidden, Set<String> senders, Map<String, Set<String>> called) {
    }

    /**
     * What answers a question, newest first by the creation of the posts.
     *
     * @param after the last one of the page before, or null
     * @param before the {@code created} that all are before
     */
    List<Hit> find(Question question, Scope scope, long before, Hit after, int most) throws IOException;

    /** What there is of posts that were created from one time on, up to before another. */
    Set<AllPosts.Version> versions(long from, long before) throws IOException;

    /** The posts of a node, by their {@code created}. @param node the key of its row */
    Set<Long> ofNode(long node) throws IOException;

    /** From now on a post has these versions and no others. @param names the names of authors by their bare JIDs, where they are known */
    void put(long created, List<Post> versions, Map<String, String> names) throws IOException;

    void show() throws IOException;

    void commit() throws IOException;

    /** How many versions there are. */
    int size();

    /** Commits, where it still can. */
    @Override
    void close() throws IOException;
}
