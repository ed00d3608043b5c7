package org.igniterealtime.openfire.plugin.fireside.pictures;

import java.io.ByteArrayOutputStream;

/** WebP, chunk by chunk (RFC 9649 §2). What its camera data say of its orientation counts for no browser, nor here. */
final class WebpAnatomy {
    private static final int CHUNKS = 100_000;
    private static final int ALPHA = 0x10;
    // The pure Java reader keeps objects for each block of a lossy picture until the end.
    private static final double LOSSY = 60;
    private static final double LOSSLESS = 12;

    private final Bytes bytes;
    private final Limits limits;
    private int canvas = -1;
    private int alpha = -1;
    private int picture = -1;
    private Anatomy.Place first;
    private int frames;

    private WebpAnatomy(Bytes bytes, Limits limits) {
        this.bytes = bytes;
        this.limits = limits;
    }

    static Anatomy of(Bytes bytes, Limits limits) throws Misshapen {
        return new WebpAnatomy(bytes, limits).read();
    }

    private Anatomy read() throws Misshapen {
        long end = Math.min(bytes.size(), bytes.u32le(4) + 8);
        int at = 12;
        for (int i = 0; at + 8 <= end && i < CHUNKS; i++) {
            at = chunk(at);
        }
        if (picture < 0) {
            throw Misshapen.malformed("has no picture");
        }
        boolean lossless = bytes.has(picture, "VP8L");
        Anatomy.Place coded = coded(lossless);
        if (first == null) {
            first = coded;
        } else if (first.width() != coded.width() || first.height() != coded.height()) {
            throw Misshapen.malformed("has a frame that is not what it says");
        }
        int width = canvas < 0 ? coded.width() : bytes.u24le(canvas + 12) + 1;
        int height = canvas < 0 ? coded.height() : bytes.u24le(canvas + 15) + 1;
        limits.checkSize(width, height);
        if (frames == 0 && (width != coded.width() || height != coded.height())) {
            throw Misshapen.malformed("has a picture that is not what it says");
        }
        return new Anatomy(new Shape(Kind.WEBP, width, height, Math.max(1, frames), 1), bare(lossless, coded), first,
            lossless ? LOSSLESS : LOSSY, 0, -1);
    }

    private int chunk(int at) throws Misshapen {
        long length = bytes.u32le(at + 4);
        bytes.need(at, length + 8);
        int size = (int) length;
        if (bytes.has(at, "VP8X")) {
            canvas = canvas < 0 ? at : canvas;
            bytes.need(at, 18);
            limits.checkSize(bytes.u24le(at + 12) + 1, bytes.u24le(at + 15) + 1);
        } else if (bytes.has(at, "ANMF")) {
            frame(at, size);
        } else {
            part(at);
        }
        return at + 8 + size + (size & 1);
    }

    // RFC 9649 §2.7.1.1: where it is, halved, how large, how long, then chunks of its own.
    private void frame(int at, int size) throws Misshapen {
        limits.checkFrames(++frames);
        if (frames > 1) {
            return;
        }
        bytes.need(at, 24);
        first = new Anatomy.Place(2 * bytes.u24le(at + 8), 2 * bytes.u24le(at + 11), bytes.u24le(at + 14) + 1, bytes.u24le(at + 17) + 1);
        limits.checkSize(first.width(), first.height());
        int inner = at + 24;
        int end = at + 8 + size;
        while (picture < 0 && inner + 8 <= end) {
            long length = bytes.u32le(inner + 4);
            bytes.need(inner, length + 8);
            part(inner);
            inner += 8 + (int) length + (int) (length & 1);
        }
    }

    private void part(int at) {
        if (picture < 0 && bytes.has(at, "ALPH")) {
            alpha = at;
        } else if (picture < 0 && (bytes.has(at, "VP8 ") || bytes.has(at, "VP8L"))) {
            picture = at;
        }
    }

    private Anatomy.Place coded(boolean lossless) throws Misshapen {
        int width;
        int height;
        if (lossless) {
            // RFC 9649 §3.4: a signature, then 14 bits each.
            long size = bytes.u32le(picture + 9);
            if (bytes.u8(picture + 8) != 0x2f || size >> 29 != 0) {
                throw Misshapen.malformed("has no lossless header");
            }
            width = (int) (size & 0x3fff) + 1;
            height = (int) (size >> 14 & 0x3fff) + 1;
        } else {
            // RFC 6386 §9.1: a key frame, a start code, then 14 bits each.
            if ((bytes.u8(picture + 8) & 1) != 0 || !bytes.has(picture + 11, "\u009d\u0001\u002a")) {
                throw Misshapen.malformed("does not begin with a key frame");
            }
            width = bytes.u16le(picture + 14) & 0x3fff;
            height = bytes.u16le(picture + 16) & 0x3fff;
        }
        limits.checkSize(width, height);
        return Anatomy.Place.all(width, height);
    }

    private byte[] bare(boolean lossless, Anatomy.Place size) throws Misshapen {
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        parts.writeBytes("WEBP".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        if (!lossless && alpha >= 0) {
            parts.writeBytes(new byte[] {'V', 'P', '8', 'X', 10, 0, 0, 0, ALPHA, 0, 0, 0});
            le(parts, size.width() - 1, 3);
            le(parts, size.height() - 1, 3);
            copy(parts, alpha);
        }
        copy(parts, picture);
        ByteArrayOutputStream bare = new ByteArrayOutputStream(parts.size() + 8);
        bare.writeBytes(new byte[] {'R', 'I', 'F', 'F'});
        le(bare, parts.size(), 4);
        bare.writeBytes(parts.toByteArray());
        return bare.toByteArray();
    }

    private void copy(ByteArrayOutputStream out, int chunk) throws Misshapen {
        int size = (int) bytes.u32le(chunk + 4);
        out.write(bytes.array(), chunk, size + 8);
        if ((size & 1) == 1) {
            out.write(0);
        }
    }

    private static void le(ByteArrayOutputStream out, int value, int count) {
        for (int i = 0; i < count; i++) {
            out.write(value >> 8 * i);
        }
    }
}
