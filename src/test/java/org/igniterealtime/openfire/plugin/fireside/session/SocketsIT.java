package org.igniterealtime.openfire.plugin.fireside.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.ChatHistory;
import org.igniterealtime.openfire.plugin.fireside.testkit.FakePage;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.Phone;
import org.igniterealtime.openfire.plugin.fireside.testkit.TcpTable;
import org.jivesoftware.smack.XMPPException;
import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smack.packet.StanzaError;
import org.jivesoftware.smackx.caps.EntityCapsManager;
import org.jivesoftware.smackx.caps.packet.CapsExtension;
import org.jivesoftware.smackx.disco.packet.DiscoverInfo;
import org.jivesoftware.smackx.iqversion.packet.Version;
import org.jivesoftware.smackx.ping.packet.Ping;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.jxmpp.jid.Jid;

/** A web user is an ordinary session of the server: what the operating system, the host and another client see of it. */
class SocketsIT {
    private static final int USERS = 10;
    private static OpenfireServer server;

    @BeforeAll
    static void start() {
        OpenfireServer.Builder builder = OpenfireServer.builder().plugin(OpenfireServer.PLUGIN)
            .user("bob", "secret").user("carol", "secret").user("locked", "secret").contacts("bob", "carol").contacts("bob", "locked")
            .property("fireside.session.grace", "1");
        for (int i = 0; i < USERS; i++) {
            builder.user("user" + i, "secret").contacts("bob", "user" + i);
        }
        server = builder.start();
    }

    // Sessions linger after their last page.
    @AfterEach
    void everybody_leaves() {
        assertTrue(Await.until(Duration.ofSeconds(20), () -> sessionsOf("/").isEmpty()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void ten_web_users_have_no_connection_to_the_client_port() throws Exception {
        List<FakePage> pages = new ArrayList<>();
        try (Phone bob = Phone.logIn(server, "bob", "secret")) {
            // given
            for (int i = 0; i < USERS; i++) {
                FakePage page = FakePage.logIn(server.url("/fireside"), "user" + i, "secret").open("/chats/bob@localhost");
                page.act("chat/send", Map.of("to", "bob@localhost", "body", "from " + i)).get(20, TimeUnit.SECONDS);
                bob.awaitBody("from " + i);
                pages.add(page);
            }

            // when
            List<TcpTable.Connection> connections = TcpTable.of(server.pid());

            // then
            assertEquals(USERS, sessionsOf("fireside-").size());
            assertTrue(connections.stream().filter(each -> each.localPort() == server.httpPort()).count() >= USERS, "the pages' own");
            assertEquals(1, connections.stream().filter(each -> each.localPort() == server.xmppPort()).count(), "Smack's own alone");
            assertEquals(0, connections.stream().filter(each -> each.remotePort() == server.xmppPort()).count());
        } finally {
            pages.forEach(FakePage::close);
        }
    }

    @Test
    void a_web_session_is_available_with_priority_0_carbons_and_a_random_resource() throws Exception {
        try (FakePage first = FakePage.logIn(server.url("/fireside"), "carol", "secret").open("/chats");
             FakePage second = FakePage.logIn(server.url("/fireside"), "carol", "secret").open("/chats")) {
            // then
            List<JsonObject> sessions = sessionsOf("carol@localhost/fireside-");
            assertEquals(2, sessions.size(), "a log-in, a session");
            for (JsonObject session : sessions) {
                assertEquals(0, session.get("priority").getAsInt());
                assertTrue(session.get("available").getAsBoolean());
                assertTrue(session.get("carbons").getAsBoolean());
                assertTrue(session.get("address").getAsString().matches("carol@localhost/fireside-[\\w-]{16}"), session.toString());
            }
        }
    }

    @Test
    void it_answers_disco_caps_version_and_ping_and_refuses_what_it_does_not_know() throws Exception {
        try (Phone bob = Phone.logIn(server, "bob", "secret");
             FakePage carol = FakePage.logIn(server.url("/fireside"), "carol", "secret").open("/chats")) {
            // given
            Presence presence = bob.awaitPresence(each -> each.isAvailable() && each.getFrom().toString().startsWith("carol@localhost/fireside-"));
            Jid session = presence.getFrom();
            CapsExtension caps = CapsExtension.from(presence);

            // when
            DiscoverInfo plain = bob.ask(DiscoverInfo.builder(bob.connection()).to(session).build());
            DiscoverInfo byNode = bob.ask(DiscoverInfo.builder(bob.connection()).to(session).setNode(caps.getNode() + "#" + caps.getVer()).build());
            Version version = bob.ask(new Version(session));

            // then
            for (DiscoverInfo info : List.of(plain, byNode)) {
                assertTrue(info.hasIdentity("client", "web"));
                assertTrue(info.containsFeature("urn:xmpp:ping"));
                assertTrue(info.containsFeature("urn:xmpp:receipts"));
                assertTrue(EntityCapsManager.verifyDiscoverInfoVersion(caps.getVer(), caps.getHash(), info), "XEP-0115 §5.4");
            }
            assertEquals("Fireside", version.getName());
            assertTrue(bob.ask(new Ping(session)).isResponseIQ(), "pong");
            DiscoverInfo unknown = DiscoverInfo.builder(bob.connection()).to(session).setNode("https://example.org/none").build();
            assertEquals(StanzaError.Condition.item_not_found, refusal(() -> bob.ask(unknown)));
            assertEquals(StanzaError.Condition.service_unavailable, refusal(() -> bob.ask(new Private(session))));
        }
    }

    @Test
    void offline_messages_are_delivered_to_it_and_shown_once() throws Exception {
        try (Phone bob = Phone.logIn(server, "bob", "secret")) {
            // given
            bob.say("user0@localhost", "while you were away");
            bob.ask(new Ping(bob.connection().getXMPPServiceDomain()));

            // when
            try (FakePage user = FakePage.logIn(server.url("/fireside"), "user0", "secret").open("/chats/bob@localhost")) {
                bob.say("user0@localhost", "now");
                user.awaitPatch(patch -> patch.html().contains(">now<"));

                // then
                List<String> theirs = ChatHistory.read(user, "bob@localhost").theirs();
                assertEquals(1, theirs.stream().filter("while you were away"::equals).count());
                user.close();
            }
        }
        try (Phone user = Phone.logIn(server, "user0", "secret")) {
            assertFalse(user.bodies().contains("while you were away"), "the web session has taken it");
        }
    }

    @Test
    void an_account_that_an_admin_locks_is_out_at_once_and_stays_out() throws Exception {
        try (Phone bob = Phone.logIn(server, "bob", "secret")) {
            // given
            FakePage page = FakePage.logInAndStay(server.url("/fireside"), "locked", "secret").open("/chats/bob@localhost");
            // when
            server.command("lock-out", "locked");
            // then
            assertTrue(List.of(4401, 4410).contains(page.awaitClose()));
            assertEquals(303, page.get("/chats").statusCode());
            assertTrue(page.get("/chats").headers().firstValue("Location").orElse("").contains("/login"));
            page.connect();
            assertEquals(4401, page.awaitClose());
            bob.awaitPresence(presence -> presence.getFrom().toString().startsWith("locked@") && !presence.isAvailable());
            page.close();
        }
    }

    @Test
    void a_session_that_an_admin_closes_ends_its_page_for_good() throws Exception {
        try (FakePage carol = FakePage.logIn(server.url("/fireside"), "carol", "secret").open("/chats")) {
            // given
            String address = sessionsOf("carol@localhost/fireside-").get(0).get("address").getAsString();

            // when
            server.command("close-session", address);

            // then
            assertEquals(4410, carol.awaitClose());
            assertTrue(sessionsOf("carol@localhost/").isEmpty());
        }
    }

    private static List<JsonObject> sessionsOf(String part) {
        List<JsonObject> sessions = new ArrayList<>();
        for (JsonElement each : server.command("sessions").getAsJsonObject().getAsJsonArray("list")) {
            if (each.getAsJsonObject().get("address").getAsString().contains(part)) {
                sessions.add(each.getAsJsonObject());
            }
        }
        return sessions;
    }

    private static StanzaError.Condition refusal(Executable asking) {
        return assertThrows(XMPPException.XMPPErrorException.class, asking).getStanzaError().getCondition();
    }

    /** A request that no client answers to another: XEP-0049. */
    private static final class Private extends IQ {
        Private(Jid to) {
            super("query", "jabber:iq:private");
            setTo(to);
            setType(Type.get);
        }

        @Override
        protected IQChildElementXmlStringBuilder getIQChildElementBuilder(IQChildElementXmlStringBuilder xml) {
            xml.setEmptyElement();
            return xml;
        }
    }
}
