package org.igniterealtime.openfire.plugin.fireside.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** From the log-in submitted to the page alive: form, document, socket, greeting; and what frames follow until it is quiet. */
final class LoginPart {
    private static final Duration QUIET = Duration.ofMillis(700);
    private static final int WARM = 20;
    private static final int RUNS = 60;

    private final World world;
    private final Table table;

    LoginPart(World world, Table table) {
        this.world = world;
        this.table = table;
    }

    void run() throws Exception {
        int runs = Math.min(RUNS, world.people / 4);
        int first = Math.min(WARM, world.people / 4);
        // All contacts are online: the worst that a log-in meets.
        world.bare(first + runs, world.people);
        for (String place : List.of("/", "/contacts")) {
            for (int i = 0; i < first; i++) {
                world.logOut(List.of(world.open(World.PREFIX + i, world.logIn(World.PREFIX + i), place)));
            }
            measure(place, first, first + runs);
        }
        world.endBare();
    }

    private void measure(String place, int from, int to) throws Exception {
        Samples drawn = new Samples();
        Samples greeted = new Samples();
        long frames = 0;
        long bytes = 0;
        long document = 0;
        for (int i = from; i < to; i++) {
            long start = System.nanoTime();
            String cookie = world.logIn(World.PREFIX + i);
            String html = world.document(cookie, place);
            drawn.add(System.nanoTime() - start);
            Tab tab = new Tab(World.PREFIX + i, cookie, html).connect(world.sockets, world.base(), place);
            greeted.add(tab.helloAt - start);
            List<Tab> alone = new ArrayList<>(List.of(tab));
            world.settle(alone, QUIET);
            frames += tab.frames;
            bytes += tab.bytes;
            document += html.getBytes(StandardCharsets.UTF_8).length;
            world.logOut(alone);
        }
        int count = to - from;
        table.row("log-in submitted to document at " + place + ", " + world.contacts + " contacts online", drawn.toString(),
            count + " log-ins", "");
        table.row("log-in submitted to first frame at " + place, greeted.toString(), String.format("document %.0f kB unpacked", document / 1e3 / count),
            "500 ms");
        table.row("frames of a log-in at " + place + " until quiet", String.format("%.1f, %.1f kB", (double) frames / count, bytes / 1e3 / count), "", "20");
    }
}
