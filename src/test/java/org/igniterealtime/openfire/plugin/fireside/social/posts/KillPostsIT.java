package org.igniterealtime.openfire.plugin.fireside.social.posts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.igniterealtime.openfire.plugin.fireside.testkit.Kills;
import org.junit.jupiter.api.Test;

/** What is acknowledged of posts is on disk: nothing lost, nothing back from the dead. {@code bin/bench kill} does it a hundred times. */
class KillPostsIT {
    private static final int KILLS = 5;

    @Test
    void what_was_acknowledged_of_a_post_is_so_after_a_kill_at_that_very_moment() throws Exception {
        try (Kills kills = new Kills()) {
            for (int kill = 0; kill < KILLS; kill++) {
                // when all of it at once: the server starts no more often than it has to
                kills.after(Kills.Deed.values());
                // then
                assertEquals(kills.acknowledged(), kills.there(), "after kill " + kill);
            }
        }
    }
}
