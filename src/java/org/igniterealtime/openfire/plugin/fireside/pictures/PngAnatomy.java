package org.igniterealtime.openfire.plugin.fireside.pictures;

import java.io.ByteArrayOutputStream;

/** PNG and APNG, chunk by chunk (W3C PNG §5). */
final class PngAnatomy {
    private static final int CHUNKS = 500_000;

    private final Bytes bytes;
    private final Limits limits;
    private final ByteArrayOutputStream bare = new ByteArrayOutputStream();
    private int frames;
    private int orientation = 1;
    private boolean data;
    private boolean ended;

    private PngAnatomy(Bytes bytes, Limits limits) {
        this.bytes = bytes;
        this.limits = limits;
    }

    /** Whether an acTL chunk stands before the picture's data, as far as can be seen (PNG §11.3.6.1). */
    static boolean announcesFrames(Bytes head, int within) {
        int at = 8;
        while (at + 8 <= Math.min(within, head.size()) && !head.has(at + 4, "IDAT")) {
            if (head.has(at + 4, "acTL")) {
                return true;
            }
            long next = at + 12 + head.u32OrNone(at);
            at = (int) Math.min(next, Integer.MAX_VALUE - 16);
        }
        return false;
    }

    static Anatomy of(Bytes bytes, Limits limits) throws Misshapen {
        return new PngAnatomy(bytes, limits).read();
    }

    private Anatomy read() throws Misshapen {
        if (bytes.u32(8) != 13 || !bytes.has(12, "IHDR")) {
            throw Misshapen.malformed("has no header");
        }
        long width = bytes.u32(16);
        long height = bytes.u32(20);
        limits.checkSize(width, height);
        checkColour(bytes.u8(24), bytes.u8(25));
        bare.write(bytes.array(), 0, 8);
        int at = 8;
        for (int i = 0; !ended && i < CHUNKS; i++) {
            at = chunk(at);
        }
        if (!ended || !data) {
            throw Misshapen.malformed("has no data, or too many chunks");
        }
        boolean moving = announcesFrames(bytes, bytes.size()) && frames > 1;
        return new Anatomy(new Shape(moving ? Kind.APNG : Kind.PNG, (int) width, (int) height, Math.max(1, moving ? frames : 1), orientation),
            bare.toByteArray(), Anatomy.Place.all((int) width, (int) height), 0, 0, -1);
    }

    private static void checkColour(int depth, int type) throws Misshapen {
        boolean known = switch (type) {
            case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
            case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
            case 2, 4, 6 -> depth == 8 || depth == 16;
            default -> false;
        };
        if (!known) {
            throw Misshapen.malformed("has colours that there are not");
        }
    }

    private int chunk(int at) throws Misshapen {
        long length = bytes.u32(at);
        bytes.need(at, length + 12);
        int size = (int) length;
        if (bytes.has(at + 4, "IHDR") && at == 8 || bytes.has(at + 4, "PLTE") || bytes.has(at + 4, "tRNS")) {
            bare.write(bytes.array(), at, size + 12);
        } else if (bytes.has(at + 4, "IDAT")) {
            data = true;
            bare.write(bytes.array(), at, size + 12);
        } else if (bytes.has(at + 4, "IEND")) {
            ended = true;
            bare.write(bytes.array(), at, size + 12);
        } else if (bytes.has(at + 4, "fcTL")) {
            limits.checkFrames(++frames);
        } else if (bytes.has(at + 4, "eXIf")) {
            orientation = Exif.orientation(bytes, at + 8, at + 8 + size);
        }
        return at + size + 12;
    }
}
