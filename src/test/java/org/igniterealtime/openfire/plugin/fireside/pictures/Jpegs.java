package org.igniterealtime.openfire.plugin.fireside.pictures;

import static org.igniterealtime.openfire.plugin.fireside.pictures.Made.big;
import static org.igniterealtime.openfire.plugin.fireside.pictures.Made.joined;
import static org.igniterealtime.openfire.plugin.fireside.pictures.Made.latin;

import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** JPEGs of tests, honest and other ones. */
final class Jpegs {
    private Jpegs() {
    }

    static byte[] quarters(int width, int height, boolean grey, boolean progressive) {
        BufferedImage image = new BufferedImage(width, height, grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; grey && x < width; x++) {
                image.getRaster().setSample(x, y, 0, Made.quarter(x, y, width, height, true) & 0xff);
            }
        }
        java.awt.Graphics2D graphics = image.createGraphics();
        for (int i = 0; !grey && i < 4; i++) {
            int x = i % 2 * (width + 1) / 2;
            int y = i / 2 * (height + 1) / 2;
            graphics.setColor(new java.awt.Color(Made.quarter(x, y, width, height, false)));
            graphics.fillRect(x, y, width, height);
        }
        graphics.dispose();
        return Made.written(image, "jpeg", progressive);
    }

    /** @param adobe 0 for inverted inks, 2 for inverted inks as luminance, -1 for inks as they are */
    static byte[] inks(int width, int height, int adobe) {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, new Point());
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                raster.setPixel(x, y, ink(Made.quarter(x, y, width, height, false), adobe));
            }
        }
        byte[] plain = written(raster);
        return adobe < 0 ? plain : with(plain, 0xee, joined(latin("Adobe"), big(100, 2), big(0, 4), big(adobe, 1)));
    }

    private static int[] ink(int rgb, int adobe) {
        int red = rgb >> 16;
        int green = rgb >> 8 & 0xff;
        int blue = rgb & 0xff;
        if (adobe < 0) {
            return new int[] {255 - red, 255 - green, 255 - blue, 0};
        } else if (adobe == 0) {
            return new int[] {red, green, blue, 255};
        }
        // ITU-T T.871 §7
        return new int[] {bounded(0.299 * red + 0.587 * green + 0.114 * blue), bounded(-0.1687 * red - 0.3313 * green + 0.5 * blue + 128),
            bounded(0.5 * red - 0.4187 * green - 0.0813 * blue + 128), 255};
    }

    private static int bounded(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }

    private static byte[] written(Raster raster) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(file)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(raster, null, null), null);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }

    /** @return with one more segment at the beginning */
    static byte[] with(byte[] jpeg, int marker, byte[] data) {
        return Made.with(jpeg, 2, joined(new byte[] {(byte) 0xff, (byte) marker}, big(data.length + 2, 2), data));
    }

    /** @return with a picture of two by two pixels in its JFIF head (ITU-T T.871 §10.1) */
    static byte[] withSmall(byte[] jpeg) {
        byte[] small = Made.with(jpeg, 20, latin("SECRET-PLACE"));
        small[5] += 12;
        small[18] = 2;
        small[19] = 2;
        return small;
    }

    static byte[] withExif(byte[] jpeg, int orientation) {
        return with(jpeg, 0xe1, joined(latin("Exif\0\0"), Made.exif(orientation)));
    }

    /** @return what says that it is of another size, its data being as they are */
    static byte[] resized(byte[] jpeg, int width, int height) {
        byte[] lying = jpeg.clone();
        int frame = frame(jpeg);
        System.arraycopy(big(height, 2), 0, lying, frame + 5, 2);
        System.arraycopy(big(width, 2), 0, lying, frame + 7, 2);
        return lying;
    }

    static int frame(byte[] jpeg) {
        int at = Made.find(jpeg, "\u00ff\u00c0");
        return at > 0 ? at : Made.find(jpeg, "\u00ff\u00c2");
    }

    /** @return with its last scan so many times */
    static byte[] scans(byte[] progressive, int count) {
        String latin = new String(progressive, java.nio.charset.StandardCharsets.ISO_8859_1);
        byte[] last = Arrays.copyOfRange(progressive, latin.lastIndexOf("\u00ff\u00da"), progressive.length - 2);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(progressive, 0, progressive.length - 2);
        for (int i = 0; i < count; i++) {
            all.writeBytes(last);
        }
        all.write(0xff);
        all.write(0xd9);
        return all.toByteArray();
    }
}
