package org.igniterealtime.openfire.plugin.fireside.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.Component;
import org.igniterealtime.openfire.plugin.fireside.testkit.Internet;
import org.igniterealtime.openfire.plugin.fireside.testkit.Ports;
import org.igniterealtime.openfire.plugin.fireside.testkit.Site;
import org.igniterealtime.openfire.plugin.fireside.testkit.Wire;
import org.igniterealtime.openfire.plugin.fireside.testkit.Xmpp;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.jivesoftware.smackx.httpfileupload.HttpFileUploadManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An Openfire whose plugin leaves files to the component in a process of its own: what pages and stock clients do there. */
class FilesElsewhereIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SERVICE = "fireside.localhost";
    private static final int PORT = Ports.free();
    private static final int WEB = Ports.free();
    private static final String ORIGIN = "http://127.0.0.1:" + WEB;

    private static final Site SITE = new Site();
    private static final ServerSocket LISTENING = Internet.open(SITE);

    private static final String PYTHON = "/usr/bin/python3";
    /** What the component takes where nobody says otherwise. */
    private static final int LIMIT = 50 << 20;

    @RegisterExtension
    static final Scene scene = new Scene().contacts("alice", "bob").people("dora", "gone", "erin").server(server -> server.property("fireside.component", "outside").property("fireside.previews.enabled", "true")
        .property("xmpp.component.socket.active", "true").property("xmpp.component.socket.port", Integer.toString(PORT))
        .property("xmpp.component.defaultSecret", "secret"));

    @TempDir
    private static Path folder;
    private static Component component;

    @BeforeAll
    static void start() throws Exception {
        component = Component.of(folder).with("domain", "localhost").with("secret", "secret").with("host", "127.0.0.1").with("port", PORT)
            .with("data", folder.resolve("data")).with("web.url", ORIGIN).with("web.port", WEB)
            .with("fetch.besides", "127.0.0.1:" + LISTENING.getLocalPort()).start();
        component.awaitSaid(SERVICE + " is served");
        // The plugin looks for it now and then.
        assertTrue(Await.until(Duration.ofSeconds(40), () -> policy().contains(ORIGIN)), FilesElsewhereIT::log);
    }

    private static String policy() throws IOException {
        return asked(URI.create(scene.url("/login"))).headers().firstValue("Content-Security-Policy").orElse("");
    }

    private static String log() {
        try {
            return component.said();
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        component.close();
        LISTENING.close();
    }

    @Test
    void a_picture_goes_from_the_page_to_the_component_and_onto_the_others_screen() throws Exception {
        // given
        Tab alice = scene.logIn("alice").chat("bob");
        Tab bob = scene.logIn("bob").chat("alice");
        List<String> sent = new ArrayList<>();
        alice.page().onRequest(request -> {
            if (request.method().equals("PUT")) {
                sent.add(request.url());
            }
        });
        // when
        attach(alice, "hill.png", "image/png", Pictures.png(1200, 800));
        Locator field = alice.box("What is on the picture, for people who cannot see it");
        assertThat(alice.button("Remove the file")).isVisible();
        field.fill("A hill at dusk");
        alice.say("Look at this");
        // then
        assertThat(bob.message("Look at this")).hasCount(1);
        assertThat(bob.log().getByAltText("A hill at dusk")).isVisible();
        bob.pictured();
        assertEquals(1, sent.size());
        assertTrue(sent.get(0).startsWith(ORIGIN + "/files/"), sent.get(0));
        assertTrue(bob.page().content().contains(sent.get(0)));
    }

    @Test
    void what_is_taken_away_again_is_deleted_at_the_component() throws Exception {
        // given
        Tab alice = scene.logIn("alice").chat("bob");
        int before = kept().size();
        attach(alice, "notes.txt", "text/plain", "some words".getBytes(StandardCharsets.UTF_8));
        assertTrue(Await.until(PATIENCE, () -> kept().size() == before + 1));
        // when
        alice.button("Remove the file").click();
        // then
        assertTrue(Await.until(PATIENCE, () -> kept().size() == before));
    }

    @Test
    void what_a_link_shows_is_fetched_by_the_component_and_not_by_the_server() throws Exception {
        // given a site that the component may ask, and the plugin may not: its guard refuses what is in the network around
        SITE.page("/fire", "text/html", ("<html><head><title>How to build a fire</title><meta property='og:image' content='/fire.png'></head><body>"
            + "words ".repeat(60_000) + "</body></html>").getBytes(StandardCharsets.UTF_8));
        SITE.page("/fire.png", "image/png", Pictures.noise(400, 300));
        Tab alice = scene.logIn("alice").chat("bob");
        // when
        alice.say("Look at http://127.0.0.1:" + LISTENING.getLocalPort() + "/fire");
        // then
        Locator card = alice.page().locator("a.link-card");
        assertThat(card.locator(".link-card-title")).hasText("How to build a fire");
        assertEquals(400, card.locator("img").evaluate("picture => picture.decode().then(() => picture.naturalWidth)"));
        assertEquals(1, SITE.asked("/fire"));
        assertEquals(1, SITE.asked("/fire.png"));
    }

    @Test
    void the_page_of_ones_own_files_has_those_at_the_component() throws Exception {
        try (Wire dora = Wire.logIn(scene.server(), "dora", "page")) {
            URI url = uploaded(dora);
            Tab tab = scene.logIn("dora").open("/uploads");
            assertThat(tab.link("a.txt")).hasAttribute("href", url.toString());

            tab.button("Delete a.txt").click();
            tab.dialog("Delete this file?").getByRole(com.microsoft.playwright.options.AriaRole.BUTTON).last().click();

            assertThat(tab.link("a.txt")).hasCount(0);
            assertEquals(404, asked(url).statusCode());
        }
    }

    @Test
    void smack_uploads_to_the_component_and_another_account_reads() throws Exception {
        byte[] content = new byte[300_000];
        Path file = Files.write(folder.resolve("a.bin"), content);
        try (Xmpp alice = Xmpp.logIn(scene.server(), "alice")) {
            HttpFileUploadManager uploads = HttpFileUploadManager.getInstanceFor(alice.connection());
            assertTrue(uploads.discoverUploadService());
            assertEquals(SERVICE, uploads.getDefaultUploadService().getAddress().toString());

            URI url = uploads.uploadFile(file.toFile()).toURI();

            assertTrue(url.toString().startsWith(ORIGIN + "/files/"), url::toString);
            assertArrayEquals(content, asked(url).body());
        }
    }

    @Test
    void slixmpp_uploads_to_the_component_and_another_account_reads() throws Exception {
        assumeTrue(Files.isExecutable(Path.of(PYTHON)) && lines(PYTHON, "-c", "import slixmpp, aiohttp").isEmpty(),
            "python3-slixmpp and python3-aiohttp are not installed");
        Path file = Files.write(folder.resolve("b.bin"), new byte[300_000]);

        assertEquals(List.of("uploaded to | " + SERVICE, "read | as it was", "limit | " + LIMIT, "over the limit | not even asked",
            "over the limit | not-acceptable " + LIMIT), lines(PYTHON, "src/test/resources/clients/upload.py", scene.server().address(),
                Integer.toString(scene.server().xmppPort()), scene.server().domain(), "erin", "bob", file.toString()));
    }

    private static List<String> lines(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("Using slower stringprep")).toList();
        process.waitFor();
        return lines;
    }

    @Test
    void a_persons_files_are_his_to_list_and_to_delete() throws Exception {
        try (Wire bob = Wire.logIn(scene.server(), "bob", "files"); Wire dora = Wire.logIn(scene.server(), "dora", "files")) {
            URI url = uploaded(bob);
            URI newest = uploaded(bob);
            Element list = bob.ask("get", SERVICE, "<files xmlns='" + Ns.FILES + "' max='1'/>").element("files");
            assertEquals(newest.toString(), list.element("file").attributeValue("url"));
            assertEquals("20", list.attributeValue("bytes"));
            Element file = bob.ask("get", SERVICE, "<files xmlns='" + Ns.FILES + "' max='1' before='" + list.element("file").attributeValue("stamp") + "'/>")
                .element("files").element("file");
            assertEquals(url.toString(), file.attributeValue("url"));
            String delete = "<delete xmlns='" + Ns.FILES + "' id='" + file.attributeValue("id") + "'/>";

            assertTrue(dora.ask("set", SERVICE, delete).asXML().contains("item-not-found"));
            assertTrue(dora.ask("get", SERVICE, "<files xmlns='" + Ns.FILES + "'/>").element("files").elements().isEmpty());
            assertEquals(200, asked(url).statusCode());
            assertEquals("result", bob.ask("set", SERVICE, delete).attributeValue("type"));
            assertEquals(404, asked(url).statusCode());
        }
    }

    @Test
    void an_account_that_is_gone_has_no_files_there_and_nobody_but_the_server_may_say_so() throws Exception {
        try (Wire wire = Wire.logIn(scene.server(), "gone", "wire"); Wire bob = Wire.logIn(scene.server(), "bob", "wire")) {
            URI url = uploaded(wire);
            assertTrue(bob.ask("set", SERVICE, "<gone xmlns='" + Ns.COMPONENT + "' account='gone@localhost'/>").asXML().contains("forbidden"));
            assertEquals(200, asked(url).statusCode());

            // The host ends the connection with the account; its answer may come or not.
            wire.send("set", "", "<query xmlns='jabber:iq:register'><remove/></query>");

            assertTrue(Await.until(PATIENCE, () -> asked(url).statusCode() == 404));
        }
    }

    private static URI uploaded(Wire who) throws Exception {
        Element slot = who.ask("get", SERVICE, "<request xmlns='" + Ns.UPLOAD + "' filename='a.txt' size='10'/>").element("slot");
        URI url = URI.create(slot.element("put").attributeValue("url"));
        HttpRequest put = HttpRequest.newBuilder(url).header("Authorization", slot.element("put").element("header").getTextTrim())
            .PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[10])).build();
        assertEquals(201, HttpClient.newHttpClient().send(put, HttpResponse.BodyHandlers.discarding()).statusCode());
        assertNotEquals("", slot.element("get").attributeValue("url"));
        return url;
    }

    private static HttpResponse<byte[]> asked(URI url) throws IOException {
        try {
            return HttpClient.newHttpClient().send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
    }

    /** The files that the component has. */
    private static List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data/files"))) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9a-f]{32}")).toList();
        }
    }

    private static void attach(Tab tab, String name, String type, byte[] content) {
        tab.box("Message").evaluate("(box, [name, type, content]) => {"
            + "const bytes = Uint8Array.from(atob(content), each => each.charCodeAt(0));"
            + "const clipboardData = new DataTransfer();"
            + "clipboardData.items.add(new File([bytes], name, {type}));"
            + "box.dispatchEvent(new ClipboardEvent('paste', {clipboardData, bubbles: true, cancelable: true}));}",
            new Object[] {name, type, Base64.getEncoder().encodeToString(content)});
    }
}
