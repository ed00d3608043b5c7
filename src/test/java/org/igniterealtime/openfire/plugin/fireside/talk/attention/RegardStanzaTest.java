package org.igniterealtime.openfire.plugin.fireside.talk.attention;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegardStanzaTest {
    private static final String AROUND = "<extensions xmlns='urn:xmpp:bookmarks:1'>%s</extensions>";
    private static final String NOTIFY = "<notify xmlns='urn:xmpp:notification-settings:0'>%s</notify>";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "<always/> | ALWAYS", "<on-mention/> | MENTION", "<never/> | NEVER", "<sometimes/> | DEFAULT",
        "<never/><always client-type='web'/> | ALWAYS", "<never client-type='phone'/> | DEFAULT", "<never client-type='phone'/><on-mention/> | MENTION",
        "<never xmlns='urn:example'/> | DEFAULT",
    })
    void a_level_is_the_one_for_clients_in_browsers_or_for_all(String inside, Level level) {
        assertEquals(new Regard(false, level), RegardStanza.read(parse(NOTIFY.formatted(inside))));
    }

    @Test
    void without_extensions_nothing_is_said() {
        assertEquals(Regard.NONE, RegardStanza.read(null));
    }

    @Test
    void what_is_written_is_read_again() {
        for (Level level : Level.values()) {
            for (boolean pinned : new boolean[] {false, true}) {
                Element extensions = parse("");
                RegardStanza.write(extensions, new Regard(pinned, level));
                assertEquals(new Regard(pinned, level), RegardStanza.read(extensions));
            }
        }
    }

    @Test
    void what_others_have_said_besides_stays() {
        // given
        Element extensions = parse("<colour xmlns='urn:example:colour'>blue</colour><pinned xmlns='urn:xmpp:bookmarks-pinning:0'/>"
            + NOTIFY.formatted("<always/><never client-type='phone'/><advanced><quiet xmlns='urn:example'/></advanced>"));
        // when
        RegardStanza.write(extensions, new Regard(false, Level.MENTION));
        // then
        assertEquals("<extensions xmlns=\"urn:xmpp:bookmarks:1\"><colour xmlns=\"urn:example:colour\">blue</colour>"
            + "<notify xmlns=\"urn:xmpp:notification-settings:0\"><never client-type=\"phone\"/><advanced><quiet xmlns=\"urn:example\"/></advanced><on-mention/></notify></extensions>",
            xml(extensions));
    }

    @Test
    void who_says_nothing_leaves_nothing_behind() {
        Element extensions = parse("<pinned xmlns='urn:xmpp:bookmarks-pinning:0'/>" + NOTIFY.formatted("<never/>"));
        RegardStanza.write(extensions, Regard.NONE);
        assertEquals("<extensions xmlns=\"urn:xmpp:bookmarks:1\"/>", xml(extensions));
    }

    private static String xml(Element element) {
        return element.asXML().replaceAll("<(\\w+)([^<>]*)></\\1>", "<$1$2/>");
    }

    private static Element parse(String inside) {
        return Xml.parse(AROUND.formatted(inside));
    }
}
