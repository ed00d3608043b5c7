package org.igniterealtime.openfire.plugin.fireside.pictures;

/** What {@link Thumbnailer#measure} gives. */
public sealed interface Measured permits Shape, Unfit {
}
