package org.igniterealtime.openfire.plugin.fireside.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.files.Uploader.Answer;
import org.igniterealtime.openfire.plugin.fireside.files.Uploader.Given;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.Ports;
import org.igniterealtime.openfire.plugin.fireside.testkit.Wire;
import org.igniterealtime.openfire.plugin.fireside.testkit.Xmpp;
import org.jivesoftware.smackx.httpfileupload.HttpFileUploadManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** Stock clients upload and read; hostile names and uploads; who may; what is left when something goes wrong. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PYTHON = "/usr/bin/python3";
    private static final int LIMIT = 4_000_000;
    private static final byte[] POLYGLOT = HostileFile.POLYGLOT;

    @TempDir
    private static Path folder;
    private OpenfireServer server;
    private OpenfireServer far;
    private String service;
    private byte[] content;
    private Path file;

    @BeforeAll
    void start() throws Exception {
        int here = Ports.free();
        int there = Ports.free();
        int web = Ports.free();
        String names = "{one.test,127.0.0.1:" + here + "},{fireside.one.test,127.0.0.1:" + here + "},{two.test,127.0.0.1:" + there + "}";
        server = connected("one.test", here, names).plugin(OpenfireServer.PLUGIN).httpPort(web)
            .property("fireside.url", "http://127.0.0.1:" + web).property("fireside.files.size", Integer.toString(LIMIT))
            .user("alice", "secret").user("bob", "secret").user("carol", "secret").user("dora", "secret").start();
        far = connected("two.test", there, names).user("bert", "secret").start();
        service = "fireside.one.test";
        content = new byte[2_000_003];
        new Random(1).nextBytes(content);
        file = Files.write(folder.resolve("Ünïcode file.bin"), content);
    }

    private static OpenfireServer.Builder connected(String domain, int port, String names) {
        return OpenfireServer.builder().domain(domain).property("xmpp.server.socket.active", "true")
            .property("xmpp.server.socket.port", Integer.toString(port)).property("xmpp.server.dialback.enabled", "true")
            .property("xmpp.server.tls.enabled", "false").property("dnsutil.dnsOverride", names);
    }

    @AfterAll
    void stop() {
        server.close();
        far.close();
    }

    // ---- stock clients

    @Test
    void smack_uploads_and_another_account_reads() throws Exception {
        try (Xmpp alice = Xmpp.logIn(server, "alice"); Xmpp bob = Xmpp.logIn(server, "bob")) {
            // given
            HttpFileUploadManager uploads = HttpFileUploadManager.getInstanceFor(alice.connection());
            assertTrue(uploads.discoverUploadService());
            assertEquals(service, uploads.getDefaultUploadService().getAddress().toString());
            assertEquals(LIMIT, uploads.getDefaultUploadService().getMaxFileSize());

            // when
            String url = uploads.uploadFile(file.toFile()).toString();
            alice.send("bob@one.test", "told", url);

            // then
            assertTrue(Await.until(PATIENCE, () -> bob.bodies().contains(url)));
            Answer read = Uploader.get(URI.create(bob.bodies().get(0)));
            assertArrayEquals(content, read.body());
            assertEquals("attachment; filename=\"_n_code file.bin\"; filename*=UTF-8''%C3%9Cn%C3%AFcode%20file.bin", read.header("Content-Disposition"));
            Answer part = Uploader.get(URI.create(url), "Range: bytes=1000000-1000009");
            assertEquals(206, part.status());
            assertArrayEquals(Arrays.copyOfRange(content, 1_000_000, 1_000_010), part.body());
        }
    }

    @Test
    void slixmpp_uploads_and_another_account_reads() throws Exception {
        assumeTrue(run(List.of(PYTHON, "-c", "import slixmpp, aiohttp")).isEmpty(), "python3-slixmpp and python3-aiohttp are not installed");

        assertEquals(List.of("uploaded to | fireside.one.test", "read | as it was", "limit | " + LIMIT, "over the limit | not even asked",
            "over the limit | not-acceptable " + LIMIT), run(List.of(PYTHON, "src/test/resources/clients/upload.py", server.address(),
                Integer.toString(server.xmppPort()), server.domain(), "alice", "bob", file.toString())));
    }

    private static List<String> run(List<String> command) throws Exception {
        if (!Files.isExecutable(Path.of(command.get(0)))) {
            return List.of("There is no " + command.get(0));
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("Using slower stringprep")).toList();
        if (!process.waitFor(100, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return lines;
    }

    @Test
    void a_web_client_of_another_origin_may_upload() throws Exception {
        try (Wire alice = Wire.logIn(server, "alice", "cors")) {
            Given slot = Uploader.slot(alice, service, "a.bin", 10, "");

            Answer asked = Uploader.send("OPTIONS", slot.put(), new byte[0], "Origin: https://elsewhere.example",
                "Access-Control-Request-Method: PUT", "Access-Control-Request-Headers: authorization,content-type");

            assertEquals(204, asked.status());
            assertEquals("*", asked.header("Access-Control-Allow-Origin"));
            assertTrue(asked.header("Access-Control-Allow-Methods").contains("PUT"));
            assertTrue(asked.header("Access-Control-Allow-Headers").contains("Authorization"));
            Answer put = Uploader.send("PUT", slot.put(), new byte[10], "Origin: https://elsewhere.example", "Authorization: " + slot.secret(),
                "Content-Length: 10");
            assertEquals(201, put.status());
            assertEquals("*", put.header("Access-Control-Allow-Origin"));
        }
    }

    // ---- who may

    @Test
    void each_may_what_the_table_says() throws Exception {
        List<String> expected = FileRights.rows("who");
        List<String> found = new ArrayList<>();
        try (Wire alice = Wire.logIn(server, "alice", "rights"); Wire bob = Wire.logIn(server, "bob", "rights");
                Wire bert = Wire.logIn(far, "bert", "rights")) {
            for (String row : expected) {
                String who = row.split(" ")[0];
                if (who.equals("trusted")) {
                    server.command("set", "fireside.files.domains", "two.test");
                }
                found.add(who + " " + cells(who, alice, who.equals("owner") ? alice : who.equals("other") ? bob : who.equals("nobody") ? null : bert));
            }
        } finally {
            server.command("unset", "fireside.files.domains");
        }

        assertEquals(String.join("\n", expected), String.join("\n", found));
    }

    private String cells(String who, Wire owner, Wire client) throws Exception {
        Given slot = Uploader.slot(owner, service, "a.bin", POLYGLOT.length, "");
        String own = ".";
        String secret = "none";
        if (client != null) {
            Element answer = Uploader.ask(client, service, "a.bin", Integer.toString(POLYGLOT.length), "");
            own = answer.element("slot") != null ? "yes" : Uploader.error(answer);
            secret = who.equals("owner") ? slot.secret() : own.equals("yes")
                ? answer.element("slot").element("put").element("header").getTextTrim() : "none";
        }
        int put = Uploader.send("PUT", slot.put(), POLYGLOT, "Authorization: " + secret, "Content-Length: " + POLYGLOT.length).status();
        assertTrue(put == 201 || Uploader.put(slot, POLYGLOT).status() == 201);
        boolean read = Arrays.equals(POLYGLOT, Uploader.get(slot.get()).body());
        return own + " " + (put == 201 ? "yes" : "no") + " " + (read ? "yes" : "no");
    }

    @Test
    void an_account_that_is_removed_takes_its_files_along() throws Exception {
        try (Wire wire = Wire.logIn(server, "dora", "wire")) {
            Given slot = Uploader.slot(wire, service, "a.bin", 10, "");
            assertEquals(201, Uploader.put(slot, new byte[10]).status());
            assertTrue(Files.exists(onDisk(slot)));

            // The host ends the connection with the account; its answer may come or not.
            wire.send("set", "", "<query xmlns='jabber:iq:register'><remove/></query>");

            assertTrue(Await.until(PATIENCE, () -> Uploader.get(slot.get()).status() == 404 && !Files.exists(onDisk(slot))));
        }
    }

    @Test
    void who_has_used_up_his_day_is_told_when_to_come_back() throws Exception {
        try (Wire carol = Wire.logIn(server, "carol", "day")) {
            Instant before = Instant.now();
            server.command("set", "fireside.files.day", "100");
            assertEquals(201, Uploader.put(Uploader.slot(carol, service, "a.bin", 60, ""), new byte[60]).status());

            Element error = Uploader.ask(carol, service, "a.bin", "60", "").element("error");

            assertEquals("wait", error.attributeValue("type"));
            Instant retry = Instant.parse(error.element("retry").attributeValue("stamp"));
            assertTrue(!retry.isBefore(before.plus(Duration.ofDays(1))) && retry.isBefore(Instant.now().plus(Duration.ofDays(1)).plusSeconds(2)), retry::toString);
        } finally {
            server.command("unset", "fireside.files.day");
        }
    }

    // ---- what means harm

    @Test
    void hostile_files_end_as_the_table_says() throws Exception {
        List<String> wrong = new ArrayList<>();
        try (Wire alice = Wire.logIn(server, "alice", "hostile")) {
            for (HostileFile hostile : HostileFile.all()) {
                String found = hostile.found(alice, service);
                if (!found.equals(hostile.expected())) {
                    wrong.add(hostile + "\n  but was " + found);
                }
            }
        }

        assertEquals(List.of(), wrong);
        assertTrue(HostileFile.all().size() > 50);
        assertTrue(Await.until(PATIENCE, () -> halves().isEmpty()), () -> "Halves are left");
        try (Stream<Path> files = Files.walk(server.home())) {
            assertEquals(List.of(), files.filter(each -> each.getFileName().toString().matches("passwd|win\\.ini|evil.*|\\.htaccess")).toList());
        }
    }

    // ---- what goes wrong

    @Test
    void after_a_restart_what_was_half_is_gone_and_what_was_whole_is_there() throws Exception {
        Given whole;
        Given half;
        try (Wire alice = Wire.logIn(server, "alice", "restart")) {
            whole = Uploader.slot(alice, service, "a.bin", content.length, "");
            assertEquals(201, Uploader.put(whole, content).status());
            half = Uploader.slot(alice, service, "b.bin", content.length, "");
        }
        // given an upload that the end of the server cuts off, and one of which a crash has left the half
        try (Socket socket = Uploader.begin("PUT", half.put(), Arrays.copyOf(content, 100_000), "Authorization: " + half.secret(),
                "Content-Length: " + content.length)) {
            assertTrue(Await.until(PATIENCE, () -> halves().size() == 1));
            server.stop();
            Files.write(upload().resolve("making/crashed.part"), content);

            // when
            server.start();
        }

        // then
        assertTrue(Await.until(PATIENCE, () -> halves().isEmpty()));
        assertArrayEquals(content, Uploader.get(whole.get()).body());
        assertEquals(404, Uploader.get(half.get()).status());
        assertEquals(201, Uploader.put(half, content).status());
        assertArrayEquals(content, Uploader.get(half.get()).body());
    }

    @Test
    void a_full_disk_refuses_an_upload_and_keeps_nothing_of_it() throws Exception {
        Files.createDirectories(upload());
        if (!run(List.of("/bin/mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", upload().toString())).isEmpty()) {
            throw new TestAbortedException("A small disk cannot be mounted");
        }
        try (Wire alice = Wire.logIn(server, "alice", "full")) {
            Given slot = Uploader.slot(alice, service, "a.bin", content.length, "");

            assertEquals(507, Uploader.put(slot, content).status());

            assertEquals(404, Uploader.get(slot.get()).status());
            assertEquals(List.of(), halves());
            Given small = Uploader.slot(alice, service, "b.bin", 1000, "");
            assertEquals(201, Uploader.put(small, Arrays.copyOf(content, 1000)).status());
        } finally {
            run(List.of("/bin/umount", "-l", upload().toString()));
        }
    }

    private Path upload() {
        return server.home().resolve("fireside/upload");
    }

    private Path onDisk(Given slot) {
        String id = slot.get().getPath().split("/")[3];
        return upload().resolve(id.substring(0, 2)).resolve(id);
    }

    private List<Path> halves() throws IOException {
        try (Stream<Path> files = Files.list(upload().resolve("making"))) {
            return files.toList();
        }
    }
}
