package org.igniterealtime.openfire.plugin.fireside.desk.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.junit.jupiter.api.Test;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/** Rooms as their services tell of them (XEP-0045 §6). */
class RoomTest {
    private static final JID SERVICE = new JID("rooms.here.test");
    private static final String INFO = "<identity category='conference' name='The Quarry' type='text'/><feature var='http://jabber.org/protocol/muc'/>%s"
        + "<x xmlns='jabber:x:data' type='result'><field var='FORM_TYPE'><value>http://jabber.org/protocol/muc#roominfo</value></field>"
        + "<field var='muc#roominfo_description'><value>Stones</value></field><field var='muc#roominfo_occupants'><value>3</value></field></x>";

    private final Map<String, String> features = new TreeMap<>();
    private final List<String> changed = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final Rooms rooms = new Rooms(() -> List.of(SERVICE), this::answer, changed::add);

    private CompletableFuture<IQ> answer(IQ request) {
        IQ answer = IQ.createResultIQ(request);
        String to = request.getTo().toString();
        asked.add(to);
        if (request.getChildElement().getNamespaceURI().equals(Ns.DISCO_ITEMS)) {
            StringBuilder items = new StringBuilder("<item jid='room@elsewhere.test'/><item jid=''/><item/>");
            features.keySet().forEach(room -> items.append("<item jid='").append(room).append("'/>"));
            answer.setChildElement(Xml.parse("<query xmlns='" + Ns.DISCO_ITEMS + "'>" + items + "</query>"));
        } else if (!features.containsKey(to)) {
            answer.setType(IQ.Type.error);
        } else if (features.get(to).isEmpty()) {
            return CompletableFuture.failedFuture(new TimeoutException());
        } else {
            answer.setChildElement(info(features.get(to)));
        }
        return CompletableFuture.completedFuture(answer);
    }

    private static org.dom4j.Element info(String feature) {
        return Xml.parse("<query xmlns='" + Ns.DISCO_INFO + "'>" + INFO.formatted("<feature var='" + feature.replace(" ", "'/><feature var='") + "'/>") + "</query>");
    }

    private static Optional<Room> read(String feature) {
        IQ answer = new IQ(IQ.Type.result);
        answer.setFrom(new JID("quarry@rooms.here.test"));
        answer.setChildElement(info(feature));
        return Room.read(answer);
    }

    @Test
    void a_room_that_does_not_say_that_it_is_public_is_none() {
        assertEquals(Optional.empty(), read("muc_hidden"));
        assertEquals(Optional.empty(), read("muc_open"));
        assertEquals(Optional.empty(), read("muc_public muc_hidden"));
    }

    @Test
    void of_a_room_that_not_everybody_may_enter_there_is_its_name() {
        JID jid = new JID("quarry@rooms.here.test");
        assertEquals(Optional.of(new Room(jid, "The Quarry", "Stones", 3, Room.Way.EVERYBODY)), read("muc_public muc_open"));
        assertEquals(Optional.of(new Room(jid, "The Quarry", "", -1, Room.Way.MEMBERS)), read("muc_public muc_membersonly"));
        assertEquals(Optional.of(new Room(jid, "The Quarry", "", -1, Room.Way.PASSWORD)), read("muc_public muc_passwordprotected"));
    }

    @Test
    void rooms_come_change_and_go() {
        // given
        features.putAll(Map.of("a@rooms.here.test", "muc_public", "b@rooms.here.test", "muc_hidden", "silent@rooms.here.test", ""));
        // when
        rooms.look();
        // then rooms of others are not asked for
        assertEquals(List.of("a@rooms.here.test"), rooms.keys(""));
        assertEquals(List.of("a@rooms.here.test"), changed);
        assertEquals(false, asked.contains("room@elsewhere.test"));
        // when nothing is new, nobody is asked again
        asked.clear();
        rooms.look();
        assertEquals(List.of("rooms.here.test"), asked);
        // when one is told of
        features.put("b@rooms.here.test", "muc_public");
        features.put("a@rooms.here.test", "muc_hidden");
        rooms.look(new JID("b@rooms.here.test"));
        rooms.look(new JID("a@rooms.here.test"));
        rooms.look(new JID("c@elsewhere.test"));
        // then
        assertEquals(List.of("b@rooms.here.test"), rooms.keys(""));
        // when it is gone without a word
        features.remove("b@rooms.here.test");
        rooms.look();
        // then
        assertEquals(List.of(), rooms.keys(""));
        assertEquals(List.of("a@rooms.here.test", "b@rooms.here.test", "a@rooms.here.test", "b@rooms.here.test"), changed);
    }
}
