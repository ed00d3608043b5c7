package org.igniterealtime.openfire.plugin.fireside.bench;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Heap in use after collection, for each further session with all its contacts: of a bare virtual session, of a web session
 * with an open page, of further pages, and of a bare Jetty socket.
 */
final class HeapPart {
    private static final Duration QUIET = Duration.ofMillis(1500);

    private final World world;
    private final Table table;
    private final int[] steps;

    HeapPart(World world, Table table) {
        this.world = world;
        this.table = table;
        this.steps = IntStream.of(1, 100, 1000).filter(step -> step <= world.people).toArray();
    }

    void run() throws Exception {
        warmUp();
        List<String> bare = bare();
        web(bare);
        sockets();
    }

    // What the host and the plugin load once is there before anything is measured.
    private void warmUp() throws Exception {
        world.bare(0, world.people);
        world.endBare();
        for (String place : List.of("/", "/contacts")) {
            List<Tab> some = world.crowd(0, Math.min(20, world.people), place);
            world.settle(some, QUIET);
            world.logOut(some);
            world.awaitSessions(1);
        }
    }

    private List<String> bare() throws Exception {
        List<String> figures = new ArrayList<>();
        long before = world.heap();
        int there = 0;
        for (int step : steps) {
            world.bare(there, step);
            long now = world.heap();
            figures.add(each(now - before, step - there));
            table.row("heap, a bare virtual session, from " + there + " to " + step, figures.get(figures.size() - 1), "", "");
            before = now;
            there = step;
        }
        world.endBare();
        return figures;
    }

    private void web(List<String> bare) throws Exception {
        long start = world.heap();
        long before = start;
        List<Tab> first = new ArrayList<>();
        for (int i = 0; i < steps.length; i++) {
            int there = first.size();
            first.addAll(world.crowd(there, steps[i], "/"));
            world.settle(first, QUIET);
            long now = world.heap();
            table.row("heap, a session with an open page, from " + there + " to " + steps[i], each(now - before, steps[i] - there),
                "bare session " + bare.get(i) + (steps[i] - there == 1 ? "; one alone drowns in what the server does meanwhile" : ""),
                "35 KB over bare: 20 KB and the page's 15 KB");
            before = now;
        }
        for (String place : List.of("/", "/contacts")) {
            List<Tab> more = world.furtherTabs(first, place);
            world.settle(more, QUIET);
            long now = world.heap();
            table.row("heap, a further page at " + place + ", of " + more.size(), each(now - before, more.size()), "", "15 KB");
            before = now;
        }
        world.logOut(first);
        world.awaitSessions(1);
        table.row("heap, left of each session that has logged out", each(world.heap() - start, first.size()), "", "");
    }

    private void sockets() throws Exception {
        world.server.command("echo-mount");
        URI echo = URI.create("ws://" + world.base().getAuthority() + "/echo/");
        List<Sockets.Socket> open = new ArrayList<>();
        long before = world.heap();
        Echoes echoes = new Echoes();
        for (int i = 0; i < world.people; i++) {
            open.add(world.sockets.open(echo, "", echoes));
        }
        open.forEach(socket -> socket.send("x"));
        echoes.await(open.size());
        table.row("heap, a bare Jetty socket, of " + open.size(), each(world.heap() - before, open.size()), "", "");
        open.forEach(Sockets.Socket::close);
        world.server.command("echo-unmount");
    }

    private static String each(long bytes, int count) {
        return String.format("%.1f KB", bytes / 1024.0 / count);
    }
}
