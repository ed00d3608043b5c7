package org.igniterealtime.openfire.plugin.fireside.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.ChatHistory;
import org.igniterealtime.openfire.plugin.fireside.testkit.Database;
import org.igniterealtime.openfire.plugin.fireside.testkit.DatabaseServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.FakePage;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.Phone;
import org.junit.jupiter.api.Test;

/** The same journey on each engine, its schema installed by the host. */
class DatabasesIT {
    private static final int MESSAGES = 330;

    @Test
    void hsqldb_serves_the_journey() throws Exception {
        journey(OpenfireServer.builder());
    }

    @Test
    void postgresql_serves_the_journey() throws Exception {
        try (DatabaseServer postgresql = DatabaseServer.postgresql()) {
            Database database = postgresql.create("openfire");
            journey(OpenfireServer.builder().database(database));
            assertEquals(1, schemaVersion(database));
        }
    }

    @Test
    void mariadb_serves_the_journey() throws Exception {
        try (DatabaseServer mariadb = DatabaseServer.mariadb()) {
            Database database = mariadb.create("openfire");
            journey(OpenfireServer.builder().database(database));
            assertEquals(1, schemaVersion(database));
        }
    }

    private static void journey(OpenfireServer.Builder builder) throws Exception {
        try (OpenfireServer server = builder.plugin(OpenfireServer.PLUGIN).user("alice", "secret", "Alice").user("bob", "secret", "Bob")
                .contacts("alice", "bob").start()) {
            // given: she talks with somebody on another client, in whatever script and with whatever signs
            List<String> said = new ArrayList<>();
            FakePage alice = FakePage.logInAndStay(server.url("/fireside"), "alice", "secret");
            try (Phone bob = Phone.logIn(server, "bob", "secret"); FakePage page = alice.tab().open("/chats/bob@localhost")) {
                for (String body : List.of("Hello", "'; DROP TABLE fsMessage; --", "\u00fc\u00df \u0441\u043b\u043e\u0432\u043e \ud83d\udd25", "x".repeat(20_000))) {
                    page.act("chat/send", Map.of("to", "bob@localhost", "body", body)).get(20, TimeUnit.SECONDS);
                    bob.awaitBody(body);
                    // Of a long one the page has the beginning.
                    said.add("mine: " + body.substring(0, Math.min(4_000, body.length())).replace("'", "&#39;"));
                }
                for (int i = 1; i <= MESSAGES; i++) {
                    bob.say("alice@localhost", "number " + i);
                    said.add("theirs: number " + i);
                }
                page.awaitPatch(patch -> patch.html().contains(">number " + MESSAGES + "<"));
                ChatHistory history = ChatHistory.read(alice, "bob@localhost");
                assertEquals(said, history.messages());
                assertTrue(history.pages() > 2, "in pages: " + history.pages());
            }

            // when
            assertEquals(MESSAGES, unread(alice));
            try (Phone bob = Phone.logIn(server, "bob", "secret"); FakePage page = alice.tab().open("/chats/bob@localhost")) {
                String newest = ChatHistory.read(alice, "bob@localhost").newest();
                page.act("chat/read", Map.of("to", "bob@localhost", "upto", newest)).get(20, TimeUnit.SECONDS);
                assertTrue(Await.until(Duration.ofSeconds(10), () -> unread(alice) == 0), "read");
                bob.say("alice@localhost", "the last");
                page.awaitPatch(patch -> patch.html().contains(">the last<"));
                said.add("theirs: the last");
            }
            server.restart();

            // then
            assertEquals(1, unread(alice), "in a log-in that was kept");
            assertEquals(said, ChatHistory.read(alice, "bob@localhost").messages());
        }
    }

    private static int unread(FakePage page) throws Exception {
        HttpResponse<String> chats = page.get("/chats");
        assertEquals(200, chats.statusCode());
        Matcher badge = Pattern.compile("id=\"chat-bob@localhost\".*?class=\"badge\" aria-hidden=\"true\">(\\d+)<", Pattern.DOTALL).matcher(chats.body());
        return badge.find() ? Integer.parseInt(badge.group(1)) : 0;
    }

    private static int schemaVersion(Database database) throws Exception {
        try (Connection connection = database.connect(); Statement sql = connection.createStatement();
             ResultSet row = sql.executeQuery("SELECT version FROM ofVersion WHERE name = 'fireside'")) {
            return row.next() ? row.getInt(1) : -1;
        }
    }
}
