package org.igniterealtime.openfire.plugin.fireside.pep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSubFeatures;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.Xmpp;
import org.jivesoftware.smackx.disco.ServiceDiscoveryManager;
import org.jivesoftware.smackx.disco.packet.DiscoverInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.jxmpp.jid.BareJid;
import org.jxmpp.jid.impl.JidCreate;

/**
 * Stock clients go through XEP-0060 at a service and at an account, and docs/xep-0060.md says what they found. To write that
 * file anew: {@code -Dxep0060.write=true}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Xep0060IT {
    private static final String PYTHON = "/usr/bin/python3";
    private static final String BLOG = "urn:xmpp:microblog:0";
    private static final Path TABLE = Path.of("docs/xep-0060.md");

    private OpenfireServer server;
    private List<Finding> bySmack;
    private List<String> ofSmacksOwn;
    private Set<String> service;
    private Set<String> account;

    @BeforeAll
    void start() throws Exception {
        OpenfireServer.Builder builder = OpenfireServer.builder().plugin(OpenfireServer.PLUGIN).property("xmpp.pubsub.enabled", "false");
        for (String client : List.of("slixmpp", "smack")) {
            List.of("owner", "other", "stranger").forEach(who -> builder.user(client + "-" + who, "secret"));
            builder.contact(client + "-owner", client + "-other", List.of("Friends")).contact(client + "-other", client + "-owner", List.of());
        }
        server = builder.start();
        try (Xmpp owner = Xmpp.logIn(server, "smack-owner"); Xmpp other = Xmpp.logIn(server, "smack-other");
                Xmpp stranger = Xmpp.logIn(server, "smack-stranger")) {
            BareJid place = JidCreate.bareFrom("fireside." + server.domain());
            BareJid own = owner.connection().getUser().asBareJid();
            service = advertised(owner, place);
            account = advertised(owner, own);
            bySmack = SmackRequests.run(new SmackPlace(place, "words-of-smack", false, owner, other, stranger),
                new SmackPlace(own, BLOG, true, owner, other, stranger));
        }
        ofSmacksOwn = run(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", "target/smack" + File.separator + "*",
            "src/test/resources/clients/SmackPubSubTests.java", server.address(), Integer.toString(server.xmppPort()), server.domain(),
            "smack-owner", "smack-other", "smack-stranger")).lines();
    }

    private static Set<String> advertised(Xmpp client, BareJid place) throws Exception {
        return ServiceDiscoveryManager.getInstanceFor(client.connection()).discoverInfo(place).getFeatures().stream()
            .map(DiscoverInfo.Feature::getVar).collect(Collectors.toSet());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void smack_finds_all_as_the_xep_says() {
        assertEquals(List.of(), bySmack.stream().filter(finding -> !finding.isGood()).toList());
        assertTrue(bySmack.size() > 50);
    }

    @Test
    void smacks_own_tests_pass_at_a_service_of_ours() {
        Map<String, String> tests = smacksOwnTests();
        Set<String> asked = ofSmacksOwn.stream().filter(line -> line.startsWith("asked | ")).map(line -> line.substring(8)).collect(Collectors.toSet());

        assertEquals(Map.of("PubSubIntegrationTest.transientNotificationOnlyNodeWithItemTest", "passed",
            "PubSubIntegrationTest.transientNotificationOnlyNodeWithoutItemTest", "passed"), tests, () -> String.join("\n", ofSmacksOwn));
        assertFalse(asked.isEmpty());
        assertTrue(Set.of("fireside." + server.domain(), "comments." + server.domain()).containsAll(asked), asked::toString);
    }

    private Map<String, String> smacksOwnTests() {
        Map<String, String> tests = new TreeMap<>();
        ofSmacksOwn.stream().map(line -> line.split(" \\| ", 3)).filter(row -> row.length == 3 && row[0].equals("test"))
            .forEach(row -> tests.put(row[1], row[2]));
        return tests;
    }

    @Test
    void stock_clients_find_what_the_table_says_and_what_is_advertised() throws Exception {
        assumeTrue(run(List.of(PYTHON, "-c", "import slixmpp")).status() == 0, "python3-slixmpp is not installed");

        // when
        Run run = run(List.of(PYTHON, "src/test/resources/clients/xep0060.py", server.address(), Integer.toString(server.xmppPort()),
            server.domain(), "fireside." + server.domain(), "slixmpp-owner", "slixmpp-other", "slixmpp-stranger"));

        // then
        List<Finding> bySlixmpp = run.lines().stream().map(line -> line.split(" \\| ", 5)).filter(row -> row.length == 5)
            .map(row -> new Finding(row[0], row[1], row[2], row[3], row[4])).toList();
        assertEquals(List.of(), bySlixmpp.stream().filter(finding -> !finding.isGood()).toList(), () -> String.join("\n", run.lines()));
        assertEquals(0, run.status(), () -> String.join("\n", run.lines()));
        assertTrue(bySlixmpp.size() > 60, () -> String.join("\n", run.lines()));
        FeatureTable table = new FeatureTable(bySlixmpp, bySmack, service, account, ours());
        assertEquals(List.of(), table.wrong());
        String text = table.text(smacksOwnTests());
        if (Boolean.getBoolean("xep0060.write")) {
            Files.writeString(TABLE, text);
        }
        assertEquals(text, Files.readString(TABLE));
    }

    // As SocialServices has them: what the engine does, and what this makes of it for others.
    private static Set<String> ours() {
        return Stream.concat(PubSubFeatures.ACCOUNT.stream(), Stream.of("auto-subscribe", "filtered-notifications", "presence-subscribe")
            .map("http://jabber.org/protocol/pubsub#"::concat)).collect(Collectors.toSet());
    }

    private record Run(int status, List<String> lines) {
    }

    private static Run run(List<String> command) throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of(command.get(0)))) {
            return new Run(-1, List.of());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = new ArrayList<>(process.inputReader(StandardCharsets.UTF_8).lines().toList());
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Run(process.waitFor(), lines);
    }
}
