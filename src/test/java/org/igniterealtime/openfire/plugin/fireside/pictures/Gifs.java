package org.igniterealtime.openfire.plugin.fireside.pictures;

import static org.igniterealtime.openfire.plugin.fireside.pictures.Made.little;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** GIFs of tests, honest and other ones. */
final class Gifs {
    private static final byte[] DOT = {0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0};

    private Gifs() {
    }

    static byte[] quarters(int width, int height, boolean interlaced) {
        BufferedImage image = Pngs.image(width, height, "indexed");
        return Made.written(image, "gif", interlaced);
    }

    /** @return with so many more frames of one pixel each */
    static byte[] frames(byte[] gif, int more) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(gif, 0, gif.length - 1);
        for (int i = 0; i < more; i++) {
            all.writeBytes(DOT);
        }
        all.write(0x3b);
        return all.toByteArray();
    }

    /** @return on a screen of that size, its frame being there */
    static byte[] screen(byte[] gif, int width, int height, int x, int y) {
        byte[] other = gif.clone();
        System.arraycopy(little(width, 2), 0, other, 6, 2);
        System.arraycopy(little(height, 2), 0, other, 8, 2);
        int image = 13 + ((gif[10] & 0x80) == 0 ? 0 : 3 << (gif[10] & 7) + 1);
        while (other[image] == 0x21) {
            image += 2;
            while (other[image] != 0) {
                image += (other[image] & 0xff) + 1;
            }
            image++;
        }
        System.arraycopy(Made.joined(little(x, 2), little(y, 2)), 0, other, image + 1, 4);
        return other;
    }

    static byte[] endless(byte[] gif) {
        byte[] comment = new byte[300_000];
        Arrays.fill(comment, (byte) 1);
        comment[0] = 0x21;
        comment[1] = (byte) 0xfe;
        return Made.joined(Arrays.copyOf(gif, gif.length - 1), comment);
    }
}
