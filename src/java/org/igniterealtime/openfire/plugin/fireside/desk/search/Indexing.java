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
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.lucene.store.AlreadyClosedException;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSub;
import org.igniterealtime.openfire.plugin.fireside.social.posts.AllPosts;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Post;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the index as the tables are. Who has heard that a post may have changed says so, and what the tables have of it then is what
 * the index gets: in whatever order that is heard, and however often. What was not heard, since the server was killed, the lane was
 * full or another node of a cluster wrote it, is found by going through all versions, newest first, at the start and again from time to
 * time; an index that is empty is filled in the same way. All of it is done in one chain of a lane, a portion at a time.
 */
final class Indexing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Indexing.class);
    /** Items that are compared at once. */
    private static final int COMPARED = 1_000;
    /** Posts that are read and taken in at once. */
    private static final int TAKEN = 50;
    /** Posts that may wait; when more do, all are compared instead. */
    private static final int WAITING = 10_000;
    /** All is compared again after so many ticks. */
    private static final int COMPARE_AFTER = 180;

    private final Path folder;
    private final AllPosts posts;
    private final Function<String, String> names;
    private final Lane lane;
    private final Runnable completed;
    private final Set<Long> waiting = ConcurrentHashMap.newKeySet();
    private final Set<Long> waitingNodes = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean awake = new AtomicBoolean();
    private volatile SearchIndex index;
    private volatile boolean complete;
    private volatile boolean behind = true;
    private volatile boolean comparing;
    private volatile boolean closed;
    // Of the chain alone.
    private long comparedDownTo = PubSub.NEWEST;
    private int ticks;

    /**
     * @param folder where the index is or will be; its own
     * @param names the name of an account by its bare JID, or an empty text; may block
     * @param completed called once the index has everything, in the lane
     */
    Indexing(Path folder, AllPosts posts, Function<String, String> names, Lane lane, Runnable completed) {
        this.folder = folder;
        this.posts = posts;
        this.names = names;
        this.lane = lane;
        this.completed = completed;
    }

    /** The index, once it is there. */
    Optional<SearchIndex> index() {
        return Optional.ofNullable(index);
    }

    /** Whether it is known to have all posts. */
    boolean isComplete() {
        return complete;
    }

    // ---- on any thread: enqueues

    /** A post may be there, be gone, or say something else. */
    void look(long created) {
        if (waiting.size() < WAITING) {
            waiting.add(created);
        } else {
            complete = false;
            behind = true;
        }
        wake();
    }

    /** The same of all posts of a node, those that the index knows. @param node the key of its row */
    void lookAtNode(long node) {
        waitingNodes.add(node);
        wake();
    }

    /** Opens and compares where that is to be done, and has what was changed written to disk. To be called again and again. */
    void tick() {
        inLane(() -> {
            if (index == null) {
                index = LuceneIndex.open(folder);
                behind = true;
            }
            if (++ticks % COMPARE_AFTER == 0 || behind) {
                beginComparing();
            }
            index.commit();
        });
    }

    private void wake() {
        if (awake.compareAndSet(false, true)) {
            inLane(this::takeWhatWaits);
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private void inLane(Work work) {
        lane.call(this, () -> {
            if (!closed) {
                work.run();
            }
            return null;
        }).whenComplete((done, fault) -> {
            // The lane calls off what waits when it ends.
            if (fault != null && !closed && !(fault instanceof CancellationException)) {
                failed(fault);
            }
        });
    }

    // Whatever it was, all is compared again at the next tick. An index that fails is opened again, and made anew where it must be.
    private void failed(Throwable fault) {
        if (fault instanceof RejectedExecutionException) {
            LOG.debug("The lane is full, or has ended", fault);
        } else {
            LOG.warn("What people can search for is not what there is, until that is tried again", fault);
        }
        complete = false;
        behind = true;
        comparing = false;
        awake.set(false);
        if (fault instanceof IOException || fault instanceof AlreadyClosedException || fault instanceof IllegalStateException) {
            abandon();
        }
    }

    private void abandon() {
        SearchIndex broken = index;
        index = null;
        try {
            if (broken != null) {
                broken.close();
            }
        } catch (IOException | RuntimeException again) {
            LOG.debug("A broken index could not be closed cleanly", again);
        }
    }

    // ---- in the lane

    private void takeWhatWaits() throws IOException {
        awake.set(false);
        if (index == null) {
            // Whatever it was, it is found when the index is opened.
            return;
        }
        for (Long node : take(waitingNodes, TAKEN)) {
            for (long created : index.ofNode(node)) {
                waiting.add(created);
            }
        }
        Set<Long> some = take(waiting, TAKEN);
        take(some);
        index.show();
        if (!waiting.isEmpty() || !waitingNodes.isEmpty()) {
            wake();
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

    private void take(Collection<Long> created) throws IOException {
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
            inLane(this::compare);
        }
    }

    private void compare() throws IOException {
        AllPosts.Part part = posts.before(comparedDownTo, COMPARED);
        Set<AllPosts.Version> there = new HashSet<>(part.versions());
        Set<AllPosts.Version> here = index.versions(part.from(), comparedDownTo);
        Set<Long> differ = new HashSet<>();
        there.stream().filter(version -> !here.contains(version)).forEach(version -> differ.add(version.created()));
        here.stream().filter(version -> !there.contains(version)).forEach(version -> differ.add(version.created()));
        List<Long> differing = new ArrayList<>(differ);
        for (int from = 0; from < differing.size() && !closed; from += TAKEN) {
            take(differing.subList(from, Math.min(from + TAKEN, differing.size())));
        }
        if (!differing.isEmpty()) {
            index.show();
        }
        comparedDownTo = part.from();
        comparing = comparedDownTo > 0;
        if (comparing) {
            inLane(this::compare);
        } else if (!behind) {
            index.commit();
            complete = true;
            completed.run();
        }
    }

    /** After the lane's end. */
    @Override
    public void close() throws IOException {
        closed = true;
        SearchIndex last = index;
        index = null;
        if (last != null) {
            last.close();
        }
    }
}
