package org.igniterealtime.openfire.plugin.fireside.pictures;

import java.awt.image.Raster;

/** A JPEG of four inks, which the JDK decodes and leaves as they are: CMYK, or YCCK, as plain sRGB. */
final class InkRows implements Rows {
    private final Raster raster;
    private final boolean luminance;
    private final boolean inverted;
    private final int[] samples;

    /** @param adobe Adobe's transform, 0 or 2, or -1 where nothing was said (Adobe Technical Note 5116 §18) */
    InkRows(Raster raster, int adobe) {
        this.raster = raster;
        this.luminance = adobe == 2;
        // Adobe writes full ink as 0.
        this.inverted = adobe >= 0;
        this.samples = new int[raster.getWidth() * 4];
    }

    @Override
    public int width() {
        return raster.getWidth();
    }

    @Override
    public int height() {
        return raster.getHeight();
    }

    @Override
    public void row(int y, int[] argb) {
        raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, samples);
        for (int x = 0, at = 0; x < raster.getWidth(); x++, at += 4) {
            int cyan = samples[at];
            int magenta = samples[at + 1];
            int yellow = samples[at + 2];
            if (luminance) {
                double cb = magenta - 128;
                double cr = yellow - 128;
                yellow = bounded(cyan + 1.772 * cb);
                magenta = bounded(cyan - 0.344136 * cb - 0.714136 * cr);
                cyan = bounded(cyan + 1.402 * cr);
            }
            int black = light(samples[at + 3]);
            argb[x] = 0xff000000 | light(cyan) * black / 255 << 16 | light(magenta) * black / 255 << 8 | light(yellow) * black / 255;
        }
    }

    private int light(int ink) {
        return inverted ? ink : 255 - ink;
    }

    private static int bounded(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }
}
