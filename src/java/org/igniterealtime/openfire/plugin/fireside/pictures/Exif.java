package org.igniterealtime.openfire.plugin.fireside.pictures;

/** The one thing that is wanted of camera data: which way up the picture is. */
final class Exif {
    private static final int ORIENTATION = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRIES = 512;

    private Exif() {
    }

    /**
     * @param from where the TIFF header begins (CIPA DC-008 §4.5.2)
     * @return 1 to 8; 1 where nothing else is said, or not understandably
     */
    static int orientation(Bytes bytes, int from, int to) {
        try {
            boolean little = bytes.has(from, "II*\0");
            if (!little && !bytes.has(from, "MM\0*")) {
                return 1;
            }
            long ifd = from + (little ? bytes.u32le(from + 4) : bytes.u32(from + 4));
            if (ifd > to - 2) {
                return 1;
            }
            int at = (int) ifd + 2;
            int count = Math.min(ENTRIES, little ? bytes.u16le((int) ifd) : bytes.u16((int) ifd));
            for (int i = 0; i < count && at + 12 <= to; i++, at += 12) {
                if (u16(bytes, at, little) == ORIENTATION && u16(bytes, at + 2, little) == SHORT) {
                    int value = u16(bytes, at + 8, little);
                    return value >= 1 && value <= 8 ? value : 1;
                }
            }
            return 1;
        } catch (Misshapen unreadable) {
            return 1;
        }
    }

    private static int u16(Bytes bytes, int at, boolean little) throws Misshapen {
        return little ? bytes.u16le(at) : bytes.u16(at);
    }
}
