package org.igniterealtime.openfire.plugin.fireside.social.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A person's picture.
 *
 * @param hash hexadecimal SHA-1 of the bytes, as XEP-0084 and XEP-0153 count it
 * @param type what the bytes are, whatever their owner says
 */
public record Picture(String hash, String type, byte[] bytes) {
    private static final int LARGEST = 1 << 20;

    /** @return empty for what is no picture that every browser shows, or is too large */
    static Optional<Picture> of(byte[] bytes) {
        if (bytes.length > LARGEST) {
            return Optional.empty();
        }
        return type(bytes).map(type -> new Picture(sha1(bytes), type, bytes));
    }

    static Optional<Picture> ofBase64(String text) {
        if (text == null || text.length() > LARGEST * 2) {
            return Optional.empty();
        }
        try {
            return of(Base64.getMimeDecoder().decode(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<String> type(byte[] bytes) {
        if (starts(bytes, 0, "\u0089PNG\r\n")) {
            return Optional.of("image/png");
        } else if (starts(bytes, 0, "\u00ff\u00d8\u00ff")) {
            return Optional.of("image/jpeg");
        } else if (starts(bytes, 0, "GIF8")) {
            return Optional.of("image/gif");
        } else if (starts(bytes, 0, "RIFF") && starts(bytes, 8, "WEBP")) {
            return Optional.of("image/webp");
        }
        return Optional.empty();
    }

    private static boolean starts(byte[] bytes, int from, String magic) {
        byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
        return bytes.length >= from + wanted.length
            && java.util.Arrays.equals(bytes, from, from + wanted.length, wanted, 0, wanted.length);
    }

    private static String sha1(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
