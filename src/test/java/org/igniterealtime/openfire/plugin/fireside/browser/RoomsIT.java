package org.igniterealtime.openfire.plugin.fireside.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rooms: made, entered and used by browsers and by an ordinary client. */
class RoomsIT {
    @RegisterExtension
    static final Scene scene = new Scene().people("alice", "bob", "carol", "dave").server(server -> server.property("fireside.session.grace", "1"));

    @Test
    void somebody_makes_a_channel_and_others_come_in_and_talk() {
        // given
        Tab alice = scene.logIn("alice").open("/rooms");
        Tab bob = scene.logIn("bob").open("/rooms");
        // when
        make(alice, "The Garden", "A public channel");
        // then
        assertThat(alice.page().getByRole(AriaRole.HEADING, named("The Garden"))).isVisible();
        // when
        join(bob, "the-garden@conference.localhost");
        bob.say("Hello <b>all</b>");
        // then
        assertThat(alice.message("Hello <b>all</b>")).hasCount(1);
        assertThat(alice.message("Hello <b>all</b>")).containsText("Bob");
        alice.say("Hello Bob");
        assertThat(bob.message("Hello Bob")).hasCount(1);
        assertThat(bob.message("Hello Bob")).hasClass(java.util.regex.Pattern.compile("mentions"));
        assertThat(alice.log().locator(".pending")).hasCount(0);
        // when both look again
        alice.reload();
        bob.reload();
        // then it is the same
        assertThat(alice.log().getByRole(AriaRole.ARTICLE)).hasCount(2);
        assertThat(bob.log().getByRole(AriaRole.ARTICLE)).hasCount(2);
    }

    private static void make(Tab tab, String name, String kind) {
        tab.page().getByRole(AriaRole.BUTTON, button("New room")).first().click();
        Locator dialog = tab.page().getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Name of the room").fill(name);
        dialog.getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName(kind)).check();
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Make the room")).click();
    }

    private static void join(Tab tab, String address) {
        tab.page().getByRole(AriaRole.BUTTON, button("Join room")).first().click();
        tab.page().getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Room address")).fill(address);
        tab.page().getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Join").setExact(true)).click();
    }

    private static Page.GetByRoleOptions button(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
