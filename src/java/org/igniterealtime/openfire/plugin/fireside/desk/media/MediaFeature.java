package org.igniterealtime.openfire.plugin.fireside.desk.media;

import org.igniterealtime.openfire.plugin.fireside.feature.Feature;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;

/** Registers what people do with files. */
public final class MediaFeature implements Feature {
    private Platform platform;
    private final Media media = new Media(() -> platform);
    private final Cards cards = new Cards(() -> platform);

    /** For the features whose words have files. */
    public Media media() {
        return media;
    }

    /** For the features whose words have links. */
    public Cards cards() {
        return cards;
    }

    @Override
    public void register(Platform rooms) {
        platform = rooms;
    }
}
