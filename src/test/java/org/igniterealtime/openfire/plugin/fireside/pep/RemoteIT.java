package org.igniterealtime.openfire.plugin.fireside.pep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.Ports;
import org.igniterealtime.openfire.plugin.fireside.testkit.Wire;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smack.packet.StanzaBuilder;
import org.junit.jupiter.api.Test;
import org.jxmpp.jid.impl.JidCreate;

/** People of another server, which has no Fireside, find the social nodes of accounts here. */
class RemoteIT {
    private static final String BLOG = "urn:xmpp:microblog:0";
    private static final String STORIES = "urn:xmpp:pubsub-social-feed:stories:0";

    @Test
    void somebody_of_another_server_reads_follows_and_is_told() throws Exception {
        int here = Ports.free();
        int there = Ports.free();
        String names = "{one.test,127.0.0.1:" + here + "},{fireside.one.test,127.0.0.1:" + here + "},{two.test,127.0.0.1:" + there + "}";
        try (OpenfireServer one = server("one.test", here, names).plugin(OpenfireServer.PLUGIN).user("ann", "secret").start();
            OpenfireServer two = server("two.test", there, names).user("bob", "secret").start();
            Wire ann = Wire.logIn(one, "ann", "a"); Wire bob = Wire.logIn(two, "bob", "b", STORIES)) {
            // given
            assertResult(ann.ask("set", "", publish(BLOG, "first", "First")));
            assertResult(ann.ask("set", "", publish(STORIES, "story", "A story")));

            // then he reads what is open, and nothing else
            Element items = bob.ask("get", "ann@one.test", items(BLOG));
            assertEquals("ann@one.test", items.attributeValue("from"));
            assertEquals("ann@one.test", items.element("pubsub").element("items").element("item").attributeValue("publisher"));
            assertNotNull(bob.ask("get", "ann@one.test", items(STORIES)).element("error").element("presence-subscription-required"));
            assertTrue(bob.ask("get", "ann@one.test", "<query xmlns='http://jabber.org/protocol/disco#items'/>").asXML().contains("node=\"" + BLOG + "\""));
            // and the service, which he also finds
            assertResult(bob.ask("get", "fireside.one.test", "<query xmlns='http://jabber.org/protocol/disco#info'/>"));

            // when he subscribes
            assertResult(bob.ask("set", "ann@one.test", "<pubsub xmlns='http://jabber.org/protocol/pubsub'><subscribe node='" + BLOG
                + "' jid='bob@two.test'/></pubsub>"));
            assertResult(ann.ask("set", "", publish(BLOG, "second", "Second")));

            // then
            assertEquals("ann@one.test", bob.awaitEvent("Second").attributeValue("from"));
            assertEquals(1, bob.count("Second"));

            // when he becomes a contact, whose client wants stories
            presence(bob, "ann@one.test", Presence.Type.subscribe);
            ann.awaitPresence("subscribe", "bob@two.test");
            presence(ann, "bob@two.test", Presence.Type.subscribed);
            presence(ann, "bob@two.test", Presence.Type.subscribe);
            bob.awaitPresence("subscribe", "ann@one.test");
            presence(bob, "ann@one.test", Presence.Type.subscribed);

            // then he may read them, and is told of new ones
            assertTrue(Await.until(Duration.ofSeconds(30), () -> "result".equals(bob.ask("get", "ann@one.test", items(STORIES)).attributeValue("type"))));
            assertTrue(Await.until(Duration.ofSeconds(30), () -> {
                assertResult(ann.ask("set", "", publish(STORIES, "probe", "Probe")));
                return bob.count("Probe") > 0;
            }));
            assertResult(ann.ask("set", "", publish(STORIES, "new", "A new story")));
            bob.awaitEvent("A new story");
            assertEquals(1, bob.count("A new story"));
        }
    }

    private static OpenfireServer.Builder server(String domain, int port, String names) {
        return OpenfireServer.builder().domain(domain).property("xmpp.server.socket.active", "true")
            .property("xmpp.server.socket.port", Integer.toString(port)).property("xmpp.server.dialback.enabled", "true")
            .property("xmpp.server.tls.enabled", "false").property("dnsutil.dnsOverride", names);
    }

    private static void presence(Wire from, String to, Presence.Type type) throws Exception {
        from.connection().sendStanza(StanzaBuilder.buildPresence().to(JidCreate.from(to)).ofType(type).build());
    }

    private static String items(String node) {
        return "<pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='" + node + "'/></pubsub>";
    }

    private static String publish(String node, String id, String title) {
        return "<pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='" + node + "'><item id='" + id
            + "'><entry xmlns='http://www.w3.org/2005/Atom'><title>" + title + "</title></entry></item></publish></pubsub>";
    }

    private static void assertResult(Element answer) {
        assertEquals("result", answer.attributeValue("type"), answer::asXML);
    }
}
