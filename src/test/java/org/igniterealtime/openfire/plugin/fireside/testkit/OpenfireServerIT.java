package org.igniterealtime.openfire.plugin.fireside.testkit;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.HttpURLConnection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.jivesoftware.smack.ConnectionConfiguration.SecurityMode;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.junit.jupiter.api.Test;

/** The packaged plugin in a real server: each database, kill and restart, reloads, a restart of HTTP-bind. */
class OpenfireServerIT {

    @Test
    void the_embedded_database_survives_a_kill() throws Exception {
        try (OpenfireServer server = server().start()) {
            logIn(server);
            server.kill9();
            server.start();
            logIn(server);
            server.terminate();
            assertFalse(server.running());
        }
    }

    @Test
    void postgresql_holds_everything() throws Exception {
        holdsEverything(DatabaseServer::postgresql);
    }

    @Test
    void mariadb_holds_everything() throws Exception {
        holdsEverything(DatabaseServer::mariadb);
    }

    @Test
    void reloads_leave_no_thread_and_no_class_loader() {
        try (OpenfireServer server = server().start()) {
            Set<String> before = threads(server);
            for (int i = 0; i < 3; i++) {
                server.command("reload-plugin", "fireside");
                assertEquals(200, health(server));
            }
            JsonObject loaders = server.command("loaders").getAsJsonObject();

            assertEquals(loaders.get("loaded"), loaders.get("alive"), loaders::toString);
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertEquals(before, threads(server)));
        }
    }

    /** COMPAT: see host.jetty9.FollowingContext. */
    @Test
    void http_bind_restarts_after_a_reload() {
        try (OpenfireServer server = server().start()) {
            server.command("reload-plugin", "fireside");
            server.command("httpbind-restart");

            assertEquals(200, health(server));
        }
    }

    @Test
    void two_servers_run_side_by_side() {
        try (OpenfireServer one = server().domain("one.test").start();
             OpenfireServer other = server().domain("other.test").start()) {
            assertEquals(200, health(one));
            assertEquals(200, health(other));
        }
    }

    private static OpenfireServer.Builder server() {
        return OpenfireServer.builder().plugin(OpenfireServer.PLUGIN)
                .user("alice", "secret").user("bob", "secret").contacts("alice", "bob");
    }

    private static void holdsEverything(Supplier<DatabaseServer> kind) throws Exception {
        try (DatabaseServer server = kind.get()) {
            Database database = server.create("openfire");
            try (OpenfireServer openfire = server().database(database).start()) {
                logIn(openfire);
                server.stop();
                server.start();
                openfire.restart();
                logIn(openfire);
            }
            try (Connection connection = database.connect(); Statement statement = connection.createStatement();
                 ResultSet version = statement.executeQuery("SELECT version FROM ofVersion WHERE name = 'fireside'")) {
                assertTrue(version.next());
            }
        }
    }

    private static void logIn(OpenfireServer server) throws Exception {
        XMPPTCPConnection connection = new XMPPTCPConnection(XMPPTCPConnectionConfiguration.builder()
                .setXmppDomain(server.domain()).setHost(server.address()).setPort(server.xmppPort())
                .setSecurityMode(SecurityMode.disabled).setUsernameAndPassword("alice", "secret").build());
        connection.connect().login();
        assertEquals(1, server.command("sessions").getAsJsonObject().get("sessions").getAsInt());
        // 4.2.0 does not answer a stream's end, for which disconnect() waits.
        connection.instantShutdown();
    }

    private static int health(OpenfireServer server) {
        try {
            HttpURLConnection connection = (HttpURLConnection) server.url("/fireside/health").toURL().openConnection();
            return connection.getResponseCode();
        } catch (java.io.IOException e) {
            return -1;
        }
    }

    /** Names without their numbers; not the host's own pools, which come and go. */
    private static Set<String> threads(OpenfireServer server) {
        Set<String> names = new TreeSet<>();
        List<String> pools = List.of("Jetty-QTP", "pool-", "NioSocket", "TaskEngine", "httpbind-worker", "Thread-",
                "Update Manager");
        for (JsonElement name : server.command("threads").getAsJsonArray()) {
            if (pools.stream().noneMatch(name.getAsString()::startsWith)) {
                names.add(name.getAsString().replaceAll("[0-9a-f]{4,}|\\d+", "#"));
            }
        }
        return names;
    }
}
