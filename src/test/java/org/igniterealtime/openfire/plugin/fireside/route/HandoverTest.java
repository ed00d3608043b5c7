package org.igniterealtime.openfire.plugin.fireside.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.dom4j.DocumentHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpp.packet.IQ;

/** What is Fireside's and what is the host's, decided by address and name alone. */
class HandoverTest {
    private static final String PUBSUB = "<pubsub xmlns='http://jabber.org/protocol/pubsub'>%s</pubsub>";
    private static final String OWNER = "<pubsub xmlns='http://jabber.org/protocol/pubsub#owner'>%s</pubsub>";
    private static final String INFO = "<query xmlns='http://jabber.org/protocol/disco#info' %s/>";
    private static final String ITEMS = "<query xmlns='http://jabber.org/protocol/disco#items' %s/>";

    private final Handover handover = new Handover("localhost", "fireside.localhost", name -> name.startsWith("social"));

    @BeforeEach
    void open() {
        handover.open();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<items node='social'/>", "<publish node='social'><item/></publish><publish-options/>", "<subscribe node='social' jid='a@b'/>",
        "<subscribe node='social' jid='a@b'/><options node='social' jid='a@b'/>", "<create node='social:friends'/><configure/>"})
    void what_names_a_social_node_of_an_account_is_handed_over(String content) throws Exception {
        IQ iq = iq("set", "romeo@montague.lit/orchard", "juliet@localhost", PUBSUB.formatted(content));

        handover.meet(iq);

        assertEquals("juliet@fireside.localhost", iq.getTo().toString());
        assertEquals("juliet@localhost", mark(iq));
    }

    @Test
    void what_its_owner_asks_is_handed_over() throws Exception {
        IQ iq = iq("set", "juliet@localhost/chamber", "juliet@localhost", OWNER.formatted("<delete node='social'/>"));

        handover.meet(iq);

        assertEquals("juliet@fireside.localhost", iq.getTo().toString());
    }

    @Test
    void without_an_address_the_own_account_is_meant() throws Exception {
        IQ iq = iq("set", "juliet@localhost/chamber", "", PUBSUB.formatted("<publish node='social'/>"));

        handover.meet(iq);

        assertEquals("juliet@fireside.localhost", iq.getTo().toString());
        assertEquals("", mark(iq));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<items node='urn:xmpp:avatar:data'/>", "<publish node='social'/><items node='urn:xmpp:avatar:data'/>", "<default/>",
        "<publish/>", ""})
    void the_host_keeps_what_names_another_node_or_none(String content) throws Exception {
        assertHosts(iq("get", "romeo@localhost/orchard", "juliet@localhost", PUBSUB.formatted(content)));
    }

    @ParameterizedTest
    @CsvSource({"''", "juliet@localhost/chamber", "localhost", "juliet@conference.localhost", "pubsub.localhost", "juliet@capulet.lit"})
    void the_host_keeps_what_is_not_for_an_account(String to) throws Exception {
        assertHosts(iq("get", "montague.lit", to, PUBSUB.formatted("<items node='social'/>")));
    }

    @Test
    void the_host_keeps_answers() throws Exception {
        assertHosts(iq("result", "romeo@localhost/orchard", "juliet@localhost", PUBSUB.formatted("<items node='social'/>")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<subscriptions/>", "<affiliations/>"})
    void what_asks_about_all_nodes_is_handed_over_but_not_of_their_owner(String content) throws Exception {
        IQ iq = iq("get", "romeo@localhost/orchard", "juliet@localhost", PUBSUB.formatted(content));

        handover.meet(iq);

        assertEquals("juliet@fireside.localhost", iq.getTo().toString());
        assertHosts(iq("get", "romeo@localhost/orchard", "juliet@localhost", OWNER.formatted(content)));
    }

    @Test
    void a_social_node_is_discovered_where_it_is() throws Exception {
        for (String query : new String[] {INFO.formatted("node='social'"), ITEMS.formatted("node='social'"), ITEMS.formatted("")}) {
            IQ iq = iq("get", "romeo@localhost/orchard", "juliet@localhost", query);

            handover.meet(iq);

            assertEquals("juliet@fireside.localhost", iq.getTo().toString());
        }
    }

    @Test
    void the_host_keeps_other_discovery() throws Exception {
        assertHosts(iq("get", "romeo@localhost/orchard", "juliet@localhost", INFO.formatted("")));
        assertHosts(iq("get", "romeo@localhost/orchard", "juliet@localhost", ITEMS.formatted("node='urn:xmpp:avatar:data'")));
        // The server's own items.
        assertHosts(iq("get", "juliet@localhost/chamber", "", ITEMS.formatted("")));
    }

    @Test
    void a_forged_mark_is_taken_off_whatever_comes() throws Exception {
        for (String to : new String[] {"juliet@fireside.localhost", "localhost", "juliet@localhost"}) {
            IQ iq = iq("get", "mallory@localhost/x", to, "<query xmlns='jabber:iq:version'/>");
            iq.getElement().addAttribute(Handover.MARK, "juliet@localhost");

            handover.meet(iq);

            assertNull(mark(iq));
            assertEquals(to, iq.getTo().toString());
        }
    }

    @Test
    void a_mark_that_is_forged_twice_over_is_taken_off_as_well() throws Exception {
        IQ iq = new IQ(DocumentHelper.parseText("<iq xmlns:a='a' type='get' id='1' from='mallory@localhost/x' to='juliet@fireside.localhost' a:"
            + Handover.MARK + "='one' " + Handover.MARK + "='other'><query xmlns='jabber:iq:version'/></iq>").getRootElement());

        handover.meet(iq);

        assertNull(mark(iq));
    }

    @Test
    void what_is_given_back_passes() throws Exception {
        IQ iq = iq("get", "romeo@localhost/orchard", "juliet@localhost", PUBSUB.formatted("<items node='social'/>"));

        handover.past(() -> handover.meet(iq));
        assertEquals("juliet@localhost", iq.getTo().toString());

        handover.meet(iq);
        assertEquals("juliet@fireside.localhost", iq.getTo().toString());
    }

    @Test
    void nothing_is_handed_over_while_there_is_no_service() throws Exception {
        handover.close();

        assertHosts(iq("get", "romeo@localhost/orchard", "juliet@localhost", PUBSUB.formatted("<items node='social'/>")));
    }

    private void assertHosts(IQ iq) {
        String before = iq.toXML();
        handover.meet(iq);
        assertEquals(before, iq.toXML());
    }

    private static String mark(IQ iq) {
        return iq.getElement().attributeValue(Handover.MARK);
    }

    private static IQ iq(String type, String from, String to, String child) throws Exception {
        String address = to.isEmpty() ? "" : " to='" + to + "'";
        return new IQ(DocumentHelper.parseText("<iq type='" + type + "' id='1' from='" + from + "'" + address + ">" + child + "</iq>").getRootElement());
    }
}
