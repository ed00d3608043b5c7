package org.igniterealtime.openfire.plugin.fireside.desk.directory;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An index and the work at it, all of which is done in one chain of a lane. It is opened at a tick, and opened again where the disk
 * failed; after anything that failed, whatever it was, the next tick begins afresh.
 *
 * @param <I> the index; only who works at it in the chain may change it
 */
public final class Upkeep<I extends Closeable> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private final Object owner;
    private final Lane lane;
    private final Opening<I> opening;
    private final Work<I> waiting;
    private final AtomicBoolean awake = new AtomicBoolean();
    private volatile I index;
    private volatile boolean complete;
    private volatile boolean stumbled = true;
    private volatile boolean closed;

    /** Opens an index. */
    @FunctionalInterface
    public interface Opening<I> {
        I open() throws IOException;
    }

    /** Something that is done at it. */
    @FunctionalInterface
    public interface Work<I> {
        void run(I index) throws IOException;
    }

    /** What is done from time to time. */
    @FunctionalInterface
    public interface Round<I> {
        /** @param afresh whether the index may lack anything: it has just been opened, or something failed */
        void run(I index, boolean afresh) throws IOException;
    }

    /** @param owner of the chain @param waiting takes in what waits, once it was woken */
    public Upkeep(Object owner, Lane lane, Opening<I> opening, Work<I> waiting) {
        this.owner = owner;
        this.lane = lane;
        this.opening = opening;
        this.waiting = waiting;
    }

    /** The index, once it is there. */
    public Optional<I> index() {
        return Optional.ofNullable(index);
    }

    /** Whether it is known to have everything. */
    public boolean isComplete() {
        return complete;
    }

    public void complete(boolean now) {
        complete = now && !stumbled;
    }

    public boolean isClosed() {
        return closed;
    }

    // ---- on any thread: enqueues

    /** To be called again and again. */
    public void tick(Round<I> round) {
        enqueue(() -> {
            if (index == null) {
                index = opening.open();
                stumbled = true;
            }
            boolean afresh = stumbled;
            stumbled = false;
            round.run(index, afresh);
        });
    }

    /** Something waits. */
    public void wake() {
        if (awake.compareAndSet(false, true)) {
            enqueue(() -> {
                awake.set(false);
                // What waits for an index that is not there is found when it is opened.
                if (index != null) {
                    waiting.run(index);
                }
            });
        }
    }

    /** Does more of what was begun, after what is in the chain already. */
    public void then(Work<I> work) {
        enqueue(() -> {
            if (index != null) {
                work.run(index);
            }
        });
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    private void enqueue(Step step) {
        lane.call(owner, () -> {
            if (!closed) {
                step.run();
            }
            return null;
        }).whenComplete((done, fault) -> {
            // The lane calls off what waits when it ends.
            if (fault != null && !closed && !(fault instanceof CancellationException)) {
                failed(fault);
            }
        });
    }

    private void failed(Throwable fault) {
        boolean full = fault instanceof RejectedExecutionException;
        if (full) {
            LOG.debug("The lane is full, or has ended", fault);
        } else {
            LOG.warn("What can be found is not what there is, until that is tried again", fault);
        }
        complete = false;
        stumbled = true;
        awake.set(false);
        if (!full && !(fault instanceof Outage)) {
            abandon();
        }
    }

    private void abandon() {
        I broken = index;
        index = null;
        try {
            if (broken != null) {
                broken.close();
            }
        } catch (IOException | RuntimeException again) {
            LOG.debug("A broken index could not be closed cleanly", again);
        }
    }

    /** After the lane's end. */
    @Override
    public void close() throws IOException {
        closed = true;
        I last = index;
        index = null;
        if (last != null) {
            last.close();
        }
    }
}
