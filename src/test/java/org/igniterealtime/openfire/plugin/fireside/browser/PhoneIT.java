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
        alice.live().link("Chats").tap();
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
    void a_phone_writes_reads_and_answers_posts() {
        // given
        Tab alice = phone().logIn("alice");
        // when
        alice.link("Feed").tap();
        alice.button("New post").tap();
        // then the composer is all, and what sends it is in reach
        alice.box("Text").fill("A long word that nobody can break: " + "x".repeat(200) + "\n\nand more");
        alice.box("Title").fill("From the bus");
        assertThat(alice.page().locator("#list")).isHidden();
        fits(alice);
        alice.named(AriaRole.RADIO, "Contacts").tap();
        Locator publish = alice.button("Publish");
        assertTrue(publish.boundingBox().height >= 44, "as large as a thumb");
        publish.tap();
        // then
        Locator hers = PostsIT.post(alice, "From the bus");
        assertThat(hers).hasCount(1);
        fits(alice);
        // when
        Tab bob = phone().logIn("bob");
        bob.link("Feed").tap();
        Locator his = PostsIT.post(bob, "From the bus");
        his.getByRole(AriaRole.BUTTON, PostsIT.name("Like")).tap();
        assertThat(his.getByRole(AriaRole.BUTTON, PostsIT.name("Like"))).hasAttribute("aria-pressed", "true");
        his.locator(".post-link").tap();
        // then the post is all
        assertThat(bob.page().locator("#list")).isHidden();
        fits(bob);
        // when it is to be told on
        his.getByRole(AriaRole.BUTTON, PostsIT.name("Share")).tap();
        Locator person = bob.dialog("Share").getByRole(AriaRole.BUTTON, PostsIT.name("Alice"));
        person.scrollIntoViewIfNeeded();
        fits(bob);
        person.tap();
        // then
        assertThat(bob.dialog("Share")).containsText("Sent");
        bob.dialog("Share").getByRole(AriaRole.BUTTON, PostsIT.name("Close")).tap();
        // when
        bob.box("Comment").fill("Have a seat " + "y".repeat(100));
        bob.button("Send comment").tap();
        // then
        assertThat(bob.page().locator(".comment")).hasCount(1);
        fits(bob);
        // and she is told
        assertThat(hers.locator(".count").first()).containsText("1 like");
        alice.link("Notices").tap();
        assertThat(alice.page().locator(".notice")).hasCount(2);
        fits(alice);
        alice.page().locator(".notice-link").first().tap();
        assertThat(alice.page().locator(".comment")).hasCount(1);
        fits(alice);
        // when
        alice.link("Back").tap();
        // then
        assertThat(hers).isVisible();
    }

    @Test
    void a_phone_searches_from_the_feed() {
        // given
        Tab alice = phone().logIn("alice");
        // when
        alice.link("Feed").tap();
        alice.link("Search").tap();
        // then the box is all there is to do
        assertThat(alice.box("Search")).isFocused();
        fits(alice);
        // when
        alice.box("Search").fill("x".repeat(180));
        alice.box("Search").press("Enter");
        // then
        assertThat(alice.page().getByText("Nothing that you can see has all of that.")).isVisible();
        assertThat(alice.page().locator("#list")).isHidden();
        assertThat(alice.page().locator("#rail")).isVisible();
        fits(alice);
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
        carol.link("Edit profile").tap();
        carol.box("About").fill("A long word that nobody can break: " + "x".repeat(200));
        fits(carol);
        Locator save = carol.button("Save");
        assertTrue(save.boundingBox().height >= 44, "as large as a thumb");
        save.tap();
        assertThat(carol.page().getByText("Saved", new com.microsoft.playwright.Page.GetByTextOptions().setExact(true))).isVisible();
        carol.link("Back").tap();
        // then
        assertThat(carol.page().locator(".profile-words")).containsText("A long word");
        fits(carol);
        // when
        carol.open("/me").button("Log out").last().tap();
        // then
        assertThat(carol.button("Log in")).isVisible();
    }

    private static void fits(Tab tab) {
        assertEquals(WIDTH, ((Number) tab.page().evaluate("document.documentElement.scrollWidth")).intValue(), "nothing sticks out");
    }
}
