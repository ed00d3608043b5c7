package org.igniterealtime.openfire.plugin.fireside.event;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids that rise in the order in which they are given, and tell their time: milliseconds since 1970 in the upper 43
 * bits, below them a counter that begins at random each millisecond, so that the nodes of a cluster do not meet.
 */
public final class Stamp {
    private static final int LOW = 20;

    private final AtomicLong last = new AtomicLong();
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    public Stamp(Clock clock) {
        this.clock = clock;
    }

    public long next() {
        long now = clock.millis() << LOW | random.nextInt(1 << LOW - 1);
        return last.updateAndGet(before -> before >> LOW >= now >> LOW ? before + 1 : now);
    }

    /** The smallest id that something of that time can have. */
    public static long at(Instant time) {
        return time.toEpochMilli() << LOW;
    }

    public static Instant time(long id) {
        return Instant.ofEpochMilli(id >> LOW);
    }

    /** An id as text, which rises as it does. */
    public static String text(long id) {
        return String.format("%016x", id);
    }

    /** The id that {@link #text} wrote; -1 when it is none. */
    public static long of(String text) {
        return text.matches("[0-7][0-9a-f]{15}") ? Long.parseLong(text, 16) : -1;
    }
}
