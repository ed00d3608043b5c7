package org.igniterealtime.openfire.plugin.fireside.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.google.gson.JsonObject;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.igniterealtime.openfire.plugin.fireside.testkit.FakePage;
import org.igniterealtime.openfire.plugin.fireside.testkit.Ports;
import org.igniterealtime.openfire.plugin.fireside.testkit.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files in conversations: between two browsers, and between a browser and an ordinary client over TCP. */
class FilesInChatIT {
    private static final int WEB = Ports.free();
    private static final int LIMIT = 4_000_000;
    private static final String ALT = "What is on the picture, for people who cannot see it";
    private static final String FILES = "**/fireside/files/**";
    private static final String THUMBS = "**/fireside/thumbs/**";

    // The world knows the server by another name than the browsers here do.
    @RegisterExtension
    static final Scene scene = new Scene().contacts("alice", "bob").contacts("carol", "dave").contacts("erin", "frank")
        .contacts("grace", "heidi").contacts("ivan", "judy").contacts("mallory", "niaj", "olivia").contacts("peggy", "rupert").contacts("sybil", "trent").contacts("trent", "walter")
        .server(server -> server.httpPort(WEB).property("fireside.url", "http://localhost:" + WEB).property("fireside.files.size", Integer.toString(LIMIT)));

    @Test
    void a_picture_goes_from_the_clipboard_to_the_others_phone_and_nothing_moves() {
        // given
        Tab alice = scene.logIn("alice").chat("bob");
        Tab bob = scene.browser(options -> options.setViewportSize(390, 844).setHasTouch(true).setIsMobile(true)
            .setColorScheme(ColorScheme.DARK)).logIn("bob").chat("alice");
        alice.page().context().newCDPSession(alice.page()).send("Network.emulateNetworkConditions", slow());
        alice.page().evaluate("() => { window.parts = []; new MutationObserver(() => parts.push(document.querySelector('.attached progress')?.value))"
            + ".observe(document.querySelector('.attached'), {subtree: true, attributes: true}); }");
        // when it is pasted
        paste(alice, "hill.png", "image/png", Pictures.noise(700, 500));
        // then its progress is seen
        assertThat(alice.named(AriaRole.PROGRESSBAR, "Uploaded so far")).isVisible();
        assertThat(alice.button("Cancel upload")).isVisible();
        scan(alice);
        assertThat(alice.button("Remove the file")).isVisible();
        assertTrue((Boolean) alice.page().evaluate("() => new Set(parts.filter(part => part > 0 && part < 1)).size > 2"), "steps on the way");
        assertThat(alice.page().locator("#announce")).hasText("Attached: hill.png");
        scan(alice);
        // when it is sent
        List<Route> asked = new ArrayList<>();
        bob.page().route(THUMBS, asked::add);
        alice.box(ALT).fill("A hill at dusk");
        alice.say("Look at this");
        // then it has its room before it comes, and keeps it
        assertThat(bob.message("Look at this")).hasCount(1);
        Locator sight = bob.log().getByAltText("A hill at dusk");
        assertThat(sight).isVisible();
        bob.page().waitForCondition(() -> !asked.isEmpty());
        assertEquals(0.0, shiftsDuring(bob, () -> asked.forEach(Route::resume)));
        bob.page().unroute(THUMBS);
        scan(bob);
        // and in the sender's own page
        assertThat(alice.log().getByAltText("A hill at dusk")).isVisible();
        assertThat(alice.log().locator(".pending")).hasCount(0);
        assertThat(alice.log().getByText("http")).hasCount(0);
        assertThat(alice.row("Bob")).containsText("Picture");
        // when it is loaded anew
        alice.reload();
        // then it is the same
        assertThat(alice.log().getByAltText("A hill at dusk")).isVisible();
        assertThat(alice.log().getByRole(AriaRole.ARTICLE)).hasCount(2);
        // when he answers from the phone
        pick(bob, new FilePayload("boat.jpg", "image/jpeg", Pictures.jpeg(600, 900)));
        assertThat(bob.button("Remove the file")).isVisible();
        bob.button("Send").tap();
        // then
        assertThat(alice.log().getByAltText("Picture: boat.jpg")).isVisible();
        assertEquals(390, (int) bob.page().evaluate("() => document.documentElement.scrollWidth"));
    }

    @Test
    void pictures_are_gone_through_with_the_arrow_keys() {
        // given
        Tab carol = scene.logIn("carol").chat("dave");
        drop(carol, "one.png", "image/png", Pictures.png(300, 200));
        pick(carol, new FilePayload("two.png", "image/png", Pictures.png(200, 300)), new FilePayload("three.png", "image/png", Pictures.png(30, 20)));
        carol.say("Three");
        assertThat(carol.log().getByRole(AriaRole.IMG)).hasCount(3);
        carol.pictured();
        // when
        Locator first = carol.log().getByRole(AriaRole.LINK).first();
        first.focus();
        carol.page().keyboard().press("Enter");
        // then
        Locator box = carol.dialog("Picture");
        assertThat(box).containsText("one.png");
        assertThat(box).containsText("1 / 3");
        scan(carol);
        carol.page().keyboard().press("ArrowRight");
        assertThat(box).containsText("two.png");
        carol.page().keyboard().press("ArrowLeft");
        carol.page().keyboard().press("ArrowLeft");
        assertThat(box).containsText("three.png");
        carol.button("Next picture").click();
        assertThat(box).containsText("one.png");
        assertThat(carol.link("Open the original")).hasAttribute("href", Pattern.compile("/fireside/files/.*/one\\.png"));
        carol.page().keyboard().press("ArrowRight");
        carol.page().keyboard().press("Escape");
        assertThat(box).isHidden();
        assertThat(carol.log().getByRole(AriaRole.LINK).nth(1)).isFocused();
    }

    @Test
    void what_is_called_off_is_not_there() {
        // given an upload that does not come far
        Tab erin = scene.logIn("erin").chat("frank");
        List<String> promised = promised(erin);
        erin.page().route(FILES, route -> {
        });
        pick(erin, new FilePayload("secret.txt", "text/plain", "a secret".getBytes(StandardCharsets.UTF_8)));
        erin.page().waitForCondition(() -> !promised.isEmpty());
        // when
        erin.button("Cancel upload").click();
        // then
        assertThat(erin.page().locator(".attached-file")).hasCount(0);
        assertThat(erin.button("Attach")).isFocused();
        assertEquals(404, get(erin, promised.get(0)).status());
        // given one that has come
        erin.page().unroute(FILES);
        pick(erin, new FilePayload("secret.txt", "text/plain", "a secret".getBytes(StandardCharsets.UTF_8)));
        assertThat(erin.button("Remove the file")).isVisible();
        assertEquals(200, get(erin, promised.get(1)).status());
        // when
        erin.button("Remove the file").click();
        // then
        erin.page().waitForCondition(() -> get(erin, promised.get(1)).status() == 404);
        erin.say("Nothing");
        assertThat(erin.message("Nothing")).containsText("Sent");
        assertThat(erin.log().getByRole(AriaRole.ARTICLE)).hasCount(1);
    }

    @Test
    void what_did_not_come_says_why_and_comes_when_it_is_tried_again() {
        // given a network that is cut
        Tab grace = scene.logIn("grace").chat("heidi").expects("ERR_FAILED").expects("status of 503").expects("status of 413");
        Tab heidi = scene.logIn("heidi").chat("grace");
        grace.page().route(FILES, Route::abort);
        // when
        pick(grace, new FilePayload("notes.pdf", "application/pdf", "%PDF-1.4 notes".getBytes(StandardCharsets.UTF_8)));
        // then
        Locator row = grace.page().locator(".attached-file");
        assertThat(row).containsText("The connection was cut.");
        assertThat(grace.page().locator("#announce")).containsText("notes.pdf: The connection was cut.");
        // when it is sent all the same
        grace.say("The notes");
        // then it is not, and no word is lost
        assertThat(grace.page().getByText("Not sent yet")).isVisible();
        assertThat(grace.box("Message")).hasValue("The notes");
        scan(grace);
        // when the server has a fault, and then has none
        grace.page().unroute(FILES);
        grace.page().route("**/fireside/slot", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        grace.button("Retry").click();
        assertThat(row).containsText("That did not work.");
        grace.page().unroute("**/fireside/slot");
        grace.button("Retry").click();
        assertThat(grace.button("Remove the file")).isVisible();
        // and what is too large is refused in words
        pick(grace, new FilePayload("large.bin", "application/octet-stream", new byte[LIMIT + 1]));
        assertThat(row.last()).containsText("That is too large: a file may have at most 3 MB.");
        grace.button("Remove the file").last().click();
        grace.button("Send").click();
        // then
        Locator card = heidi.log().getByRole(AriaRole.LINK);
        assertThat(card).containsText("notes.pdf");
        assertThat(card).containsText("14 bytes");
        assertEquals("%PDF-1.4 notes", heidi.page().request().get(scene.url(card.getAttribute("href").replace("/fireside", ""))).text());
        assertThat(heidi.message("The notes")).hasCount(1);
        assertThat(heidi.row("Grace")).containsText("notes.pdf");
        scan(heidi);
    }

    @Test
    void what_comes_back_can_be_taken_back() throws Exception {
        // given
        Tab trent = scene.logIn("trent").chat("walter");
        NativeClient walter = scene.client("walter");
        pick(trent, new FilePayload("hello.txt", "text/plain", "hello".getBytes(StandardCharsets.UTF_8)));
        assertThat(trent.button("Remove the file")).isVisible();
        // when it is sent without a word
        trent.box("Message").press("Enter");
        walter.refuse(walter.await("urn:xmpp:sfs:0"));
        // then
        Locator message = trent.log().getByRole(AriaRole.ARTICLE);
        assertThat(message).containsText("Not sent");
        assertThat(message).containsText("hello.txt");
        scan(trent);
        // when
        trent.button("Edit").click();
        // then
        assertThat(trent.page().locator(".attached-file")).containsText("hello.txt");
        trent.box("Message").press("Enter");
        assertThat(message).hasCount(2);
    }

    @Test
    void several_go_at_once_and_the_words_wait_for_them() throws Exception {
        try (Line line = new Line(scene.server().address(), scene.server().httpPort())) {
            // given
            Tab ivan = scene.browser().expects("WebSocket connection").via(line.port()).logIn("ivan").chat("judy");
            Tab judy = scene.logIn("judy").chat("ivan");
            List<Route> sent = new ArrayList<>();
            ivan.page().route(FILES, route -> {
                if (route.request().method().equals("PUT")) {
                    sent.add(route);
                } else {
                    route.resume();
                }
            });
            FilePayload[] twelve = new FilePayload[12];
            for (int i = 0; i < twelve.length; i++) {
                twelve[i] = new FilePayload("n" + i + ".txt", "text/plain", ("number " + i).getBytes(StandardCharsets.UTF_8));
            }
            // when
            pick(ivan, twelve);
            // then
            assertThat(ivan.page().locator(".attached-file")).hasCount(10);
            assertThat(ivan.page().getByText("No more than 10 files go at once.")).isVisible();
            ivan.page().waitForCondition(() -> sent.size() == 3);
            // when it is sent before they have come, and the line is lost meanwhile
            ivan.say("All of them");
            assertThat(ivan.page().getByText("It is sent as soon as all files are there.")).isVisible();
            assertThat(ivan.box("Message")).hasValue("All of them");
            ivan.liveAgainAfter(() -> {
                line.cut();
                ivan.lost();
                line.mend();
            });
            assertThat(ivan.page().locator(".attached-file")).hasCount(10);
            for (int done = 0; done < 10;) {
                int next = done;
                ivan.page().waitForCondition(() -> sent.size() > next);
                sent.get(done++).resume();
            }
            // then all of it is there, in its order
            assertThat(judy.message("All of them")).hasCount(1);
            assertThat(judy.log().getByRole(AriaRole.LINK)).hasCount(10);
            assertEquals("n0.txt n1.txt n2.txt n3.txt n4.txt n5.txt n6.txt n7.txt n8.txt n9.txt", String.join(" ", judy.log().locator(".file-words bdi").allTextContents()));
            assertThat(ivan.box("Message")).hasValue("");
            assertThat(ivan.page().locator(".attached-file")).hasCount(0);
            assertThat(ivan.log().locator(".pending")).hasCount(0);
        }
    }

    @Test
    void what_is_attached_stays_where_it_is_attached() {
        // given
        Tab mallory = scene.logIn("mallory").chat("niaj");
        pick(mallory, new FilePayload("for-niaj.png", "image/png", Pictures.png(80, 60)));
        mallory.box(ALT).fill("For Niaj alone");
        assertThat(mallory.button("Remove the file")).isVisible();
        // when
        mallory.link("Chats").click();
        mallory.link("Choose a person").first().click();
        mallory.link("Olivia").click();
        mallory.link("Message").click();
        // then
        assertThat(mallory.page().getByText("It waits where you attached it.")).isVisible();
        mallory.say("For Olivia");
        assertThat(mallory.message("For Olivia")).containsText("Sent");
        assertThat(mallory.log().getByRole(AriaRole.ARTICLE)).hasCount(1);
        // when the tab is loaded anew
        mallory.chat("niaj");
        // then
        assertThat(mallory.box(ALT)).hasValue("For Niaj alone");
        mallory.button("Send").click();
        assertThat(mallory.log().getByAltText("For Niaj alone")).isVisible();
    }

    // ---- with ordinary clients

    @Test
    void an_ordinary_client_has_the_file_by_the_formats_that_it_knows() throws Exception {
        // given
        Tab peggy = scene.logIn("peggy").chat("rupert");
        NativeClient rupert = scene.client("rupert");
        byte[] picture = Pictures.png(64, 48);
        // when
        pick(peggy, new FilePayload("pixel.png", "image/png", picture));
        peggy.box(ALT).fill("A pixel & more");
        peggy.say("Here");
        // then
        rupert.await("<body>Here</body>");
        String xml = rupert.await("urn:xmpp:sfs:0");
        Matcher url = Pattern.compile("<body>(http://localhost:\\d+/fireside/files/[0-9a-f]{32}/pixel\\.png)</body>").matcher(xml);
        assertTrue(url.find(), xml);
        assertTrue(xml.contains("jabber:x:oob") && xml.contains("<url>" + url.group(1) + "</url>") && xml.contains("urn:xmpp:fallback:0"), xml);
        assertTrue(xml.contains("<name>pixel.png</name>") && xml.contains("<width>64</width>") && xml.contains("<desc>A pixel &amp; more</desc>"), xml);
        assertArrayEquals(picture, get(peggy, url.group(1)).body());
    }

    @Test
    void a_file_of_an_ordinary_client_is_shown_and_nothing_moves() throws Exception {
        // given
        Tab sybil = scene.logIn("sybil").chat("trent");
        NativeClient trent = scene.client("trent");
        List<String> promised = promised(sybil);
        pick(sybil, new FilePayload("wide.png", "image/png", Pictures.png(500, 100)), new FilePayload("voice.ogg", "audio/ogg", new byte[2_000]));
        sybil.page().waitForCondition(() -> promised.size() == 2 && sybil.page().locator(".attached [data-attached=remove]:visible").count() == 2);
        String picture = promised.get(0).endsWith("wide.png") ? promised.get(0) : promised.get(1);
        List<Route> asked = new ArrayList<>();
        sybil.page().route(THUMBS, asked::add);
        // when of a picture nothing is known but the address
        trent.share("sybil", picture);
        // then
        assertThat(sybil.log().getByAltText("Picture: wide.png")).isVisible();
        sybil.page().waitForCondition(() -> !asked.isEmpty());
        assertEquals(0.0, shiftsDuring(sybil, () -> asked.forEach(Route::resume)));
        assertThat(sybil.log().getByText("http")).hasCount(0);
    }

    @Test
    void a_file_without_a_word_is_kept_and_shown() throws Exception {
        Tab rupert = scene.logIn("rupert");
        try (Wire peggy = Wire.logIn(scene.server(), "peggy", "wire")) {
            // when
            peggy.say("rupert@localhost", "<file-sharing xmlns='urn:xmpp:sfs:0'><file xmlns='urn:xmpp:file:metadata:0'><media-type>audio/ogg</media-type><name>message.ogg</name>"
                + "<size>2048</size></file><sources><url-data xmlns='http://jabber.org/protocol/url-data' target='https://far.example/message.ogg'/></sources></file-sharing>");
            // then
            assertThat(rupert.row("Peggy")).containsText("Audio");
            rupert.chat("peggy");
            assertThat(rupert.log().getByRole(AriaRole.LINK).last()).containsText("message.ogg");
            assertThat(rupert.log().getByRole(AriaRole.LINK).last()).hasAttribute("href", "https://far.example/message.ogg");
        }
    }

    // ---- what is sent once

    @Test
    void what_is_sent_again_goes_no_second_time_and_what_is_no_list_of_files_goes_not_at_all() throws Exception {
        NativeClient trent = scene.client("trent");
        try (FakePage sybil = FakePage.logIn(scene.server().url("/fireside"), "sybil", Scene.PASSWORD).open("/chats/trent@localhost")) {
            // given
            String files = "[{\"url\":\"https://far.example/1.pdf\"},{\"url\":\"https://far.example/2.pdf\"}]";
            Map<String, String> first = Map.of("to", "trent@localhost", "body", "Two of them", "files", files);
            sybil.act("the-first-try", "chat/send", first).get(15, TimeUnit.SECONDS);
            // when
            Map<String, String> again = new HashMap<>(first);
            again.put("again", "the-first-try");
            sybil.act("the-second-try", "chat/send", again).get(15, TimeUnit.SECONDS);
            sybil.act("chat/send", Map.of("to", "trent@localhost", "body", "", "files", "[{\"url\":\"https://far.example/3.pdf\"}]")).get(15, TimeUnit.SECONDS);
            // then
            trent.await("<body>https://far.example/3.pdf</body>");
            assertEquals(1, trent.count("<body>Two of them</body>"));
            assertEquals(1, trent.count("<body>https://far.example/1.pdf</body>"));
            assertEquals(1, trent.count("<body>https://far.example/2.pdf</body>"));
            // when
            CompletableFuture<Void> broken = sybil.act("chat/send", Map.of("to", "trent@localhost", "body", "Broken", "files", "[{\"url\":\"javascript:x\"}]"));
            // then
            ExecutionException refused = assertThrows(ExecutionException.class, () -> broken.get(15, TimeUnit.SECONDS));
            assertEquals("The server did not understand what was attached. Attach it again.", refused.getCause().getMessage());
        }
    }

    // ---- who may ask for a slot

    @Test
    void a_slot_is_for_who_is_logged_in_and_asks_from_here() {
        Tab tab = scene.logIn("rupert");

        assertEquals(200, slot(tab, "x.png", "image/png", "1", "same-origin"));
        assertEquals(200, slot(tab, "x.png", "", "1", "same-origin"));
        assertEquals(403, slot(tab, "x.png", "image/png", "1", "cross-site"));
        assertEquals(403, slot(tab, "x.png", "image/png", "1", "same-site"));
        assertEquals(400, slot(tab, "", "image/png", "1", "same-origin"));
        assertEquals(400, slot(tab, "x".repeat(1_025), "image/png", "1", "same-origin"));
        assertEquals(400, slot(tab, "x.png", "no type", "1", "same-origin"));
        assertEquals(400, slot(tab, "x.png", "image/png", "0", "same-origin"));
        assertEquals(400, slot(tab, "x.png", "image/png", "-1", "same-origin"));
        assertEquals(413, slot(tab, "x.png", "image/png", Integer.toString(LIMIT + 1), "same-origin"));
        assertEquals(401, slot(scene.browser().open("/login"), "x.png", "image/png", "1", "same-origin"));
    }

    private static int slot(Tab tab, String name, String type, String size, String from) {
        return tab.page().request().post(scene.url("/slot"), RequestOptions.create().setHeader("Sec-Fetch-Site", from)
            .setForm(FormData.create().set("name", name).set("type", type).set("size", size))).status();
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

    private static void paste(Tab tab, String name, String type, byte[] content) {
        tab.box("Message").evaluate("(box, [name, type, content]) => {"
            + "const bytes = Uint8Array.from(atob(content), each => each.charCodeAt(0));"
            + "const clipboardData = new DataTransfer();"
            + "clipboardData.items.add(new File([bytes], name, {type}));"
            + "box.dispatchEvent(new ClipboardEvent('paste', {clipboardData, bubbles: true, cancelable: true}));}",
            new Object[] {name, type, Base64.getEncoder().encodeToString(content)});
    }

    /** Drags a file over the log and lets it go there. */
    private static void drop(Tab tab, String name, String type, byte[] content) {
        tab.log().evaluate("(log, [name, type, content]) => {"
            + "const bytes = Uint8Array.from(atob(content), each => each.charCodeAt(0));"
            + "const dataTransfer = new DataTransfer();"
            + "dataTransfer.items.add(new File([bytes], name, {type}));"
            + "const tell = kind => log.dispatchEvent(new DragEvent(kind, {dataTransfer, bubbles: true, cancelable: true}));"
            + "tell('dragenter'); tell('dragover');"
            + "window.shownAs = getComputedStyle(log.closest('section'), '::after').content;"
            + "tell('drop'); }", new Object[] {name, type, Base64.getEncoder().encodeToString(content)});
        assertEquals("\"Drop here to attach\"", tab.page().evaluate("shownAs"));
    }

    private static void pick(Tab tab, FilePayload... files) {
        tab.page().waitForFileChooser(() -> tab.button("Attach").click()).setFiles(files);
    }

    /** The addresses that the page is promised from now on. */
    private static List<String> promised(Tab tab) {
        List<String> urls = new ArrayList<>();
        tab.page().onResponse(answer -> {
            if (answer.url().endsWith("/fireside/slot") && answer.status() == 200) {
                urls.add(com.google.gson.JsonParser.parseString(answer.text()).getAsJsonObject().get("get").getAsString());
            }
        });
        return urls;
    }

    private static APIResponse get(Tab tab, String url) {
        return tab.page().request().get(url);
    }

    private static double shiftsDuring(Tab tab, Runnable arrival) {
        tab.page().evaluate("() => { window.shifts = 0; new PerformanceObserver(list => list.getEntries().forEach(each => shifts += each.value))"
            + ".observe({type: 'layout-shift'}); }");
        arrival.run();
        tab.page().waitForFunction("() => [...document.querySelectorAll('.log .picture')].every(each => each.matches('.there'))");
        return ((Number) tab.page().evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(shifts), 50))))"))
            .doubleValue();
    }

    private static void scan(Tab tab) {
        List<String> violations = new ArrayList<>();
        new AxeBuilder(tab.page()).setLegacyMode(true).analyze().getViolations().forEach(rule -> rule.getNodes().forEach(node ->
            violations.add(rule.getId() + " at " + node.getTarget() + " " + node.getHtml() + "\n    " + node.getFailureSummary().replace("\n", " "))));
        assertEquals(List.of(), violations);
    }
}
