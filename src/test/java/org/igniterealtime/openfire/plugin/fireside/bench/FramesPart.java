package org.igniterealtime.openfire.plugin.fireside.bench;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;

/** Messages routed as fast as the server takes them, to a hundred open chats, beside a bare echo on the same Jetty. */
final class FramesPart {
    private static final int SOCKETS = 100;
    private static final Duration ECHO = Duration.ofSeconds(5);

    private enum Kind {
        TYPING("typing, which no database sees", 200_000, "\"target\":\"typing\""),
        TEXT("messages, each on disk before its frame", 20_000, "\"do\":\"append\",\"target\":\"messages\"");

        private final String words;
        private final int messages;
        private final byte[] mark;

        Kind(String words, int messages, String mark) {
            this.words = words;
            this.messages = messages;
            this.mark = mark.getBytes();
        }
    }

    private final World world;
    private final Table table;

    FramesPart(World world, Table table) {
        this.world = world;
        this.table = table;
    }

    void run() throws Exception {
        int count = Math.min(SOCKETS, world.people);
        double echoes = echo(count);
        List<Tab> tabs = world.crowd(0, count, "/chats/writer@" + world.server.domain());
        world.settle(tabs, Duration.ofSeconds(1));
        for (Kind kind : Kind.values()) {
            flood(kind, tabs, kind.messages / 4, echoes, false);
            flood(kind, tabs, kind.messages, echoes, true);
        }
        world.logOut(tabs);
        world.awaitSessions(1);
    }

    private double echo(int count) throws Exception {
        world.server.command("echo-mount");
        Echoes echoes = new Echoes();
        List<Sockets.Socket> open = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            open.add(world.sockets.open(URI.create("ws://" + world.base().getAuthority() + "/echo/"), "", echoes));
        }
        String text = "x".repeat(400);
        echoes.again = text;
        open.forEach(socket -> socket.send(text));
        LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
        long before = echoes.count();
        long start = System.nanoTime();
        LockSupport.parkNanos(ECHO.toNanos());
        double perSecond = (echoes.count() - before) / ((System.nanoTime() - start) / 1e9);
        echoes.again = null;
        open.forEach(Sockets.Socket::close);
        world.server.command("echo-unmount");
        table.row("bare Jetty echo, 400 bytes, " + count + " sockets", String.format("%,.0f round trips/s", perSecond), "", "");
        return perSecond;
    }

    private void flood(Kind kind, List<Tab> tabs, int messages, double echoes, boolean counts) {
        LongAdder shown = new LongAdder();
        tabs.forEach(tab -> tab.watch((bytes, from, length, at) -> shown.add(Tab.count(kind.mark, bytes, from, length))));
        long frames = tabs.stream().mapToLong(tab -> tab.frames).sum();
        long bytes = tabs.stream().mapToLong(tab -> tab.bytes).sum();
        Duration cpu = world.cpu();
        long start = System.nanoTime();
        world.server.command("flood", kind.name().toLowerCase(java.util.Locale.ROOT), "writer", World.PREFIX, String.valueOf(tabs.size()), String.valueOf(messages));
        Await.until(Duration.ofSeconds(60), () -> shown.sum() >= messages);
        long end = tabs.stream().mapToLong(tab -> tab.frameAt).max().orElse(start);
        cpu = world.cpu().minus(cpu);
        double seconds = (end - start) / 1e9;
        frames = tabs.stream().mapToLong(tab -> tab.frames).sum() - frames;
        bytes = tabs.stream().mapToLong(tab -> tab.bytes).sum() - bytes;
        tabs.forEach(tab -> tab.watch((data, from, length, at) -> { }));
        if (counts) {
            table.row("flood of " + kind.words, String.format("%,.0f /s rendered, in %,.0f frames/s", shown.sum() / seconds, frames / seconds),
                String.format("%.0f %% of the echo rendered; %,d of %,d; %,.0f bytes a frame; server %.0f us of processor each",
                    shown.sum() / seconds / echoes * 100, shown.sum(), messages, (double) bytes / Math.max(1, frames),
                    cpu.toNanos() / 1e3 / messages), "50 % of the echo");
        }
    }
}
