package org.igniterealtime.openfire.plugin.fireside.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.Locale;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.PubSubRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Without a script: plain pages and plain forms. */
class NoScriptIT {
    @RegisterExtension
    static final Scene scene = new Scene().contacts("alice", "bob").contacts("carol", "dave").contacts("frank", "gina").people("erin");

    private static Tab plain() {
        return scene.browser(options -> options.setJavaScriptEnabled(false));
    }

    @Test
    void a_person_reads_and_writes_by_plain_forms() throws Exception {
        // given
        NativeClient bob = scene.client("bob");
        bob.say("alice", "Can you read me?");
        // when
        Tab alice = plain().logIn("alice");
        alice.link("Chats").click();
        // then
        assertThat(alice.row("Bob")).containsText("Can you read me?");
        // when
        alice.link("Bob").click();
        assertThat(alice.message("Can you read me?")).hasCount(1);
        alice.say("Plainly");
        // then
        bob.await("<body>Plainly</body>");
        assertThat(alice.page()).hasURL(scene.url("/chats/bob@localhost"));
        assertThat(alice.message("Plainly")).hasCount(1);
        // when
        alice.open("/me");
        alice.button("Log out").click();
        // then
        assertThat(alice.button("Log in")).isVisible();
    }

    @Test
    void the_world_reads_a_blog() throws Exception {
        // given
        NativeClient alice = scene.client("alice");
        for (String title : new String[] {"First", "Second"}) {
            alice.connection().sendIqRequestAndWaitForResponse(PubSubRequest.publish(null, "urn:xmpp:microblog:0", title.toLowerCase(Locale.ROOT),
                "<entry xmlns='http://www.w3.org/2005/Atom'><title>" + title + "</title><content type='text'>Plain *words*</content></entry>"));
        }
        // when
        Tab somebody = plain().open("/@alice");
        // then
        assertThat(somebody.named(AriaRole.ARTICLE, "First")).hasCount(1);
        assertThat(somebody.named(AriaRole.ARTICLE, "Second").locator("em")).hasText("words");
        // when, on whatever address the world finds the server
        somebody.open("/@alice/" + somebody.link("First").getAttribute("href").replaceAll(".*/", ""));
        // then
        assertThat(somebody.heading("First")).isVisible();
        assertThat(somebody.named(AriaRole.ARTICLE, "Second")).hasCount(0);
        // when
        somebody.link("Log in to Fireside").click();
        // then
        assertThat(somebody.button("Log in")).isVisible();
    }

    @Test
    void a_person_writes_reads_and_likes_posts_by_plain_forms() {
        // given
        Tab frank = plain().logIn("frank");
        // when
        PostsIT.write(frank, "Written plainly", "without a *script*", "Contacts");
        // then
        assertThat(frank.page()).hasURL(scene.url("/feed"));
        // when
        Tab gina = plain().logIn("gina").open("/feed");
        Locator post = PostsIT.post(gina, "Written plainly");
        post.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Like")).click();
        // then
        assertThat(PostsIT.post(gina, "Written plainly").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Like")))
            .hasAttribute("aria-pressed", "true");
        // when
        PostsIT.post(gina, "Written plainly").getByLabel("Comment", new Locator.GetByLabelOptions().setExact(true)).fill("Read plainly");
        PostsIT.post(gina, "Written plainly").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Send comment")).click();
        PostsIT.post(gina, "Written plainly").locator(".post-link").click();
        // then
        assertThat(gina.page().getByText("Read plainly")).isVisible();
    }

    @Test
    void a_person_reads_back_by_plain_links() throws Exception {
        // given
        NativeClient gina = scene.client("gina");
        for (int i = 0; i < 25; i++) {
            gina.connection().sendIqRequestAndWaitForResponse(PubSubRequest.publish(null, "urn:xmpp:microblog:0", "rain-" + i,
                "<entry xmlns='http://www.w3.org/2005/Atom'><title>Rain " + i + "</title><content type='text'>It pours</content></entry>"));
        }
        Tab frank = plain().logIn("frank").open("/feed/gina@localhost");
        assertThat(PostsIT.post(frank, "Rain 24")).hasCount(1);
        assertThat(PostsIT.post(frank, "Rain 4")).hasCount(0);
        // when
        frank.button("Older posts").click();
        // then
        assertThat(PostsIT.post(frank, "Rain 4")).hasCount(1);
        assertThat(PostsIT.post(frank, "Rain 0")).hasCount(1);
        assertThat(PostsIT.post(frank, "Rain 5")).hasCount(0);
        // when they are looked for, once all of them can be found
        assertTrue(Await.until(Duration.ofSeconds(20), () -> {
            frank.open("/search?q=pours");
            if (frank.button("Older posts").count() == 1) {
                frank.button("Older posts").click();
            }
            return frank.page().locator("article.post").count() == 5;
        }));
        // then
        assertThat(PostsIT.post(frank, "Rain 4")).hasCount(1);
        assertThat(frank.page().locator("#search-box")).hasValue("pours");
        // and no time is taken that nobody could tell
        frank.open("/feed/new");
        assertThat(frank.page().locator("#write-at")).isHidden();
    }

    @Test
    void a_person_cares_for_contacts_and_presence_by_plain_forms() throws Exception {
        // given
        NativeClient dave = scene.client("dave");
        NativeClient erin = scene.client("erin");
        erin.presence("carol", org.jivesoftware.smack.packet.Presence.Type.subscribe);
        Tab carol = plain().logIn("carol").open("/contacts");
        // when
        carol.button("Accept").click();
        // then
        erin.await("<presence", "carol@", "'subscribed'");
        assertThat(carol.button("Accept")).hasCount(0);
        // when
        carol.link("Dave").click();
        carol.box("Name").fill("David");
        carol.button("Save").click();
        // then
        assertThat(carol.heading("David")).isVisible();
        // when
        carol.open("/me");
        carol.named(AriaRole.RADIO, "Away").check();
        carol.box("Status").fill("Without script");
        carol.button("Save").first().click();
        // then
        dave.await("<presence", "<show>away</show>", "<status>Without script</status>");
        assertThat(carol.box("Status")).hasValue("Without script");
    }
}
