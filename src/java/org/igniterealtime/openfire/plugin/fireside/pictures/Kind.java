package org.igniterealtime.openfire.plugin.fireside.pictures;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * What a file is by its first bytes, whatever its name and its sender say (after the WHATWG's MIME Sniffing standard, but
 * stricter: a file is a kind only where that kind's signature stands at its very beginning).
 */
public enum Kind {
    PNG("image/png"), APNG("image/png"), JPEG("image/jpeg"), GIF("image/gif"), WEBP("image/webp"),
    AVIF("image/avif"), HEIC("image/heic"),
    MP4("video/mp4"), WEBM("video/webm"),
    OGG("audio/ogg"), MP3("audio/mpeg"), WAV("audio/wav"), FLAC("audio/flac"), M4A("audio/mp4"),
    PDF("application/pdf"), ZIP("application/zip"),
    SVG("image/svg+xml"),
    /** Looks like markup, which a browser may take for a page. */
    HTML("text/html"),
    /** UTF-8, or UTF-16 with its mark, without control characters. */
    TEXT("text/plain"),
    UNKNOWN("application/octet-stream");

    /** How many of a file's first bytes are enough to tell. */
    public static final int ENOUGH = 4096;

    private static final List<String> AVIF_BRANDS = List.of("avif", "avis");
    private static final List<String> HEIC_BRANDS = List.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1");
    private static final List<String> M4A_BRANDS = List.of("M4A ", "M4B ", "M4P ");
    private static final List<String> MP4_BRANDS = List.of("isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ",
        "dash", "3gp4", "3gp5", "3gp6");

    private final String type;

    Kind(String type) {
        this.type = type;
    }

    /** Its media type: what it is, which is not what it may be served as (a page and an SVG run scripts). */
    public String type() {
        return type;
    }

    /** Whether {@link Thumbnailer} reads it. Every browser shows these, too. */
    public boolean drawn() {
        return ordinal() <= WEBP.ordinal();
    }

    /** Whether a browser may play it: with pictures or without. */
    public boolean played() {
        return ordinal() >= MP4.ordinal() && ordinal() <= M4A.ordinal();
    }

    /** @param head a file's first {@link #ENOUGH} bytes or more; fewer where it is shorter */
    public static Kind of(byte[] head) {
        Kind kind = binary(new Bytes(head));
        return kind == UNKNOWN ? Markup.kind(head) : kind;
    }

    private static Kind binary(Bytes head) {
        if (head.has(0, "\u0089PNG\r\n\u001a\n")) {
            return PngAnatomy.announcesFrames(head, ENOUGH) ? APNG : PNG;
        } else if (head.has(0, "\u00ff\u00d8\u00ff")) {
            return JPEG;
        } else if (head.has(0, "GIF87a") || head.has(0, "GIF89a")) {
            return GIF;
        } else if (head.has(0, "RIFF")) {
            return head.has(8, "WEBPVP") ? WEBP : head.has(8, "WAVE") ? WAV : UNKNOWN;
        } else if (head.has(4, "ftyp")) {
            return boxes(head);
        } else if (head.has(0, "\u001aE\u00df\u00a3")) {
            return head.within(4, 64, "webm") ? WEBM : UNKNOWN;
        } else if (head.has(0, "%PDF-")) {
            return PDF;
        } else if (head.has(0, "PK\u0003\u0004") || head.has(0, "PK\u0005\u0006")) {
            return ZIP;
        }
        return sound(head);
    }

    // ISO/IEC 14496-12 §4.3: the major brand, then the compatible ones.
    private static Kind boxes(Bytes head) {
        int end = Math.min(head.size(), (int) Math.min(head.u32OrNone(0), 256));
        String brands = new String(head.array(), 8, Math.max(0, end - 8), StandardCharsets.ISO_8859_1);
        String major = brands.substring(0, Math.min(4, brands.length()));
        String all = brands.length() > 8 ? major + brands.substring(8) : major;
        if (M4A_BRANDS.contains(major)) {
            return M4A;
        }
        // An AVIF may have mif1 for its major brand, and names itself among the compatible ones.
        return names(all, AVIF_BRANDS) ? AVIF : names(major, HEIC_BRANDS) ? HEIC : names(all, MP4_BRANDS) ? MP4
            : names(all, HEIC_BRANDS) ? HEIC : UNKNOWN;
    }

    private static boolean names(String brands, List<String> wanted) {
        for (int at = 0; at + 4 <= brands.length(); at += 4) {
            if (wanted.contains(brands.substring(at, at + 4))) {
                return true;
            }
        }
        return false;
    }

    private static Kind sound(Bytes head) {
        if (head.has(0, "OggS")) {
            return OGG;
        } else if (head.has(0, "fLaC")) {
            return FLAC;
        } else if (head.has(0, "ID3")) {
            return MP3;
        }
        // ISO/IEC 11172-3 §2.4.2.3: eleven bits of synchronisation, layer III, a bit rate and a sampling rate that there are.
        byte[] frame = Arrays.copyOf(head.array(), 3);
        return (frame[0] & 0xff) == 0xff && (frame[1] & 0xe6) == 0xe2 && (frame[1] & 0x18) != 0x08 && (frame[2] & 0xf0) != 0xf0
            && (frame[2] & 0xf0) != 0 && (frame[2] & 0x0c) != 0x0c ? MP3 : UNKNOWN;
    }
}
