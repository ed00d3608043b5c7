package org.igniterealtime.openfire.plugin.fireside.pubsub;

import org.xmpp.packet.PacketError;

/**
 * The service's no, as XEP-0060 words it: a stanza error with, for some, a condition of the XEP's own. A value that
 * travels up to the edge; has no stack.
 */
public final class PubSubError extends Exception {
    private static final long serialVersionUID = 1L;

    private final PacketError.Condition condition;
    private final String special;
    private final String feature;

    /** @param special local name in {@code http://jabber.org/protocol/pubsub#errors}, or empty */
    public PubSubError(PacketError.Condition condition, String special) {
        this(condition, special, "");
    }

    /** @param feature with {@code unsupported}: which (XEP-0060 §10) */
    public PubSubError(PacketError.Condition condition, String special, String feature) {
        super(condition + " " + special, null, false, false);
        this.condition = condition;
        this.special = special;
        this.feature = feature;
    }

    public PacketError.Condition condition() {
        return condition;
    }

    public String special() {
        return special;
    }

    public String feature() {
        return feature;
    }
}
