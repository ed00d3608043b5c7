package org.igniterealtime.openfire.plugin.fireside.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Without a pointer. */
class KeyboardIT {
    private static final int MOST_STEPS = 40;

    @RegisterExtension
    static final Scene scene = new Scene().contacts("alice", "bob", "carol").contacts("dave", "erin");

    /** Tab by tab, as somebody does who sees where the focus is. */
    private static void walkTo(Tab tab, Locator wanted) {
        for (int i = 0; i < MOST_STEPS; i++) {
            tab.page().keyboard().press("Tab");
            if (focused(wanted)) {
                assertTrue((Boolean) wanted.evaluate("here => here.matches(':focus-visible')"), "the focus shows");
                return;
            }
        }
        throw new AssertionError("Not reached: " + wanted + ", but " + tab.page().evaluate("document.activeElement.outerHTML"));
    }

    private static boolean focused(Locator locator) {
        return locator.count() == 1 && (Boolean) locator.evaluate("here => here === document.activeElement");
    }

    @Test
    void a_person_logs_in_chooses_a_contact_writes_and_sends() throws Exception {
        // given
        NativeClient bob = scene.client("bob");
        Tab alice = scene.browser().open("/login");
        Keyboard keys = alice.page().keyboard();
        // when
        assertThat(alice.box("Username")).isFocused();
        keys.type("alice");
        keys.press("Tab");
        keys.type(Scene.PASSWORD);
        keys.press("Enter");
        alice.live();
        walkTo(alice, alice.link("Contacts"));
        keys.press("Enter");
        assertThat(alice.row("Bob")).isVisible();
        walkTo(alice, alice.link("Bob"));
        keys.press("ArrowDown");
        assertThat(alice.link("Carol")).isFocused();
        keys.press("ArrowUp");
        assertThat(alice.link("Bob")).isFocused();
        keys.press("Enter");
        assertThat(alice.heading("Bob")).isVisible();
        walkTo(alice, alice.link("Message"));
        keys.press("Enter");
        // then the box is ready
        assertThat(alice.box("Message")).isFocused();
        keys.type("By hand");
        keys.press("Shift+Enter");
        keys.type("and on two lines");
        keys.press("Enter");
        bob.await("<body>By hand\nand on two lines</body>");
        assertThat(alice.log().locator(".pending")).hasCount(0);
        assertEquals("By hand\nand on two lines", alice.log().locator(".body").last().innerText());
        assertThat(alice.box("Message")).isFocused();
        assertThat(alice.box("Message")).hasValue("");
    }

    @Test
    void a_person_jumps_and_leaves() throws Exception {
        // given
        Tab dave = scene.logIn("dave");
        Keyboard keys = dave.page().keyboard();
        // when
        keys.press("Control+k");
        assertThat(dave.page().locator("#jump-box")).isFocused();
        keys.type("eri");
        assertThat(dave.page().locator("#jump [role=option]").first()).containsText("Erin");
        keys.press("Enter");
        // then
        assertThat(dave.box("Message")).isFocused();
        // when
        keys.press("Shift+Tab");
        keys.press("?");
        // then
        assertThat(dave.dialog("Keys")).isVisible();
        keys.press("Escape");
        assertThat(dave.dialog("Keys")).isHidden();
        // when
        walkTo(dave, dave.page().locator("#me-button"));
        keys.press("Enter");
        assertThat(dave.page().locator("#me-menu")).isVisible();
        walkTo(dave, dave.button("Log out"));
        keys.press("Enter");
        // then
        assertThat(dave.button("Log in")).isVisible();
    }
}
