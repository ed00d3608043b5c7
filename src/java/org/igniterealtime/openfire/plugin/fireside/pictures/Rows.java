package org.igniterealtime.openfire.plugin.fireside.pictures;

/** A picture that is read row by row. */
interface Rows {
    int width();

    int height();

    /** @param argb takes {@link #width} pixels, each {@code 0xAARRGGBB}, not premultiplied */
    void row(int y, int[] argb);
}
