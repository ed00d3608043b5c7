package org.igniterealtime.openfire.plugin.fireside.xmpp;

import java.util.Optional;
import org.xmpp.packet.JID;

/** Addresses as people and hostile clients type them (RFC 7622). */
public final class Jids {
    /** What the archive and the page take; RFC 7622 would allow 3071 bytes, nobody has such an address. */
    public static final int MOST = 255;

    private Jids() {
    }

    /** A bare JID, prepared, or empty when the text is none or is longer than {@link #MOST}. */
    public static Optional<JID> bare(String text) {
        String trimmed = text == null ? "" : text.strip();
        if (trimmed.startsWith("xmpp:")) {
            trimmed = trimmed.substring("xmpp:".length()).split("\\?", 2)[0];
        }
        if (trimmed.isEmpty() || trimmed.length() > MOST) {
            return Optional.empty();
        }
        try {
            JID jid = new JID(trimmed).asBareJID();
            return jid.toString().length() > MOST || !domainLike(jid.getDomain()) ? Optional.empty() : Optional.of(jid);
        } catch (IllegalArgumentException unusable) {
            return Optional.empty();
        }
    }

    /** The xmpp address of somebody or something (RFC 5122 §2.2). */
    public static String uri(JID jid) {
        StringBuilder uri = new StringBuilder("xmpp:");
        for (char c : jid.toBareJID().toCharArray()) {
            if (c <= ' ' || "%?#&;/\\\"<>[]^`{|}".indexOf(c) >= 0) {
                uri.append(String.format("%%%02X", (int) c));
            } else {
                uri.append(c);
            }
        }
        return uri.toString();
    }

    // IDNA leaves blanks and the like in a domain alone; no host is called so.
    private static boolean domainLike(String domain) {
        return !domain.isEmpty() && domain.chars().noneMatch(c -> c <= ' ' || "\"'<>&/@\\".indexOf(c) >= 0);
    }
}
