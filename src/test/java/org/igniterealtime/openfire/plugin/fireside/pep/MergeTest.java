package org.igniterealtime.openfire.plugin.fireside.pep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.junit.jupiter.api.Test;
import org.xmpp.packet.IQ;
import org.xmpp.packet.PacketError;

class MergeTest {
    private static final String ITEMS = "<query xmlns='http://jabber.org/protocol/disco#items'>%s</query>";
    private static final String SUBSCRIPTIONS = "<pubsub xmlns='http://jabber.org/protocol/pubsub'><subscriptions>%s</subscriptions></pubsub>";

    @Test
    void our_items_follow_the_hosts_which_keeps_what_both_name() throws Exception {
        IQ theirs = result(ITEMS.formatted("<item jid='j@l' node='avatar'/><item jid='j@l' node='blog' name='theirs'/><item jid='j@l/chamber'/>"));

        Merge.into(theirs, result(ITEMS.formatted("<item jid='j@l' node='blog'/><item jid='j@l' node='stories'/>")));

        assertEquals(List.of("avatar", "blog", "", "stories"), nodes(theirs.getChildElement()));
    }

    @Test
    void our_subscriptions_follow_the_hosts() throws Exception {
        IQ theirs = result(SUBSCRIPTIONS.formatted("<subscription node='avatar'/>"));

        Merge.into(theirs, result(SUBSCRIPTIONS.formatted("<subscription node='blog'/>")));

        assertEquals(List.of("avatar", "blog"), nodes(theirs.getChildElement().element("subscriptions")));
    }

    @Test
    void what_we_have_takes_the_place_of_an_error() throws Exception {
        IQ theirs = result(SUBSCRIPTIONS.formatted(""));
        theirs.setError(PacketError.Condition.item_not_found);

        Merge.into(theirs, result(SUBSCRIPTIONS.formatted("<subscription node='blog'/>")));

        assertEquals(IQ.Type.result, theirs.getType());
        assertEquals(1, theirs.getElement().elements().size());
        assertEquals(List.of("blog"), nodes(theirs.getChildElement().element("subscriptions")));
    }

    @Test
    void an_error_stays_when_we_have_nothing_either() throws Exception {
        IQ theirs = result(ITEMS.formatted(""));
        theirs.setError(PacketError.Condition.item_not_found);

        Merge.into(theirs, result(ITEMS.formatted("")));

        assertEquals(IQ.Type.error, theirs.getType());
    }

    @Test
    void an_empty_answer_is_filled() throws Exception {
        IQ theirs = result("");

        Merge.into(theirs, result(SUBSCRIPTIONS.formatted("<subscription node='blog'/>")));

        assertEquals(List.of("blog"), nodes(theirs.getChildElement().element("subscriptions")));
    }

    private static List<String> nodes(Element list) {
        return list.elements().stream().map(each -> ((Element) each).attributeValue("node", "")).toList();
    }

    private static IQ result(String child) throws Exception {
        return new IQ(DocumentHelper.parseText("<iq type='result' id='1'>" + child + "</iq>").getRootElement());
    }
}
