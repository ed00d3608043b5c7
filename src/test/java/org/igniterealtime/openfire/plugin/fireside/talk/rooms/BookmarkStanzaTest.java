package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.talk.attention.Level;
import org.igniterealtime.openfire.plugin.fireside.talk.attention.Regard;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.junit.jupiter.api.Test;

class BookmarkStanzaTest {
    private static final Bookmark NONE = Bookmark.of("garden@rooms.example.org", "", "Alice");

    @Test
    void an_item_is_read_as_the_specification_has_it() {
        // given the example of XEP-0402 §3, with the extensions of XEP-0469 and XEP-0492
        Element items = Xml.parse("<items xmlns='http://jabber.org/protocol/pubsub' node='urn:xmpp:bookmarks:1'>"
            + "<item id='theplay@conference.shakespeare.lit'><conference xmlns='urn:xmpp:bookmarks:1' name='The Play&apos;s the Thing' autojoin='true'><nick>JC</nick>"
            + "<extensions><pinned xmlns='urn:xmpp:bookmarks-pinning:0'/><notify xmlns='urn:xmpp:notification-settings:0'><never/></notify></extensions></conference></item>"
            + "<item id='not a room'><conference xmlns='urn:xmpp:bookmarks:1'/></item></items>");
        // when
        List<BookmarkStanza.Listing> listings = BookmarkStanza.read(items);
        // then
        assertEquals(1, listings.size());
        Bookmark before = Bookmark.of("theplay@conference.shakespeare.lit", "Old", "Alice").readUpTo(7).forMembers(true);
        assertEquals(new Bookmark("theplay@conference.shakespeare.lit", "The Play's the Thing", "JC", true, 7, new Regard(true, Level.NEVER), true),
            listings.get(0).bookmark(before));
    }

    @Test
    void what_is_published_again_keeps_what_others_have_said_of_it() {
        // given
        Element there = Xml.parse("<conference xmlns='urn:xmpp:bookmarks:1' name='Garden' autojoin='false'><nick>Al</nick><password>roses</password>"
            + "<extensions><colour xmlns='urn:example:colour'>blue</colour></extensions></conference>");
        // when
        Element conference = published(NONE.regarded(new Regard(true, Level.DEFAULT)), Optional.of(there));
        // then
        assertEquals("true", conference.attributeValue("autojoin"));
        assertEquals("Alice", conference.elementText("nick"));
        assertEquals("roses", conference.elementText("password"));
        assertEquals(1, conference.elements("extensions").size());
        assertEquals("<extensions xmlns=\"urn:xmpp:bookmarks:1\"><colour xmlns=\"urn:example:colour\">blue</colour>"
            + "<pinned xmlns=\"urn:xmpp:bookmarks-pinning:0\"/></extensions>", conference.element("extensions").asXML());
    }

    @Test
    void a_room_of_which_nothing_is_said_has_no_extensions() {
        assertEquals(List.of("nick"), Xml.children(published(NONE, Optional.empty())).stream().map(Element::getName).toList());
    }

    @Test
    void groups_are_heard_by_default_and_channels_where_they_name_somebody() {
        assertEquals(Level.ALWAYS, NONE.forMembers(true).level());
        assertEquals(Level.MENTION, NONE.level());
        assertEquals(Level.NEVER, NONE.forMembers(true).regarded(new Regard(false, Level.NEVER)).level());
    }

    @Test
    void what_was_listed_the_old_way_becomes_items() {
        // given XEP-0048's example, with a page, an address that is none, and what some client has put in
        Element storage = Xml.parse("<storage xmlns='storage:bookmarks'><conference name='Council of Oberon' autojoin='true' jid='council@conference.underhill.org'>"
            + "<nick>Puck</nick><password>titania</password><minimize xmlns='urn:example'>true</minimize></conference>"
            + "<conference jid='underhill.org'/><conference/><url name='Complete Works' url='http://the-tech.mit.edu/Shakespeare/'/></storage>");
        // when
        List<BookmarkStanza.Listing> listings = OldBookmarks.convert(storage);
        // then
        assertEquals(1, listings.size());
        assertEquals("council@conference.underhill.org", listings.get(0).room());
        assertEquals("<conference xmlns=\"urn:xmpp:bookmarks:1\" name=\"Council of Oberon\" autojoin=\"true\"><nick>Puck</nick><password>titania</password>"
            + "<extensions><minimize xmlns=\"urn:example\">true</minimize></extensions></conference>", listings.get(0).conference().asXML());
    }

    @Test
    void one_without_a_name_or_autojoin_is_not_entered_by_itself() {
        Bookmark bookmark = OldBookmarks.convert(Xml.parse("<storage xmlns='storage:bookmarks'><conference jid='a@b.example'/></storage>")).get(0)
            .bookmark(Bookmark.of("a@b.example", "", "Alice"));
        assertTrue(!bookmark.autojoin() && bookmark.title().isEmpty() && bookmark.nick().equals("Alice"));
    }

    private static Element published(Bookmark bookmark, Optional<Element> before) {
        return BookmarkStanza.publish(bookmark, before).getChildElement().element("publish").element("item").element("conference");
    }
}
