package org.igniterealtime.openfire.plugin.fireside.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** With a thumb: one column and a bottom bar. */
class PhoneIT {
    private static final int WIDTH = 390;
    private static final int HEIGHT = 844;

    @RegisterExtension
    static final Scene scene = new Scene().contacts("alice", "bob", "carol");

    private static Tab phone() {
        return scene.browser(options -> options.setViewportSize(WIDTH, HEIGHT).setHasTouch(true).setIsMobile(true));
    }

    @Test
    void a_phone_goes_through_log_in_list_chat_back_and_contacts() throws Exception {
        // given
        NativeClient bob = scene.client("bob");
        bob.say("alice", "A long word that nobody can break: " + "x".repeat(200));
        Tab alice = phone().open("/login");
        fits(alice);
        // when
        alice.box("Username").fill("alice");
        alice.page().getByLabel("Password").fill(Scene.PASSWORD);
        alice.button("Log in").tap();
        // then the list is all, above the bar
        assertThat(alice.row("Bob")).containsText("1 unread message");
        assertThat(alice.page().locator("#pane")).isHidden();
        Locator bar = alice.page().getByRole(AriaRole.NAVIGATION);
        assertEquals(HEIGHT, bar.boundingBox().y + bar.boundingBox().height, 1);
        assertEquals(WIDTH, bar.boundingBox().width, 1);
        fits(alice);
        // when
        alice.live().link("Bob").tap();
        // then the chat is all
        assertThat(alice.log()).isVisible();
        assertThat(alice.page().locator("#list")).isHidden();
        assertThat(bar).isHidden();
        fits(alice);
        // when
        alice.box("Message").fill("From my phone");
        alice.button("Send").tap();
        // then
        bob.await("<body>From my phone</body>");
        Locator send = alice.button("Send");
        assertTrue(send.boundingBox().y + send.boundingBox().height <= HEIGHT, "the composer is in sight");
        assertTrue(send.boundingBox().height >= 44 && send.boundingBox().width >= 44, "as large as a thumb");
        // when
        alice.link("Back").tap();
        // then
        assertThat(alice.row("Bob")).containsText("From my phone");
        assertThat(alice.row("Bob")).not().containsText("unread");
        assertThat(alice.page().locator("#pane")).isHidden();
        // when
        alice.link("Contacts").tap();
        alice.link("Carol").tap();
        // then
        assertThat(alice.heading("Carol")).isVisible();
        fits(alice);
        // when the browser's own way back is taken
        alice.page().goBack();
        // then
        assertThat(alice.row("Carol")).isVisible();
        assertThat(alice.page().locator("#pane")).isHidden();
    }

    @Test
    void a_phone_reaches_its_own_page_and_leaves() {
        // given
        Tab carol = phone().logIn("carol");
        // when
        carol.page().getByRole(AriaRole.BUTTON, new com.microsoft.playwright.Page.GetByRoleOptions().setName("Me:")).tap();
        carol.link("Account and appearance").tap();
        // then
        assertThat(carol.heading("Account and appearance")).isVisible();
        assertThat(carol.page().locator("#me-menu")).isHidden();
        fits(carol);
        // when
        carol.button("Log out").last().tap();
        // then
        assertThat(carol.button("Log in")).isVisible();
    }

    private static void fits(Tab tab) {
        assertEquals(WIDTH, ((Number) tab.page().evaluate("document.documentElement.scrollWidth")).intValue(), "nothing sticks out");
    }
}
