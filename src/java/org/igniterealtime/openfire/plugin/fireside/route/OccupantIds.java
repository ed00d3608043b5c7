package org.igniterealtime.openfire.plugin.fireside.route;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.JID;
import org.xmpp.packet.Packet;

/**
 * Ids by which the occupants of a room know one another again, whatever their nicks, and tell nothing else (XEP-0421 §4.1). Put on what goes into a
 * room; the host hands it out with the rest, and with its history. The presence of who was inside before the plugin came has one once he changes it.
 */
public final class OccupantIds {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "occupant\0";

    private final SecretKeySpec secret;
    private final BooleanSupplier wanted;
    private final BiFunction<JID, JID, String> host;

    /**
     * @param secret which nobody else knows
     * @param wanted whether rooms here have no such ids by themselves; asked for each stanza
     * @param host the id that a room gives somebody by itself, or empty
     */
    public OccupantIds(byte[] secret, BooleanSupplier wanted, BiFunction<JID, JID, String> host) {
        this.secret = new SecretKeySpec(secret, ALGORITHM);
        this.wanted = wanted;
        this.host = host;
    }

    /** @param somebody any of his addresses */
    String of(JID room, JID somebody) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            byte[] digest = mac.doFinal((PURPOSE + room.toBareJID() + '\0' + somebody.toBareJID()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 20);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** As an occupant has it in what the room says of him; empty where it says none. */
    String said(JID room, JID somebody) {
        return wanted.getAsBoolean() ? of(room, somebody) : host.apply(room, somebody);
    }

    /** Of a message or presence to a room or to somebody in it; what its sender claims to be is taken off. */
    void put(Packet packet) {
        if (wanted.getAsBoolean()) {
            Xml.children(packet.getElement(), "occupant-id", Ns.OCCUPANT_ID).forEach(packet.getElement()::remove);
            packet.getElement().addElement("occupant-id", Ns.OCCUPANT_ID).addAttribute("id", of(packet.getTo(), packet.getFrom()));
        }
    }
}
