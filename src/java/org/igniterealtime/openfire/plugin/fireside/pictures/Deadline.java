package org.igniterealtime.openfire.plugin.fireside.pictures;

import java.time.Duration;

/** When a picture is given up. */
final class Deadline {
    private final long end;

    Deadline(Duration time) {
        end = System.nanoTime() + time.toNanos();
    }

    boolean over() {
        return left() <= 0;
    }

    /** Nanoseconds, negative when it is over. */
    long left() {
        return end - System.nanoTime();
    }

    void check() throws Misshapen {
        if (over()) {
            throw new Misshapen(Unfit.Reason.TOO_SLOW, "took too long");
        }
    }
}
