package org.igniterealtime.openfire.plugin.fireside.desk.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.igniterealtime.openfire.plugin.fireside.desk.directory.Upkeep;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSub;
import org.igniterealtime.openfire.plugin.fireside.social.posts.AllPosts;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Post;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;

/**
 * Keeps the index as the tables are. Who has heard that a post may have changed says so, and what the tables have of it then is what
 * the index gets: in whatever order that is heard, and however often. What was not heard, since the server was killed, the lane was
 * full or another node of a cluster wrote it, is found by going through all versions, newest first, at the start and again from time to
 * time; an index that is empty is filled in the same way. All of it is done in one chain of a lane, a portion at a time.
 */
final class Indexing implements AutoCloseable {
    /** Items that are compared at once. */
    private static final int COMPARED = 1_000;
    /** Posts that are read and taken in at once. */
    private static final int TAKEN = 50;
    /** Posts that may wait; when more do, all are compared instead. */
    private static final int WAITING = 10_000;
    /** All is compared again after so many ticks. */
    private static final int COMPARE_AFTER = 180;

    private final AllPosts posts;
    private final Function<String, String> names;
    private final Runnable completed;
    private final Upkeep<SearchIndex> upkeep;
    private final Set<Long> waiting = ConcurrentHashMap.newKeySet();
    private final Set<Long> waitingNodes = ConcurrentHashMap.newKeySet();
    private volatile boolean behind = true;
    // Of the chain alone.
    private boolean comparing;
    private long comparedDownTo = PubSub.NEWEST;
    private int ticks;

    /**
     * @param folder where the index is or will be; its own
     * @param names the name of an account by its bare JID, or an empty text; may block
     * @param completed called once the index has everything, in the lane
     */
    Indexing(Path folder, AllPosts posts, Function<String, String> names, Lane lane, Runnable completed) {
        this.posts = posts;
        this.names = names;
        this.completed = completed;
        this.upkeep = new Upkeep<>(this, lane, () -> LuceneIndex.open(folder), this::takeWhatWaits);
    }

    /** The index, once it is there. */
    Optional<SearchIndex> index() {
        return upkeep.index();
    }

    /** Whether it is known to have all posts. */
    boolean isComplete() {
        return upkeep.isComplete();
    }

    // ---- on any thread: enqueues

    /** A post may be there, be gone, or say something else. */
    void look(long created) {
        if (waiting.size() < WAITING) {
            waiting.add(created);
        } else {
            upkeep.complete(false);
            behind = true;
        }
        upkeep.wake();
    }

    /** The same of all posts of a node, those that the index knows. @param node the key of its row */
    void lookAtNode(long node) {
        waitingNodes.add(node);
        upkeep.wake();
    }

    /** Opens and compares where that is to be done, and has what was changed written to disk. To be called again and again. */
    void tick() {
        upkeep.tick((index, afresh) -> {
            if (afresh) {
                comparing = false;
            }
            if (++ticks % COMPARE_AFTER == 0 || behind || afresh) {
                beginComparing();
            }
            index.commit();
        });
    }

    // ---- in the lane

    private void takeWhatWaits(SearchIndex index) throws IOException {
        for (Long node : take(waitingNodes, TAKEN)) {
            for (long created : index.ofNode(node)) {
                waiting.add(created);
            }
        }
        Set<Long> some = take(waiting, TAKEN);
        take(index, some);
        index.show();
        if (!waiting.isEmpty() || !waitingNodes.isEmpty()) {
            upkeep.wake();
        }
    }

    private static Set<Long> take(Set<Long> from, int most) {
        Set<Long> taken = new HashSet<>();
        for (Iterator<Long> each = from.iterator(); each.hasNext() && taken.size() < most;) {
            taken.add(each.next());
            each.remove();
        }
        return taken;
    }

    private void take(SearchIndex index, Collection<Long> created) throws IOException {
        Map<Long, List<Post>> saying = posts.saying(created).stream().collect(Collectors.groupingBy(post -> post.item().created()));
        Map<String, String> known = saying.values().stream().flatMap(List::stream).map(Post::author).distinct()
            .collect(Collectors.toMap(author -> author, names));
        for (long each : created) {
            index.put(each, saying.getOrDefault(each, List.of()), known);
        }
    }

    private void beginComparing() {
        behind = false;
        comparedDownTo = PubSub.NEWEST;
        if (!comparing) {
            comparing = true;
            upkeep.then(this::compare);
        }
    }

    private void compare(SearchIndex index) throws IOException {
        AllPosts.Part part = posts.before(comparedDownTo, COMPARED);
        Set<AllPosts.Version> there = new HashSet<>(part.versions());
        Set<AllPosts.Version> here = index.versions(part.from(), comparedDownTo);
        Set<Long> differ = new HashSet<>();
        there.stream().filter(version -> !here.contains(version)).forEach(version -> differ.add(version.created()));
        here.stream().filter(version -> !there.contains(version)).forEach(version -> differ.add(version.created()));
        List<Long> differing = new ArrayList<>(differ);
        for (int from = 0; from < differing.size() && !upkeep.isClosed(); from += TAKEN) {
            take(index, differing.subList(from, Math.min(from + TAKEN, differing.size())));
        }
        if (!differing.isEmpty()) {
            index.show();
        }
        comparedDownTo = part.from();
        comparing = comparedDownTo > 0;
        if (comparing) {
            upkeep.then(this::compare);
        } else if (!behind) {
            index.commit();
            upkeep.complete(true);
            completed.run();
        }
    }

    /** After the lane's end. */
    @Override
    public void close() throws IOException {
        upkeep.close();
    }
}
