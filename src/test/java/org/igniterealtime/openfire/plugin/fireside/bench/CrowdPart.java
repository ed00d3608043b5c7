package org.igniterealtime.openfire.plugin.fireside.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Everybody in one room, each with a page that shows it: all enter at once, and then an ordinary client says something each second. */
final class CrowdPart {
    private static final byte[] INSIDE = "data-state=\\\"inside\\\"".getBytes();
    private static final byte[] MESSAGE = "\"do\":\"append\",\"target\":\"messages\"".getBytes();
    private static final Duration QUIET = Duration.ofMillis(1500);
    private static final int WARM = 5;
    private static final int PATIENCE_SECONDS = 300;

    private final World world;
    private final Table table;
    private final int messages;
    private final String room;

    /** @param messages so many, one each second */
    CrowdPart(World world, Table table, int messages) {
        this.world = world;
        this.table = table;
        this.messages = messages;
        this.room = "hall@conference." + world.server.domain();
    }

    void run() throws Exception {
        try (Requests keeper = new Requests(world.server, "writer", World.PASSWORD, 1)) {
            ManyRooms.make(keeper, room, "The hall");
            ManyRooms.settled(keeper);
            List<Tab> tabs = world.crowd(0, world.people, "/rooms/" + room);
            world.settle(tabs, QUIET);
            long before = world.heap();
            enter(tabs);
            world.settle(tabs, QUIET);
            long entered = world.heap();
            table.row("heap, a session that is in a room of " + tabs.size() + " and shows it", each(entered - before, tabs.size()), "the host's part included", "");
            world.server.command("echo-mount");
            say(keeper, tabs, WARM, false);
            say(keeper, tabs, messages, true);
            world.server.command("echo-unmount");
            world.settle(tabs, QUIET);
            table.row("heap, for each of those sessions, by " + (WARM + messages) + " messages", each(world.heap() - entered, tabs.size()), "", "");
            // The list of rooms is empty again, for what comes after this.
            tabs.forEach(tab -> tab.act("leave", "rooms/leave", "{\"to\":\"" + room + "\"}"));
            world.awaitOccupants(1);
            world.settle(tabs, QUIET);
            world.logOut(tabs);
            world.awaitSessions(2);
        }
        world.awaitSessions(1);
    }

    private void enter(List<Tab> tabs) throws InterruptedException {
        Samples inside = new Samples();
        CountDownLatch waiting = new CountDownLatch(tabs.size());
        long bytes = tabs.stream().mapToLong(tab -> tab.bytes).sum();
        Duration cpu = world.cpu();
        long start = System.nanoTime();
        tabs.forEach(tab -> tab.watch(new Tab.Watcher() {
            private boolean in;

            @Override
            public void frame(byte[] data, int from, int length, long at) {
                if (!in && Tab.count(INSIDE, data, from, length) > 0) {
                    in = true;
                    inside.add(at - start);
                    waiting.countDown();
                }
            }
        }));
        tabs.forEach(tab -> tab.act("enter", "rooms/join", "{\"to\":\"" + room + "\",\"nick\":\"" + tab.user + "\"}"));
        if (!waiting.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(waiting.getCount() + " are not inside");
        }
        world.settle(tabs, QUIET);
        cpu = world.cpu().minus(cpu);
        bytes = tabs.stream().mapToLong(tab -> tab.bytes).sum() - bytes;
        tabs.forEach(tab -> tab.watch((data, from, length, at) -> { }));
        table.row(tabs.size() + " sessions enter a room at once, until it is shown", String.format("%s, the last %.1f s", inside, inside.millis(1) / 1e3),
            String.format("server %.1f s of processor, %.0f kB of frames a session, until all is quiet", cpu.toMillis() / 1e3, bytes / 1e3 / tabs.size()), "");
    }

    private void say(Requests client, List<Tab> tabs, int count, boolean counts) throws Exception {
        Samples all = new Samples();
        Samples last = new Samples();
        long frames = tabs.stream().mapToLong(tab -> tab.frames).sum();
        long bytes = tabs.stream().mapToLong(tab -> tab.bytes).sum();
        Duration cpu = world.cpu();
        try (Floor floor = new Floor(world)) {
            long begin = System.nanoTime();
            for (int i = 0; i < count; i++) {
                LockSupport.parkNanos(begin + i * 1_000_000_000L - System.nanoTime());
                one(client, tabs, i, all, last);
            }
            if (counts) {
                cpu = world.cpu().minus(cpu);
                frames = tabs.stream().mapToLong(tab -> tab.frames).sum() - frames;
                bytes = tabs.stream().mapToLong(tab -> tab.bytes).sum() - bytes;
                table.row("a message to the last of " + tabs.size() + " sessions in a room, one a second", last + String.format(", worst %.0f ms", last.millis(1)),
                    String.format("any of them %s; %d messages; %.1f frames of %.0f bytes a session and message; server %.0f ms of processor a message; %s", all,
                        last.count(), (double) frames / count / tabs.size(), (double) bytes / Math.max(1, frames), cpu.toMillis() / (double) count, floor), "");
            }
        }
        tabs.forEach(tab -> tab.watch((data, from, length, at) -> { }));
    }

    private void one(Requests client, List<Tab> tabs, int number, Samples all, Samples last) throws Exception {
        CountDownLatch shown = new CountDownLatch(tabs.size());
        AtomicLong latest = new AtomicLong();
        long start = System.nanoTime();
        tabs.forEach(tab -> tab.watch((data, from, length, at) -> {
            if (Tab.count(MESSAGE, data, from, length) > 0) {
                latest.accumulateAndGet(at, Math::max);
                all.add(at - start);
                shown.countDown();
            }
        }));
        client.say("<message type='groupchat' id='h" + start + "' to='" + room + "'><body>Somebody says something to everybody, number " + number + "</body></message>");
        if (!shown.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(shown.getCount() + " pages do not show it");
        }
        last.add(latest.get() - start);
    }

    private static String each(long bytes, int count) {
        return String.format("%.1f KB", bytes / 1024.0 / count);
    }
}
