package org.igniterealtime.openfire.plugin.fireside.bench;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;

/** Counts what a bare socket sends back, and sends it once more while it is told to. */
final class Echoes implements Sockets.Listener {
    private final LongAdder count = new LongAdder();
    volatile String again;

    @Override
    public void text(Sockets.Socket socket, byte[] bytes, int from, int length, long at) {
        count.increment();
        String next = again;
        if (next != null) {
            socket.send(next);
        }
    }

    @Override
    public void closed(int code) {
        again = null;
    }

    long count() {
        return count.sum();
    }

    void await(long wanted) {
        if (!Await.until(Duration.ofSeconds(30), () -> count() >= wanted)) {
            throw new IllegalStateException("Echoes: " + count() + " of " + wanted);
        }
    }
}
