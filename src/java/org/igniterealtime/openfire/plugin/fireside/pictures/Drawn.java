package org.igniterealtime.openfire.plugin.fireside.pictures;

/** What {@link Thumbnailer#draw} gives. */
public sealed interface Drawn permits Thumbnails, Unfit {
}
