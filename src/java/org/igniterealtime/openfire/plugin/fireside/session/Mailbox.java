package org.igniterealtime.openfire.plugin.fireside.session;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The tasks of one actor: one at a time, in order, none of which blocks. A task that throws is reported and the next
 * one runs. Past the bound tasks are refused, and once all that was taken has run the owner is told, so that it can redraw
 * from the stores.
 */
public final class Mailbox implements Executor {
    /** After so many tasks another mailbox gets its turn. */
    private static final int TURN = 64;

    /** What the owner is told. */
    public interface Owner {
        /** Ordinary tasks were refused since there were too many; told once they are few again. Runs like a task. */
        void overflowed();

        /** A task has not come back; nothing more will run here. On the thread that found out. */
        void stuck();

        /** A turn has ended: what the tasks gathered may go out. Runs like a task. */
        void turnEnded();

        /** A task threw; the fault has been reported under this reference. Runs like a task. */
        void faulted(String reference);
    }

    private final String name;
    private final Actors actors;
    private final Owner owner;
    private final int bound;
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicBoolean overflowing = new AtomicBoolean();
    private volatile boolean dead;

    /** @param bound how many ordinary tasks may wait */
    public Mailbox(String name, Actors actors, int bound, Owner owner) {
        this.name = name;
        this.actors = actors;
        this.bound = bound;
        this.owner = owner;
    }

    /**
     * An ordinary task, from the host's or Jetty's threads.
     *
     * @return false when it was refused
     */
    public boolean tell(Runnable task) {
        if (size.get() >= bound) {
            overflowing.set(true);
            schedule();
            return false;
        }
        execute(task);
        return !dead;
    }

    /** A task that is never refused: the answer of a lane, an end. Their number is bounded by what asks for them. */
    @Override
    public void execute(Runnable task) {
        if (dead) {
            return;
        }
        size.incrementAndGet();
        tasks.add(task);
        schedule();
    }

    /** Nothing more will run. */
    public void close() {
        dead = true;
        tasks.clear();
    }

    /** How many tasks wait. */
    public int size() {
        return size.get();
    }

    void stuck() {
        close();
        owner.stuck();
    }

    void runSome(Runnable beginning) {
        for (int done = 0; done < TURN; done++) {
            Runnable task = dead ? null : tasks.poll();
            if (task == null) {
                break;
            }
            size.decrementAndGet();
            beginning.run();
            guarded(task);
        }
        beginning.run();
        if (!dead) {
            // Not before all that was taken has run: what is refused meanwhile would be missed.
            if (tasks.isEmpty() && overflowing.getAndSet(false)) {
                guarded(owner::overflowed);
            }
            guarded(owner::turnEnded);
        }
        scheduled.set(false);
        if (!tasks.isEmpty() || overflowing.get()) {
            schedule();
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable fault) { // the one place where bugs are caught; the session lives on
            String reference = actors.faults().report(name, fault);
            try {
                owner.faulted(reference);
            } catch (Throwable again) { // a worker must come back, or its mailbox would stay scheduled for ever
                actors.faults().report(name, again);
            }
        }
    }

    private void schedule() {
        if (!dead && scheduled.compareAndSet(false, true)) {
            actors.run(this);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
