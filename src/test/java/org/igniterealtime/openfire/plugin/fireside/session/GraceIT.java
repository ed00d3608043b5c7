package org.igniterealtime.openfire.plugin.fireside.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.ChatHistory;
import org.igniterealtime.openfire.plugin.fireside.testkit.FakePage;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.Phone;
import org.jivesoftware.smack.packet.Presence;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The time between the last page's leaving and the end of the session, with a phone of the same account: no carbons, priority 0. */
class GraceIT {
    private static final String WEB = "alice@localhost/fireside-";
    private static OpenfireServer server;

    @BeforeAll
    static void start() {
        server = OpenfireServer.builder().plugin(OpenfireServer.PLUGIN).user("alice", "secret").user("bob", "secret")
            .contacts("alice", "bob").start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void aLongGrace() {
        server.command("set", "fireside.session.grace", "60");
    }

    // The session of one test is none of the next one's.
    @AfterEach
    void nobody_is_here() {
        assertTrue(Await.until(Duration.ofSeconds(20), () -> web().isEmpty()));
    }

    @Test
    void no_message_is_lost_to_the_phone_once_the_last_page_has_left() throws Exception {
        server.command("set", "fireside.session.grace", "2");
        try (Phone phone = Phone.logIn(server, "alice", "secret"); Phone bob = Phone.logIn(server, "bob", "secret")) {
            // given
            FakePage page = FakePage.logIn(server.url("/fireside"), "alice", "secret").open("/chats/bob@localhost");
            bob.say("alice@localhost", "with the page open");
            page.awaitPatch(patch -> patch.html().contains(">with the page open<"));

            // when
            page.close();
            assertTrue(Await.until(Duration.ofSeconds(10), () -> web().map(GraceIT::priority).orElse(0) < 0), "steps back");
            bob.say("alice@localhost", "during the grace");
            phone.awaitBody("during the grace");
            assertTrue(web().isPresent(), "the session still lingers");

            // then
            bob.awaitPresence(presence -> presence.getType() == Presence.Type.unavailable && presence.getFrom().toString().startsWith(WEB));
            assertTrue(Await.until(Duration.ofSeconds(10), () -> web().isEmpty()), "the session is gone");
            bob.say("alice@localhost", "after the grace");
            phone.awaitBody("after the grace");
            try (FakePage back = page.tab().open("/chats/bob@localhost")) {
                assertEquals(List.of("with the page open", "during the grace", "after the grace"),
                    ChatHistory.read(back, "bob@localhost").theirs());
            }
        }
    }

    @Test
    void a_page_that_is_loaded_again_within_the_grace_changes_nothing_for_the_contacts() throws Exception {
        try (Phone bob = Phone.logIn(server, "bob", "secret")) {
            // given
            FakePage page = FakePage.logIn(server.url("/fireside"), "alice", "secret").open("/chats/bob@localhost");
            bob.awaitPresence(presence -> presence.isAvailable() && presence.getFrom().toString().startsWith(WEB));
            int seen = bob.presences().size();
            String address = address();

            // when
            for (int i = 0; i < 3; i++) {
                page.close();
                assertTrue(Await.until(Duration.ofSeconds(10), () -> web().map(GraceIT::priority).orElse(0) < 0), "steps back");
                page = page.tab().open("/chats/bob@localhost");
                assertTrue(Await.until(Duration.ofSeconds(10), () -> web().map(GraceIT::priority).orElse(-1) == 0), "is back");
            }
            bob.say("alice@localhost", "still here?");
            page.awaitPatch(patch -> patch.html().contains(">still here?<"));

            // then
            assertEquals(address, address());
            assertEquals(seen, bob.presences().size(), () -> "presence: " + bob.presences());
            page.post("/logout", Map.of());
        }
    }

    private static Optional<JsonObject> web() {
        return StreamSupport.stream(server.command("sessions").getAsJsonObject().getAsJsonArray("list").spliterator(), false)
            .map(JsonElement::getAsJsonObject).filter(session -> session.get("address").getAsString().startsWith(WEB)).findFirst();
    }

    private static int priority(JsonObject session) {
        return session.get("priority").getAsInt();
    }

    private static String address() {
        return web().orElseThrow().get("address").getAsString();
    }
}
