package org.igniterealtime.openfire.plugin.fireside.pictures;

import java.nio.charset.StandardCharsets;

/** Looks into a picture's bytes; one that goes beyond them finds the picture malformed. */
final class Bytes {
    private final byte[] bytes;

    Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] array() {
        return bytes;
    }

    int size() {
        return bytes.length;
    }

    int u8(int at) throws Misshapen {
        need(at, 1);
        return bytes[at] & 0xff;
    }

    int u16(int at) throws Misshapen {
        return u8(at) << 8 | u8(at + 1);
    }

    int u16le(int at) throws Misshapen {
        return u8(at + 1) << 8 | u8(at);
    }

    int u24le(int at) throws Misshapen {
        return u8(at + 2) << 16 | u16le(at);
    }

    long u32(int at) throws Misshapen {
        return (long) u16(at) << 16 | u16(at + 2);
    }

    long u32le(int at) throws Misshapen {
        return (long) u16le(at + 2) << 16 | u16le(at);
    }

    /** As {@link #u32}, zero beyond the end. */
    long u32OrNone(int at) {
        try {
            return u32(at);
        } catch (Misshapen beyondTheEnd) {
            return 0;
        }
    }

    /** @throws Misshapen unless so many bytes are there */
    void need(int at, long count) throws Misshapen {
        if (at < 0 || count < 0 || at + count > bytes.length) {
            throw Misshapen.malformed("ends too early");
        }
    }

    /** @param latin characters up to U+00FF, a byte each */
    boolean has(int at, String latin) {
        if (at < 0 || at + latin.length() > bytes.length) {
            return false;
        }
        for (int i = 0; i < latin.length(); i++) {
            if ((bytes[at + i] & 0xff) != latin.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    boolean within(int from, int to, String latin) {
        int end = Math.min(to, bytes.length);
        return from < end && new String(bytes, from, end - from, StandardCharsets.ISO_8859_1).contains(latin);
    }
}
