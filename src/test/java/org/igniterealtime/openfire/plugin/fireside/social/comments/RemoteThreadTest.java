package org.igniterealtime.openfire.plugin.fireside.social.comments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Comments;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Entry;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Foot;
import org.igniterealtime.openfire.plugin.fireside.xmpp.NodeUri;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.junit.jupiter.api.Test;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

class RemoteThreadTest {
    private static final String NODE = Comments.NODE + "1";
    private static final NodeUri TALK = NodeUri.of(new JID("comments.far"), NODE);

    @Test
    void comments_come_the_oldest_first_and_likes_count_once_a_person() {
        // given
        RemoteThread thread = read(item("b", "mary@far", "Second", "2024-01-02T00:00:00Z") + item("a", "nina@far", "First", "2024-01-01T00:00:00Z")
            + item("l1", "mary@far", "\u2665", "2024-01-01T00:00:00Z") + item("l2", "mary@far/phone", "\u2665", "2024-01-03T00:00:00Z"));
        // then
        assertEquals(List.of("First", "Second"), thread.comments().stream().map(told -> told.entry().title()).toList());
        assertEquals(new Foot(1, 2, true), thread.foot("mary@far"));
        assertEquals(List.of("l1", "l2"), thread.likes("mary@far"));
    }

    @Test
    void who_is_not_named_by_the_service_is_the_service_and_likes_nothing() {
        // given
        RemoteThread thread = read("<item id='a'>" + entry("Claimed", "2024-01-01T00:00:00Z") + "</item><item id='l'>" + entry("\u2665", "2024-01-01T00:00:00Z") + "</item>");
        // then
        assertEquals("comments.far", thread.comments().get(0).item().publisher());
        assertEquals(Set.of(), thread.likers());
    }

    @Test
    void what_i_say_is_there_and_what_i_take_back_is_not() {
        // given
        Entry entry = Entry.draft("c", new JID("alice@here"), Instant.parse("2024-01-01T00:00:00Z")).title("Hello").entry();
        // when
        RemoteThread thread = RemoteThread.NONE.with("alice@here", entry).with("alice@here", entry);
        // then
        assertEquals(1, thread.said().size());
        assertEquals(List.of("c"), thread.ids(thread.comments().get(0).item().created()));
        assertEquals(0, thread.without("c").said().size());
    }

    @Test
    void what_is_said_at_length_weighs_more() {
        // given
        String words = "x".repeat(100_000);
        RemoteThread shorter = read(item("a", "mary@far", "Short", "2024-01-01T00:00:00Z"));
        RemoteThread longer = read(item("a", "mary@far", words, "2024-01-01T00:00:00Z"));
        RemoteThread marked = read("<item id='a'><entry xmlns='http://www.w3.org/2005/Atom'><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>"
            + words + "</div></content></entry></item>");
        // then
        assertTrue(shorter.weight() < 2_000);
        assertTrue(longer.weight() > words.length() && marked.weight() > words.length());
    }

    @Test
    void an_answer_of_whatever_content_is_read() {
        assertEquals(0, RemoteThread.read(TALK, new IQ(IQ.Type.error)).said().size());
        assertEquals(0, RemoteThread.read(TALK, new IQ(IQ.Type.result)).said().size());
        assertEquals(0, read("<item/><item id='x'/><item id='y'><message/></item>").said().size());
        assertEquals(RemoteThread.MOST, read(item("z", "mary@far", "Again", "2024-01-01T00:00:00Z").repeat(2 * RemoteThread.MOST)).said().size());
    }

    @Test
    void nobody_is_made_to_write_into_a_node_of_somebody_else() {
        JID mary = new JID("mary@far");
        assertTrue(Comments.may(mary, TALK));
        assertTrue(Comments.may(mary, NodeUri.of(mary, NODE)));
        assertFalse(Comments.may(mary, null));
        assertFalse(Comments.may(mary, NodeUri.of(new JID("alice@here"), NODE)));
        assertFalse(Comments.may(mary, NodeUri.of(new JID("alice@here"), "urn:xmpp:microblog:0")));
        assertFalse(Comments.may(mary, NodeUri.of(new JID("comments.far"), "princely_musings")));
        assertFalse(Comments.may(mary, NodeUri.of(mary, "urn:xmpp:bookmarks:1")));
    }

    private static RemoteThread read(String items) {
        IQ answer = new IQ(IQ.Type.result);
        answer.setChildElement(Xml.parse("<pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='" + NODE + "'>" + items + "</items></pubsub>"));
        return RemoteThread.read(TALK, answer);
    }

    private static String item(String id, String publisher, String title, String published) {
        return "<item id='" + id + "' publisher='" + publisher + "'>" + entry(title, published) + "</item>";
    }

    private static String entry(String title, String published) {
        return "<entry xmlns='http://www.w3.org/2005/Atom'><title>" + title + "</title><author><uri>xmpp:alice@here</uri></author><published>" + published
            + "</published></entry>";
    }
}
