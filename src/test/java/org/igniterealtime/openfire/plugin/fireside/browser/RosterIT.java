package org.igniterealtime.openfire.plugin.fireside.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.jivesoftware.smack.packet.Presence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Contacts: add, accept, refuse, rename, groups, remove, each seen on both sides. */
class RosterIT {
    @RegisterExtension
    static final Scene scene = new Scene().people("alice", "bob", "carol", "dave", "erin", "frank").contacts("grace", "heidi")
        .contacts("ivan", "judy");

    private static void add(Tab tab, String address, String name, String groups) {
        tab.button("Add contact").first().click();
        Locator dialog = tab.dialog("Add a contact");
        dialog.getByLabel("Address").fill(address);
        dialog.getByLabel("Name").fill(name);
        dialog.getByLabel("Groups").fill(groups);
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Add contact")).click();
    }

    private static Locator group(Tab tab, String name) {
        return tab.page().getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator request(Tab tab) {
        return group(tab, "Want to be your contact").getByRole(AriaRole.LISTITEM);
    }

    @Test
    void one_asks_and_the_other_accepts() {
        // given
        Tab alice = scene.logIn("alice").open("/contacts");
        Tab bob = scene.logIn("bob").open("/contacts");
        // when
        add(alice, "bob@localhost", "Bobby", "Friends, Work");
        // then
        assertThat(alice.dialog("Add a contact")).hasCount(0);
        assertThat(group(alice, "Friends").getByRole(AriaRole.LISTITEM)).containsText("Waiting for an answer");
        assertThat(group(alice, "Work").getByRole(AriaRole.LISTITEM)).containsText("Bobby");
        assertThat(request(bob)).containsText("alice@localhost");
        // when
        request(bob).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Accept")).click();
        // then alice, who asked first, is not asked in turn
        assertThat(request(bob)).hasCount(0);
        assertThat(group(alice, "Friends").getByRole(AriaRole.LISTITEM)).containsText("Online");
        assertThat(bob.row("Alice")).containsText("Online");
        assertThat(request(alice)).hasCount(0);
        // when one looks
        alice.link("Bobby").first().click();
        // then
        assertThat(alice.heading("Bobby")).isVisible();
        assertThat(alice.box("Groups")).hasValue(java.util.regex.Pattern.compile("Friends, Work|Work, Friends"));
    }

    @Test
    void one_asks_and_the_other_refuses() throws Exception {
        // given
        Tab carol = scene.logIn("carol").open("/contacts");
        NativeClient dave = scene.client("dave");
        // when
        dave.presence("carol", Presence.Type.subscribe);
        request(carol).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Refuse")).click();
        // then
        dave.await("<presence", "carol@", "unsubscribed");
        assertThat(request(carol)).hasCount(0);
        // and it stays so
        carol.reload();
        assertThat(request(carol)).hasCount(0);
    }

    @Test
    void a_native_client_asks_and_a_browser_accepts() throws Exception {
        // given
        Tab erin = scene.logIn("erin").open("/contacts");
        NativeClient frank = scene.client("frank");
        // when
        frank.presence("erin", Presence.Type.subscribe);
        request(erin).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Accept")).click();
        // then
        frank.await("<presence", "erin@", "'subscribed'");
        frank.await("<presence", "erin@", "'subscribe'");
        // when
        frank.presence("erin", Presence.Type.subscribed);
        // then
        frank.await("<presence", "erin@localhost/fireside-");
        assertThat(erin.row("Frank")).containsText("Online");
    }

    @Test
    void a_contact_is_renamed_and_sorted_and_its_other_clients_see_it() throws Exception {
        // given
        Tab grace = scene.logIn("grace").open("/contacts");
        Tab second = grace.another();
        NativeClient phone = scene.client("grace");
        // when
        grace.link("Heidi").click();
        grace.box("Name").fill("Heidi from the lake");
        grace.box("Groups").fill("Swimmers");
        grace.button("Save").click();
        // then
        assertThat(group(second, "Swimmers").getByRole(AriaRole.LISTITEM)).containsText("Heidi from the lake");
        assertThat(grace.row("Heidi from the lake")).hasCount(1);
        assertThat(grace.heading("Heidi from the lake")).isVisible();
        phone.awaitContact("heidi", entry -> "Heidi from the lake".equals(entry.getName())
            && entry.getGroups().stream().anyMatch(group -> group.getName().equals("Swimmers")));
        // and a chat has that name
        second.chat("heidi");
        assertThat(second.heading("Heidi from the lake")).isVisible();
    }

    @Test
    void a_contact_is_removed_after_a_question() throws Exception {
        // given
        Tab ivan = scene.logIn("ivan").open("/contacts");
        NativeClient judy = scene.client("judy");
        assertThat(ivan.row("Judy")).containsText("Online");
        ivan.link("Judy").click();
        // when
        ivan.button("Remove").click();
        ivan.dialog("Remove Judy?").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Cancel")).click();
        // then
        assertThat(ivan.row("Judy")).hasCount(1);
        // when
        ivan.button("Remove").click();
        ivan.dialog("Remove Judy?").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Remove")).click();
        // then
        assertThat(ivan.row("Judy")).hasCount(0);
        judy.await("<presence", "ivan@localhost", "unsubscribe");
        judy.await("<presence", "ivan@localhost", "unavailable");
    }

    @Test
    void what_cannot_be_added_says_why_with_the_text_kept() {
        // given
        Tab alice = scene.logIn("alice").open("/contacts");
        // when
        add(alice, "nobody@localhost", "", "");
        // then
        assertThat(alice.dialog("Add a contact").getByRole(AriaRole.ALERT)).containsText("There is nobody by the address nobody@localhost.");
        assertThat(alice.dialog("Add a contact").getByLabel("Address")).hasValue("nobody@localhost");
        // when
        alice.dialog("Add a contact").getByLabel("Address").fill("alice@localhost");
        alice.page().keyboard().press("Enter");
        // then
        assertThat(alice.dialog("Add a contact").getByRole(AriaRole.ALERT)).containsText("That is you.");
    }

    @Test
    void who_is_blocked_is_heard_no_more_until_he_is_let_in_again() throws Exception {
        // given
        NativeClient judy = scene.client("judy");
        Tab ivan = scene.logIn("ivan").chat("judy");
        judy.say("ivan", "Before");
        assertThat(ivan.message("Before")).hasCount(1);
        // when
        ivan.open("/contacts/judy@localhost");
        ivan.button("Block").click();
        assertThat(ivan.button("No longer block")).isVisible();
        judy.say("ivan", "While blocked");
        // then
        ivan.chat("judy");
        assertThat(ivan.message("Before")).hasCount(1);
        assertThat(ivan.message("While blocked")).hasCount(0);
        // when
        ivan.open("/contacts/judy@localhost").button("No longer block").click();
        assertThat(ivan.button("Block")).isVisible();
        judy.say("ivan", "Afterwards");
        // then
        ivan.chat("judy");
        assertThat(ivan.message("Afterwards")).hasCount(1);
        assertThat(ivan.message("While blocked")).hasCount(0);
    }
}
