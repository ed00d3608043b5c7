package org.igniterealtime.openfire.plugin.fireside.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.igniterealtime.openfire.plugin.fireside.work.Faults;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shared pool on which mailboxes run. A worker that stays in one task for too long is given up: its mailbox is
 * told that it is stuck, a new worker takes its place, and the old thread ends as soon as its task lets it go.
 */
public final class Actors implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Actors.class);

    private final LinkedBlockingQueue<Mailbox> ready = new LinkedBlockingQueue<>();
    private final List<Worker> workers = new ArrayList<>();
    private final AtomicInteger named = new AtomicInteger();
    private final AtomicInteger stuck = new AtomicInteger();
    private final Faults faults;
    private volatile boolean closed;

    public Actors(int threads, Faults faults) {
        this.faults = faults;
        for (int i = 0; i < threads; i++) {
            hire();
        }
    }

    Faults faults() {
        return faults;
    }

    void run(Mailbox mailbox) {
        ready.add(mailbox);
    }

    /** Mailboxes that wait for a worker. */
    public int waiting() {
        return ready.size();
    }

    /** Workers given up since the plugin started. */
    public int stuck() {
        return stuck.get();
    }

    /** Gives up the workers that have been in one task for longer than that. Called by the clock, about once a second. */
    public void watch(Duration limit) {
        long now = System.nanoTime();
        List<Worker> late = new ArrayList<>();
        synchronized (workers) {
            for (Worker worker : workers) {
                if (worker.inOneTaskFor(now) > limit.toNanos()) {
                    late.add(worker);
                }
            }
            for (Worker worker : late) {
                workers.remove(worker);
                hire();
            }
        }
        late.forEach(worker -> giveUp(worker, now - limit.toNanos()));
    }

    private void giveUp(Worker worker, long since) {
        Mailbox mailbox = worker.abandon(since);
        if (mailbox != null) {
            stuck.incrementAndGet();
            LOG.error("A task of {} is stuck; its thread is replaced. It stands at: {}", mailbox, trace(worker));
            mailbox.stuck();
            worker.interrupt();
        }
    }

    private static String trace(Thread thread) {
        StringBuilder text = new StringBuilder();
        for (StackTraceElement element : thread.getStackTrace()) {
            text.append("\n\tat ").append(element);
        }
        return text.toString();
    }

    private void hire() {
        Worker worker = new Worker("fireside-actor-" + named.incrementAndGet());
        synchronized (workers) {
            workers.add(worker);
        }
        worker.start();
    }

    /** Ends the workers once they have finished the task in hand; waits for each a little. */
    @Override
    public void close() {
        closed = true;
        List<Worker> ending;
        synchronized (workers) {
            ending = new ArrayList<>(workers);
            workers.clear();
        }
        ending.forEach(Thread::interrupt);
        for (Worker worker : ending) {
            try {
                worker.join(2000);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private final class Worker extends Thread {
        private Mailbox current;
        private boolean abandoned;
        private volatile long since;

        Worker(String name) {
            super(name);
            setDaemon(true);
            setContextClassLoader(Actors.class.getClassLoader());
        }

        long inOneTaskFor(long now) {
            long began = since;
            return began == 0 ? 0 : now - began;
        }

        // What it is in now may be another mailbox's task already, which it may finish before it goes.
        synchronized Mailbox abandon(long sinceThen) {
            abandoned = true;
            long began = since;
            return began != 0 && began - sinceThen < 0 ? current : null;
        }

        @Override
        public void run() {
            while (!closed && !isAbandoned()) {
                try {
                    work(ready.take());
                } catch (InterruptedException ending) {
                    // Closed or given up, which the loop asks; or a task left the mark behind, which ends no worker.
                    continue;
                }
            }
        }

        private void work(Mailbox mailbox) {
            begin(mailbox);
            try {
                mailbox.runSome(() -> since = System.nanoTime());
            } finally {
                since = 0;
                end();
            }
        }

        private synchronized void begin(Mailbox mailbox) {
            current = mailbox;
        }

        private synchronized void end() {
            current = null;
        }

        private synchronized boolean isAbandoned() {
            return abandoned;
        }
    }
}
