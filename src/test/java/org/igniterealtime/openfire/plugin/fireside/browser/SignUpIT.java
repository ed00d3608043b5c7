package org.igniterealtime.openfire.plugin.fireside.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sign-up, where the server allows in-band registration. */
class SignUpIT {
    @RegisterExtension
    static final Scene scene = new Scene().people("alice").server(server -> server.property("register.inband", "true"));

    @Test
    void a_new_person_signs_up_and_is_in() throws Exception {
        // given
        Tab nora = scene.browser().open("/login");
        nora.link("Create account").click();
        // when
        fill(nora, "nora", "a good one");
        // then
        assertThat(nora.link("Chats")).isVisible();
        nora.live().logOut();
        nora.logIn("nora", "a good one", false);
    }

    @Test
    void a_name_that_is_taken_and_passwords_that_differ_are_refused_with_the_name_kept() {
        // given
        Tab stranger = scene.browser().expects("status of 409").expects("status of 400").open("/register");
        // when
        fill(stranger, "alice", "a good one");
        // then
        assertThat(stranger.page().getByRole(AriaRole.ALERT)).hasText("Somebody has that name already.");
        assertThat(stranger.box("Username")).hasValue("alice");
        // when
        stranger.box("Username").fill("oscar");
        stranger.page().getByLabel("Password", exactly()).fill("one of these");
        stranger.page().getByLabel("Password again").fill("one of those");
        stranger.button("Create account").click();
        // then
        assertThat(stranger.page().getByRole(AriaRole.ALERT)).hasText("The two passwords differ.");
        assertThat(stranger.box("Username")).hasValue("oscar");
    }

    private static void fill(Tab tab, String username, String password) {
        tab.box("Username").fill(username);
        tab.page().getByLabel("Password", exactly()).fill(password);
        tab.page().getByLabel("Password again").fill(password);
        tab.button("Create account").click();
    }

    private static com.microsoft.playwright.Page.GetByLabelOptions exactly() {
        return new com.microsoft.playwright.Page.GetByLabelOptions().setExact(true);
    }
}
