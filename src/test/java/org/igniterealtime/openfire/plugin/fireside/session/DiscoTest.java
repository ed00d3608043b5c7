package org.igniterealtime.openfire.plugin.fireside.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpp.packet.IQ;
import org.xmpp.packet.PacketError;
import org.xmpp.packet.Presence;

class DiscoTest {
    private final Disco disco = new Disco("1.2.3");

    @Test
    void the_hash_in_presence_is_that_of_what_is_answered() throws Exception {
        disco.add(Ns.RECEIPTS);
        Element caps = caps();

        IQ answer = ask("get", "<query xmlns='http://jabber.org/protocol/disco#info' node='" + node(caps) + "'/>");

        assertEquals("sha-1", caps.attributeValue("hash"));
        assertEquals(IQ.Type.result, answer.getType());
        assertEquals(node(caps), answer.getChildElement().attributeValue("node"));
        assertEquals(caps.attributeValue("ver"), verification(answer.getChildElement()));
        assertTrue(features(answer.getChildElement()).contains(Ns.RECEIPTS));
    }

    @Test
    void without_a_node_the_answer_is_the_same() throws Exception {
        Element query = ask("get", "<query xmlns='http://jabber.org/protocol/disco#info'/>").getChildElement();

        assertEquals(caps().attributeValue("ver"), verification(query));
        assertEquals(null, query.attributeValue("node"));
    }

    @Test
    void a_node_that_is_not_there_is_not_found() throws Exception {
        IQ answer = ask("get", "<query xmlns='http://jabber.org/protocol/disco#info' node='other'/>");

        assertEquals(PacketError.Condition.item_not_found, answer.getError().getCondition());
    }

    @Test
    void ping_and_version_are_answered() throws Exception {
        IQ ping = ask("get", "<ping xmlns='urn:xmpp:ping'/>");
        IQ version = ask("get", "<query xmlns='jabber:iq:version'/>");

        assertEquals(IQ.Type.result, ping.getType());
        assertEquals("Fireside", version.getChildElement().elementText("name"));
        assertEquals("1.2.3", version.getChildElement().elementText("version"));
    }

    @Test
    void an_answer_goes_back_to_who_asked_with_the_same_id() throws Exception {
        IQ answer = ask("get", "<ping xmlns='urn:xmpp:ping'/>");

        assertEquals("romeo@montague.lit/balcony", answer.getTo().toString());
        assertEquals("juliet@capulet.lit/web", answer.getFrom().toString());
        assertEquals("x1", answer.getID());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<query xmlns='jabber:iq:last'/>", "<x/>", "<query xmlns='http://jabber.org/protocol/disco#items'/>",
        "<query xmlns='jabber:iq:roster'><item jid='a@b'/></query>"})
    void what_is_not_offered_is_not_available(String child) throws Exception {
        assertEquals(PacketError.Condition.service_unavailable, ask("get", child).getError().getCondition());
        assertEquals(PacketError.Condition.service_unavailable, ask("set", child).getError().getCondition());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<ping xmlns='urn:xmpp:ping'/>", "<query xmlns='jabber:iq:version'/>"})
    void nobody_sets_what_can_only_be_asked(String child) throws Exception {
        assertEquals(IQ.Type.error, ask("set", child).getType());
    }

    // XEP-0115 §5.1: identities, then features, each in order and followed by <.
    private static String verification(Element query) throws Exception {
        StringBuilder text = new StringBuilder();
        for (Object each : query.elements("identity")) {
            Element identity = (Element) each;
            text.append(identity.attributeValue("category")).append('/').append(identity.attributeValue("type")).append("//")
                .append(identity.attributeValue("name")).append('<');
        }
        List<String> features = features(query);
        Collections.sort(features);
        features.forEach(feature -> text.append(feature).append('<'));
        return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> features(Element query) {
        List<String> features = new ArrayList<>();
        query.elements("feature").forEach(each -> features.add(((Element) each).attributeValue("var")));
        return features;
    }

    private Element caps() {
        Presence presence = new Presence();
        disco.describe(presence.getElement());
        return presence.getElement().element("c");
    }

    private static String node(Element caps) {
        return caps.attributeValue("node") + "#" + caps.attributeValue("ver");
    }

    private IQ ask(String type, String child) throws Exception {
        return disco.answer(new IQ(DocumentHelper.parseText("<iq type='" + type + "' id='x1' from='romeo@montague.lit/balcony'"
            + " to='juliet@capulet.lit/web'>" + child + "</iq>").getRootElement()));
    }
}
