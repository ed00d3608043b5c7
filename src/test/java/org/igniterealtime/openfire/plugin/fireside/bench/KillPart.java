package org.igniterealtime.openfire.plugin.fireside.bench;

import org.igniterealtime.openfire.plugin.fireside.testkit.Kills;

/** {@code kill -9} of the server in the moment in which something done with a post is acknowledged, again and again on one home. */
final class KillPart {
    private final Table table;
    private final int times;

    KillPart(Table table, int times) {
        this.table = table;
        this.times = times;
    }

    void run() throws Exception {
        int wrong = 0;
        try (Kills kills = new Kills()) {
            Kills.Deed[] deeds = Kills.Deed.values();
            for (int i = 0; i < times; i++) {
                kills.after(deeds[i % deeds.length]);
                var acknowledged = kills.acknowledged();
                var there = kills.there();
                if (!acknowledged.equals(there)) {
                    wrong++;
                    System.err.println("  kill " + i + " upon " + deeds[i % deeds.length] + ": acknowledged " + acknowledged + ", there " + there);
                }
            }
        }
        table.row("kill -9 upon an acknowledgement: posts, edits, comments, deletions in turn", times + " kills",
            wrong + " after which something was lost or back from the dead", "0");
    }
}
