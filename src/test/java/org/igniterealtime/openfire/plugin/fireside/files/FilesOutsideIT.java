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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.files.Uploader.Answer;
import org.igniterealtime.openfire.plugin.fireside.files.Uploader.Given;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.Component;
import org.igniterealtime.openfire.plugin.fireside.testkit.Phone;
import org.igniterealtime.openfire.plugin.fireside.testkit.Ports;
import org.igniterealtime.openfire.plugin.fireside.testkit.Prosody;
import org.igniterealtime.openfire.plugin.fireside.testkit.Wire;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Forms;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.jivesoftware.smackx.httpfileupload.HttpFileUploadManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Files at the component in a process of its own, which stock clients of a Prosody use; what is left when it is killed or told to end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilesOutsideIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PYTHON = "/usr/bin/python3";
    private static final String SERVICE = "fireside.pro.test";
    private static final int LIMIT = 4_000_000;

    @TempDir
    private static Path folder;
    private final int web = Ports.free();
    private Prosody prosody;
    private Component component;
    private Wire mary;
    private byte[] content;
    private Path file;

    @BeforeAll
    void start() throws Exception {
        prosody = Prosody.withComponents("pro.test", List.of("mary", "john"), List.of(SERVICE));
        component = Component.of(folder).with("domain", prosody.domain()).with("secret", "secret").with("host", prosody.address())
            .with("port", prosody.componentPort()).with("data", folder.resolve("data")).with("web.url", "http://127.0.0.1:" + web)
            .with("web.port", web).with("files.size", LIMIT).with("files.day", 1_000_000_000).start();
        component.awaitSaid(SERVICE + " is served");
        mary = prosody.wire("mary", "home");
        content = new byte[2_000_003];
        new Random(1).nextBytes(content);
        file = Files.write(folder.resolve("Ünïcode file.bin"), content);
    }

    @AfterAll
    void stop() throws Exception {
        mary.close();
        component.close();
        prosody.close();
    }

    // ---- stock clients

    @Test
    void smack_uploads_and_another_account_reads() throws Exception {
        try (Phone phone = prosody.logIn("mary"); Wire john = prosody.wire("john", "home")) {
            // given
            HttpFileUploadManager uploads = HttpFileUploadManager.getInstanceFor(phone.connection());
            assertTrue(uploads.discoverUploadService());
            assertEquals(SERVICE, uploads.getDefaultUploadService().getAddress().toString());
            assertEquals(LIMIT, uploads.getDefaultUploadService().getMaxFileSize());

            // when
            URI url = uploads.uploadFile(file.toFile()).toURI();

            // then
            assertEquals("http://127.0.0.1:" + web, url.getScheme() + "://" + url.getAuthority());
            Answer read = Uploader.get(url);
            assertArrayEquals(content, read.body());
            assertEquals("attachment; filename=\"_n_code file.bin\"; filename*=UTF-8''%C3%9Cn%C3%AFcode%20file.bin", read.header("Content-Disposition"));
            Answer part = Uploader.get(url, "Range: bytes=1000000-1000009");
            assertEquals(206, part.status());
            assertArrayEquals(Arrays.copyOfRange(content, 1_000_000, 1_000_010), part.body());
            assertEquals(304, Uploader.get(url, "If-None-Match: " + read.header("ETag")).status());
        }
    }

    @Test
    void slixmpp_uploads_and_another_account_reads() throws Exception {
        assumeTrue(lines(PYTHON, "-c", "import slixmpp, aiohttp").isEmpty(), "python3-slixmpp and python3-aiohttp are not installed");

        assertEquals(List.of("uploaded to | " + SERVICE, "read | as it was", "limit | " + LIMIT, "over the limit | not even asked",
            "over the limit | not-acceptable " + LIMIT), lines(PYTHON, "src/test/resources/clients/upload.py", prosody.address(), "5222",
                prosody.domain(), "mary", "john", file.toString()));
    }

    private static List<String> lines(String... command) throws Exception {
        if (!Files.isExecutable(Path.of(command[0]))) {
            return List.of("There is no " + command[0]);
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("Using slower stringprep")).toList();
        process.waitFor();
        return lines;
    }

    @Test
    void a_web_client_of_another_origin_may_upload() throws Exception {
        Given slot = Uploader.slot(mary, SERVICE, "a.bin", 10, "");

        Answer asked = Uploader.send("OPTIONS", slot.put(), new byte[0], "Origin: https://elsewhere.example",
            "Access-Control-Request-Method: PUT", "Access-Control-Request-Headers: authorization,content-type");

        assertEquals(204, asked.status());
        assertEquals("*", asked.header("Access-Control-Allow-Origin"));
        assertTrue(asked.header("Access-Control-Allow-Headers").contains("Authorization"));
        Answer put = Uploader.put(slot, new byte[10]);
        assertEquals(201, put.status());
        assertEquals("*", put.header("Access-Control-Allow-Origin"));
    }

    @Test
    void it_says_what_it_is_and_refuses_what_it_is_not() throws Exception {
        Element about = mary.ask("get", SERVICE, "<query xmlns='" + Ns.DISCO_INFO + "'/>").element("query");

        assertTrue(Xml.children(about, "identity", Ns.DISCO_INFO).stream().anyMatch(each -> each.attributeValue("category").equals("store")
            && each.attributeValue("type").equals("file")), about::asXML);
        assertEquals(Integer.toString(LIMIT), Forms.values(Xml.children(about, "x", Ns.DATA_FORMS).get(0)).get("max-file-size").get(0).strip());
        assertTrue(mary.ask("set", SERVICE, "<request xmlns='" + Ns.UPLOAD + "' filename='a' size='1'/>").asXML().contains("bad-request"));
        assertTrue(mary.ask("get", SERVICE, "<nonsense xmlns='" + Ns.UPLOAD + "'/>").asXML().contains("feature-not-implemented"));
        assertEquals(200, Uploader.get(URI.create("http://127.0.0.1:" + web + "/health")).status());
        assertEquals(404, Uploader.get(URI.create("http://127.0.0.1:" + web + "/")).status());
    }

    @Test
    void hostile_files_end_as_the_table_says() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (HostileFile hostile : HostileFile.all()) {
            String found = hostile.found(mary, SERVICE);
            if (!found.equals(hostile.expected())) {
                wrong.add(hostile + "\n  but was " + found);
            }
        }

        assertEquals(List.of(), wrong);
        assertTrue(Await.until(PATIENCE, () -> halves().isEmpty()), () -> "Halves are left");
    }

    // ---- the end

    @Test
    void a_kill_in_the_middle_of_an_upload_leaves_nothing_of_it_and_all_that_was_whole() throws Exception {
        Given whole = Uploader.slot(mary, SERVICE, "a.bin", content.length, "");
        assertEquals(201, Uploader.put(whole, content).status());
        Given half = Uploader.slot(mary, SERVICE, "b.bin", content.length, "");
        try (Socket socket = begun(half)) {
            // when
            component.kill9();
            assertEquals(1, halves().size());
            component.start().awaitSaid(SERVICE + " is served");
        }

        // then
        assertEquals(List.of(), halves());
        assertEquals(404, Uploader.get(half.get()).status());
        assertArrayEquals(content, Uploader.get(whole.get()).body());
        assertEquals(201, Uploader.put(half, content).status());
        assertArrayEquals(content, Uploader.get(half.get()).body());
    }

    @Test
    void what_is_being_uploaded_when_it_is_told_to_end_is_taken_to_its_end() throws Exception {
        Given slot = Uploader.slot(mary, SERVICE, "a.bin", content.length, "");
        try (Socket socket = begun(slot)) {
            // when
            component.tellToEnd();
            assertTrue(Await.until(PATIENCE, () -> !Ports.open("127.0.0.1", web)));
            socket.getOutputStream().write(content, 100_000, content.length - 100_000);
            assertTrue(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).startsWith("HTTP/1.1 201"));
            assertEquals(143, component.end());
        } finally {
            component.start().awaitSaid(SERVICE + " is served");
        }

        // then
        assertArrayEquals(content, Uploader.get(slot.get()).body());
    }

    /** The beginning of an upload, which the component has taken. */
    private Socket begun(Given slot) throws IOException {
        Socket socket = Uploader.begin("PUT", slot.put(), Arrays.copyOf(content, 100_000), "Authorization: " + slot.secret(),
            "Content-Length: " + content.length);
        assertTrue(Await.until(PATIENCE, () -> halves().size() == 1));
        return socket;
    }

    private static List<Path> halves() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("data/files/making"))) {
            return files.toList();
        }
    }
}
