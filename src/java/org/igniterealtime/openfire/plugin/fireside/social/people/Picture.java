package org.igniterealtime.openfire.plugin.fireside.social.people;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.pictures.Kind;

/**
 * A person's picture.
 *
 * @param hash hexadecimal SHA-1 of the bytes, as XEP-0084 and XEP-0153 count it
 * @param type what the bytes are, whatever their owner says
 */
public record Picture(String hash, String type, byte[] bytes) {
    private static final int LARGEST = 1 << 20;

    /** @return empty for what is no picture that every browser shows, or is too large */
    public static Optional<Picture> of(byte[] bytes) {
        if (bytes.length > LARGEST) {
            return Optional.empty();
        }
        Kind kind = Kind.of(bytes);
        return kind.drawn() ? Optional.of(new Picture(sha1(bytes), kind.type(), bytes)) : Optional.empty();
    }

    /** The same of its Base64 (RFC 4648 §4), null for none. */
    public static Optional<Picture> ofBase64(String text) {
        if (text == null || text.length() > LARGEST * 2) {
            return Optional.empty();
        }
        try {
            return of(Base64.getMimeDecoder().decode(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static String sha1(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
