package org.igniterealtime.openfire.plugin.fireside.bench;

import java.time.Duration;
import java.util.List;

/**
 * Heap in use after collection, for each of the people who are in many rooms: with a web session and an open page, and beside it with a
 * bare virtual session that has entered the same rooms.
 */
final class ManyRoomsPart {
    private static final Duration QUIET = Duration.ofMillis(1500);

    private final World world;
    private final ManyRooms many;
    private final Table table;

    ManyRoomsPart(World world, ManyRooms many, Table table) {
        this.world = world;
        this.many = many;
        this.table = table;
    }

    void run() throws Exception {
        many.make();
        int before = world.occupants();
        int all = before + many.people * ManyRooms.EACH;
        // What the host and the plugin load once is there before anything is measured.
        bare(all);
        leave(before);
        leave(web(all), before);
        long start = world.heap();
        bare(all);
        long bare = world.heap() - start;
        leave(before);
        start = world.heap();
        long began = System.nanoTime();
        List<Tab> tabs = web(all);
        double seconds = (System.nanoTime() - began) / 1e9;
        long web = world.heap() - start;
        String rooms = ManyRooms.EACH + " rooms of " + many.people / 5;
        table.row("heap, a bare virtual session in " + rooms, each(bare), many.people + " of them", "");
        table.row("heap, a session with an open page in " + rooms, each(web), "over bare " + each(web - bare), "35 KB over bare: 20 KB and the page's 15 KB");
        table.row(many.people + " people log in, until each is in his " + ManyRooms.EACH + " rooms", String.format("%.1f s", seconds), "", "");
        leave(tabs, before);
        table.row("heap, left of each of them that has logged out", each(world.heap() - start), "", "");
    }

    private void bare(int all) {
        world.bare(0, many.people);
        for (int i = 0; i < many.people; i++) {
            world.server.command("bare-join", String.valueOf(i), World.PREFIX + i, String.join(" ", many.of(i)));
        }
        world.awaitOccupants(all);
    }

    private void leave(int before) {
        world.endBare();
        world.awaitOccupants(before);
    }

    private List<Tab> web(int all) throws Exception {
        List<Tab> tabs = world.crowd(0, many.people, "/rooms");
        world.awaitOccupants(all);
        world.settle(tabs, QUIET);
        return tabs;
    }

    private void leave(List<Tab> tabs, int before) throws Exception {
        world.logOut(tabs);
        world.awaitSessions(1);
        world.awaitOccupants(before);
    }

    private String each(long bytes) {
        return String.format("%.1f KB", bytes / 1024.0 / many.people);
    }
}
