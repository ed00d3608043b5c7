package org.igniterealtime.openfire.plugin.fireside.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.dom4j.DocumentHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/** XEP-0377. */
class ReportedTest {
    private static Optional<Reported> read(String to, String child) throws Exception {
        return Reported.read(new IQ(DocumentHelper.parseText("<iq type='set' id='b' from='juliet@example.com/chamber'" + to + ">" + child + "</iq>").getRootElement()));
    }

    /** §6, the examples. */
    @Test
    void a_report_is_read_with_the_block_that_it_is_in() throws Exception {
        String block = "<block xmlns='urn:xmpp:blocking'><item jid='romeo@example.net'><report xmlns='urn:xmpp:reporting:1' reason='urn:xmpp:reporting:spam'>"
            + "<stanza-id xmlns='urn:xmpp:sid:0' by='romeo@example.net' id='28482-98726-73623'/><stanza-id xmlns='urn:xmpp:sid:0' by='romeo@example.net' id='38383-38018-18385'/>"
            + "<text xml:lang='en'>Never came trouble to my house like this.</text></report></item></block>";
        Reported report = new Reported(new JID("juliet@example.com"), new JID("romeo@example.net"), "urn:xmpp:reporting:spam", "Never came trouble to my house like this.",
            List.of("28482-98726-73623", "38383-38018-18385"));

        assertEquals(Optional.of(report), read("", block));
        assertEquals(Optional.of(report), read(" to='juliet@example.com'", block));
        assertEquals(Optional.empty(), read(" to='example.com'", block));
    }

    @Test
    void of_several_the_first_that_is_said_something_of() throws Exception {
        assertEquals("b@x", read("", "<block xmlns='urn:xmpp:blocking'><item jid='a@x'/><item jid='b@x/phone'><report xmlns='urn:xmpp:reporting:1' reason='urn:xmpp:reporting:abuse'/>"
            + "</item></block>").orElseThrow().about().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<block xmlns='urn:xmpp:blocking'><item jid='a@x'/></block>", "<unblock xmlns='urn:xmpp:blocking'><item jid='a@x'><report xmlns='urn:xmpp:reporting:1'/></item></unblock>",
        "<block xmlns='urn:x'><item jid='a@x'><report xmlns='urn:xmpp:reporting:1'/></item></block>", "<block xmlns='urn:xmpp:blocking'/>", "<query xmlns='jabber:iq:roster'/>",
        "<block xmlns='urn:xmpp:blocking'><item><report xmlns='urn:xmpp:reporting:1'/></item></block>", "<block xmlns='urn:xmpp:blocking'><item jid='@'><report xmlns='urn:xmpp:reporting:1'/></item></block>"})
    void what_is_no_report_is_none(String child) throws Exception {
        assertEquals(Optional.empty(), read("", child));
    }
}
