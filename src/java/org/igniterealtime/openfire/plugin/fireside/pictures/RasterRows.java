package org.igniterealtime.openfire.plugin.fireside.pictures;

import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * What a decoder gives, as plain sRGB. The JDK's own conversion takes a grey picture for a linear one, and shows it too
 * bright; so the samples are taken as they are. A colour profile is not looked at: the bare picture has none.
 */
final class RasterRows implements Rows {
    private final Raster raster;
    private final int[] palette;
    private final int shift;
    private final int[] samples;

    RasterRows(Raster raster, ColorModel colours) {
        this.raster = raster;
        this.palette = colours instanceof IndexColorModel index ? entries(index) : null;
        this.shift = Math.max(0, raster.getSampleModel().getSampleSize(0) - 8);
        this.samples = new int[raster.getWidth() * raster.getNumBands()];
    }

    private static int[] entries(IndexColorModel index) {
        int[] entries = new int[index.getMapSize()];
        index.getRGBs(entries);
        return entries;
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
        int bands = raster.getNumBands();
        for (int x = 0, at = 0; x < raster.getWidth(); x++, at += bands) {
            argb[x] = palette != null ? entry(samples[at]) : colour(at, bands);
        }
    }

    private int entry(int index) {
        return index < palette.length ? palette[index] : 0;
    }

    private int colour(int at, int bands) {
        int first = samples[at] >> shift;
        return switch (bands) {
            case 1 -> argb(0xff, first, first, first);
            case 2 -> argb(samples[at + 1] >> shift, first, first, first);
            case 3 -> argb(0xff, first, samples[at + 1] >> shift, samples[at + 2] >> shift);
            default -> argb(samples[at + 3] >> shift, first, samples[at + 1] >> shift, samples[at + 2] >> shift);
        };
    }

    private static int argb(int alpha, int red, int green, int blue) {
        return alpha << 24 | red << 16 | green << 8 | blue;
    }
}
