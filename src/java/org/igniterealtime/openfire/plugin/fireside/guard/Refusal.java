package org.igniterealtime.openfire.plugin.fireside.guard;

import java.util.List;
import org.xmpp.packet.PacketError;

/**
 * Somebody may not do a thing, or asked for it wrongly. A value, not an exception; the one table of its kinds
 * gives the HTTP status and the stanza error (RFC 6120 §8.3.3).
 *
 * @param key i18n key of the words shown beside what failed
 * @param arguments for the words, in order
 */
public record Refusal(Kind kind, String key, List<Object> arguments) {

    /** What went wrong, as HTTP and XMPP name it. */
    public enum Kind {
        INVALID(400, PacketError.Condition.bad_request),
        NOT_LOGGED_IN(401, PacketError.Condition.not_authorized),
        FORBIDDEN(403, PacketError.Condition.forbidden),
        MISSING(404, PacketError.Condition.item_not_found),
        CONFLICT(409, PacketError.Condition.conflict),
        TOO_LARGE(413, PacketError.Condition.not_acceptable),
        TOO_MANY(429, PacketError.Condition.resource_constraint),
        FAULT(500, PacketError.Condition.internal_server_error),
        UNAVAILABLE(503, PacketError.Condition.service_unavailable);

        private final int status;
        private final PacketError.Condition condition;

        Kind(int status, PacketError.Condition condition) {
            this.status = status;
            this.condition = condition;
        }

        /** The HTTP status, 400 to 599. */
        public int status() {
            return status;
        }

        /** The stanza error of the same meaning. */
        public PacketError.Condition condition() {
            return condition;
        }
    }

    public static Refusal of(Kind kind, String key, Object... arguments) {
        return new Refusal(kind, key, List.of(arguments));
    }

    public static Refusal invalid(String key, Object... arguments) {
        return of(Kind.INVALID, key, arguments);
    }

    public static Refusal unavailable(String key, Object... arguments) {
        return of(Kind.UNAVAILABLE, key, arguments);
    }
}
