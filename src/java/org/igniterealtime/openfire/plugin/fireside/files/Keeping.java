package org.igniterealtime.openfire.plugin.fireside.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Makes files known that have come. A commit that waits for the disk takes as long for many as for one: those that come while one is
 * under way go into the next one together.
 */
final class Keeping {
    private final FileStore store;
    private final ConcurrentLinkedQueue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final Object turn = new Object();

    Keeping(FileStore store) {
        this.store = store;
    }

    /** A file and what became of it; written and read by who has the turn. */
    private static final class Waiting {
        private final FileStore.Kept file;
        private boolean over;
        private boolean kept;
        private RuntimeException failure;

        Waiting(FileStore.Kept file) {
            this.file = file;
        }
    }

    /**
     * Blocks until it is committed.
     *
     * @return false when it is not wanted any more
     */
    boolean keep(FileStore.Kept file) {
        Waiting mine = new Waiting(file);
        waiting.add(mine);
        synchronized (turn) {
            if (!mine.over) {
                commit();
            }
        }
        if (mine.failure != null) {
            throw mine.failure;
        }
        return mine.kept;
    }

    private void commit() {
        List<Waiting> together = new ArrayList<>();
        for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
            together.add(next);
        }
        try {
            Set<String> kept = store.keep(together.stream().map(each -> each.file).toList());
            together.forEach(each -> each.kept = kept.contains(each.file.id()));
        } catch (RuntimeException failed) {
            together.forEach(each -> each.failure = failed);
        }
        together.forEach(each -> each.over = true);
    }
}
