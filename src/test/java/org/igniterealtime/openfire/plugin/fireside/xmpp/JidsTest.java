package org.igniterealtime.openfire.plugin.fireside.xmpp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpp.packet.JID;

class JidsTest {
    @ParameterizedTest
    @CsvSource({"bob@example.org, bob@example.org", "' Bob@Example.ORG ', bob@example.org", "bob@example.org/phone, bob@example.org",
        "xmpp:bob@example.org, bob@example.org", "xmpp:bob@example.org?message, bob@example.org", "example.org, example.org",
        "d\\27artagnan@example.org, d\\27artagnan@example.org"})
    void an_address_is_read_bare_and_prepared(String text, String bare) {
        assertEquals(Optional.of(bare), Jids.bare(text).map(JID::toString));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "@", "@example.org", "bob@", "a b@example.org", "bob@exa mple", "bob@<script>", "bob@\"x\"", "xmpp:", "\u0000@x", "bob@x\u0000"})
    void what_is_no_address_is_none(String text) {
        assertEquals(Optional.empty(), Jids.bare(text));
    }

    @Test
    void nothing_and_too_much_are_none() {
        assertEquals(Optional.empty(), Jids.bare(null));
        assertEquals(Optional.empty(), Jids.bare("x".repeat(250) + "@example.org"));
    }
}
