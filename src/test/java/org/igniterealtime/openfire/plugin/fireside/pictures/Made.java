package org.igniterealtime.openfire.plugin.fireside.pictures;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** What pictures of tests are made of: four quarters, bytes put in and cut out. */
final class Made {
    private Made() {
    }

    /** Red, green, blue and white quarters, in reading order; black, dark, middle and light ones where there is only grey. */
    static int quarter(int x, int y, int width, int height, boolean grey) {
        int quarter = (x * 2 >= width ? 1 : 0) + (y * 2 >= height ? 2 : 0);
        return grey ? new int[] {0x000000, 0x404040, 0x808080, 0xc0c0c0}[quarter] : new int[] {0xff0000, 0x00ff00, 0x0000ff, 0xffffff}[quarter];
    }

    /** One letter for each quarter of what is drawn: r, g, b, w, k, d, m, l, y by its colour, t where nothing is. */
    static String quarters(byte[] file) {
        try {
            BufferedImage image = ImageIO.read(new java.io.ByteArrayInputStream(file));
            StringBuilder letters = new StringBuilder();
            for (int i = 0; i < 4; i++) {
                letters.append(letter(image.getRGB(image.getWidth() * (1 + i % 2 * 2) / 4, image.getHeight() * (1 + i / 2 * 2) / 4)));
            }
            return letters.toString();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static char letter(int argb) {
        if (argb >>> 24 < 64) {
            return 't';
        }
        String letters = "rgbwkdmly";
        int[] colours = {0xff0000, 0x00ff00, 0x0000ff, 0xffffff, 0x000000, 0x404040, 0x808080, 0xc0c0c0, 0xffff00};
        for (int i = 0; i < colours.length; i++) {
            if (near(new Color(argb), new Color(colours[i]))) {
                return letters.charAt(i);
            }
        }
        return '?';
    }

    private static boolean near(Color one, Color other) {
        return Math.abs(one.getRed() - other.getRed()) < 24 && Math.abs(one.getGreen() - other.getGreen()) < 24
            && Math.abs(one.getBlue() - other.getBlue()) < 24;
    }

    static byte[] written(BufferedImage image, String format, boolean progressive) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(file)) {
            writer.setOutput(output);
            ImageWriteParam how = writer.getDefaultWriteParam();
            if (progressive) {
                how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.write(null, new IIOImage(image, null, null), how);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** @return with the part put in before that place */
    static byte[] with(byte[] file, int at, byte[] part) {
        return joined(java.util.Arrays.copyOf(file, at), part, java.util.Arrays.copyOfRange(file, at, file.length));
    }

    static int find(byte[] file, String latin) {
        return new String(file, StandardCharsets.ISO_8859_1).indexOf(latin);
    }

    static byte[] big(long value, int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (value >> 8 * (count - 1 - i));
        }
        return bytes;
    }

    static byte[] little(long value, int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (value >> 8 * i);
        }
        return bytes;
    }

    /** Camera data that say which way up, who and where: 52°30′N 13°24′E. */
    static byte[] exif(int orientation) {
        byte[] owner = latin("SECRET-OWNER\0");
        return joined(latin("MM\0*"), big(8, 4), big(3, 2),
            big(0x0112, 2), big(3, 2), big(1, 4), big(orientation, 2), big(0, 2),
            big(0x013b, 2), big(2, 2), big(owner.length, 4), big(50, 4),
            big(0x8825, 2), big(4, 2), big(1, 4), big(50 + owner.length, 4),
            big(0, 4), owner,
            big(2, 2), big(1, 2), big(2, 2), big(2, 4), latin("N\0\0\0"),
            big(2, 2), big(5, 2), big(3, 4), big(50 + owner.length + 30, 4), big(0, 4),
            big(52, 4), big(1, 4), big(30, 4), big(1, 4), big(0, 4), big(1, 4), latin("SECRET-PLACE"));
    }
}
