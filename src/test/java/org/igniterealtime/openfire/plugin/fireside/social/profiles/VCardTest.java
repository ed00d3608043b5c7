package org.igniterealtime.openfire.plugin.fireside.social.profiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** vCards of both forms, read and written, also such as nobody should write. */
class VCardTest {
    private static final Profile FULL = new Profile("Ana Example", "ana", "I bake.\nI sing.", List.of("https://ana.example/", "https://other.example/"),
        "Lyon, France", "1985-04-01", "she/her", "Bakery", "Baker");
    private static final String FOUR = "<vcard xmlns='urn:ietf:params:xml:ns:vcard-4.0'><fn><text>Ana Example</text></fn>"
        + "<n><surname>Example</surname></n><nickname><text>ana</text></nickname><note><text>I bake.\nI sing.</text></note>"
        + "<url><parameters><pref><integer>1</integer></pref></parameters><uri>https://ana.example/</uri></url><url><uri>https://other.example/</uri></url>"
        + "<adr><street>1 Rue</street><locality>Lyon</locality><country>France</country></adr><bday><date>1985-04-01</date></bday>"
        + "<pronouns><text>she/her</text></pronouns><org><text>Bakery</text></org><title><text>Baker</text></title>"
        + "<x-oven xmlns='urn:x'><deep>warm</deep></x-oven></vcard>";
    private static final String TEMP = "<vCard xmlns='vcard-temp'><FN>Ana Example</FN><N><FAMILY>Example</FAMILY></N><NICKNAME>ana</NICKNAME>"
        + "<DESC>I bake.\nI sing.</DESC><URL>https://ana.example/</URL><URL>https://other.example/</URL><ADR><WORK/><CTRY>Nowhere</CTRY></ADR>"
        + "<BDAY>1985-04-01</BDAY><ORG><ORGNAME>Bakery</ORGNAME><ORGUNIT>Ovens</ORGUNIT></ORG><TITLE>Baker</TITLE>"
        + "<PHOTO><TYPE>image/png</TYPE><BINVAL>AAAA</BINVAL></PHOTO></vCard>";

    @Test
    void both_forms_say_what_they_say() {
        assertEquals(FULL, VCard4.read(Xml.parse(FOUR)));
        assertEquals(new Profile("Ana Example", "ana", "I bake.\nI sing.", FULL.websites(), "Nowhere", "1985-04-01", "", "Bakery", "Baker"),
            VCardTemp.read(Xml.parse(TEMP)));
    }

    @Test
    void what_is_written_is_read_again_and_nothing_else_is_touched() {
        // given
        Profile other = new Profile("Ana B.", "", "I sleep.", List.of("https://new.example/", "https://other.example/"), "Lyon, France", "1985-04-01",
            "they/them", "Bakery", "");
        // when
        Element four = VCard4.write(Xml.parse(FOUR), other);
        Element temp = VCardTemp.write(Xml.parse(TEMP), other);
        // then
        assertEquals(other, VCard4.read(four));
        for (String kept : List.of("<surname>Example</surname>", "<integer>1</integer>", "<street>1 Rue</street>", "<country>France</country>", "<deep>warm</deep>")) {
            assertTrue(four.asXML().contains(kept), kept + " in " + four.asXML());
        }
        assertEquals(List.of("Ana B.", "I sleep.", "https://new.example/", "Lyon, France"), List.of(VCardTemp.read(temp).name(), VCardTemp.read(temp).about(),
            VCardTemp.read(temp).website(), VCardTemp.read(temp).place()));
        for (String kept : List.of("<FAMILY>Example</FAMILY>", "<ORGUNIT>Ovens</ORGUNIT>", "<BINVAL>AAAA</BINVAL>", "<WORK/>", "https://other.example/")) {
            assertTrue(temp.asXML().contains(kept), kept + " in " + temp.asXML());
        }
        assertNull(temp.element("TITLE"));
        assertFalse(temp.asXML().contains("Nowhere"), temp.asXML());
    }

    @Test
    void what_says_the_same_stays_as_it_is() {
        assertEquals(Xml.parse(FOUR).asXML(), VCard4.write(Xml.parse(FOUR), FULL).asXML());
        assertEquals(Xml.parse(TEMP).asXML(), VCardTemp.write(Xml.parse(TEMP), VCardTemp.read(Xml.parse(TEMP))).asXML());
    }

    @Test
    void a_profile_of_nothing_leaves_nothing_of_it() {
        // when
        Element four = VCard4.write(Xml.parse(FOUR), Profile.NONE);
        Element temp = VCardTemp.write(Xml.parse(TEMP.replace("</vCard>", "<NOTE>Also here</NOTE></vCard>")), Profile.NONE);
        // then
        assertTrue(VCard4.read(four).isEmpty() && VCardTemp.read(temp).isEmpty(), four.asXML() + temp.asXML());
        assertTrue(four.asXML().contains("warm") && four.asXML().contains("1 Rue") && temp.asXML().contains("AAAA"));
    }

    @Test
    void one_of_two_websites_goes() {
        Profile one = new Profile("", "", "", List.of("https://other.example/"), "", "", "", "", "");

        assertEquals(one.websites(), VCard4.read(VCard4.write(Xml.parse(FOUR), one)).websites());
        assertEquals(one.websites(), VCardTemp.read(VCardTemp.write(Xml.parse(TEMP), one)).websites());
    }

    @Test
    void a_first_vcard_is_made() {
        Profile said = new Profile("Ana", "", "", List.of("https://ana.example"), "Lyon", "2000-02-29", "", "Bakery", "");

        assertEquals(said, VCard4.read(Xml.parse(VCard4.write(null, said).asXML())));
        assertEquals(said, VCardTemp.read(Xml.parse(VCardTemp.write(null, said).asXML())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<vcard xmlns='urn:ietf:params:xml:ns:vcard-4.0'/>", "<vcard xmlns='urn:ietf:params:xml:ns:vcard-4.0'><fn/><url><uri/></url><adr/><bday>"
        + "<text/></bday><org><text> </text></org></vcard>", "<other xmlns='urn:x'><fn xmlns='urn:y'><a><b/></a></fn></other>"})
    void what_says_nothing_is_no_profile(String xml) {
        assertTrue(VCard4.read(Xml.parse(xml)).isEmpty());
        assertTrue(VCardTemp.read(Xml.parse(xml)).isEmpty());
        assertEquals("Ana", VCard4.read(VCard4.write(Xml.parse(xml.replace("urn:x", "urn:ietf:params:xml:ns:vcard-4.0")),
            new Profile("Ana", "", "", List.of("https://a.example"), "Lyon", "", "", "B", ""))).name());
    }

    @Test
    void what_is_far_too_long_too_much_or_turns_the_writing_around_is_made_fit() {
        // given
        String xml = "<vcard xmlns='urn:ietf:params:xml:ns:vcard-4.0'><fn>Bare \u202etext</fn><nickname><text>" + "n".repeat(100_000) + "</text></nickname>"
            + "<note><text>" + "\uD83D\uDD25".repeat(50_000) + "</text></note>" + "<url><uri>https://a.example/</uri></url>".repeat(10_000) + "</vcard>";
        // when
        Profile read = VCard4.read(Xml.parse(xml));
        // then
        assertEquals("Bare \u202etext\u202c", read.name());
        assertEquals(Profile.SHORT, read.nickname().length());
        assertEquals(Profile.ABOUT, read.about().codePointCount(0, read.about().length()));
        assertEquals(Profile.WEBSITES, read.websites().size());
    }
}
