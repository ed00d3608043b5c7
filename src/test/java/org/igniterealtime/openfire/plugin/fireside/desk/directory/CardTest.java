package org.igniterealtime.openfire.plugin.fireside.desk.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.junit.jupiter.api.Test;
import org.xmpp.packet.JID;

/** What is told of somebody who can be found. */
class CardTest {
    private static final JID ANA = new JID("ana", "here.test", null);

    private static Element vcard(String content) {
        return Xml.parse("<vCard xmlns='vcard-temp'>" + content + "</vCard>");
    }

    @Test
    void what_somebody_says_to_everybody_is_told() {
        Card card = Card.of(ANA, "ana", vcard("<FN>Ana María Núñez</FN><N><FAMILY>Núñez</FAMILY><GIVEN>Ana</GIVEN></N><NICKNAME>anita</NICKNAME>"
            + "<EMAIL><INTERNET/><USERID>ana@example.org</USERID></EMAIL><DESC>Grows\nroses</DESC><TEL><NUMBER>5551234</NUMBER></TEL><BDAY>1970-01-01</BDAY>"), true);

        assertEquals(new Card(ANA, "Ana María Núñez", "Ana", "Núñez", "anita", "ana@example.org", "Grows roses"), card);
    }

    @Test
    void without_a_card_there_is_the_name_of_the_account() {
        assertEquals(new Card(ANA, "Ana María Núñez", "Ana María", "Núñez", "", "", ""), Card.of(ANA, "Ana María Núñez", null, true));
        assertEquals(new Card(ANA, "ana", "ana", "", "", "", ""), Card.of(ANA, "ana", null, true));
    }

    @Test
    void an_address_of_mail_that_the_company_wrote_is_not_told() {
        assertEquals("", Card.of(ANA, "ana", vcard("<EMAIL><USERID>ana@example.org</USERID></EMAIL>"), false).mail());
    }

    @Test
    void hostile_texts_are_bounded_and_keep_to_themselves() {
        Card card = Card.of(ANA, "x".repeat(10_000), vcard("<NICKNAME>\u202Eevil\nname" + "y".repeat(10_000) + "</NICKNAME><DESC>" + "z ".repeat(10_000) + "</DESC>"), true);

        assertEquals(List.of(100, 101, 200), List.of(card.name().length(), card.nick().length(), card.about().length()), card::toString);
        assertEquals('\u202C', card.nick().charAt(100));
    }
}
