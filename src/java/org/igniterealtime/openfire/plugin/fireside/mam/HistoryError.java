package org.igniterealtime.openfire.plugin.fireside.mam;

import org.xmpp.packet.PacketError;

/** An archive's no: a value that travels up to the edge; has no stack. */
final class HistoryError extends Exception {
    private static final long serialVersionUID = 1L;

    private final PacketError.Condition condition;

    HistoryError(PacketError.Condition condition) {
        super(condition.toString(), null, false, false);
        this.condition = condition;
    }

    PacketError.Condition condition() {
        return condition;
    }
}
