package org.igniterealtime.openfire.plugin.fireside.pictures;

/**
 * What a picture's headers say of it.
 *
 * @param width pixels as they are stored, before it is turned
 * @param height pixels as they are stored
 * @param frames 1 for one that stands still
 * @param orientation 1 to 8, as EXIF counts them (CIPA DC-008 §4.6.4, tag 0x0112); 1 is upright
 */
public record Shape(Kind kind, int width, int height, int frames, int orientation) implements Measured {
    public boolean animated() {
        return frames > 1;
    }

    /** Pixels as it is shown, after it is turned. */
    public int shownWidth() {
        return orientation > 4 ? height : width;
    }

    /** Pixels as it is shown, after it is turned. */
    public int shownHeight() {
        return orientation > 4 ? width : height;
    }
}
