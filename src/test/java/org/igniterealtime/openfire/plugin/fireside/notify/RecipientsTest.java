package org.igniterealtime.openfire.plugin.fireside.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.igniterealtime.openfire.plugin.fireside.caps.Capabilities.Listener;
import org.junit.jupiter.api.Test;
import org.xmpp.packet.JID;

class RecipientsTest {
    @Test
    void who_subscribed_is_told_where_he_said() {
        assertEquals(jids("romeo@m.lit", "nurse@c.lit/phone"), Recipients.of(jids("romeo@m.lit", "nurse@c.lit/phone"), List.of()));
    }

    @Test
    void who_asks_by_capabilities_is_told_at_each_resource_that_asks() {
        assertEquals(jids("romeo@m.lit/a", "romeo@m.lit/b"),
            Recipients.of(List.of(), List.of(listener("romeo@m.lit/a", 0), listener("romeo@m.lit/b", 5))));
    }

    @Test
    void who_does_both_is_told_once() {
        assertEquals(jids("romeo@m.lit"), Recipients.of(jids("romeo@m.lit"), List.of(listener("romeo@m.lit/a", 0))));
        assertEquals(jids("romeo@m.lit/a", "romeo@m.lit/b"),
            Recipients.of(jids("romeo@m.lit/a"), List.of(listener("romeo@m.lit/a", 0), listener("romeo@m.lit/b", 0))));
    }

    @Test
    void who_subscribed_twice_is_told_once() {
        assertEquals(jids("romeo@m.lit"), Recipients.of(jids("romeo@m.lit/a", "romeo@m.lit", "romeo@m.lit/b"), List.of()));
    }

    @Test
    void a_resource_that_no_headline_reaches_is_told_by_itself() {
        assertEquals(jids("romeo@m.lit", "romeo@m.lit/b"),
            Recipients.of(jids("romeo@m.lit"), List.of(listener("romeo@m.lit/a", 0), listener("romeo@m.lit/b", -1))));
    }

    private static Listener listener(String jid, int priority) {
        return new Listener(new JID(jid), priority);
    }

    private static List<JID> jids(String... addresses) {
        return Stream.of(addresses).map(JID::new).toList();
    }
}
