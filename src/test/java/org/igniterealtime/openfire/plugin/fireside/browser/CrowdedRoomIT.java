package org.igniterealtime.openfire.plugin.fireside.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A room with more people than a page lists of itself. */
class CrowdedRoomIT {
    private static final String ROOM = "hall@conference.localhost";
    private static final int OTHERS = 60;

    @RegisterExtension
    static final Scene scene = new Scene().people("alice").server(server -> server.ring("p", OTHERS, 2, Scene.PASSWORD));

    @Test
    void who_looks_at_the_list_is_shown_everybody_and_each_who_comes_or_goes() {
        // given
        Tab alice = scene.logIn("alice").open("/rooms");
        alice.button("New room").first().click();
        alice.page().getByRole(AriaRole.DIALOG).getByLabel("Name of the room").fill("Hall");
        alice.page().getByRole(AriaRole.DIALOG).getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName("A public channel")).check();
        alice.page().getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Make the room").setExact(true)).click();
        Locator size = alice.page().locator("#room-size");
        Locator people = alice.page().locator("#room-people .occupant");
        assertThat(size).containsText("1");
        // when
        scene.server().command("bare-open", "p", "0", String.valueOf(OTHERS), "alice");
        for (int i = 0; i < OTHERS; i++) {
            scene.server().command("bare-join", String.valueOf(i), String.format("guest%02d", i), ROOM);
        }
        // then the page has the number, and the beginning of the list
        assertThat(size).containsText("61");
        assertThat(people).hasCount(50);
        assertThat(alice.page().locator(".drawer-rest")).hasCount(1);
        // when she looks at it
        alice.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("People in the room")).click();
        // then
        assertThat(people).hasCount(61);
        assertThat(alice.page().getByText("guest59")).isVisible();
        // when all of them go
        scene.server().command("bare-close");
        // then
        assertThat(people).hasCount(1);
        assertThat(size).containsText("1");
    }
}
