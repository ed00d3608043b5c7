package org.igniterealtime.openfire.plugin.fireside.social.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeId;
import org.igniterealtime.openfire.plugin.fireside.route.EventSeen;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpp.packet.JID;

class ToldTest {
    private static final String BLOG = "urn:xmpp:microblog:0";
    private static final String ENTRY = "<entry xmlns='http://www.w3.org/2005/Atom'><title>Hello</title></entry>";

    @Test
    void a_blog_tells_of_itself() {
        // when
        Told told = read("mary@far", "<items node='" + BLOG + "'><item id='1'>" + ENTRY + "</item><retract id='2'/><item id='3'/></items>").orElseThrow();
        // then
        assertEquals(new NodeId("mary@far", BLOG), told.place());
        assertEquals(List.of("Published", "Retracted", "Published"), told.changes().stream().map(each -> each.getClass().getSimpleName()).toList());
        assertEquals(List.of("3"), told.bare());
    }

    @Test
    void a_blog_that_is_emptied_or_deleted_has_nothing_any_more() {
        assertEquals(List.of(new Change.Emptied()), read("mary@far", "<purge node='" + BLOG + "'/>").orElseThrow().changes());
        assertEquals(List.of(new Change.Emptied()), read("mary@far", "<delete node='" + BLOG + ":contacts'/>").orElseThrow().changes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mary@far/phone", "far", "pubsub.far"})
    void who_is_no_account_of_its_own_has_no_blog(String from) {
        assertTrue(read(from, "<items node='" + BLOG + "'><item id='1'>" + ENTRY + "</item></items>").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<items node='urn:xmpp:avatar:metadata'><item id='1'/></items>",
        "<items node='" + BLOG + ":comments/1'><item id='1'/></items>",
        "<items><item id='1'/></items>",
        "<items node='" + BLOG + "'/>",
        "<items node='" + BLOG + "'><item/></items>",
        "<items node='" + BLOG + "'><item id='ends with a blank '/></items>",
        "<items xmlns='urn:else' node='" + BLOG + "'><item id='1'/></items>",
        "<configuration node='" + BLOG + "'/>",
        ""})
    void what_is_no_event_of_a_blog_is_nothing(String content) {
        assertTrue(read("mary@far", content).isEmpty());
    }

    @Test
    void the_service_is_who_sent_it_whatever_the_entry_says() {
        // given
        Element forged = Xml.parse("<entry xmlns='http://www.w3.org/2005/Atom'><title>I am Alice</title><author><name>Alice</name>"
            + "<uri>xmpp:alice@here</uri></author></entry>");
        Told told = new Told(new NodeId("mary@far", BLOG), List.of(new Change.Published("1", forged)));
        // when
        Incoming incoming = Incoming.of(told.place(), "1", forged).orElseThrow();
        // then
        assertEquals("mary@far", incoming.place().service());
    }

    @Test
    void a_flood_in_one_event_is_cut() {
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            items.append("<item id='").append(i).append("'/>");
        }
        assertEquals(Told.MOST, read("mary@far", "<items node='" + BLOG + "'>" + items + "</items>").orElseThrow().changes().size());
    }

    @Test
    void names_that_no_table_holds_are_nobodys() {
        String longName = "x".repeat(300);
        assertTrue(read("mary@far", "<items node='" + BLOG + "'><item id='" + longName + "'/></items>").isEmpty());
        assertTrue(read("mary@far", "<items node='" + BLOG + ":group:" + longName + "'><item id='1'/></items>").isEmpty());
    }

    @Test
    void what_is_huge_or_deep_or_no_entry_is_not_kept() {
        NodeId place = new NodeId("mary@far", BLOG);
        assertTrue(Incoming.of(place, "1", null).isEmpty());
        assertTrue(Incoming.of(place, "1", Xml.parse("<message/>")).isEmpty());
        assertTrue(Incoming.of(place, "1", entry("x".repeat(Incoming.LONGEST))).isEmpty());
        assertTrue(Incoming.of(place, "1", deep(200_000)).isEmpty());
        assertTrue(Incoming.of(place, "1", entry("fit")).isPresent());
    }

    private static Element entry(String title) {
        return Xml.parse("<entry xmlns='http://www.w3.org/2005/Atom'><title>" + title + "</title></entry>");
    }

    private static Element deep(int levels) {
        Element entry = entry("deep");
        Element innermost = entry;
        for (int i = 0; i < levels; i++) {
            innermost = innermost.addElement("div");
        }
        return entry;
    }

    private static Optional<Told> read(String from, String content) {
        return Told.read(new EventSeen(new JID(from), new JID("alice@here"),
            Xml.parse("<event xmlns='http://jabber.org/protocol/pubsub#event'>" + content + "</event>")));
    }
}
