package org.igniterealtime.openfire.plugin.fireside.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Coming and going, where new accounts are not made by the people themselves. */
class LogInIT {
    @RegisterExtension
    static final Scene scene = new Scene().contacts("alice", "bob").server(server -> server.property("register.inband", "false"));

    @Test
    void a_person_logs_in_where_they_wanted_to_go() {
        // given
        Tab alice = scene.browser().chat("bob");
        assertThat(alice.page()).hasURL(Pattern.compile(".*/login\\?next=.*"));
        // when
        alice.box("Username").fill("alice");
        alice.page().getByLabel("Password").fill(Scene.PASSWORD);
        alice.button("Log in").click();
        // then
        assertThat(alice.page()).hasURL(scene.url("/chats/bob@localhost"));
        assertThat(alice.heading("Bob")).isVisible();
        assertThat(alice.page()).hasTitle("Bob \u00b7 Fireside");
    }

    @Test
    void a_wrong_password_and_an_unknown_name_get_the_same_words() {
        // given
        Tab stranger = scene.browser().expects("status of 401").open("/login");
        // when
        String wrong = refusal(stranger, "alice", "wrong");
        String unknown = refusal(stranger, "nobody", "secret");
        // then
        assertEquals("That name and password do not go together.", wrong);
        assertEquals(wrong, unknown);
        assertThat(stranger.box("Username")).hasValue("nobody");
        // and the door is still open
        stranger.logIn("alice");
    }

    private static String refusal(Tab tab, String username, String password) {
        tab.box("Username").fill(username);
        tab.page().getByLabel("Password").fill(password);
        tab.page().waitForResponse(response -> response.request().method().equals("POST"), tab.button("Log in")::click);
        return tab.page().getByRole(AriaRole.ALERT).innerText().strip();
    }

    @Test
    void who_logs_out_is_out_in_every_tab() {
        // given
        Tab alice = scene.logIn("alice");
        Tab other = alice.another();
        // when
        alice.logOut();
        // then
        assertThat(other.button("Log in")).isVisible();
        alice.open("/chats");
        assertThat(alice.button("Log in")).isVisible();
        assertEquals(0, alice.page().context().cookies().size());
    }

    @Test
    void nobody_signs_up_where_the_server_does_not_let_them() {
        // given
        Tab stranger = scene.browser().expects("status of 403").open("/login");
        // then
        assertThat(stranger.link("Create account")).hasCount(0);
        stranger.open("/register");
        assertThat(stranger.page().getByText("New accounts are made by whoever runs this server.")).isVisible();
        assertThat(stranger.box("Username")).hasCount(0);
    }
}
