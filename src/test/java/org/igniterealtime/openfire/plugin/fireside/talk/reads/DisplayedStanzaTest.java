package org.igniterealtime.openfire.plugin.fireside.talk.reads;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayedStanzaTest {
    private static final MessageName NAME = new MessageName("example@conference.shakespeare.lit", "ca21deaf-812c-48f1-8f16-339a674f2864");

    @Test
    void it_is_as_the_specification_has_it() {
        // XEP-0490 §3, example 1
        String example = "<displayed xmlns=\"urn:xmpp:mds:displayed:0\"><stanza-id xmlns=\"urn:xmpp:sid:0\""
            + " by=\"example@conference.shakespeare.lit\" id=\"ca21deaf-812c-48f1-8f16-339a674f2864\"/></displayed>";
        assertEquals(example, DisplayedStanza.write(NAME).asXML());
        assertEquals(Optional.of(NAME), DisplayedStanza.read(Xml.parse(example)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<displayed xmlns='urn:xmpp:mds:displayed:0'/>",
        "<displayed xmlns='urn:xmpp:mds:displayed:0'><stanza-id xmlns='urn:xmpp:sid:0' by='a@b.example'/></displayed>",
        "<displayed xmlns='urn:xmpp:mds:displayed:0'><stanza-id xmlns='urn:xmpp:sid:0' id='1'/></displayed>",
        "<displayed xmlns='urn:xmpp:mds:displayed:0'><stanza-id xmlns='urn:example' by='a@b.example' id='1'/></displayed>",
        "<displayed xmlns='urn:example'><stanza-id xmlns='urn:xmpp:sid:0' by='a@b.example' id='1'/></displayed>",
    })
    void what_names_no_message_says_nothing(String xml) {
        assertEquals(Optional.empty(), DisplayedStanza.read(Xml.parse(xml)));
    }

    @Test
    void an_id_longer_than_any_is_none() {
        assertEquals(Optional.empty(), DisplayedStanza.read(DisplayedStanza.write(new MessageName("a@b.example", "x".repeat(256)))));
    }
}
