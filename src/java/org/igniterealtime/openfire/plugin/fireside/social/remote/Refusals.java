package org.igniterealtime.openfire.plugin.fireside.social.remote;

import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.xmpp.packet.IQ;
import org.xmpp.packet.PacketError;

/** What another server's no means to people. */
public final class Refusals {
    private Refusals() {
    }

    /** Of an answer; empty of a result. */
    public static Optional<Refusal> of(IQ answer) {
        PacketError error = answer.getError();
        if (answer.getType() != IQ.Type.error) {
            return Optional.empty();
        }
        PacketError.Condition condition = error == null || error.getCondition() == null ? PacketError.Condition.undefined_condition : error.getCondition();
        return Optional.of(switch (condition) {
            case item_not_found -> Refusal.of(Refusal.Kind.MISSING, "remote.nothing");
            case forbidden, not_authorized, not_allowed, registration_required, subscription_required ->
                Refusal.of(Refusal.Kind.FORBIDDEN, "remote.closed");
            case remote_server_not_found, remote_server_timeout, service_unavailable, recipient_unavailable, gone ->
                Refusal.unavailable("remote.unreachable");
            default -> Refusal.of(Refusal.Kind.FORBIDDEN, "remote.refused");
        });
    }

    /** Of no answer. */
    public static Optional<Refusal> unreachable(Throwable fault) {
        return Optional.of(Refusal.unavailable("remote.unreachable"));
    }
}
