package org.igniterealtime.openfire.plugin.fireside.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.testkit.Ports;
import org.igniterealtime.openfire.plugin.fireside.testkit.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people write, as it is shown: styled, large, long, hostile. */
class WordsIT {
    private static final String STYLED = "*Plan* for _tonight_, ~maybe~ surely:\n> We met at `ten`.\n>> No, eleven.\n```java\nint[] guests = {1, 2, 3}; // "
        + "a line that is longer than any bubble is wide, so that it has to be scrolled sideways\n```\nSee https://a.example/_x_ for *more*";
    private static final Pattern LENGTH = Pattern.compile("0:[0-5][1-9]");
    private static final String ZALGO = "Z" + "\u0300\u0301\u0302\u0303\u0304\u0306\u0307".repeat(30) + "algo";

    @RegisterExtension
    static final Scene scene = new Scene().contacts("alice", "bob").contacts("carol", "dave", "erin").contacts("frank", "grace").people("heidi", "ivan")
        .chromium("--use-fake-device-for-media-stream").server(server -> server.property("fireside.session.grace", "1").adminPort(Ports.free()));

    @Test
    void what_is_written_with_signs_is_shown_styled_and_copied_as_it_was_written() throws Exception {
        // given
        Tab alice = scene.browser(options -> options.setPermissions(List.of("clipboard-read", "clipboard-write"))).logIn("alice").chat("bob");
        Tab bob = phone(ColorScheme.DARK).logIn("bob").chat("alice");
        // when
        alice.say(STYLED);
        // then
        Locator body = bob.log().locator(".body");
        assertThat(body.locator("strong").first()).hasText("*Plan*");
        assertThat(body.locator("blockquote blockquote")).hasText(">> No, eleven.");
        assertThat(body.getByRole(AriaRole.LINK)).hasAttribute("href", "https://a.example/_x_");
        assertEquals(STYLED, body.evaluate("body => { const copy = body.cloneNode(true); copy.querySelectorAll('button').forEach(each => each.remove()); return copy.textContent; }"));
        assertEquals(390, (int) bob.page().evaluate("() => document.documentElement.scrollWidth"));
        // when all of it is marked, once it is the server's
        assertThat(alice.log().locator(".pending")).hasCount(0);
        assertEquals(STYLED, alice.log().locator(".body").evaluate("body => { getSelection().selectAllChildren(body); return String(getSelection()).replace(/\\u00a0/g, ' '); }"));
        // when the code alone is copied
        alice.button("Copy").click();
        // then
        assertThat(alice.log().locator(".copy-code [role=status]")).hasText("Copied");
        assertTrue(((String) alice.page().evaluate("() => navigator.clipboard.readText()")).startsWith("int[] guests = {1, 2, 3};"));
        // and it is scrolled by keys
        Locator code = alice.log().locator("pre");
        code.focus();
        alice.page().keyboard().press("ArrowRight");
        alice.page().waitForCondition(() -> (double) (Number) toDouble(code.evaluate("block => block.scrollLeft")) > 0);
        alice.say("🎉🔥");
        assertThat(bob.log().locator(".body.jumbo")).hasText("🎉🔥");
        picture(alice, "styled-wide");
        picture(bob, "styled-phone");
        scan(alice);
        scan(bob);
    }

    private static Number toDouble(Object number) {
        return ((Number) number).doubleValue();
    }

    @Test
    void long_and_hostile_words_break_nothing() throws Exception {
        // given
        Tab dave = phone(ColorScheme.LIGHT).logIn("dave").chat("carol");
        Tab carol = scene.logIn("carol").chat("dave");
        String lines = "line of a long paste\n".repeat(3_000);
        // when
        carol.say(ZALGO);
        carol.say("\u202eevil txt.exe\u2066 and on");
        carol.say("مرحبا بالعالم\nHello in English\nשלום עולם, version 2.0");
        carol.say("x".repeat(3_000));
        carol.say("*".repeat(200) + "<b>&amp;</b><script>alert(1)</script>");
        assertThat(dave.log().getByRole(AriaRole.ARTICLE)).hasCount(5);
        picture(dave, "hostile-phone");
        dave.log().evaluate("log => log.scrollTop = 0");
        carol.log().evaluate("log => log.scrollTop = 0");
        picture(dave, "hostile-phone-top");
        picture(carol, "hostile-wide");
        // Typed by the test's own means it would take its browser half a minute.
        carol.box("Message").evaluate("(box, text) => { box.value = text; box.dispatchEvent(new Event('input', {bubbles: true})); }", lines);
        carol.button("Send").click();
        // then
        assertThat(dave.log().getByRole(AriaRole.ARTICLE)).hasCount(6);
        assertThat(dave.log().locator(".pending")).hasCount(0);
        assertEquals(390, (int) dave.page().evaluate("() => document.documentElement.scrollWidth"));
        assertThat(dave.log().locator("script")).hasCount(0);
        picture(dave, "long-phone");
        scan(dave);
        // when he wants all of it
        Locator body = dave.log().locator(".body").last();
        assertEquals(40, ((String) body.textContent()).split("\n").length);
        dave.button("Show all").tap();
        // then
        assertThat(dave.button("Show all")).hasCount(0);
        assertEquals(lines.strip(), body.textContent().strip());
        assertThat(body).isFocused();
        // when he looks again it is the beginning
        dave.reload();
        assertThat(dave.button("Show all")).hasCount(1);
    }

    @Test
    void a_voice_message_is_recorded_sent_and_played_and_another_client_gets_a_sound() throws Exception {
        // given
        Tab frank = scene.browser(options -> options.setPermissions(List.of("microphone"))).logIn("frank").chat("grace");
        Tab grace = phone(ColorScheme.DARK).logIn("grace").chat("frank");
        try (Wire wire = Wire.logIn(scene.server(), "grace", "phone")) {
            // A client without carbons gets nothing that is for all, once another one has them.
            wire.ask("set", "", "<enable xmlns='urn:xmpp:carbons:2'/>");
            // when
            frank.button("Record a voice message").click();
            // then
            assertThat(frank.button("Stop and attach")).isFocused();
            assertThat(frank.named(AriaRole.TIMER, "")).hasText("0:01");
            frank.page().waitForCondition(() -> (boolean) frank.page().evaluate("() => document.querySelector('.voice-level i').offsetWidth > 0"));
            picture(frank, "voice-recording");
            scan(frank);
            // when
            frank.page().keyboard().press("Enter");
            // then
            assertThat(frank.page().locator(".attached-file[data-state=ready]")).containsText("Voice message");
            assertThat(frank.page().locator(".attached-file")).containsText(LENGTH);
            assertThat(frank.box("Message")).isFocused();
            frank.page().keyboard().press("Enter");
            // then
            Element message = wire.awaitMessage("urn:xmpp:sfs:0");
            Element file = message.element("file-sharing").element("file");
            assertEquals("audio/webm", file.elementTextTrim("media-type"));
            assertTrue(Long.parseLong(file.elementTextTrim("size")) > 1_000);
            assertTrue(Long.parseLong(file.elementTextTrim("length")) >= 1_000);
            assertEquals(message.elementTextTrim("body"), message.element("x").elementTextTrim("url"));
            // when she plays it
            Locator play = grace.log().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Play"));
            assertThat(grace.log().locator(".playing-time")).hasText(LENGTH);
            grace.log().locator(".playing-speed").tap();
            assertThat(grace.log().locator(".playing-speed")).hasText("Speed 1.5\u00d7");
            picture(grace, "voice-phone");
            scan(grace);
            play.tap();
            // then
            grace.page().waitForCondition(() -> (boolean) grace.page().evaluate("() => document.querySelector('audio').ended && document.querySelector('audio').currentTime > 0.5"));
            assertThat(play).isVisible();
        }
        // when nothing comes of one
        frank.button("Record a voice message").click();
        assertThat(frank.button("Stop and attach")).isFocused();
        frank.page().keyboard().press("Escape");
        // then
        assertThat(frank.button("Record a voice message")).isFocused();
        assertThat(frank.page().locator(".attached-file")).hasCount(0);
        // when the browser does not let the page
        grace.button("Record a voice message").tap();
        // then
        assertThat(grace.page().locator(".attach-word")).containsText("does not let this page use the microphone");
        picture(grace, "voice-refused");
    }

    @Test
    void who_is_troubled_reports_somebody_and_those_who_run_the_server_read_it() throws Exception {
        // given a stranger who writes
        Tab heidi = scene.logIn("heidi");
        try (Wire ivan = Wire.logIn(scene.server(), "ivan", "phone")) {
            ivan.say("heidi@localhost", "<body xmlns='jabber:client'>Buy &lt;b&gt;pills&lt;/b&gt;</body>");
            heidi.chat("ivan");
            assertThat(heidi.message("Buy <b>pills</b>")).hasCount(1);
            // when
            heidi.button("Report").click();
            Locator dialog = heidi.dialog("Report somebody");
            assertThat(dialog.getByRole(AriaRole.CHECKBOX, new Locator.GetByRoleOptions().setName("Buy <b>pills</b>"))).isChecked();
            picture(heidi, "report-wide");
            scan(heidi);
            dialog.getByLabel("What should they know?").fill("He writes every day");
            dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Send the report")).click();
            // then
            assertThat(dialog).containsText("Nothing they write reaches you any more.");
            heidi.page().keyboard().press("Escape");
            assertThat(dialog).isHidden();
            ivan.say("heidi@localhost", "<body xmlns='jabber:client'>Still there?</body>");
            heidi.open("/contacts/ivan@localhost");
            assertThat(heidi.button("No longer block")).isVisible();
            assertThat(heidi.button("Report")).isVisible();
            // when another client says the same as it blocks
            ivan.ask("set", "", "<block xmlns='urn:xmpp:blocking'><item jid='heidi@localhost'><report xmlns='urn:xmpp:reporting:1' reason='urn:xmpp:reporting:abuse'>"
                + "<text>She &lt;i&gt;blocks&lt;/i&gt; me</text></report></item></block>");
        }
        // then the admins read both
        Tab admin = scene.browser().expects("favicon.ico");
        admin.page().navigate("http://" + scene.server().address() + ":" + scene.server().adminPort() + "/plugins/fireside/fireside-reports.jsp");
        Locator row = admin.page().getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("He writes every day"));
        assertThat(row).containsText("ivan@localhost");
        assertThat(row).containsText("Buy <b>pills</b>");
        assertThat(row).containsText("Spam");
        assertThat(admin.page().getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("She <i>blocks</i> me"))).containsText("Abuse");
        picture(admin, "report-console");
        // when
        row.getByRole(AriaRole.BUTTON).click();
        // then
        assertThat(row).hasCount(0);
        admin.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Show what was seen to")).click();
        assertThat(row).hasCount(1);
    }

    private static Tab phone(ColorScheme scheme) {
        return scene.browser(options -> options.setViewportSize(390, 844).setHasTouch(true).setIsMobile(true).setColorScheme(scheme));
    }

    private static void picture(Tab tab, String name) {
        tab.page().screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/words-" + name + ".png")));
    }

    private static void scan(Tab tab) {
        tab.page().evaluate("() => Promise.all(document.getAnimations().filter(each => each.effect.getComputedTiming().iterations !== Infinity)"
            + ".map(each => each.finished.catch(() => {})))");
        assertEquals(List.of(), new AxeBuilder(tab.page()).setLegacyMode(true).analyze().getViolations().stream()
            .flatMap(rule -> rule.getNodes().stream().map(node -> rule.getId() + " at " + node.getTarget() + " " + node.getFailureSummary())).toList());
    }
}
