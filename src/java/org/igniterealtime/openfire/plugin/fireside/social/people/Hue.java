package org.igniterealtime.openfire.plugin.fireside.social.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The colour and the letters of somebody who has no picture. */
final class Hue {
    /** Steps that the style sheet has classes for. */
    private static final int STEPS = 24;

    private Hue() {
    }

    /** XEP-0392 §5.1: the angle made of the address, in {@value #STEPS} steps. */
    static int of(String jid) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(jid.getBytes(StandardCharsets.UTF_8));
            int angle = hash[0] & 0xff | (hash[1] & 0xff) << 8;
            return angle * STEPS / 65536;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The first letters of the first and last word of a name, at most two. */
    static String initials(String name) {
        String[] words = name.strip().split("[\\s._-]+");
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < words.length; i++) {
            if (!words[i].isEmpty() && (letters.isEmpty() || i == words.length - 1)) {
                letters.appendCodePoint(Character.toUpperCase(words[i].codePointAt(0)));
            }
        }
        return letters.isEmpty() ? "?" : letters.toString();
    }
}
