package org.igniterealtime.openfire.plugin.fireside.bench;

import java.util.Arrays;

/** Times, gathered on any thread. */
final class Samples {
    private long[] nanos = new long[1024];
    private int count;

    synchronized void add(long each) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = each;
    }

    synchronized int count() {
        return count;
    }

    /** The time in milliseconds that so much of all stay within. */
    synchronized double millis(double share) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return count == 0 ? Double.NaN : sorted[Math.min(count - 1, (int) Math.ceil(share * count) - 1)] / 1e6;
    }

    @Override
    public String toString() {
        return String.format("p50 %.1f ms, p99 %.1f ms", millis(0.5), millis(0.99));
    }
}
