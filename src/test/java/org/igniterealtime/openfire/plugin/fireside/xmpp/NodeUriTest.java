package org.igniterealtime.openfire.plugin.fireside.xmpp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpp.packet.JID;

class NodeUriTest {
    private static final NodeUri ITEM = new NodeUri(new JID("ana@example.org"), "urn:xmpp:microblog:0", "rain");

    @ParameterizedTest
    @ValueSource(strings = {"xmpp:ana@example.org?;node=urn:xmpp:microblog:0;item=rain", "xmpp:ana@example.org?;node=urn%3Axmpp%3Amicroblog%3A0;item=rain",
        "XMPP:Ana@Example.org?pubsub;action=retrieve;node=urn%3axmpp:microblog:0;item=rain", "xmpp:ana%40example.org?item=rain;node=urn:xmpp:microblog:0",
        " xmpp:ana@example.org?;\n   node=urn%3Axmpp%3Amicroblog%3A0;\n   item=rain ", "xmpp:ana@example.org/phone?;node=urn:xmpp:microblog:0;item=rain;item=other"})
    void every_form_of_an_address_is_read(String address) {
        assertEquals(Optional.of(ITEM), NodeUri.parse(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "xmpp:", "xmpp:ana@example.org", "xmpp:ana@example.org?message", "xmpp:ana@example.org?;node=", "xmpp:?;node=n",
        "http://ana@example.org?;node=n", "javascript:alert(1)?;node=n", "xmpp:@?;node=n", "xmpp:%00?;node=n", "?;node=n", "xmpp:a@b c\"?;node=n"})
    void what_is_no_address_of_a_node_is_none(String address) {
        assertEquals(Optional.empty(), NodeUri.parse(address));
    }

    @Test
    void nothing_and_too_much_are_none() {
        assertEquals(Optional.empty(), NodeUri.parse(null));
        assertEquals(Optional.empty(), NodeUri.parse("xmpp:a@b?;node=" + "n".repeat(4000)));
        assertEquals(Optional.empty(), NodeUri.parse("xmpp:a@b?;node=n;item=" + "n".repeat(1001)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"urn:xmpp:microblog:0:comments/x", "a;b=c", "100%", "100%25", "a b", "\u00e4\ud83d\udd25", "a+b", "\"<&>\"", "%", "%zz", "a#b?c"})
    void what_is_written_is_read_again(String name) {
        NodeUri address = new NodeUri(new JID("pubsub.example.org"), name, name);

        assertEquals(Optional.of(address), NodeUri.parse(address.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"who?", "50%41", "a#b;c", "\u00e4nne", "a\\20b"})
    void the_address_of_whoever_has_it_is_read_again(String user) {
        NodeUri address = NodeUri.of(new JID(user, "example.org", null), "urn:xmpp:microblog:0");

        assertEquals(Optional.of(address), NodeUri.parse(address.toString()));
    }

    @Test
    void colons_and_slashes_stay_for_who_decodes_nothing() {
        assertEquals("xmpp:comments.example.org?;node=urn:xmpp:microblog:0:comments/rain",
            NodeUri.of(new JID("comments.example.org"), "urn:xmpp:microblog:0:comments/rain").toString());
    }
}
