package org.igniterealtime.openfire.plugin.fireside.pictures;

import static org.igniterealtime.openfire.plugin.fireside.pictures.Made.big;
import static org.igniterealtime.openfire.plugin.fireside.pictures.Made.joined;
import static org.igniterealtime.openfire.plugin.fireside.pictures.Made.latin;

import java.awt.Point;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** PNGs of tests, honest and other ones. */
final class Pngs {
    private Pngs() {
    }

    /** @param colours rgb, rgba, grey, greya, indexed, rgb16, rgba16 or grey16 */
    static byte[] quarters(int width, int height, String colours, boolean interlaced) {
        return Made.written(image(width, height, colours), "png", interlaced);
    }

    static BufferedImage image(int width, int height, String colours) {
        BufferedImage image = blank(width, height, colours);
        boolean grey = colours.startsWith("grey");
        int scale = image.getSampleModel().getSampleSize(0) == 16 ? 257 : 1;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int rgb = Made.quarter(x, y, width, height, grey);
                // The last quarter shines through where that can be.
                int alpha = x * 2 >= width && y * 2 >= height ? 0 : 255 * scale;
                int red = (rgb >> 16 & 0xff) * scale;
                int[] samples = colours.equals("indexed") ? new int[] {(x * 2 >= width ? 1 : 0) + (y * 2 >= height ? 2 : 0)}
                    : grey ? new int[] {red, alpha} : new int[] {red, (rgb >> 8 & 0xff) * scale, (rgb & 0xff) * scale, alpha};
                image.getRaster().setPixel(x, y, samples);
            }
        }
        return image;
    }

    private static BufferedImage blank(int width, int height, String colours) {
        if (colours.equals("indexed")) {
            byte[][] palette = {{-1, 0, 0, -1}, {0, -1, 0, -1}, {0, 0, -1, -1}};
            return new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY, new IndexColorModel(2, 4, palette[0], palette[1], palette[2]));
        }
        boolean grey = colours.startsWith("grey");
        boolean alpha = colours.contains("a");
        ComponentColorModel model = new ComponentColorModel(ColorSpace.getInstance(grey ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB), alpha, false,
            alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE, colours.endsWith("16") ? DataBuffer.TYPE_USHORT : DataBuffer.TYPE_BYTE);
        WritableRaster raster = Raster.createInterleavedRaster(model.getTransferType(), width, height, model.getNumComponents(), new Point());
        return new BufferedImage(model, raster, false, null);
    }

    /** A picture of nothing, of whatever size; its data are only as many rows as is said. */
    static byte[] blank(long width, long height, int depth, int type, int interlaced, long rows) {
        return joined(latin("\u0089PNG\r\n\u001a\n"), header(width, height, depth, type, interlaced),
            chunk("IDAT", zeros(rows * (1 + width * depth * new int[] {1, 1, 3, 1, 2, 1, 4}[type] / 8))), chunk("IEND", new byte[0]));
    }

    private static byte[] header(long width, long height, int depth, int type, int interlaced) {
        return chunk("IHDR", joined(big(width, 4), big(height, 4), big(depth, 1), big(type, 1), big(0, 2), big(interlaced, 1)));
    }

    static byte[] chunk(String name, byte[] data) {
        CRC32 check = new CRC32();
        check.update(latin(name));
        check.update(data);
        return joined(big(data.length, 4), latin(name), data, big(check.getValue(), 4));
    }

    /** Put in where what is not needed stands: before the data. */
    static byte[] with(byte[] png, byte[] chunk) {
        return Made.with(png, Made.find(png, "IDAT") - 4, chunk);
    }

    static byte[] animated(byte[] png, int frames) {
        ByteArrayOutputStream more = new ByteArrayOutputStream();
        more.writeBytes(chunk("acTL", joined(big(frames, 4), big(0, 4))));
        byte[] control = joined(big(1, 4), big(1, 4), big(0, 8), big(1, 2), big(10, 2), big(0, 2));
        for (int i = 0; i < frames; i++) {
            more.writeBytes(chunk("fcTL", joined(big(i, 4), control)));
        }
        return with(png, more.toByteArray());
    }

    /** Zeros, compressed. */
    static byte[] zeros(long count) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflating = new DeflaterOutputStream(out, new Deflater(1), 1 << 16)) {
            byte[] block = new byte[1 << 16];
            for (long left = count; left > 0; left -= block.length) {
                deflating.write(block, 0, (int) Math.min(left, block.length));
            }
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
