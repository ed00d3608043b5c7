package org.igniterealtime.openfire.plugin.fireside.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;

/**
 * What a native client writes to its frame, from the write of the stanza to the arrival, with many pages open: messages, which
 * are on disk before they are shown, and typing, which is on no disk.
 */
final class LatencyPart {
    private static final byte[] MESSAGE = "\"do\":\"append\",\"target\":\"messages\"".getBytes();
    private static final byte[] TYPING = "\"target\":\"typing\"".getBytes();
    private static final Duration QUIET = Duration.ofMillis(1500);

    private final World world;
    private final Table table;

    LatencyPart(World world, Table table) {
        this.world = world;
        this.table = table;
    }

    void run() throws Exception {
        List<Tab> tabs = world.crowd(0, world.people, "/chats/writer@" + world.server.domain());
        world.settle(tabs, QUIET);
        world.server.command("echo-mount");
        try (Writer writer = new Writer(world.server, "writer", World.PASSWORD)) {
            measure(writer, tabs, false, 50, 500, null);
            measure(writer, tabs, false, 50, 1500, "p50 5 ms, p99 15 ms");
            measure(writer, tabs, false, 4, 120, "");
            measure(writer, tabs, true, 50, 1000, "");
        }
        world.server.command("echo-unmount");
        world.logOut(tabs);
        world.awaitSessions(1);
    }

    /** @param budget null to warm up only */
    private void measure(Writer writer, List<Tab> tabs, boolean typing, int perSecond, int count, String budget) throws Exception {
        Samples samples = new Samples();
        Map<Tab, Long> sent = new ConcurrentHashMap<>();
        byte[] mark = typing ? TYPING : MESSAGE;
        tabs.forEach(tab -> tab.watch((bytes, from, length, at) -> {
            Long began = Tab.count(mark, bytes, from, length) > 0 ? sent.remove(tab) : null;
            if (began != null) {
                samples.add(at - began);
            }
        }));
        Floor floor = new Floor(world);
        try (floor) {
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                pace(start + i * 1_000_000_000L / perSecond);
                Tab tab = tabs.get(i % tabs.size());
                sent.put(tab, System.nanoTime());
                if (typing) {
                    writer.type(tab.user, i / tabs.size() % 2 == 0);
                } else {
                    writer.send(tab.user, "m" + start + "-" + i, "A message of a length that people write, number " + i);
                }
            }
            Await.until(Duration.ofSeconds(20), () -> samples.count() == count);
        }
        tabs.forEach(tab -> tab.watch((bytes, from, length, at) -> { }));
        if (budget != null) {
            table.row((typing ? "typing" : "message") + " to its frame, " + perSecond + " a second, " + tabs.size() + " pages",
                samples + String.format(", worst %.0f ms", samples.millis(1)), floor + "; " + samples.count() + " of " + count, budget);
        }
    }

    private static void pace(long due) {
        while (System.nanoTime() < due) {
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }
}
