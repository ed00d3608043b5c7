package org.igniterealtime.openfire.plugin.fireside.social.remote;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeId;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Entry;
import org.igniterealtime.openfire.plugin.fireside.social.posts.EntryStanza;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;

/**
 * A post as it comes from another server, fit to be kept.
 *
 * @param payload XML, no longer than {@link #LONGEST}
 */
record Incoming(NodeId place, String itemId, String payload, Entry entry) {
    /** Characters of a payload; a longer post is not kept. */
    static final int LONGEST = 64 << 10;
    private static final int DEEPEST = 100;

    /** @param payload of whatever content, or null @return empty when it is no entry, or one that is too long or too deep */
    static Optional<Incoming> of(NodeId place, String itemId, Element payload) {
        if (payload == null || !Xml.isShallow(payload, DEEPEST)) {
            return Optional.empty();
        }
        String xml = payload.asXML();
        return xml.length() > LONGEST ? Optional.empty()
            : EntryStanza.parse(payload).map(entry -> new Incoming(place, itemId, xml, entry));
    }

    /** What tells its place from any other, in 64 characters. */
    static String hash(NodeId place, String itemId) {
        return digest(place.service() + '\n' + place.name() + '\n' + itemId);
    }

    String hash() {
        return hash(place, itemId);
    }

    String digest() {
        return digest(payload);
    }

    private static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
