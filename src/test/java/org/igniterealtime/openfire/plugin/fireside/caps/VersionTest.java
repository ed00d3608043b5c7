package org.igniterealtime.openfire.plugin.fireside.caps;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of XEP-0115 §5.2 and §5.3, and what §5.4 has refused. */
class VersionTest {
    private static final String SIMPLE = "<identity category='client' name='Exodus 0.9.1' type='pc'/>"
        + "<feature var='http://jabber.org/protocol/caps'/><feature var='http://jabber.org/protocol/disco#info'/>"
        + "<feature var='http://jabber.org/protocol/disco#items'/><feature var='http://jabber.org/protocol/muc'/>";
    private static final String FORM = "<x xmlns='jabber:x:data' type='result'>"
        + "<field var='FORM_TYPE' type='hidden'><value>urn:xmpp:dataforms:softwareinfo</value></field>"
        + "<field var='ip_version' type='text-multi'><value>ipv4</value><value>ipv6</value></field>"
        + "<field var='os'><value>Mac</value></field><field var='os_version'><value>10.5.1</value></field>"
        + "<field var='software'><value>Psi</value></field><field var='software_version'><value>0.11</value></field></x>";
    private static final String COMPLEX = "<identity xml:lang='en' category='client' name='Psi 0.11' type='pc'/>"
        + "<identity xml:lang='el' category='client' name='Ψ 0.11' type='pc'/>"
        + "<feature var='http://jabber.org/protocol/caps'/><feature var='http://jabber.org/protocol/disco#info'/>"
        + "<feature var='http://jabber.org/protocol/disco#items'/><feature var='http://jabber.org/protocol/muc'/>" + FORM;

    @Test
    void the_simple_example_matches() throws Exception {
        assertTrue(version("QgayPKawpkPSDYmwT/WM94uAlu0=").matches(query(SIMPLE)));
    }

    @Test
    void the_complex_example_matches() throws Exception {
        assertTrue(version("q07IKJEyjvHSyhy//CH0CxmKi8w=").matches(query(COMPLEX)));
    }

    @Test
    void order_does_not_matter() throws Exception {
        Element turned = query("");
        query(SIMPLE).elements().forEach(each -> turned.elements().add(0, ((Element) each).createCopy()));

        assertTrue(version("QgayPKawpkPSDYmwT/WM94uAlu0=").matches(turned));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<feature var='http://jabber.org/protocol/muc'/>", "<identity category='client' name='Exodus 0.9.1' type='pc'/>",
        "<feature var='more'/>", "<feature var='a&lt;b'/>"})
    void anything_more_does_not(String more) throws Exception {
        assertFalse(version("QgayPKawpkPSDYmwT/WM94uAlu0=").matches(query(SIMPLE + more)));
    }

    @Test
    void two_forms_of_one_purpose_do_not() throws Exception {
        assertFalse(version("q07IKJEyjvHSyhy//CH0CxmKi8w=").matches(query(COMPLEX + FORM)));
    }

    @ParameterizedTest
    @CsvSource({"sha-1, abc, true", "sha-256, abc, true", "md2, abc, false", "'', 1.0, false", "sha-1, '', false"})
    void what_names_no_hash_that_is_known_is_not_checkable(String hash, String ver, boolean checkable) {
        assertTrue(new Version(hash, "n", ver).checkable() == checkable);
    }

    private static Version version(String ver) {
        return new Version("sha-1", "http://example.org", ver);
    }

    private static Element query(String content) throws Exception {
        return DocumentHelper.parseText("<query xmlns='http://jabber.org/protocol/disco#info'>" + content + "</query>").getRootElement();
    }
}
