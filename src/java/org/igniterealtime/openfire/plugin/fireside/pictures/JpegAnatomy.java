package org.igniterealtime.openfire.plugin.fireside.pictures;

import java.io.ByteArrayOutputStream;

/** JPEG, marker by marker (ITU-T T.81 annex B). */
final class JpegAnatomy {
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP14 = 0xee;
    private static final int COM = 0xfe;
    private static final byte[] JFIF = {(byte) 0xff, (byte) APP0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0};
    private static final int MARKERS = 100_000;

    private final Bytes bytes;
    private final Limits limits;
    private final ByteArrayOutputStream tables = new ByteArrayOutputStream();
    private int frame = -1;
    private int orientation = 1;
    private int adobe = -1;
    private boolean jfif;
    private int scans;
    private boolean parted;

    private JpegAnatomy(Bytes bytes, Limits limits) {
        this.bytes = bytes;
        this.limits = limits;
    }

    static Anatomy of(Bytes bytes, Limits limits) throws Misshapen {
        return new JpegAnatomy(bytes, limits).read();
    }

    private Anatomy read() throws Misshapen {
        int at = 2;
        for (int i = 0; at >= 0 && i < MARKERS; i++) {
            at = segment(at);
        }
        if (at >= 0 || frame < 0 || scans == 0) {
            throw Misshapen.malformed("has no data, or too many markers");
        }
        int height = bytes.u16(frame + 5);
        int width = bytes.u16(frame + 7);
        int inks = bytes.u8(frame + 9);
        return new Anatomy(new Shape(Kind.JPEG, width, height, 1, orientation), bare(inks), Anatomy.Place.all(width, height),
            parted || bytes.u8(frame + 1) == 0xc2 ? coefficients(inks) : 0, inks, adobe);
    }

    /** @return where the next one is, -1 at the end */
    private int segment(int at) throws Misshapen {
        int marker = at;
        while (marker < bytes.size() && bytes.u8(marker) == 0xff && marker + 1 < bytes.size() && bytes.u8(marker + 1) == 0xff) {
            marker++;
        }
        if (marker + 4 > bytes.size()) {
            // What ends too early is shown as far as it goes, by browsers and by us.
            return -1;
        }
        if (bytes.u8(marker) != 0xff) {
            throw Misshapen.malformed("has no marker where one should be");
        }
        int code = bytes.u8(marker + 1);
        if (code == EOI) {
            return -1;
        }
        if (code <= 0x01 || code >= 0xd0 && code <= SOI) {
            throw Misshapen.malformed("has a marker where it should not be");
        }
        int end = marker + 2 + bytes.u16(marker + 2);
        if (end > bytes.size()) {
            throw Misshapen.malformed("ends within a header");
        }
        return take(code, marker, end);
    }

    private int take(int code, int at, int end) throws Misshapen {
        if (code >= 0xc0 && code <= 0xcf && code != 0xc4 && code != 0xc8 && code != 0xcc) {
            frame(code, at, end);
        } else if (code == APP0) {
            jfif |= bytes.has(at + 4, "JFIF\0");
        } else if (code == APP1 && bytes.has(at + 4, "Exif\0") && orientation == 1) {
            orientation = Exif.orientation(bytes, at + 10, end);
        } else if (code == APP14 && bytes.has(at + 4, "Adobe") && end - at >= 16) {
            adobe = bytes.u8(at + 15);
        }
        int next = end;
        if (code == SOS) {
            limits.checkScans(++scans);
            parted |= frame >= 0 && bytes.u8(at + 4) < bytes.u8(frame + 9);
            next = entropy(end);
        }
        if (code < APP0 || code > 0xef && code != COM) {
            tables.write(bytes.array(), at, next - at);
        }
        return next;
    }

    private void frame(int code, int at, int end) throws Misshapen {
        if (frame >= 0) {
            throw Misshapen.malformed("has two frames");
        }
        limits.checkSize(bytes.u16(at + 7), bytes.u16(at + 5));
        int inks = bytes.u8(at + 9);
        // Arithmetic, lossless, hierarchical and 12 bit ones are shown by no browser.
        if (code > 0xc2 || bytes.u8(at + 4) != 8 || inks != 1 && inks != 3 && inks != 4 || end - at != 10 + 3 * inks) {
            throw Misshapen.malformed("is of a process that nobody shows");
        }
        frame = at;
    }

    private int entropy(int from) {
        byte[] all = bytes.array();
        int at = from;
        while (at + 1 < all.length) {
            int next = all[at + 1] & 0xff;
            if (all[at] == (byte) 0xff && next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7)) {
                return at;
            }
            at++;
        }
        return all.length;
    }

    /**
     * What the JDK's reader makes of the components depends on the markers before the frame, and without any on their
     * sampling; so what all browsers make of them is said aloud.
     */
    private byte[] bare(int inks) throws Misshapen {
        ByteArrayOutputStream bare = new ByteArrayOutputStream(tables.size() + 64);
        bare.write(0xff);
        bare.write(SOI);
        boolean named = inks == 3 && bytes.u8(frame + 10) == 'R' && bytes.u8(frame + 13) == 'G' && bytes.u8(frame + 16) == 'B';
        if (inks == 1 || inks == 3 && (jfif || adobe < 0 && !named)) {
            bare.write(JFIF, 0, JFIF.length);
        } else if (adobe >= 0) {
            byte[] said = {(byte) 0xff, (byte) APP14, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) adobe};
            bare.write(said, 0, said.length);
        }
        bare.writeBytes(tables.toByteArray());
        bare.write(0xff);
        bare.write(EOI);
        return bare.toByteArray();
    }

    // Of a picture in several scans the decoder holds every coefficient, two bytes each.
    private double coefficients(int inks) throws Misshapen {
        double all = 0;
        int widest = 1;
        int highest = 1;
        for (int i = 0; i < inks; i++) {
            int sampling = bytes.u8(frame + 11 + 3 * i);
            all += (sampling >> 4) * (sampling & 15);
            widest = Math.max(widest, sampling >> 4);
            highest = Math.max(highest, sampling & 15);
        }
        return 2 * all / (widest * highest);
    }
}
