package org.igniterealtime.openfire.plugin.fireside.talk.reads;

import org.igniterealtime.openfire.plugin.fireside.feature.Feature;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;

/** Registers what keeps read states in step. */
public final class ReadsFeature implements Feature {
    private Reads reads;

    /** For the features that have something to read; there once this feature has registered. */
    public Reads reads() {
        return reads;
    }

    @Override
    public void register(Platform rooms) {
        reads = new Reads(rooms);
        reads.register();
    }
}
