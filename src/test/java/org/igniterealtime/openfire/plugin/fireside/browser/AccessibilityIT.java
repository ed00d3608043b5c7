package org.igniterealtime.openfire.plugin.fireside.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smackx.chatstates.ChatState;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An axe scan, all rules, of every page: by day and by night, left to right and right to left, wide and on a phone. */
class AccessibilityIT {
    @RegisterExtension
    static final Scene scene = new Scene().contacts("alice", "bob", "carol", "dave").people("erin")
        .server(server -> server.property("register.inband", "true"));

    private final List<String> violations = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"LIGHT, en, 1280", "DARK, en, 1280", "LIGHT, de, 800", "DARK, en, 390", "LIGHT, ar, 1280", "DARK, ar, 390"})
    void no_page_violates_a_rule(ColorScheme scheme, String language, int width) throws Exception {
        // given
        Tab tab = scene.browser(options -> options.setColorScheme(scheme).setLocale(language).setViewportSize(width, 844))
            .expects("status of 401").expects("status of 404").expects("status of 400");
        NativeClient bob = scene.client("bob");
        bob.presence(Presence.Mode.dnd, "In a meeting");
        scene.client("carol").presence(Presence.Mode.away, "Out for tea");
        scene.client("erin").presence("alice", Presence.Type.subscribe);

        // then those who are not in
        tab.open("/login");
        scan(tab, "login");
        tab.page().locator("#username").fill("alice");
        tab.page().locator("#password").fill("wrong");
        tab.page().locator("form button").click();
        tab.page().locator("#login-error").waitFor();
        scan(tab, "login refused");
        tab.open("/register");
        scan(tab, "register");
        tab.open("/nothing");
        scan(tab, "error");

        // and those who are
        tab.open("/login");
        tab.page().locator("#username").fill("alice");
        tab.page().locator("#password").fill(Scene.PASSWORD);
        tab.page().locator("form button").click();
        tab.page().locator("#rail").waitFor();
        tab.live();
        scan(tab, "chats");
        bob.say("alice", "See https://example.org/ \uD83D\uDD25");
        tab.page().locator("#chats .badge").waitFor();
        scan(tab, "chats with unread");
        tab.chat("bob");
        tab.page().locator(".composer textarea").fill("One line");
        tab.page().locator("#send").click();
        tab.page().locator(".mine[data-state=delivered]").last().waitFor();
        bob.typing("alice", ChatState.composing);
        tab.page().locator(".typing-dots").waitFor();
        scan(tab, "chat");
        tab.page().locator("#emoji-button").click();
        tab.page().locator("#emoji").waitFor();
        scan(tab, "emoji");
        tab.chat("erin");
        scan(tab, "chat with a stranger");
        tab.page().locator("body").evaluate("() => document.activeElement.blur()");
        tab.page().keyboard().press("?");
        tab.page().locator("#help[open]").waitFor();
        scan(tab, "help");
        tab.page().keyboard().press("Escape");
        tab.page().keyboard().press("Control+k");
        tab.page().locator("#jump[open] [role=option]").first().waitFor();
        scan(tab, "jump");
        tab.open("/contacts");
        assertThat(tab.page().locator(".request")).hasCount(1);
        scan(tab, "contacts");
        tab.page().locator("#open-add").click();
        tab.page().locator("#add-person[open]").waitFor();
        scan(tab, "add a contact");
        tab.page().locator("#add-jid").fill("alice@localhost");
        tab.page().keyboard().press("Enter");
        tab.page().locator("#add-person .refusal").waitFor();
        scan(tab, "add refused");
        tab.open("/contacts/bob@localhost");
        scan(tab, "person");
        tab.page().locator("#person-remove").click();
        tab.page().locator("#remove-person[open]").waitFor();
        scan(tab, "remove a contact");
        tab.open("/contacts/erin@localhost");
        scan(tab, "stranger");
        tab.open("/me");
        scan(tab, "me");
        tab.page().locator("#me-button").click();
        tab.page().locator("#me-menu:popover-open").waitFor();
        scan(tab, "menu");

        assertEquals(List.of(), violations);
    }

    private void scan(Tab tab, String what) {
        // Half-way through an appearance colours are not what they will be.
        tab.page().evaluate("() => Promise.all(document.getAnimations().filter(each => each.effect.getComputedTiming().iterations !== Infinity)"
            + ".map(each => each.finished.catch(() => {})))");
        // The legacy mode reports the same where there are no frames, and opens no second page for each scan.
        new AxeBuilder(tab.page()).setLegacyMode(true).analyze().getViolations().forEach(rule -> rule.getNodes().forEach(node ->
            violations.add(what + ": " + rule.getId() + " at " + node.getTarget() + " " + node.getHtml() + "\n    "
                + node.getFailureSummary().replace("\n", " "))));
    }
}
