package org.igniterealtime.openfire.plugin.fireside.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.igniterealtime.openfire.plugin.fireside.testkit.FakePage;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How a password travels, and what is kept of a log-in. */
class PasswordsIT {
    private static OpenfireServer server;

    @BeforeAll
    static void start() {
        server = OpenfireServer.builder().plugin(OpenfireServer.PLUGIN).user("alice", "secret").start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void from_this_machine_a_password_may_come_plainly_and_the_cookie_is_for_pages_of_this_site_alone() throws Exception {
        HttpResponse<String> answer = logIn(List.of());
        assertEquals(303, answer.statusCode());
        assertEquals(Set.of("Path=/fireside", "HttpOnly", "SameSite=Lax"), attributes(answer));
    }

    @Test
    void somebody_whom_an_unknown_proxy_brings_may_not_send_a_password() throws Exception {
        for (List<String> headers : List.of(List.of("X-Forwarded-For", "203.0.113.9"),
                List.of("X-Forwarded-For", "127.0.0.1"),
                List.of("X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "https"),
                List.of("Forwarded", "for=203.0.113.9;proto=https"))) {
            assertRefused(logIn(headers));
        }
    }

    @Test
    void behind_a_proxy_that_the_host_trusts_only_tls_lets_a_password_through() throws Exception {
        server.command("set", "httpbind.forwarded.enabled", "true");
        server.command("httpbind-restart");
        try {
            // when
            HttpResponse<String> plain = logIn(List.of("X-Forwarded-For", "203.0.113.9"));
            HttpResponse<String> plainToo = logIn(List.of("X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "http"));
            HttpResponse<String> encrypted = logIn(List.of("X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "https"));

            // then
            assertRefused(plain);
            assertRefused(plainToo);
            assertEquals(303, encrypted.statusCode(), encrypted::body);
            assertEquals(Set.of("Path=/fireside", "HttpOnly", "SameSite=Lax", "Secure"), attributes(encrypted));
        } finally {
            server.command("set", "httpbind.forwarded.enabled", "false");
            server.command("httpbind-restart");
        }
    }

    @Test
    void the_token_of_a_log_in_is_kept_as_its_digest_alone() throws Exception {
        // given
        String token = FakePage.logInAndStay(server.url("/fireside"), "alice", "secret").cookie().replaceFirst("^fireside=", "");

        // when
        server.stop();
        try {
            // then
            assertTrue(hashes().contains(digest(token)), "its digest");
            byte[] plain = token.getBytes(StandardCharsets.UTF_8);
            try (Stream<Path> files = Files.walk(server.home())) {
                for (Path file : files.filter(Files::isRegularFile).filter(file -> !file.toString().endsWith(".jar")).toList()) {
                    assertFalse(contains(Files.readAllBytes(file), plain), () -> "the token itself is in " + file);
                }
            }
        } finally {
            server.start();
        }
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertEquals(403, answer.statusCode(), answer::body);
        assertTrue(answer.headers().allValues("Set-Cookie").isEmpty());
    }

    private static HttpResponse<String> logIn(List<String> headers) throws Exception {
        URI login = server.url("/fireside/login");
        HttpRequest.Builder request = HttpRequest.newBuilder(login).header("Content-Type", "application/x-www-form-urlencoded")
            .header("Sec-Fetch-Site", "same-origin")
            .POST(HttpRequest.BodyPublishers.ofString("username=alice&password=secret"));
        for (int i = 0; i < headers.size(); i += 2) {
            request.header(headers.get(i), headers.get(i + 1));
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static Set<String> attributes(HttpResponse<String> answer) {
        List<String> parts = new ArrayList<>(Arrays.asList(answer.headers().firstValue("Set-Cookie").orElseThrow().split("; ")));
        assertTrue(parts.remove(0).matches("fireside=[\\w-]{43}"), "256 bits");
        return new HashSet<>(parts);
    }

    private static List<String> hashes() throws Exception {
        String url = "jdbc:hsqldb:file:" + server.home().resolve("embedded-db/openfire") + ";shutdown=true";
        try (Connection connection = DriverManager.getConnection(url, "sa", ""); Statement sql = connection.createStatement();
             ResultSet row = sql.executeQuery("SELECT tokenHash FROM fsLogin")) {
            List<String> hashes = new ArrayList<>();
            while (row.next()) {
                hashes.add(row.getString(1));
            }
            return hashes;
        }
    }

    private static String digest(String token) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean contains(byte[] content, byte[] part) {
        return new String(content, StandardCharsets.ISO_8859_1).contains(new String(part, StandardCharsets.ISO_8859_1));
    }
}
