package org.igniterealtime.openfire.plugin.fireside.work;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one timer thread; what it calls only enqueues. */
public final class Clock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Clock.class);

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, work -> {
        Thread thread = new Thread(work, "fireside-clock");
        thread.setDaemon(true);
        thread.setContextClassLoader(Clock.class.getClassLoader());
        return thread;
    });

    public Clock() {
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** For who wants plain {@code java.util.concurrent}. */
    public ScheduledExecutorService timer() {
        return timer;
    }

    /** Runs once, later; the returned handle calls it off. Nothing after the clock has been closed. */
    public Runnable after(Duration delay, Runnable work) {
        if (timer.isShutdown()) {
            return () -> { };
        }
        var future = timer.schedule(guarded(work), delay.toMillis(), TimeUnit.MILLISECONDS);
        return () -> future.cancel(false);
    }

    public void every(Duration period, Runnable work) {
        timer.scheduleWithFixedDelay(guarded(work), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException fault) {
                LOG.error("A timed task failed", fault);
            }
        };
    }

    @Override
    public void close() {
        timer.shutdownNow();
        try {
            timer.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
