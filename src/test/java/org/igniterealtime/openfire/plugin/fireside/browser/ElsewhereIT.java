package org.igniterealtime.openfire.plugin.fireside.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.igniterealtime.openfire.plugin.fireside.testkit.FakePage;
import org.igniterealtime.openfire.plugin.fireside.testkit.Internet;
import org.igniterealtime.openfire.plugin.fireside.testkit.Ports;
import org.igniterealtime.openfire.plugin.fireside.testkit.PubSubRequest;
import org.igniterealtime.openfire.plugin.fireside.testkit.Site;
import org.jivesoftware.smackx.httpfileupload.HttpFileUploadManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What pages show of another web server: it sees us once, and nobody who reads. */
class ElsewhereIT {
    private static final Site SITE = new Site();
    // Whoever comes waits until it is open.
    private static volatile CountDownLatch gate = new CountDownLatch(0);
    private static final ServerSocket LISTENING = Internet.open((socket, nth) -> {
        await(gate);
        SITE.serve(socket, nth);
    });
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String BASE = "http://127.0.0.1:" + LISTENING.getLocalPort();

    private static final int PORT = Ports.free();

    @RegisterExtension
    static final Scene scene = new Scene().contacts("alice", "bob").contacts("carol", "dave").people("eve")
        .server(server -> server.httpPort(PORT).property("fireside.url", "http://localhost:" + PORT).property("fireside.previews.enabled", "true")
            .property("fireside.previews.besides", "127.0.0.1:" + LISTENING.getLocalPort()));

    @AfterAll
    static void close() throws IOException {
        LISTENING.close();
    }

    @Test
    void a_link_has_its_card_on_both_sides_from_one_look_and_nothing_moves_when_it_comes() throws Exception {
        // given
        gate = new CountDownLatch(1);
        SITE.page("/fire", "text/html", page("How to build a fire that lasts all night", "Dry kindling, patience, and two logs that lean on each other.", "/fire.png"));
        SITE.page("/fire.png", "image/png", png(1200, 630));
        Tab alice = scene.logIn("alice").chat("bob");
        Tab bob = scene.logIn("bob").chat("alice");
        for (int i = 0; i < 30; i++) {
            alice.say("Line " + i);
        }
        assertThat(bob.message("Line 29")).isVisible();
        // when
        alice.say("Look at " + BASE + "/fire, it is good");
        alice.say("Is it not?");
        // then its room is there before it is
        Locator waiting = bob.page().locator(".link-card.awaited");
        assertThat(waiting).hasCount(1);
        assertThat(bob.message("Is it not?")).isVisible();
        Object before = waiting.boundingBox().y;
        watchShifts(bob.page());
        // when
        gate.countDown();
        // then
        Locator card = bob.page().locator("a.link-card");
        assertThat(card.locator(".link-card-title")).hasText("How to build a fire that lasts all night");
        assertThat(card).hasAttribute("href", BASE + "/fire");
        assertThat(alice.page().locator("a.link-card .link-card-title")).hasText("How to build a fire that lasts all night");
        card.locator("img").evaluate("picture => picture.decode()");
        assertEquals(before, card.boundingBox().y);
        assertEquals(0.0, shifts(bob.page()));
        // and nobody was seen there but us, once
        assertEquals(1, SITE.asked("/fire"));
        assertEquals(1, SITE.asked("/fire.png"));
        assertTrue(SITE.heads().stream().flatMap(List::stream).noneMatch(line -> line.matches("(?i)(cookie|referer|authorization|x-forwarded-for):.*")),
            SITE.heads().toString());
        assertTrue(card.locator("img").getAttribute("src").startsWith("/fireside/remote/kept/"));
        axe(bob.page());
        // when it is read again later, then from what is kept
        bob.reload();
        assertThat(bob.page().locator("a.link-card")).hasCount(1);
        assertEquals(1, SITE.asked("/fire"));
        picture(bob, "card");
    }

    @Test
    void a_person_sees_what_they_have_uploaded_and_deletes_it() throws Exception {
        // given
        HttpFileUploadManager uploads = HttpFileUploadManager.getInstanceFor(scene.client("carol").connection());
        uploads.discoverUploadService();
        uploads.uploadFile(file("notes.txt", "words".getBytes(StandardCharsets.UTF_8)));
        String dusk = local(uploads.uploadFile(file("dusk.png", png(1600, 1000))).toString());
        Tab carol = scene.logIn("carol").expects("status of 404");
        // when she goes the way that people go
        carol.open("/me").link("Show my files").click();
        // then
        Locator rows = carol.page().locator(".upload");
        assertThat(rows).hasCount(2);
        assertThat(rows.first()).containsText("dusk.png");
        assertThat(carol.page().locator("#uploads-used")).hasText(Pattern.compile("\\d+(\\.\\d)? kB of 1 GB are used\\."));
        Locator look = rows.first().locator("img");
        look.evaluate("picture => picture.decode()");
        assertEquals(320, look.evaluate("picture => picture.naturalWidth"));
        String thumb = look.getAttribute("src");
        assertEquals(List.of(200, 200), List.of(status(dusk), status(thumb)));
        axe(carol.page());
        picture(carol, "uploads");
        // when
        carol.button("Delete dusk.png").click();
        axe(carol.page());
        picture(carol, "delete");
        carol.button("Delete for good").click();
        // then
        assertThat(rows).hasCount(1);
        assertThat(rows.first()).containsText("notes.txt");
        assertThat(carol.page().locator("#uploads-used")).hasText("5 bytes of 1 GB are used.");
        assertEquals(List.of(404, 404), List.of(status(dusk), status(thumb)));
    }

    @Test
    void nobody_is_asked_for_strangers_nor_what_only_the_server_reaches_nor_for_who_wants_no_cards() throws Exception {
        // given those who write, and do not want to know themselves what their own links show
        for (String writer : List.of("eve", "carol")) {
            try (FakePage page = FakePage.logIn(scene.server().url("/fireside"), writer, Scene.PASSWORD)) {
                assertEquals(303, page.post("/do/account/cards", Map.of()).statusCode());
            }
        }
        SITE.page("/quiet?last", "text/html", page("Quiet", "", "/quiet.png"));
        Tab dave = scene.logIn("dave").chat("carol");
        // when somebody unknown sends it
        scene.client("eve").say("dave", "Dear friend, " + BASE + "/quiet?from=eve");
        Tab stranger = dave.another().chat("eve");
        assertThat(stranger.log().locator(".body")).hasCount(1);
        assertThat(stranger.page().locator(".link-card")).hasCount(0);
        // when nothing besides the internet may be asked
        scene.server().command("unset", "fireside.previews.besides");
        NativeClient carol = scene.client("carol");
        carol.say("dave", BASE + "/quiet?from=carol");
        assertThat(dave.log().locator(".body")).hasCount(1);
        assertThat(dave.page().locator(".link-card")).hasCount(0);
        scene.server().command("set", "fireside.previews.besides", "127.0.0.1:" + LISTENING.getLocalPort());
        // when he wants none
        Tab me = dave.another().open("/me");
        me.page().getByLabel("Show what links lead to").uncheck();
        me.page().locator("#cards-save").click();
        assertThat(me.page().locator("#cards-form .saved")).hasText("Saved");
        carol.say("dave", BASE + "/quiet?again");
        assertThat(dave.log().locator(".body")).hasCount(2);
        assertThat(dave.page().locator(".link-card")).hasCount(0);
        // and he wants them again
        me.page().getByLabel("Show what links lead to").check();
        me.page().locator("#cards-form .saved").evaluate("saved => saved.textContent = ''");
        me.page().locator("#cards-save").click();
        assertThat(me.page().locator("#cards-form .saved")).hasText("Saved");
        carol.say("dave", BASE + "/quiet?last");
        assertThat(dave.page().locator("a.link-card .link-card-title")).hasText("Quiet");
        // then
        assertEquals(List.of("GET /quiet?last HTTP/1.1", "GET /quiet.png HTTP/1.1"), SITE.heads().stream().map(head -> head.get(0))
            .filter(line -> line.contains("/quiet")).toList());
        assertThat(dave.page().locator("a.link-card img")).hasCount(0);
    }

    @Test
    void a_banner_of_another_server_comes_through_us_and_no_page_of_another_origin_may_show_it() throws Exception {
        // given
        SITE.page("/sea.png", "text/plain", png(900, 300));
        scene.client("bob").connection().sendIqRequestAndWaitForResponse(PubSubRequest.publish(null, "urn:xmpp:movim-banner:0", "x",
            "<metadata xmlns='urn:xmpp:avatar:metadata'><info url='" + BASE + "/sea.png' id='x' bytes='1' type='image/jpeg'/></metadata>"));
        Tab alice = scene.logIn("alice").open("/contacts/bob@localhost");
        // when
        Locator sea = alice.page().locator(".cover img");
        sea.evaluate("picture => picture.decode()");
        // then
        String path = sea.getAttribute("src");
        assertTrue(path.startsWith("/fireside/remote/"), path);
        HttpResponse<byte[]> answer = get(path);
        assertEquals("image/png", answer.headers().firstValue("Content-Type").orElse(""));
        assertEquals("sandbox; default-src 'none'", answer.headers().firstValue("Content-Security-Policy").orElse(""));
        assertEquals("nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(""));
        assertEquals("same-origin", answer.headers().firstValue("Cross-Origin-Resource-Policy").orElse(""));
        assertArrayEquals(png(900, 300), answer.body());
        String tag = answer.headers().firstValue("ETag").orElseThrow();
        assertEquals(304, get(path, "If-None-Match", tag).statusCode());
        assertEquals(404, status(path.replaceFirst("\\..", path.contains(".A") ? ".B" : ".A")), "an address that we have not made");
        assertEquals(1, SITE.asked("/sea.png"));
        picture(alice, "banner");
    }

    @Test
    void a_post_shows_pictures_and_links_of_another_server_and_nothing_moves_when_the_card_comes() throws Exception {
        // given
        SITE.page("/pine.png", "image/png", png(800, 500));
        SITE.page("/logo.png", "image/png", png(200, 200));
        SITE.page("/tent", "text/html", page("A tent for two in the rain", "Where the water goes, and where it must not.", ""));
        SITE.page("/said", "text/html", page("Said elsewhere", "Found there.", ""));
        NativeClient bob = scene.client("bob");
        post(bob, "one", "<link rel='related' href='" + BASE + "/said' title='As the author says it' logo='" + BASE + "/logo.png'/>", "The first");
        Tab alice = scene.logIn("alice").open("/feed");
        Locator first = alice.page().locator("article.post", new Page.LocatorOptions().setHasText("The first"));
        assertThat(first.locator("a.link-card")).containsText("As the author says it");
        first.locator("a.link-card img").evaluate("picture => picture.decode()");
        // when
        gate = new CountDownLatch(1);
        post(bob, "two", "", "Under <b>pines</b> with <a href='" + BASE + "/tent'>a tent</a> <img src='" + BASE + "/pine.png' alt='Pines'/>");
        Locator second = alice.page().locator("article.post", new Page.LocatorOptions().setHasText("Under pines"));
        assertThat(second.locator(".link-card.awaited")).isVisible();
        double before = first.boundingBox().y;
        watchShifts(alice.page());
        gate.countDown();
        // then
        assertThat(second.locator("a.link-card")).containsText("A tent for two in the rain");
        Locator pines = second.getByAltText("Pines");
        pines.evaluate("picture => picture.decode()");
        assertEquals(before, first.boundingBox().y);
        assertEquals(0.0, shifts(alice.page()));
        assertTrue(pines.getAttribute("src").startsWith("/fireside/remote/"));
        assertEquals(List.of(1L, 1L, 1L, 0L), List.of(SITE.asked("/pine.png"), SITE.asked("/logo.png"), SITE.asked("/tent"), SITE.asked("/said")),
            "what the author says whole is not looked at");
        axe(alice.page());
        picture(alice, "post");
    }

    // ---- what it takes

    private static void post(NativeClient author, String id, String links, String words) throws Exception {
        author.connection().sendIqRequestAndWaitForResponse(PubSubRequest.publish(null, "urn:xmpp:microblog:0", id, "<entry xmlns='http://www.w3.org/2005/Atom'>"
            + "<title>" + id + "</title>" + links + "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>" + words + "</p></div></content></entry>"));
    }

    private static File file(String name, byte[] content) throws IOException {
        Path file = Files.createDirectories(Path.of("target/elsewhere")).resolve(name);
        return Files.write(file, content).toFile();
    }

    /** The path of an address of the server, by whatever name. */
    private static String local(String url) {
        return URI.create(url).getRawPath();
    }

    private static int status(String path) throws Exception {
        return get(path).statusCode();
    }

    private static HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(scene.server().url(path));
        return HTTP.send((headers.length == 0 ? request : request.headers(headers)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static void picture(Tab tab, String name) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : new int[] {1280, 390}) {
                tab.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                tab.page().setViewportSize(width, width == 390 ? 844 : 800);
                tab.page().screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/elsewhere", name + "-" + width + "-" + scheme + ".png")));
            }
        }
        tab.page().setViewportSize(1280, 800);
        tab.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private static void watchShifts(Page page) {
        page.evaluate("""
            window.shifts = 0;
            new PerformanceObserver((list) => list.getEntries().forEach((entry) => window.shifts += entry.value)).observe({type: "layout-shift"});""");
    }

    private static double shifts(Page page) {
        // Two frames, so that what was drawn last is told of.
        return ((Number) page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(window.shifts)))))"))
            .doubleValue();
    }

    private static void axe(Page page) {
        assertEquals(List.of(), new AxeBuilder(page).setLegacyMode(true).analyze().getViolations().stream().map(rule -> rule.getId() + " " + rule.getNodes().get(0).getHtml()).toList());
    }

    private static byte[] page(String title, String text, String picture) {
        return ("<!doctype html><meta charset=utf-8><meta property=og:title content=\"" + title + "\"><meta property=og:description content=\"" + text
            + "\"><meta property=og:site_name content=\"Camp Almanac\"><meta property=og:image content=\"" + picture + "\">").getBytes(StandardCharsets.UTF_8);
    }

    static byte[] png(int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, new Color(0xf5a65b), width, height, new Color(0x5b2333)));
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}
