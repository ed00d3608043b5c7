package org.igniterealtime.openfire.plugin.fireside.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.time.Instant;
import java.util.List;
import org.jivesoftware.smackx.iqregister.AccountManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Log-ins that are kept: over a restart of the server, listed, revoked, and dead with the password. */
class KeptLogInIT {
    @RegisterExtension
    static final Scene scene = new Scene().people("alice", "bob", "carol");

    @Test
    void a_kept_log_in_survives_the_browser_and_the_server() {
        // given
        Tab alice = scene.browser().expects("WebSocket connection").logIn("alice", Scene.PASSWORD, true);
        List<Cookie> cookies = alice.page().context().cookies();
        assertTrue(cookies.get(0).expires > Instant.now().getEpochSecond() + 86_400, "kept for more than a day");
        assertTrue(cookies.get(0).httpOnly);
        assertEquals(com.microsoft.playwright.options.SameSiteAttribute.LAX, cookies.get(0).sameSite);
        // when the open page comes back by itself
        alice.liveAgainAfter(scene.server()::restart);
        // then so does a browser that has only what it kept
        Tab later = scene.browser();
        later.page().context().addCookies(cookies.stream().filter(cookie -> cookie.expires > 0).toList());
        later.open("/chats");
        assertThat(later.heading("Chats")).isVisible();
    }

    @Test
    void a_log_in_that_is_not_kept_ends_with_the_browser() {
        // given
        Tab alice = scene.logIn("alice");
        // then
        assertEquals(-1, alice.page().context().cookies().get(0).expires);
    }

    @Test
    void log_ins_are_listed_and_revoked() {
        // given
        Tab here = scene.logIn("bob");
        Tab there = scene.browser().logIn("bob", Scene.PASSWORD, true);
        here.open("/me");
        Locator logins = here.page().getByRole(AriaRole.REGION, new com.microsoft.playwright.Page.GetByRoleOptions()
            .setName("Where you are logged in")).getByRole(AriaRole.LISTITEM);
        assertThat(logins).hasCount(2);
        Locator other = logins.filter(new Locator.FilterOptions().setHasNotText("This one"));
        assertThat(other).hasCount(1);
        assertThat(other).containsText("Kept");
        assertThat(other).containsText("Chrome, Linux");
        // when
        other.getByRole(AriaRole.BUTTON).click();
        // then
        assertThat(there.button("Log in")).isVisible();
        there.open("/chats");
        assertThat(there.button("Log in")).isVisible();
        assertThat(logins).hasCount(1);
        assertThat(logins).containsText("This one");
    }

    @Test
    void a_kept_log_in_dies_with_a_password_change() throws Exception {
        // given
        Tab carol = scene.browser().expects("status of 401").logIn("carol", Scene.PASSWORD, true);
        NativeClient phone = scene.client("carol");
        // when
        AccountManager accounts = AccountManager.getInstance(phone.connection());
        accounts.sensitiveOperationOverInsecureConnection(true);
        accounts.changePassword("another");
        // then
        assertThat(carol.button("Log in")).isVisible();
        carol.open("/chats");
        assertThat(carol.button("Log in")).isVisible();
        carol.box("Username").fill("carol");
        carol.page().getByLabel("Password").fill(Scene.PASSWORD);
        carol.button("Log in").click();
        assertThat(carol.page().getByRole(AriaRole.ALERT)).isVisible();
        carol.logIn("carol", "another", true);
    }
}
