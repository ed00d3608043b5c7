package org.igniterealtime.openfire.plugin.fireside.pictures;

import java.time.Duration;

/**
 * Up to what a picture is read.
 *
 * @param bytes of the file
 * @param pixels of a frame
 * @param side pixels of the longer side: a decoder holds whole rows
 * @param frames of an animation
 * @param scans of a JPEG: each is one more pass over all of its pixels
 * @param memory bytes that all decoding together may take at once, by estimate
 * @param time for one picture
 */
public record Limits(int bytes, long pixels, int side, int frames, int scans, int memory, Duration time) {
    /** Takes what phones make (50 megapixels), and what people send. */
    public static final Limits USUAL = new Limits(32 << 20, 51_000_000, 32_767, 2_000, 100, 256 << 20, Duration.ofSeconds(10));

    void checkSize(long width, long height) throws Misshapen {
        if (width <= 0 || height <= 0) {
            throw Misshapen.malformed("has no pixels");
        }
        if (width > side || height > side || width * height > pixels) {
            throw new Misshapen(Unfit.Reason.TOO_MANY_PIXELS, width + " by " + height + " pixels");
        }
    }

    void checkFrames(long count) throws Misshapen {
        if (count > frames) {
            throw new Misshapen(Unfit.Reason.TOO_MANY_FRAMES, "more than " + frames + " frames");
        }
    }

    void checkScans(int count) throws Misshapen {
        if (count > scans) {
            throw new Misshapen(Unfit.Reason.TOO_MANY_SCANS, "more than " + scans + " scans");
        }
    }
}
