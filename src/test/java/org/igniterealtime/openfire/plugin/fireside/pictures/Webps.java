package org.igniterealtime.openfire.plugin.fireside.pictures;

import static org.igniterealtime.openfire.plugin.fireside.pictures.Made.joined;
import static org.igniterealtime.openfire.plugin.fireside.pictures.Made.latin;
import static org.igniterealtime.openfire.plugin.fireside.pictures.Made.little;

import java.io.ByteArrayOutputStream;

/** WebPs of tests, which the JDK does not write: lossless ones of two colours, lossy ones of grey. */
final class Webps {
    private Webps() {
    }

    /** RFC 9649 §3: no transform, and prefix codes of one or two symbols. The left half is red, the right one is yellow. */
    static byte[] lossless(int width, int height) {
        Bits bits = new Bits();
        bits.put(0x2f, 8).put(width - 1, 14).put(height - 1, 14).put(0, 1).put(0, 3);
        bits.put(0, 1).put(0, 1).put(0, 1);
        bits.put(1, 1).put(1, 1).put(1, 1).put(0, 8).put(255, 8); // green: 0 or 255, a bit each
        for (int symbol : new int[] {255, 0, 255, 0}) { // red, blue, alpha, distance: always the same, no bit
            bits.put(1, 1).put(0, 1).put(1, 1).put(symbol, 8);
        }
        for (int i = 0; i < width * height; i++) {
            bits.put(i % width * 2 >= width ? 1 : 0, 1);
        }
        return chunk("VP8L", bits.done());
    }

    /** Of one colour, so that its data are of no length at all. */
    static byte[] endless(int width, int height) {
        Bits bits = new Bits();
        bits.put(0x2f, 8).put(width - 1, 14).put(height - 1, 14).put(0, 1).put(0, 3).put(0, 1).put(0, 1).put(0, 1);
        for (int symbol : new int[] {0, 255, 0, 255, 0}) {
            bits.put(1, 1).put(0, 1).put(1, 1).put(symbol, 8);
        }
        return chunk("VP8L", bits.done());
    }

    /** Nothing is seen anywhere: RFC 9649 §2.7.1.2, a lossless picture without its head, whose green is the alpha. */
    static byte[] alpha() {
        Bits bits = new Bits().put(1, 8).put(0, 1).put(0, 1).put(0, 1);
        for (int symbol : new int[] {0, 0, 0, 0, 0}) {
            bits.put(1, 1).put(0, 1).put(1, 1).put(symbol, 8);
        }
        return chunk("ALPH", bits.done());
    }

    /** RFC 6386: a key frame of nothing but zeros, which mean that each block is predicted and has nothing to add: grey. */
    static byte[] lossy(int width, int height) {
        int blocks = Math.min(4096, (width + 15) / 16 * ((height + 15) / 16));
        int size = 200 + 8 * blocks;
        byte[] head = joined(little((long) size << 5 | 1 << 4, 3), latin("\u009d\u0001\u002a"), little(width, 2), little(height, 2));
        return chunk("VP8 ", joined(head, new byte[size], new byte[16 * blocks]));
    }

    static byte[] file(byte[]... chunks) {
        byte[] body = joined(latin("WEBP"), joined(chunks));
        return joined(latin("RIFF"), little(body.length, 4), body);
    }

    static byte[] extended(int width, int height, int flags) {
        return chunk("VP8X", joined(little(flags, 4), little(width - 1, 3), little(height - 1, 3)));
    }

    static byte[] frame(int x, int y, int width, int height, byte[] picture) {
        return chunk("ANMF", joined(little(x / 2, 3), little(y / 2, 3), little(width - 1, 3), little(height - 1, 3), little(100, 3),
            little(0, 1), picture));
    }

    static byte[] chunk(String name, byte[] data) {
        return joined(latin(name), little(data.length, 4), data, new byte[data.length & 1]);
    }

    private static final class Bits {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private int now;
        private int count;

        Bits put(int value, int bits) {
            for (int i = 0; i < bits; i++) {
                now |= (value >> i & 1) << count;
                if (++count == 8) {
                    out.write(now);
                    now = 0;
                    count = 0;
                }
            }
            return this;
        }

        byte[] done() {
            put(0, 7);
            return out.toByteArray();
        }
    }
}
