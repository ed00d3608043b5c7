package org.igniterealtime.openfire.plugin.fireside.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSubProtocol;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Scene;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Forms;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError;

/** A service with one feature, which makes tea. */
class DeskTest {
    private static final String TEA = "urn:example:tea";
    private static final JID ADDRESS = new JID("fireside.x");

    private Scene scene;
    private Desk desk;

    @BeforeEach
    void open() throws Exception {
        scene = new Scene();
        desk = new Desk(new PubSubProtocol(scene.pubsub), "Fireside", List.of(Ns.PING));
        desk.add(new Tea());
    }

    @AfterEach
    void close() throws Exception {
        scene.close();
    }

    @Test
    void what_a_feature_offers_is_answered_by_it() {
        assertEquals(IQ.Type.result, ask("get", "<tea xmlns='" + TEA + "'/>").getType());
        assertEquals(IQ.Type.result, ask("get", "<query xmlns='" + Ns.DISCO_ITEMS + "' node='kettle'/>").getType());
        assertEquals(IQ.Type.result, ask("get", "<ping xmlns='" + Ns.PING + "'/>").getType());
    }

    @Test
    void what_nobody_offers_is_told_so() {
        for (String type : List.of("get", "set")) {
            IQ answer = ask(type, "<coffee xmlns='urn:example:coffee'/>");

            assertEquals(PacketError.Condition.service_unavailable, answer.getError().getCondition());
            assertEquals(PacketError.Type.cancel, answer.getError().getType());
            assertEquals(ADDRESS, answer.getFrom());
        }
        assertEquals(PacketError.Condition.item_not_found, ask("get", "<query xmlns='" + Ns.DISCO_INFO + "' node='cup'/>").getError().getCondition());
    }

    @Test
    void the_service_says_what_it_is_by_what_is_offered() {
        Element query = ask("get", "<query xmlns='" + Ns.DISCO_INFO + "'/>").getChildElement();

        List<Element> said = Xml.children(query);
        assertEquals(List.of("pubsub/service/Fireside", "hardware/kettle/"), said.subList(0, 2).stream()
            .map(each -> each.attributeValue("category") + "/" + each.attributeValue("type") + "/" + each.attributeValue("name", "")).toList());
        List<String> features = Xml.children(query, "feature", Ns.DISCO_INFO).stream().map(each -> each.attributeValue("var")).toList();
        assertTrue(features.containsAll(List.of(TEA, Ns.PING, Ns.PUBSUB)), features::toString);
        assertEquals(List.of("20"), Forms.values(Forms.in(query).orElseThrow()).get("cups"));
    }

    @Test
    void what_a_feature_answers_no_other_may_take() {
        assertThrows(IllegalArgumentException.class, () -> desk.add(new Tea()));
    }

    private IQ ask(String type, String child) {
        IQ request = new IQ(IQ.Type.valueOf(type), "id");
        request.setFrom(new JID("alice@x/a"));
        request.setTo(ADDRESS);
        request.getElement().add(Xml.parse(child));
        return desk.to(request, ADDRESS).orElseThrow();
    }

    private static final class Tea implements Offer {
        @Override
        public Set<String> namespaces() {
            return Set.of(TEA);
        }

        @Override
        public List<Identity> identities() {
            return List.of(new Identity("hardware", "kettle", ""));
        }

        @Override
        public void describe(Element query) {
            Forms.add(query, "result", TEA).text("cups", "20");
        }

        @Override
        public boolean hasNode(String node) {
            return node.equals("kettle");
        }

        @Override
        public Optional<IQ> to(IQ request, JID as) {
            IQ answer = IQ.createResultIQ(request);
            answer.setFrom(as);
            return Optional.of(answer);
        }
    }
}
