package org.igniterealtime.openfire.plugin.fireside.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Looks again and again, for a bounded time, until something is so. */
public final class Await {

    private static final long PAUSE_NANOS = 20_000_000;

    private Await() {
    }

    /**
     * @param condition what throws counts as not yet
     * @return whether it came true in time
     */
    public static boolean until(Duration patience, Callable<Boolean> condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!holds(condition)) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return true;
    }

    private static boolean holds(Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (Exception notYet) {
            return false;
        }
    }
}
