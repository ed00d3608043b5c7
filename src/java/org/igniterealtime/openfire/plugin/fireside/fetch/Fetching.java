package org.igniterealtime.openfire.plugin.fireside.fetch;

/** Who fetches: this very process, or another one that is asked to. */
@FunctionalInterface
public interface Fetching {
    /** Blocks for some seconds at most: to be called in a lane. Throws nothing, whatever the other side does. */
    Result fetch(Wanted wanted);
}
