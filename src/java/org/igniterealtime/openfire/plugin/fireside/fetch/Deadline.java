package org.igniterealtime.openfire.plugin.fireside.fetch;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** When a fetch has to be over. */
final class Deadline {
    private volatile long end;

    Deadline(Duration whole) {
        end = System.nanoTime() + whole.toNanos();
    }

    /** Has it be over. */
    void now() {
        end = System.nanoTime();
    }

    /** Milliseconds until then, at least one. */
    int left() throws Stopped {
        long nanos = end - System.nanoTime();
        if (nanos <= 0) {
            throw new Stopped(Reason.SLOW);
        }
        return (int) Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
    }
}
