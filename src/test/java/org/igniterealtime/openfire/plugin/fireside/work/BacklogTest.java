package org.igniterealtime.openfire.plugin.fireside.work;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BacklogTest {
    private final Backlog backlog = new Backlog(10);

    @Test
    void each_has_a_share_of_his_own() {
        assertTrue(backlog.add("romeo", 10));

        assertFalse(backlog.add("romeo", 1));
        assertTrue(backlog.add("juliet", 1));
    }

    @Test
    void what_is_done_or_was_too_much_counts_no_more() {
        assertTrue(backlog.add("romeo", 6));
        assertFalse(backlog.add("romeo", 5));
        assertTrue(backlog.add("romeo", 4));

        backlog.done("romeo", 6);

        assertTrue(backlog.add("romeo", 6));
        assertFalse(backlog.add("romeo", 1));
    }
}
