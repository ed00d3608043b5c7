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
import java.util.concurrent.ConcurrentHashMap;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;

/**
 * Keeps the index as the sources are. Who has heard that something may have changed says so, and what its source has then is what the
 * index gets. At the start, and again from time to time, all is gone through. All of it is done in one chain of a lane, a portion at
 * a time.
 */
final class Filling implements AutoCloseable {
    private static final int TAKEN = 50;
    /** Changes that may wait; when there are more, all is gone through instead. */
    private static final int WAITING = 10_000;
    private static final int AGAIN_AFTER = 180;

    private final Map<Kind, Source> sources;
    private final Runnable completed;
    private final Upkeep<DirectoryIndex> upkeep;
    private final Set<Change> waiting = ConcurrentHashMap.newKeySet();
    private final Set<Kind> behind = ConcurrentHashMap.newKeySet();
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
        this.sources = sources;
        this.completed = completed;
        this.upkeep = new Upkeep<>(this, lane, () -> DirectoryIndex.open(folder), this::takeWhatWaits);
        all();
    }

    private void all() {
        behind.addAll(Arrays.stream(Kind.values()).filter(sources::containsKey).toList());
    }

    /** The index, once it is there. */
    Optional<DirectoryIndex> index() {
        return upkeep.index();
    }

    /** Whether it is known to have everything. */
    boolean isComplete() {
        return upkeep.isComplete();
    }

    // ---- on any thread: enqueues

    /** Something may be there, be gone, or say something else. */
    void look(Kind kind, String key) {
        if (waiting.size() < WAITING) {
            waiting.add(new Change(kind, key));
            upkeep.wake();
        } else {
            behind.add(kind);
        }
    }

    /** Opens and goes through all where that is to be done. To be called again and again. */
    void tick() {
        upkeep.tick((index, afresh) -> {
            if (afresh) {
                walk = null;
                all();
            }
            if (++ticks % AGAIN_AFTER == 0) {
                all();
            }
            goOn();
        });
    }

    // ---- in the lane

    private void takeWhatWaits(DirectoryIndex index) throws IOException {
        Iterator<Change> each = waiting.iterator();
        for (int taken = 0; each.hasNext() && taken < TAKEN; taken++) {
            Change change = each.next();
            each.remove();
            take(index, change.kind(), change.key());
        }
        index.show();
        if (!waiting.isEmpty()) {
            upkeep.wake();
        }
    }

    private void take(DirectoryIndex index, Kind kind, String key) throws IOException {
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
            upkeep.then(this::walk);
        }
    }

    private void walk(DirectoryIndex index) throws IOException {
        if (walk == null) {
            return;
        }
        List<String> some = sources.get(walk.kind).keys(walk.after);
        for (String key : some) {
            take(index, walk.kind, key);
        }
        walk.seen.addAll(some);
        if (!some.isEmpty()) {
            walk.after = some.get(some.size() - 1);
            upkeep.then(this::walk);
            return;
        }
        index.show();
        for (String key : index.keys(walk.kind)) {
            if (!walk.seen.contains(key)) {
                // It may have come meanwhile: its source knows.
                take(index, walk.kind, key);
            }
        }
        index.show();
        walk = null;
        if (behind.isEmpty()) {
            upkeep.complete(true);
            completed.run();
        } else {
            goOn();
        }
    }

    /** After the lane's end. */
    @Override
    public void close() throws IOException {
        upkeep.close();
    }
}
