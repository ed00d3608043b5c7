package org.igniterealtime.openfire.plugin.fireside.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
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
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.imageio.ImageIO;
import org.igniterealtime.openfire.plugin.fireside.testkit.Internet;
import org.igniterealtime.openfire.plugin.fireside.testkit.Site;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What pages show of another web server: it sees us once, and nobody who reads. */
class ElsewhereIT {
    private static final Site SITE = new Site();
    private static final CountDownLatch OPEN = new CountDownLatch(1);
    private static final ServerSocket LISTENING = Internet.open((socket, nth) -> {
        await(OPEN);
        SITE.serve(socket, nth);
    });
    private static final String BASE = "http://127.0.0.1:" + LISTENING.getLocalPort();

    @RegisterExtension
    static final Scene scene = new Scene().contacts("alice", "bob").contacts("carol", "dave").people("eve")
        .server(server -> server.property("fireside.previews.enabled", "true")
            .property("fireside.previews.besides", "127.0.0.1:" + LISTENING.getLocalPort()));

    @AfterAll
    static void close() throws IOException {
        LISTENING.close();
    }

    @Test
    void a_link_has_its_card_on_both_sides_from_one_look_and_nothing_moves_when_it_comes() throws Exception {
        // given
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
        OPEN.countDown();
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

    // ---- what it takes

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
        assertEquals(List.of(), new AxeBuilder(page).analyze().getViolations().stream().map(rule -> rule.getId() + " " + rule.getNodes().get(0).getHtml()).toList());
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
