package org.igniterealtime.openfire.plugin.fireside.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dom4j.DocumentHelper;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.junit.jupiter.api.Test;
import org.xmpp.packet.IQ;

class RoomFeaturesTest {
    private static final String INFO = "<query xmlns='http://jabber.org/protocol/disco#info'><feature var='muc'/></query>";

    private final RoomFeatures features = new RoomFeatures(jid -> jid.getNode() != null && jid.getDomain().equals("conference.localhost"));
    private boolean on = true;

    @Test
    void a_room_here_tells_what_it_can_do_besides_each_once() throws Exception {
        features.add(() -> on, "muc", "one");
        features.add(() -> on, "one", "two");

        assertEquals(List.of("muc", "one", "two"), told("coven@conference.localhost", "result", INFO));
    }

    @Test
    void what_is_switched_off_is_not_told() throws Exception {
        features.add(() -> on, "one");
        on = false;

        assertEquals(List.of("muc"), told("coven@conference.localhost", "result", INFO));
    }

    @Test
    void nothing_is_added_to_what_others_say_nor_to_other_answers() throws Exception {
        features.add(() -> on, "one");

        assertEquals(List.of("muc"), told("coven@chat.shakespeare.lit", "result", INFO));
        assertEquals(List.of("muc"), told("conference.localhost", "result", INFO));
        assertEquals(List.of("muc"), told("coven@conference.localhost/hag", "result", INFO));
        assertEquals(List.of("muc"), told("coven@conference.localhost", "set", INFO));
        assertEquals(List.of("muc"), told("coven@conference.localhost", "result", INFO.replace("#info'", "#info' node='x'")));
        assertEquals(List.of("muc"), told("coven@conference.localhost", "result", INFO.replace("#info", "#items")));
    }

    private List<String> told(String from, String type, String query) throws Exception {
        IQ iq = new IQ(DocumentHelper.parseText("<iq to='hag@localhost/o' from='" + from + "' type='" + type + "' id='1'>" + query + "</iq>").getRootElement());
        features.meet(iq);
        return Xml.children(iq.getChildElement()).stream().map(each -> each.attributeValue("var")).toList();
    }
}
