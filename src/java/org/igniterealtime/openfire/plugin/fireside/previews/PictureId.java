package org.igniterealtime.openfire.plugin.fireside.previews;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.igniterealtime.openfire.plugin.fireside.fetch.WebAddress;

/**
 * Names pictures of other servers in addresses of ours: the address itself, and a mark (HMAC, RFC 2104) that only we can make.
 * Otherwise anybody could have us fetch anything for him.
 */
final class PictureId {
    private static final int MARK = 16;
    private static final int LONGEST = 4_000;
    private static final int LEAST_SECRET = 16;
    private static final String PURPOSE = "remote picture ";

    private final SecretKeySpec secret;

    PictureId(byte[] secret) {
        if (secret.length < LEAST_SECRET) {
            throw new IllegalArgumentException("A secret has at least " + LEAST_SECRET + " bytes");
        }
        this.secret = new SecretKeySpec(secret, "HmacSHA256");
    }

    /** Letters, digits, hyphens and underscores, with a full stop in them. */
    String of(WebAddress address) {
        byte[] text = address.toString().getBytes(StandardCharsets.UTF_8);
        return encoded(text) + "." + encoded(mark(text));
    }

    /** @return the address that an id of ours names; empty for any other */
    Optional<WebAddress> address(String id) {
        int stop = id.indexOf('.');
        if (stop < 0 || id.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] text = Base64.getUrlDecoder().decode(id.substring(0, stop));
            byte[] mark = Base64.getUrlDecoder().decode(id.substring(stop + 1));
            return MessageDigest.isEqual(mark, mark(text)) ? WebAddress.of(new String(text, StandardCharsets.UTF_8)) : Optional.empty();
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private byte[] mark(byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            mac.update(PURPOSE.getBytes(StandardCharsets.US_ASCII));
            return Arrays.copyOf(mac.doFinal(text), MARK);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
