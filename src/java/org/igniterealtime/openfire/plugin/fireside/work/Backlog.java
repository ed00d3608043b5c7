package org.igniterealtime.openfire.plugin.fireside.work;

import java.util.concurrent.ConcurrentHashMap;

/** How much of each waits to be done, so that a flood from somebody takes no more than its share of the room there is. */
public final class Backlog {
    private final long most;
    private final ConcurrentHashMap<String, Long> waiting = new ConcurrentHashMap<>();

    /** @param most of one, in whatever is counted */
    public Backlog(long most) {
        this.most = most;
    }

    /** @return whether that much more of somebody may wait: then it is to be {@link #done}, and else it counts for nothing */
    public boolean add(String whose, long amount) {
        if (waiting.merge(whose, amount, Long::sum) <= most) {
            return true;
        }
        done(whose, amount);
        return false;
    }

    public void done(String whose, long amount) {
        waiting.computeIfPresent(whose, (any, all) -> all == amount ? null : Long.valueOf(all - amount));
    }
}
