package org.igniterealtime.openfire.plugin.fireside.xmpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.dom4j.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** XEP-0059's examples. */
class RsmTest {
    @Test
    void requests_are_understood() {
        assertEquals(Optional.empty(), Rsm.in(Xml.parse("<query xmlns='urn:example'/>")));
        assertEquals(new Rsm(10, Optional.empty(), Optional.empty(), -1), read("<max>10</max>"));
        assertEquals(new Rsm(10, Optional.of("peter@x"), Optional.empty(), -1), read("<max>10</max><after>peter@x</after>"));
        assertEquals(new Rsm(10, Optional.empty(), Optional.of(""), -1), read("<max>10</max><before/>"));
        assertEquals(new Rsm(10, Optional.empty(), Optional.of("peter@x"), -1), read("<max>10</max><before>peter@x</before>"));
        assertEquals(new Rsm(10, Optional.empty(), Optional.empty(), 371), read("<max>10</max><index>371</index>"));
        assertEquals(Rsm.ALL, read("<after/>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<max>many</max>", "<max>-2</max>", "<max>99999999999</max>", "<index>1.5</index>", "<max/>"})
    void numbers_that_are_none_are_refused(String inner) {
        assertThrows(IllegalArgumentException.class, () -> read(inner));
    }

    @Test
    void answers_say_which_part_it_is() {
        Element parent = Xml.parse("<query xmlns='urn:example'/>");

        Rsm.add(parent, "a", 5, "b", 20);
        Rsm.add(parent, "a", -1, "b", -1);
        Rsm.add(parent, 800);

        assertEquals("<query xmlns=\"urn:example\"><set xmlns=\"http://jabber.org/protocol/rsm\"><first index=\"5\">a</first><last>b</last><count>20</count></set>"
            + "<set xmlns=\"http://jabber.org/protocol/rsm\"><first>a</first><last>b</last></set>"
            + "<set xmlns=\"http://jabber.org/protocol/rsm\"><count>800</count></set></query>", parent.asXML());
    }

    private static Rsm read(String inner) {
        return Rsm.in(Xml.parse("<query xmlns='urn:example'><set xmlns='http://jabber.org/protocol/rsm'>" + inner + "</set></query>")).orElseThrow();
    }
}
