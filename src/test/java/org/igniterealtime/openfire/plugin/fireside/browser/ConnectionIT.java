package org.igniterealtime.openfire.plugin.fireside.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The connection is lost and comes back. */
class ConnectionIT {
    @RegisterExtension
    static final Scene scene = new Scene().contacts("alice", "bob").contacts("carol", "dave");

    @Test
    void what_is_typed_while_the_line_is_down_goes_once_and_what_came_meanwhile_shows_once() throws Exception {
        try (Line line = new Line(scene.server().address(), scene.server().httpPort())) {
            // given
            NativeClient bob = scene.client("bob");
            Tab alice = scene.browser().expects("WebSocket connection").via(line.port()).logIn("alice").chat("bob");
            Locator word = alice.page().locator("#connection");
            assertThat(word).isHidden();
            alice.pictured();
            // when
            line.cut();
            alice.lost();
            alice.say("Into the dark");
            bob.say("alice", "Where are you?");
            // then it is shown as on its way, and the line says quietly why
            assertThat(alice.message("Into the dark")).containsText("Sending");
            assertThat(word).containsText("Connecting");
            assertEquals(0, bob.count("<body>Into the dark</body>"));
            assertThat(alice.message("Where are you?")).hasCount(0);
            // when
            line.mend();
            // then
            bob.await("<body>Into the dark</body>");
            assertThat(word).hasText("Back online");
            assertThat(alice.message("Where are you?")).hasCount(1);
            assertThat(alice.message("Into the dark")).containsText("Delivered");
            assertThat(alice.log().getByRole(AriaRole.ARTICLE)).hasCount(2);
            assertThat(word).isHidden();
            // and a message behind it shows that none is doubled
            alice.say("In the light");
            bob.await("<body>In the light</body>");
            assertEquals(1, bob.count("<body>Into the dark</body>"));
        }
    }

    @Test
    void a_short_loss_says_nothing() throws Exception {
        try (Line line = new Line(scene.server().address(), scene.server().httpPort())) {
            // given
            NativeClient dave = scene.client("dave");
            Tab carol = scene.browser().expects("WebSocket connection").via(line.port()).logIn("carol").chat("dave").pictured();
            carol.page().evaluate("""
                () => { window.said = []; new MutationObserver(() => window.said.push(document.getElementById("connection").textContent))
                  .observe(document.getElementById("connection"), { childList: true, characterData: true, subtree: true }); }""");
            // whose clock moves only when told to
            carol.page().clock().install();
            carol.page().clock().pauseAt(System.currentTimeMillis() + 1_000);
            // when
            line.cut();
            carol.lost();
            line.mend();
            carol.page().clock().runFor(300);
            carol.live();
            dave.say("carol", "Still there?");
            // then
            assertThat(carol.message("Still there?")).hasCount(1);
            carol.page().clock().runFor(5_000);
            assertEquals("", carol.page().evaluate("window.said.join()"));
        }
    }
}
