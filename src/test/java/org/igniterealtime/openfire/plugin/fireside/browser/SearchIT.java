package org.igniterealtime.openfire.plugin.fireside.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.FakePage;
import org.igniterealtime.openfire.plugin.fireside.testkit.PubSubRequest;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searching, from wherever one is: what is found is posts as in the feed, and nobody finds what is not for him. */
class SearchIT {
    private static final String BLOG = "urn:xmpp:microblog:0";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @RegisterExtension
    static final Scene scene = new Scene().contacts("alice", "bob").people("carol", "mallory");

    @Test
    void what_is_found_from_anywhere_is_a_post_as_in_the_feed() throws Exception {
        // given
        Tab alice = scene.logIn("alice");
        PostsIT.write(alice, "Chestnuts", "We found **forty** of them under the old tree #autumn", "Public");
        PostsIT.write(alice, "Only for contacts", "Nobody else hears of the chestnuts in my pocket", "Contacts");
        Tab bob = scene.logIn("bob").open("/chats");
        indexed("bob", "chestnuts pocket", "Only for contacts");
        // when
        bob.box("Search").fill("chestnuts tree");
        bob.page().keyboard().press("Enter");
        // then
        assertThat(bob.page()).hasURL(Pattern.compile("/search\\?q=chestnuts(\\+|%20)tree$"));
        assertThat(bob.page()).hasTitle(Pattern.compile("^Search: chestnuts tree"));
        assertThat(articles(bob)).hasCount(1);
        assertThat(bob.box("Search")).hasValue("chestnuts tree");
        // when
        Locator found = PostsIT.post(bob, "Chestnuts");
        found.getByRole(AriaRole.BUTTON, PostsIT.name("Like")).click();
        // then it is live, here and at the author's
        assertThat(found.locator(".count").first()).containsText("1 like");
        assertThat(PostsIT.post(alice, "Chestnuts").locator(".count").first()).containsText("1 like");
        // when
        bob.link("#autumn").click();
        // then a tag leads to what has it
        assertThat(bob.box("Search")).hasValue("#autumn");
        assertThat(articles(bob)).hasCount(1);
        // when
        bob.page().goBack();
        bob.box("Search").fill("CHESTNUTS");
        bob.box("Search").press("Enter");
        // then the newest is first
        assertThat(articles(bob)).hasCount(2);
        assertThat(articles(bob).first()).containsText("Only for contacts");
        // when
        PostsIT.menu(alice, "Chestnuts").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete")).click();
        alice.button("Delete post").click();
        // then
        assertThat(articles(bob)).hasCount(1);
        // when the browser's own way back is taken
        bob.page().goBack();
        // then
        assertThat(bob.page()).hasURL(Pattern.compile("/search\\?q=chestnuts(\\+|%20)tree$"));
        assertThat(bob.page().getByText("No post that you can read has all of that.")).isVisible();
        // and who is no contact finds nothing, not even that there is something
        Tab carol = scene.logIn("carol").open("/search?q=pocket");
        assertThat(carol.page().getByText("No post that you can read has all of that.")).isVisible();
        assertFalse(carol.page().content().contains("Only for contacts"));
    }

    @Test
    void a_slash_goes_to_the_box_unless_one_is_typing() {
        Tab carol = scene.logIn("carol").open("/chats");
        // when
        carol.page().keyboard().press("/");
        // then
        assertThat(carol.box("Search")).isFocused();
        carol.page().keyboard().type("a/b");
        assertThat(carol.box("Search")).hasValue("a/b");
        // when
        carol.page().keyboard().press("Enter");
        // then
        assertThat(carol.page()).hasURL(Pattern.compile("/search\\?q=a%2Fb$"));
        // when the page itself has the focus
        carol.page().locator("#pane").evaluate("pane => pane.focus()");
        carol.page().keyboard().press("/");
        // then what was asked is there to be changed
        assertThat(carol.box("Search")).isFocused();
        carol.page().keyboard().type("c");
        assertThat(carol.box("Search")).hasValue("c");
        // when nothing is asked
        carol.open("/search").live();
        // then
        assertThat(carol.box("Search")).isFocused();
        assertThat(carol.page().getByText("What would you like to find?")).isVisible();
    }

    @Test
    void older_posts_come_page_by_page_each_once() throws Exception {
        // given
        NativeClient mallory = scene.client("mallory");
        for (int i = 1; i <= 45; i++) {
            mallory.connection().sendIqRequestAndWaitForResponse(PubSubRequest.publish(null, BLOG, "plum" + i,
                "<entry xmlns='http://www.w3.org/2005/Atom'><title>Plum number " + i + "</title><category term='plums'/></entry>"));
        }
        indexed("bob", "\"plum number 45\"", "Plum number 45");
        // when
        Tab bob = scene.logIn("bob").open("/search?q=%23plums+from:mallory").live();
        assertThat(articles(bob)).hasCount(20);
        bob.button("Older posts").click();
        assertThat(articles(bob)).hasCount(40);
        bob.button("Older posts").click();
        // then
        assertThat(articles(bob)).hasCount(45);
        assertThat(bob.button("Older posts")).hasCount(0);
        List<String> labels = articles(bob).evaluateAll("all => all.map(each => each.getAttribute('aria-label'))").toString().lines().toList();
        assertTrue(labels.get(0).startsWith("[Plum number 45, Plum number 44, "), labels.toString());
        assertTrue(labels.get(0).endsWith(", Plum number 1]"), labels.toString());
    }

    @Test
    void it_works_without_a_script() throws Exception {
        // given
        Tab carol = scene.browser(options -> options.setJavaScriptEnabled(false)).logIn("carol");
        try (FakePage page = logIn("carol").open("/feed/new")) {
            page.act("posts/publish", Map.of("title", "Without a script", "text", "Quinces", "audience", "public")).get(20, TimeUnit.SECONDS);
        }
        indexed("carol", "quinces", "Without a script");
        // when
        carol.open("/notices").box("Search").focus();
        carol.page().keyboard().type("quinces");
        carol.page().keyboard().press("Enter");
        // then
        assertThat(articles(carol)).hasCount(1);
        assertThat(carol.box("Search")).hasValue("quinces");
    }

    @Test
    void who_searches_without_end_is_asked_to_wait() throws Exception {
        try (FakePage page = logIn("mallory")) {
            assertTrue(Await.until(PATIENCE, () -> page.get("/search?q=anything").body().contains("That was a lot of searching.")));
            assertEquals(200, page.get("/search?q=anything").statusCode());
        }
        try (FakePage page = logIn("alice")) {
            assertTrue(page.get("/search?q=anything").body().contains("No post that you can read has all of that."), "others go on");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "/.*/", "from:*", "\"", "<script>alert(1)</script>", "\u0000", "%", "../../etc", "💥💥", "a OR b"})
    void hostile_words_are_no_error(String words) throws Exception {
        for (String typed : List.of(words, words.repeat(100))) {
            try (FakePage page = logIn("carol")) {
                HttpResponse<String> answer = page.get("/search?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8));
                assertEquals(200, answer.statusCode(), answer::body);
                assertTrue(answer.body().contains("id=\"search-box\""));
                assertFalse(answer.body().contains("<script>alert"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"feed", "chats", "contacts", "notices", "me"})
    void what_is_asked_elsewhere_changes_nothing_there(String section) throws Exception {
        try (FakePage page = logIn("alice")) {
            assertEquals(heading(page.get("/" + section)), heading(page.get("/" + section + "?q=rain")));
        }
    }

    private static String heading(HttpResponse<String> page) {
        assertEquals(200, page.statusCode(), page::body);
        return Jsoup.parse(page.body()).select("title, h1, #pane h2").eachText().toString();
    }

    private static FakePage logIn(String who) throws Exception {
        return FakePage.logIn(scene.server().url("/fireside"), who, Scene.PASSWORD);
    }

    // What is written can be found a moment later.
    private static void indexed(String who, String words, String title) throws Exception {
        try (FakePage page = logIn(who)) {
            assertTrue(Await.until(PATIENCE, () -> page.get("/search?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8)).body().contains(title)));
        }
    }

    private static Locator articles(Tab tab) {
        return tab.page().locator("#posts > article");
    }
}
