package org.igniterealtime.openfire.plugin.fireside.pictures;

import java.io.ByteArrayOutputStream;

/** GIF, block by block (GIF89a §§17 to 27). */
final class GifAnatomy {
    private final Bytes bytes;
    private final Limits limits;
    private final ByteArrayOutputStream bare = new ByteArrayOutputStream();
    private Anatomy.Place first;
    private int control = -1;
    private int frames;

    private GifAnatomy(Bytes bytes, Limits limits) {
        this.bytes = bytes;
        this.limits = limits;
    }

    static Anatomy of(Bytes bytes, Limits limits) throws Misshapen {
        return new GifAnatomy(bytes, limits).read();
    }

    private Anatomy read() throws Misshapen {
        int width = bytes.u16le(6);
        int height = bytes.u16le(8);
        limits.checkSize(width, height);
        int at = 13 + colours(bytes.u8(10));
        bytes.need(0, at);
        bare.write(bytes.array(), 0, at);
        // Who makes GIFs leaves the trailer out now and then, and every browser takes them.
        while (at < bytes.size() && bytes.u8(at) != 0x3b) {
            at = switch (bytes.u8(at)) {
                case 0x21 -> extension(at);
                case 0x2c -> image(at);
                default -> throw Misshapen.malformed("has a block that there is not");
            };
        }
        if (first == null) {
            throw Misshapen.malformed("has no picture");
        }
        bare.write(0x3b);
        return new Anatomy(new Shape(Kind.GIF, width, height, frames, 1), bare.toByteArray(), first, 0, 0, -1);
    }

    private static int colours(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
    }

    private int extension(int at) throws Misshapen {
        if (bytes.u8(at + 1) == 0xf9) {
            control = at;
        }
        return blocks(at + 2);
    }

    private int image(int at) throws Misshapen {
        limits.checkFrames(++frames);
        int end = blocks(at + 11 + colours(bytes.u8(at + 9)));
        if (first == null) {
            first = new Anatomy.Place(bytes.u16le(at + 1), bytes.u16le(at + 3), bytes.u16le(at + 5), bytes.u16le(at + 7));
            limits.checkSize(first.width(), first.height());
            if (control >= 0) {
                bare.write(bytes.array(), control, blocks(control + 2) - control);
            }
            bare.write(bytes.array(), at, end - at);
        }
        return end;
    }

    private int blocks(int at) throws Misshapen {
        int next = at;
        while (bytes.u8(next) != 0) {
            next += bytes.u8(next) + 1;
        }
        return next + 1;
    }
}
