package org.igniterealtime.openfire.plugin.fireside.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.xmpp.packet.PacketError;

class RefusalTest {

    @ParameterizedTest
    @CsvSource({"INVALID, 400, bad_request", "NOT_LOGGED_IN, 401, not_authorized", "FORBIDDEN, 403, forbidden",
        "MISSING, 404, item_not_found", "CONFLICT, 409, conflict", "TOO_LARGE, 413, not_acceptable",
        "TOO_MANY, 429, resource_constraint", "FAULT, 500, internal_server_error", "UNAVAILABLE, 503, service_unavailable"})
    void each_kind_has_its_status_and_its_stanza_error(Refusal.Kind kind, int status, PacketError.Condition condition) {
        assertEquals(status, kind.status());
        assertEquals(condition, kind.condition());
    }

    @ParameterizedTest
    @EnumSource(Refusal.Kind.class)
    void each_status_is_an_error_and_its_own(Refusal.Kind kind) {
        long same = Arrays.stream(Refusal.Kind.values()).filter(other -> other.status() == kind.status()).count();

        assertTrue(kind.status() >= 400 && kind.status() < 600);
        assertEquals(1, same);
    }

    @Test
    void the_words_take_their_arguments_in_order() {
        Refusal refusal = Refusal.invalid("presence.tooLong", 140, "x");

        assertEquals(new Refusal(Refusal.Kind.INVALID, "presence.tooLong", List.of(140, "x")), refusal);
        assertThrows(UnsupportedOperationException.class, () -> refusal.arguments().clear());
    }
}
