package org.igniterealtime.openfire.plugin.fireside.outside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.testkit.Component;
import org.igniterealtime.openfire.plugin.fireside.testkit.Database;
import org.igniterealtime.openfire.plugin.fireside.testkit.DatabaseServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.Ports;
import org.igniterealtime.openfire.plugin.fireside.testkit.Prosody;
import org.igniterealtime.openfire.plugin.fireside.testkit.Wire;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The component in a process of its own, at a Prosody and at an Openfire, with people on ordinary clients. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExternalComponentIT {
    private static final String PYTHON = "/usr/bin/python3";
    private static final String FIRESIDE = "fireside.pro.test";
    private static final String COMMENTS = "talk.pro.test";
    private static final String ELSEWHERE = "elsewhere.pro.test";
    private static final int MANY = 200;

    @TempDir
    private static Path folder;
    private Prosody prosody;
    private Component component;
    private Wire mary;
    private Wire john;

    @BeforeAll
    void start() throws Exception {
        prosody = Prosody.withComponents("pro.test", List.of("mary", "john", "eve"), List.of(FIRESIDE, COMMENTS, ELSEWHERE));
        component = at(prosody).with("data", folder.resolve("data")).with("comments", COMMENTS).start();
        awaitServed(component);
        mary = prosody.wire("mary", "home");
        john = prosody.wire("john", "home");
    }

    private Component at(Prosody server) {
        return Component.of(folder).with("domain", server.domain()).with("secret", "secret").with("host", server.address()).with("port", server.componentPort());
    }

    private static void awaitServed(Component component) throws Exception {
        component.awaitSaid(FIRESIDE + " is served").awaitSaid(COMMENTS + " is served");
    }

    @AfterAll
    void stop() throws Exception {
        mary.close();
        john.close();
        component.close();
        prosody.close();
    }

    @Test
    void people_of_a_prosody_make_a_node_publish_read_subscribe_and_are_told() throws Exception {
        journey(mary, john, FIRESIDE);
        journey(mary, john, COMMENTS);
        assertResult(mary.ask("get", FIRESIDE, "<ping xmlns='urn:xmpp:ping'/>"));
        assertTrue(mary.ask("get", FIRESIDE, "<query xmlns='jabber:iq:version'/>").asXML().contains("service-unavailable"));
        Set<String> access = new HashSet<>();
        Xml.children(mary.ask("get", FIRESIDE, "<query xmlns='" + Ns.DISCO_INFO + "'/>").element("query"), "feature", Ns.DISCO_INFO)
            .forEach(feature -> access.add(feature.attributeValue("var").replaceFirst(".*#access-", "access ")));
        access.removeIf(feature -> !feature.startsWith("access "));
        assertEquals(Set.of("access open", "access authorize", "access whitelist"), access);
    }

    private static void journey(Wire owner, Wire other, String service) throws Exception {
        assertResult(owner.ask("set", service, pubsub("<create node='club'/>")));
        assertResult(other.ask("set", service, pubsub("<subscribe node='club' jid='" + other.connection().getUser().asBareJid() + "'/>")));
        assertResult(owner.ask("set", service, publish("club", "first", "\ud83d\udd25 <b>")));
        assertTrue(other.awaitEvent("id=\"first\"").asXML().contains("\ud83d\udd25 &lt;b"));
        assertEquals(Set.of("first"), items(other, service, "club"));
        assertTrue(other.ask("set", service, publish("club", "second", "text")).asXML().contains("forbidden"));
        assertResult(owner.ask("set", service, pubsub("<retract node='club' notify='true'><item id='first'/></retract>")));
        other.awaitEvent("<retract");
    }

    @Test
    void slixmpp_finds_all_as_the_xep_says() throws Exception {
        // given
        assumeTrue(Files.isExecutable(Path.of(PYTHON)) && new ProcessBuilder(PYTHON, "-c", "import slixmpp").start().waitFor() == 0,
            "python3-slixmpp is not installed");
        // when
        List<String> found = lines(PYTHON, "src/test/resources/clients/xep0060.py", prosody.address(), "5222", prosody.domain(), FIRESIDE,
            "mary", "john", "eve", "alone");
        // then
        List<String[]> rows = found.stream().map(line -> line.split(" \\| ")).filter(row -> row.length == 4).toList();
        assertTrue(rows.size() > 60, () -> String.join("\n", found));
        assertEquals(List.of(), rows.stream().filter(row -> row[3].startsWith("WRONG")).map(row -> String.join(" ", row)).toList());
        assertEquals(List.of("access-presence", "access-roster"), rows.stream().filter(row -> row[2].startsWith("access-") && row[3].equals("not offered"))
            .map(row -> row[2]).toList());
    }

    private static List<String> lines(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().toList();
        process.waitFor();
        return lines;
    }

    @Test
    void what_was_acknowledged_outlives_a_kill() throws Exception {
        // given
        assertResult(mary.ask("set", FIRESIDE, pubsub("<create node='kept'/>")));
        List<String> asked = publishMany("kept");
        // when
        mary.answer(asked.get(MANY / 2));
        component.kill9();
        component.start();
        // then
        awaitServed(component);
        Set<String> there = items(john, FIRESIDE, "kept");
        Set<String> acknowledged = acknowledged(asked);
        assertTrue(acknowledged.size() > MANY / 2);
        assertTrue(there.containsAll(acknowledged), () -> acknowledged + " but " + there);
    }

    @Test
    void what_was_taken_is_answered_before_the_end() throws Exception {
        // given
        assertResult(mary.ask("set", FIRESIDE, pubsub("<create node='last'/>")));
        List<String> asked = publishMany("last");
        assertResult(mary.ask("get", prosody.domain(), "<ping xmlns='urn:xmpp:ping'/>"));
        // when: the server, which keeps the order, has handed all of it to the component
        int status = component.terminate();
        // then
        asked.forEach(mary::answer);
        component.start();
        awaitServed(component);
        assertEquals(MANY, acknowledged(asked).size());
        assertEquals(acknowledged(asked), items(john, FIRESIDE, "last"));
        assertEquals(143, status);
    }

    private List<String> publishMany(String node) throws Exception {
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            asked.add(mary.send("set", FIRESIDE, publish(node, "i" + i, "text")));
        }
        return asked;
    }

    /** The items whose publishing was answered with a result. */
    private Set<String> acknowledged(List<String> asked) {
        Set<String> items = new HashSet<>();
        for (int i = 0; i < asked.size(); i++) {
            if (mary.answers().contains(asked.get(i)) && mary.answer(asked.get(i)).attributeValue("type").equals("result")) {
                items.add("i" + i);
            }
        }
        return items;
    }

    @Test
    void a_server_that_comes_back_is_served_again() throws Exception {
        // given
        assertResult(mary.ask("set", FIRESIDE, pubsub("<create node='back'/>")));
        mary.close();
        john.close();
        // when
        prosody.restart();
        // then
        component.awaitSaid(FIRESIDE + " is not served");
        mary = prosody.wire("mary", "home");
        john = prosody.wire("john", "home");
        component.awaitSaid(FIRESIDE + " is served", 2);
        assertResult(mary.ask("set", FIRESIDE, publish("back", "1", "text")));
        assertEquals(Set.of("1"), items(john, FIRESIDE, "back"));
    }

    @Test
    void on_postgresql_it_serves_and_finds_everything_again() throws Exception {
        try (DatabaseServer postgresql = DatabaseServer.postgresql()) {
            Database database = postgresql.create("fireside");
            try (Component other = at(prosody).with("address", ELSEWHERE).with("database.url", database.url()).with("database.user", database.user())
                    .with("database.password", database.password())) {
                other.start().awaitSaid(ELSEWHERE + " is served");
                journey(mary, john, ELSEWHERE);
                assertResult(mary.ask("set", ELSEWHERE, publish("club", "kept", "text")));
                other.kill9();
                other.start().awaitSaid(ELSEWHERE + " is served");
                assertEquals(Set.of("kept"), items(john, ELSEWHERE, "club"));
            }
            try (Connection connection = database.connect(); Statement sql = connection.createStatement()) {
                sql.execute("UPDATE ofVersion SET version = 9");
            }
            assertEnds("made by a newer Fireside", at(prosody).with("database.url", database.url()).with("database.user", database.user()));
        }
    }

    @Test
    void what_is_wrong_is_said() throws Exception {
        assertSays("does not take the secret", at(prosody).with("secret", "wrong").with("address", COMMENTS));
        assertSays("somebody else has that address", at(prosody));
        assertSays("is not set up for a component of that address", at(prosody).with("address", "nobody.pro.test"));
        assertSays("no connection to 127.0.0.1:", at(prosody).with("host", "127.0.0.1").with("port", Ports.free()));
        assertEnds("needs to know its server", Component.of(folder));
        assertEnds("another process is at work in the directory", at(prosody).with("data", folder.resolve("data")));
    }

    private void assertSays(String words, Component wrong) throws Exception {
        try (Component other = wrong.with("data", folder.resolve("other"))) {
            other.start().awaitSaid(words);
            assertEquals(143, other.terminate());
        }
    }

    private static void assertEnds(String words, Component wrong) throws Exception {
        try (Component other = wrong) {
            assertEquals(2, other.start().awaitSaid(words).end());
        }
    }

    @Test
    void at_an_openfire_one_has_the_address_and_the_plugin_serves_accounts_beside_it() throws Exception {
        int port = 5275;
        try (OpenfireServer server = OpenfireServer.builder().plugin(OpenfireServer.PLUGIN).address(Ports.address()).user("alice", "secret").user("bob", "secret")
                .property("xmpp.component.socket.active", "true").property("xmpp.component.socket.port", String.valueOf(port))
                .property("xmpp.component.defaultSecret", "secret").start();
                Component other = Component.of(folder).with("domain", server.domain()).with("host", server.address()).with("secret", "secret").with("port", port)
                .with("data", folder.resolve("openfire"))) {
            // given
            // Why it is not may be lost: this Openfire closes the connection before it has said so.
            other.start().awaitSaid("fireside.localhost is not served");
            // when
            server.command("set", "fireside.component", "outside");
            server.command("reload-plugin", "fireside");
            // then
            other.awaitSaid("fireside.localhost is served");
            try (Wire alice = Wire.logIn(server, "alice", "home"); Wire bob = Wire.logIn(server, "bob", "home")) {
                journey(alice, bob, "fireside.localhost");
                assertTrue(bob.ask("get", "fireside-accounts.localhost", pubsub("<items node='club'/>")).asXML().contains("service-unavailable"));
                assertResult(alice.ask("set", "", pubsub("<publish node='urn:xmpp:microblog:0'><item id='1'><entry xmlns='http://www.w3.org/2005/Atom'>"
                    + "<title>A walk</title><id>1</id><published>2026-01-01T00:00:00Z</published><updated>2026-01-01T00:00:00Z</updated></entry></item></publish>")));
                assertEquals(Set.of("1"), items(bob, "alice@localhost", "urn:xmpp:microblog:0"));
                HttpResponse<String> page = HttpClient.newHttpClient().send(HttpRequest.newBuilder(server.url("/fireside/@alice")).build(),
                    HttpResponse.BodyHandlers.ofString());
                assertTrue(page.body().contains("A walk"), page::body);
            }
            assertTrue(Files.readString(server.log()).contains("fireside.localhost is left to a component outside the server"));
        }
    }

    static String pubsub(String child) {
        return "<pubsub xmlns='" + Ns.PUBSUB + "'>" + child + "</pubsub>";
    }

    static String publish(String node, String id, String text) {
        return pubsub("<publish node='" + node + "'><item id='" + id + "'><words xmlns='urn:words'>" + text.replace("<", "&lt;") + "</words></item></publish>");
    }

    static Set<String> items(Wire reader, String service, String node) throws Exception {
        Element answer = reader.ask("get", service, pubsub("<items node='" + node + "'/>"));
        assertResult(answer);
        Set<String> ids = new HashSet<>();
        Xml.children(Xml.children(answer.element("pubsub")).get(0)).forEach(item -> ids.add(item.attributeValue("id")));
        return ids;
    }

    static void assertResult(Element answer) {
        assertEquals("result", answer.attributeValue("type"), answer::asXML);
    }
}
