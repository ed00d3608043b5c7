package org.igniterealtime.openfire.plugin.fireside.desk.directory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
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
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the index as the sources are. Who has heard that something may have changed says so, and what its source has then is what the
 * index gets. At the start, and again from time to time, all is gone through. All of it is done in one chain of a lane, a portion at
 * a time.
 */
final class Filling implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Filling.class);
    private static final int TAKEN = 50;
    /** Changes that may wait; when there are more, all is gone through instead. */
    private static final int WAITING = 10_000;
    private static final int AGAIN_AFTER = 180;

    private final Path folder;
    private final Map<Kind, Source> sources;
    private final Lane lane;
    private final Runnable completed;
    private final Set<Change> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final Set<Kind> behind = ConcurrentHashMap.newKeySet();
    private volatile DirectoryIndex index;
    private volatile boolean complete;
    private volatile boolean stumbled;
    private volatile boolean closed;
    // Of the chain alone.
    private Walk walk;
    private int ticks;

    private record Change(Kind kind, String key) {
    }

    /** One going through all of a kind. */
    private static final class Walk {
        private final Kind kind;
        private final Set<String> seen = new HashSet<>();
        private String after = "";

        Walk(Kind kind) {
            this.kind = kind;
        }
    }

    /**
     * @param folder of the index alone
     * @param completed called in the lane once the index has everything
     */
    Filling(Path folder, Map<Kind, Source> sources, Lane lane, Runnable completed) {
        this.folder = folder;
        this.sources = sources;
        this.lane = lane;
        this.completed = completed;
        all();
    }

    private void all() {
        behind.addAll(Arrays.stream(Kind.values()).filter(sources::containsKey).toList());
    }

    /** The index, once it is there. */
    Optional<DirectoryIndex> index() {
        return Optional.ofNullable(index);
    }

    /** Whether it is known to have everything. */
    boolean isComplete() {
        return complete;
    }

    // ---- on any thread: enqueues

    /** Something may be there, be gone, or say something else. */
    void look(Kind kind, String key) {
        if (waiting.size() < WAITING) {
            waiting.add(new Change(kind, key));
            wake();
        } else {
            behind.add(kind);
        }
    }

    /** Opens and goes through all where that is to be done. To be called again and again. */
    void tick() {
        inLane(() -> {
            if (index == null) {
                index = DirectoryIndex.open(folder);
                all();
            }
            if (stumbled) {
                stumbled = false;
                walk = null;
                all();
            }
            if (++ticks % AGAIN_AFTER == 0) {
                all();
            }
            goOn();
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

    // Whatever it was, all is gone through again at the next tick, with another index where the disk failed.
    private void failed(Throwable fault) {
        if (fault instanceof RejectedExecutionException) {
            LOG.debug("The lane is full, or has ended", fault);
        } else {
            LOG.warn("The directory is not what there is, until that is tried again", fault);
        }
        complete = false;
        stumbled = true;
        awake.set(false);
        if (!(fault instanceof RejectedExecutionException) && !(fault instanceof Outage)) {
            abandon();
        }
    }

    private void abandon() {
        DirectoryIndex broken = index;
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
            // All is gone through when it is opened.
            return;
        }
        Iterator<Change> each = waiting.iterator();
        for (int taken = 0; each.hasNext() && taken < TAKEN; taken++) {
            Change change = each.next();
            each.remove();
            take(change.kind(), change.key());
        }
        index.show();
        if (!waiting.isEmpty()) {
            wake();
        }
    }

    private void take(Kind kind, String key) throws IOException {
        Optional<Entry> entry = sources.get(kind).entry(key);
        if (entry.isPresent()) {
            index.put(entry.get());
        } else {
            index.remove(kind, key);
        }
    }

    private void goOn() {
        if (walk == null && !behind.isEmpty()) {
            Kind next = behind.iterator().next();
            behind.remove(next);
            walk = new Walk(next);
            inLane(this::walk);
        }
    }

    private void walk() throws IOException {
        if (walk == null || index == null) {
            return;
        }
        List<String> some = sources.get(walk.kind).keys(walk.after);
        for (String key : some) {
            take(walk.kind, key);
        }
        walk.seen.addAll(some);
        if (!some.isEmpty()) {
            walk.after = some.get(some.size() - 1);
            inLane(this::walk);
            return;
        }
        index.show();
        for (String key : index.keys(walk.kind)) {
            if (!walk.seen.contains(key)) {
                // It may have come meanwhile: its source knows.
                take(walk.kind, key);
            }
        }
        index.show();
        walk = null;
        if (behind.isEmpty()) {
            complete = true;
            completed.run();
        } else {
            goOn();
        }
    }

    /** After the lane's end. */
    @Override
    public void close() throws IOException {
        closed = true;
        DirectoryIndex last = index;
        index = null;
        if (last != null) {
            last.close();
        }
    }
}
