package org.igniterealtime.openfire.plugin.fireside.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.igniterealtime.openfire.plugin.fireside.testkit.Ports;
import org.igniterealtime.openfire.plugin.fireside.testkit.PubSubRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files in posts: between two browsers, for the world, and for an ordinary client over TCP. */
class FilesInPostsIT {
    private static final int WEB = Ports.free();
    private static final String ALT = "What is on the picture, for people who cannot see it";
    /** Where files and what is drawn of them come from. */
    private static final Pattern FILES = Pattern.compile(".*/fireside/(files|thumbs)/.*");

    @RegisterExtension
    static final Scene scene = new Scene().contacts("alice", "bob").contacts("carol", "dave").contacts("erin", "frank").people("grace", "heidi", "judy")
        .server(server -> server.httpPort(WEB).property("fireside.url", "http://localhost:" + WEB));

    @Test
    void a_picture_goes_from_the_clipboard_into_the_feed_on_a_phone_and_nothing_moves() {
        // given
        Tab alice = scene.logIn("alice").open("/feed/new");
        Tab bob = scene.browser(options -> options.setViewportSize(390, 844).setHasTouch(true).setIsMobile(true)).logIn("bob").open("/feed");
        alice.page().context().newCDPSession(alice.page()).send("Network.emulateNetworkConditions", slow());
        // when it is pasted among the words
        paste(alice, "hill.png", Pictures.noise(900, 600));
        // then its progress is seen
        assertThat(alice.named(AriaRole.PROGRESSBAR, "Uploaded so far")).isVisible();
        assertThat(alice.button("Remove the file")).isVisible();
        // when it is described
        alice.box(ALT).fill("A hill at dusk");
        alice.box("Text").fill("The view from **here**");
        // then that is how it will look
        assertThat(alice.page().locator("#preview").getByAltText("A hill at dusk")).isVisible();
        assertThat(alice.page().locator("#preview strong")).hasText("here");
        scan(alice);
        // when
        List<Route> asked = new CopyOnWriteArrayList<>();
        bob.page().route(FILES, asked::add);
        alice.button("Publish").click();
        // then it has its room on his phone before it comes, and keeps it
        Locator sight = PostsIT.post(bob, "The view from here").getByAltText("A hill at dusk");
        assertThat(sight).isVisible();
        bob.page().waitForCondition(() -> !asked.isEmpty());
        BoundingBox room = sight.boundingBox();
        assertEquals(1.5, room.width / room.height, 0.02);
        assertEquals(0.0, shiftsDuring(bob, () -> asked.forEach(Route::resume)));
        assertEquals(390, (int) bob.page().evaluate("() => document.documentElement.scrollWidth"));
        scan(bob);
        // when he writes himself
        bob.page().unroute(FILES);
        bob.open("/feed/new");
        pick(bob, new FilePayload("a long name of a picture that somebody took.png", "image/png", Pictures.png(80, 60)));
        assertThat(bob.button("Remove the file")).isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(1));
        scan(bob);
        bob.open("/feed");
        // and in her own feed, where it is found and changed again
        assertThat(PostsIT.post(alice, "The view from here").getByAltText("A hill at dusk")).isVisible();
        PostsIT.menu(alice, "The view from here").getByRole(AriaRole.LINK, PostsIT.name("Edit")).click();
        assertThat(alice.box(ALT)).hasValue("A hill at dusk");
        assertThat(alice.page().locator(".attached-look img")).isVisible();
        alice.box(ALT).fill("A hill in the evening");
        pick(alice, new FilePayload("map.pdf", "application/pdf", "%PDF-1.4 a map".getBytes(StandardCharsets.UTF_8)));
        assertThat(alice.button("Remove the file")).hasCount(2);
        alice.button("Save changes").click();
        assertThat(PostsIT.post(bob, "The view from here").getByAltText("A hill in the evening")).isVisible();
        assertThat(PostsIT.post(bob, "The view from here").locator(".file-card")).containsText("map.pdf");
        // when one is taken out
        PostsIT.menu(alice, "The view from here").getByRole(AriaRole.LINK, PostsIT.name("Edit")).click();
        alice.button("Remove the file").first().click();
        assertThat(alice.button("Remove the file")).hasCount(1);
        alice.button("Save changes").click();
        // then the other is there still
        assertThat(PostsIT.post(bob, "The view from here").locator(".picture")).hasCount(0);
        assertThat(PostsIT.post(bob, "The view from here").locator(".file-card")).containsText("map.pdf");
    }

    @Test
    void several_pictures_are_one_gallery_and_gone_through_with_the_arrow_keys() {
        // given
        Tab carol = scene.logIn("carol").open("/feed/new");
        Tab dave = scene.logIn("dave").open("/feed");
        FilePayload[] six = new FilePayload[6];
        for (int i = 0; i < six.length; i++) {
            six[i] = new FilePayload("p" + (i + 1) + ".png", "image/png", Pictures.png(i % 2 == 0 ? 320 : 200, i % 2 == 0 ? 200 : 320));
        }
        // when
        pick(carol, six);
        assertThat(carol.button("Remove the file")).hasCount(6);
        carol.box("Text").fill("Six of them");
        carol.button("Publish").click();
        // then four are seen, and how many more there are
        Locator post = PostsIT.post(dave, "Six of them");
        assertThat(post.locator(".picture:visible")).hasCount(4);
        assertThat(post).containsText("and 2 more pictures");
        dave.pictured();
        BoundingBox first = post.locator(".picture").first().boundingBox();
        BoundingBox fourth = post.locator(".picture").nth(3).boundingBox();
        assertEquals(first.width, fourth.width, 1);
        assertEquals(first.height, fourth.height, 1);
        scan(dave);
        // when
        post.locator(".picture").nth(3).focus();
        dave.page().keyboard().press("Enter");
        // then
        Locator box = dave.dialog("Picture");
        assertThat(box).containsText("p4.png");
        assertThat(box).containsText("4 / 6");
        dave.page().keyboard().press("ArrowRight");
        assertThat(box).containsText("p5.png");
        assertTrue((Boolean) box.locator("img").evaluate("image => image.decode().then(() => image.naturalWidth === 320)"), "the whole of it");
        scan(dave);
        dave.page().keyboard().press("ArrowRight");
        dave.page().keyboard().press("ArrowRight");
        assertThat(box).containsText("p1.png");
        dave.page().keyboard().press("ArrowLeft");
        assertThat(box).containsText("p6.png");
        // when it is closed at one that is not seen in the feed
        dave.page().keyboard().press("Escape");
        // then the focus is where the way to it is
        assertThat(box).isHidden();
        assertThat(post.locator(".picture").nth(3)).isFocused();
        // when the post alone is read
        post.locator(".post-link").click();
        // then all are there
        assertThat(dave.page().locator(".post-page .picture:visible")).hasCount(6);
    }

    @Test
    void a_post_waits_for_its_files_and_what_is_called_off_is_not_in_it() {
        // given two that do not come on
        Tab erin = scene.logIn("erin").open("/feed/new");
        Tab frank = scene.logIn("frank").open("/feed");
        List<Route> sent = new CopyOnWriteArrayList<>();
        erin.page().route(FILES, route -> {
            if (route.request().method().equals("PUT")) {
                sent.add(route);
            } else {
                route.resume();
            }
        });
        pick(erin, new FilePayload("kept.png", "image/png", Pictures.png(80, 60)), new FilePayload("secret.png", "image/png", Pictures.png(60, 80)));
        erin.page().waitForCondition(() -> sent.size() == 2);
        // when one is called off, and the post is sent
        erin.page().locator(".attached-file").filter(new Locator.FilterOptions().setHasText("secret.png")).getByRole(AriaRole.BUTTON, PostsIT.name("Cancel upload")).click();
        erin.box(ALT).fill("A kept one");
        erin.button("Publish").click();
        // then it waits
        assertThat(erin.page().getByText("It is sent as soon as all files are there.")).isVisible();
        assertThat(frank.page().locator("article.post")).hasCount(0);
        // when
        sent.stream().filter(route -> route.request().url().endsWith("/kept.png")).forEach(Route::resume);
        // then it goes, called by what is on it
        assertThat(PostsIT.post(frank, "A kept one").locator(".picture")).hasCount(1);
        assertThat(PostsIT.post(erin, "A kept one").locator(".picture")).hasCount(1);
        erin.page().unroute(FILES);
        // given a draft with a file
        erin.button("New post").click();
        pick(erin, new FilePayload("later.png", "image/png", Pictures.png(80, 60)));
        assertThat(erin.button("Remove the file")).isVisible();
        assertThat(erin.page().getByText("Draft saved")).isVisible();
        // when she goes, and comes back to it
        erin.open("/feed");
        erin.link("later.png").click();
        // then it is there
        assertThat(erin.page().locator(".attached-name")).hasText("later.png");
        erin.box("Text").fill("Later");
        erin.button("Publish").click();
        assertThat(PostsIT.post(frank, "Later").getByAltText("Picture: later.png")).isVisible();
        assertThat(erin.page().locator(".draft-row")).hasCount(0);
    }

    @Test
    void what_is_shown_only_to_who_asks_is_not_loaded_before() {
        // given
        Tab heidi = scene.logIn("heidi").open("/feed/new");
        pick(heidi, new FilePayload("strong.png", "image/png", Pictures.png(80, 60)), new FilePayload("strong.webm", "video/webm", new byte[2_000]));
        assertThat(heidi.button("Remove the file")).hasCount(2);
        heidi.page().locator(".write-more summary").click();
        heidi.page().locator("[name=nsfw]").check();
        heidi.box("Text").fill("Not for everybody's eyes");
        heidi.button("Publish").click();
        PostsIT.post(heidi, "Not for everybody's eyes").waitFor();
        List<String> loaded = new ArrayList<>();
        for (String place : List.of("/feed", "/@heidi")) {
            Tab somebody = (place.equals("/feed") ? scene.logIn("heidi") : scene.browser()).expects("media");
            loaded.clear();
            somebody.page().onRequest((Request request) -> loaded.addAll(FILES.matcher(request.url()).matches() ? List.of(request.url()) : List.of()));
            somebody.open(place);
            Locator post = PostsIT.post(somebody, "Not for everybody's eyes");
            assertThat(post).isVisible();
            somebody.page().waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
            // then
            assertEquals(List.of(), loaded, place);
            // when
            post.locator("summary").click();
            // then
            assertThat(post.getByAltText("Picture: strong.png")).isVisible();
            somebody.page().waitForCondition(() -> !loaded.isEmpty());
            assertTrue(loaded.stream().noneMatch(url -> url.endsWith(".webm")), loaded.toString());
        }
    }

    @Test
    void the_world_and_an_ordinary_client_have_it_too() throws Exception {
        // given
        Tab grace = scene.logIn("grace");
        PostsIT.write(grace, "First", "Words", "Public");
        NativeClient judy = scene.client("judy");
        judy.connection().sendIqRequestAndWaitForResponse(PubSubRequest.set("grace@localhost", "<subscribe node='urn:xmpp:microblog:0' jid='judy@localhost'/>"));
        grace.open("/feed/new");
        byte[] picture = Pictures.png(640, 400);
        pick(grace, new FilePayload("boat.png", "image/png", picture));
        grace.box(ALT).fill("A boat & a \"buoy\"");
        assertThat(grace.button("Remove the file")).isVisible();
        // when nothing is said
        grace.button("Publish").click();
        PostsIT.post(grace, "A boat & a \"buoy\"").waitFor();
        // then who reads without a script sees it, in its own shape
        Tab somebody = scene.browser(options -> options.setJavaScriptEnabled(false).setViewportSize(390, 844));
        List<Integer> came = new ArrayList<>();
        somebody.page().onResponse(answer -> came.addAll(FILES.matcher(answer.url()).matches() ? List.of(answer.status()) : List.of()));
        somebody.open("/@grace");
        Locator sight = somebody.page().getByAltText("A boat & a \"buoy\"");
        assertThat(sight).isVisible();
        somebody.page().waitForCondition(() -> !came.isEmpty());
        assertEquals(List.of(200), came);
        assertEquals(1.6, sight.boundingBox().width / sight.boundingBox().height, 0.02);
        somebody.open("/@grace/" + somebody.page().locator(".open-when a").first().getAttribute("href").replaceFirst(".*/", ""));
        assertThat(somebody.page().getByAltText("A boat & a \"buoy\"")).isVisible();
        assertTrue(somebody.page().locator("meta[property='og:image']").getAttribute("content").startsWith("http://localhost:" + WEB + "/fireside/"));
        // and the client has an enclosure as any other writes it
        String xml = judy.await("<entry", "boat.png");
        String enclosure = xml.replaceAll("(?s).*(<link[^>]*rel=.enclosure.[^>]*>).*", "$1").replace('\'', '"');
        assertTrue(Pattern.compile("href=\"http://localhost:" + WEB + "/fireside/files/[0-9a-f]{32}/boat\\.png\"").matcher(enclosure).find(), xml);
        assertTrue(enclosure.contains("type=\"image/png\"") && enclosure.contains("length=\"" + picture.length + "\"")
            && enclosure.contains("title=\"A boat &amp; a "), enclosure);
    }

    // ---- its hands

    private static JsonObject slow() {
        JsonObject conditions = new JsonObject();
        conditions.addProperty("offline", false);
        conditions.addProperty("latency", 0);
        conditions.addProperty("downloadThroughput", -1);
        conditions.addProperty("uploadThroughput", 700_000);
        return conditions;
    }

    private static void paste(Tab tab, String name, byte[] content) {
        tab.box("Text").evaluate("(box, [name, content]) => {"
            + "const bytes = Uint8Array.from(atob(content), each => each.charCodeAt(0));"
            + "const clipboardData = new DataTransfer();"
            + "clipboardData.items.add(new File([bytes], name, {type: 'image/png'}));"
            + "box.dispatchEvent(new ClipboardEvent('paste', {clipboardData, bubbles: true, cancelable: true}));}",
            new Object[] {name, Base64.getEncoder().encodeToString(content)});
    }

    private static void pick(Tab tab, FilePayload... files) {
        tab.page().waitForFileChooser(() -> tab.button("Attach").click()).setFiles(files);
    }

    private static double shiftsDuring(Tab tab, Runnable arrival) {
        Page page = tab.page();
        page.evaluate("() => { window.shifts = 0; new PerformanceObserver(list => list.getEntries().forEach(each => shifts += each.value)).observe({type: 'layout-shift'}); }");
        arrival.run();
        page.waitForFunction("() => [...document.querySelectorAll('.post .picture')].every(each => each.matches('.there'))");
        return ((Number) page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(shifts), 50))))")).doubleValue();
    }

    private static void scan(Tab tab) {
        List<String> violations = new ArrayList<>();
        new AxeBuilder(tab.page()).setLegacyMode(true).analyze().getViolations().forEach(rule -> rule.getNodes().forEach(node ->
            violations.add(rule.getId() + " at " + node.getTarget() + " " + node.getHtml() + "\n    " + node.getFailureSummary().replace("\n", " "))));
        assertEquals(List.of(), violations);
    }
}
