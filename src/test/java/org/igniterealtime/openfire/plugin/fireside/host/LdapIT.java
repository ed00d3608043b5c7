package org.igniterealtime.openfire.plugin.fireside.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.igniterealtime.openfire.plugin.fireside.testkit.FakePage;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Accounts of a directory, by the host's LDAP providers. */
class LdapIT {
    private static final String LDAP = "org.jivesoftware.openfire.ldap.Ldap";
    private static InMemoryDirectoryServer directory;
    private static OpenfireServer server;

    @BeforeAll
    static void start() throws Exception {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=org");
        config.addAdditionalBindCredentials("cn=admin", "top secret");
        config.setSchema(null);
        config.setListenerConfigs(InMemoryListenerConfig.createLDAPConfig("loopback", InetAddress.getLoopbackAddress(), 0, null));
        directory = new InMemoryDirectoryServer(config);
        directory.add("dn: dc=example,dc=org", "objectClass: domain", "dc: example");
        directory.add("dn: ou=people,dc=example,dc=org", "objectClass: organizationalUnit", "ou: people");
        person("alice", "Alice Liddell", "in wonderland");
        person("bob", "Bob B\u00f6hm", "builds");
        person("carol", "Carol Danvers", "flies");
        directory.startListening();
        server = OpenfireServer.builder().plugin(OpenfireServer.PLUGIN)
            // Openfire 4.2 was made for Java 8, where this was open.
            .jvmArgument("--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED")
            .property("provider.auth.className", LDAP + "AuthProvider")
            .property("provider.user.className", LDAP + "UserProvider")
            .property("provider.group.className", LDAP + "GroupProvider")
            .property("provider.vcard.className", LDAP + "VCardProvider")
            .property("ldap.vcard-mapping", "<vCard xmlns='vcard-temp'><FN>{cn}</FN><TITLE>Of the directory</TITLE></vCard>")
            .property("ldap.host", "127.0.0.1").property("ldap.port", String.valueOf(directory.getListenPort()))
            .property("ldap.baseDN", "dc=example,dc=org").property("ldap.adminDN", "cn=admin").property("ldap.adminPassword", "top secret")
            .contacts("alice", "bob").start();
    }

    private static void person(String uid, String name, String password) throws Exception {
        directory.add("dn: uid=" + uid + ",ou=people,dc=example,dc=org", "objectClass: inetOrgPerson", "uid: " + uid, "cn: " + name,
            "sn: " + name, "userPassword: " + password);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        directory.shutDown(true);
    }

    @Test
    void somebody_of_the_directory_logs_in_by_its_password_and_carries_its_name() throws Exception {
        try (FakePage alice = FakePage.logIn(server.url("/fireside"), "alice", "in wonderland").open("/chats/bob@localhost");
             FakePage bob = FakePage.logIn(server.url("/fireside"), "bob", "builds").open("/chats/carol@localhost")) {
            // when
            alice.act("chat/send", Map.of("to", "bob@localhost", "body", "Hello")).get(20, TimeUnit.SECONDS);

            // then
            bob.awaitPatch(patch -> patch.html().contains("Hello"));
            assertTrue(alice.html().contains("Alice Liddell"), "her own name");
            assertTrue(bob.html().contains("Carol Danvers"), "the name of somebody who is in no roster");
        }
    }

    @Test
    void a_profile_shows_the_directory_and_what_somebody_adds_is_kept_beside_it() throws Exception {
        try (FakePage carol = FakePage.logIn(server.url("/fireside"), "carol", "flies").open("/profile");
             FakePage bob = FakePage.logIn(server.url("/fireside"), "bob", "builds").open("/contacts/carol@localhost")) {
            assertTrue(bob.html().contains("Of the directory"), bob.html());

            // when
            ExecutionException refused = assertThrows(ExecutionException.class, () -> carol.act("profiles/save",
                Map.of("name", "Carol Danvers", "title", "Pilot", "about", "I fly.", "visible", "everybody")).get(20, TimeUnit.SECONDS));

            // then half of it, which is said
            assertTrue(refused.getMessage().contains("Your profile is saved, but not in the old kind of vCard"), refused.getMessage());
            bob.awaitPatch(patch -> patch.target().equals("profile-carol@localhost") && patch.html().contains("I fly."));
            assertTrue(carol.get("/profile").body().contains("I fly."));
        }
    }

    @Test
    void a_wrong_password_and_nobody_of_that_name_get_the_same_words() throws Exception {
        // when
        HttpResponse<String> wrong = attempt("alice", "nonsense");
        HttpResponse<String> nobody = attempt("mallory", "nonsense");

        // then
        assertEquals(401, wrong.statusCode());
        assertEquals(401, nobody.statusCode());
        assertEquals(wrong.body(), nobody.body().replace("mallory", "alice"));
    }

    @Test
    void while_the_directory_is_down_log_in_says_so_and_nobody_is_logged_out() throws Exception {
        // given
        FakePage carol = FakePage.logInAndStay(server.url("/fireside"), "carol", "flies").open("/chats");
        String wrong = attempt("alice", "nonsense").body();
        int port = directory.getListenPort();
        directory.shutDown(true);
        try {
            // when
            HttpResponse<String> known = attempt("carol", "flies");
            HttpResponse<String> unknown = attempt("mallory", "nonsense");

            // then
            for (HttpResponse<String> answer : java.util.List.of(known, unknown)) {
                assertEquals(503, answer.statusCode());
                assertTrue(answer.body().contains("cannot reach its records"), answer.body());
            }
            assertFalse(wrong.contains("cannot reach its records"));
            // A server that starts now has nothing in its caches.
            server.restart();
            assertEquals(503, carol.get("/chats").statusCode());
        } finally {
            directory.startListening();
        }
        assertEquals(port, directory.getListenPort(), "the same directory again");
        assertEquals(200, carol.get("/chats").statusCode(), "still logged in");
        carol.close();
    }

    private static HttpResponse<String> attempt(String user, String password) throws Exception {
        return FakePage.post(HttpClient.newHttpClient(), server.url("/fireside"), "/login", "", Map.of("username", user, "password", password));
    }
}
