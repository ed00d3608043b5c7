package org.igniterealtime.openfire.plugin.fireside.xmpp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError;

class StanzaErrorsTest {
    @Test
    void an_error_goes_back_and_says_what_the_application_says() {
        IQ request = new IQ(Xml.parse("<iq type='set' id='7' from='romeo@x/orchard' to='somewhere'><a xmlns='a'/></iq>"));

        IQ answer = StanzaErrors.answer(request, new JID("pubsub.x"), PacketError.Condition.not_acceptable);
        StanzaErrors.add(answer, "invalid-subid", Ns.PUBSUB_ERRORS);

        assertEquals("<iq type=\"error\" id=\"7\" from=\"pubsub.x\" to=\"romeo@x/orchard\"><error code=\"406\" type=\"modify\">"
            + "<not-acceptable xmlns=\"urn:ietf:params:xml:ns:xmpp-stanzas\"/><invalid-subid xmlns=\"http://jabber.org/protocol/pubsub#errors\"/></error></iq>", answer.toXML());
    }
}
