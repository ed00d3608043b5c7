package org.igniterealtime.openfire.plugin.fireside.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import org.igniterealtime.openfire.plugin.fireside.testkit.PubSubRequest;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smackx.chatstates.ChatState;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An axe scan, all rules, of every page: by day and by night, left to right and right to left, wide and on a phone. */
class AccessibilityIT {
    @RegisterExtension
    static final Scene scene = new Scene().contacts("alice", "bob", "carol", "dave").people("erin")
        .server(server -> server.property("register.inband", "true"));

    private static final String BLOG = "urn:xmpp:microblog:0";
    private static final String ATOM = "http://www.w3.org/2005/Atom";

    private final List<String> violations = new ArrayList<>();

    @ParameterizedTest
    // Colours differ by light alone, room by width, direction by language: each value of one meets the others once.
    @CsvSource({"LIGHT, en, 1280", "DARK, de, 800", "LIGHT, ar, 390", "DARK, ar, 1280"})
    void no_page_violates_a_rule(ColorScheme scheme, String language, int width) throws Exception {
        // given
        Tab tab = scene.browser(options -> options.setColorScheme(scheme).setLocale(language).setViewportSize(width, 844))
            .expects("status of 401").expects("status of 404").expects("status of 400");
        NativeClient bob = scene.client("bob");
        bob.presence(Presence.Mode.dnd, "In a meeting");
        scene.client("carol").presence(Presence.Mode.away, "Out for tea");
        scene.client("erin").presence("alice", Presence.Type.subscribe);

        // then those who are not in
        tab.open("/login");
        scan(tab, "login");
        tab.page().locator("#username").fill("alice");
        tab.page().locator("#password").fill("wrong");
        tab.page().locator("form button").click();
        tab.page().locator("#login-error").waitFor();
        scan(tab, "login refused");
        tab.open("/register");
        scan(tab, "register");
        tab.open("/nothing");
        scan(tab, "error");

        // and those who are
        tab.open("/login");
        tab.page().locator("#username").fill("alice");
        tab.page().locator("#password").fill(Scene.PASSWORD);
        tab.page().locator("form button").click();
        tab.page().locator("#rail").waitFor();
        tab.live();
        scan(tab, "feed");
        tab.open("/feed/new");
        tab.page().locator("#write-text").fill("Some **words**\n\n> quoted\n\n- a list\n- of two");
        tab.page().locator("#write-more summary").click();
        tab.page().locator("#preview strong").waitFor();
        scan(tab, "composer");
        tab.page().locator("#publish").click();
        tab.page().locator(".post").first().waitFor();
        scan(tab, "feed with posts");
        tab.page().locator(".post [popovertarget]").first().click();
        tab.page().locator(".post-menu:popover-open").waitFor();
        scan(tab, "menu of a post");
        tab.page().keyboard().press("Escape");
        tab.page().locator(".post [data-share] button").first().click();
        tab.page().locator("#share[open] .row").first().waitFor();
        scan(tab, "share");
        tab.page().locator("#share-filter").fill("zz");
        tab.page().locator("#share .no-match").waitFor();
        scan(tab, "share with nobody");
        tab.page().keyboard().press("Escape");
        tab.page().locator(".comment-form textarea").first().fill("A comment of my own");
        tab.page().locator(".comment-send").first().click();
        tab.page().locator(".like").first().click();
        tab.page().locator(".post-link").first().click();
        tab.page().locator(".comment").first().waitFor();
        scan(tab, "post");
        tab.open("/notices");
        scan(tab, "notices");
        tab.open("/search");
        scan(tab, "search");
        tab.open("/search?q=nothing+of+that");
        scan(tab, "nothing found");
        if (width > 640) {
            tab.open("/chats").live().page().keyboard().press("/");
            assertThat(tab.page().locator("#find-box")).isFocused();
            scan(tab, "search box");
        }
        tab.open("/@alice");
        scan(tab, "public blog");
        tab.open("/@alice/" + tab.page().locator(".open-when a").first().getAttribute("href").replaceFirst(".*/", ""));
        scan(tab, "public post");
        tab.open("/@nobody");
        scan(tab, "no blog");
        tab.open("/chats");
        scan(tab, "chats");
        bob.say("alice", "See https://example.org/ \uD83D\uDD25");
        tab.page().locator("#chats .badge").waitFor();
        scan(tab, "chats with unread");
        tab.chat("bob");
        tab.page().locator(".composer textarea").fill("One line");
        tab.page().locator("#send").click();
        tab.page().locator(".mine[data-state=delivered]").last().waitFor();
        bob.typing("alice", ChatState.composing);
        tab.page().locator(".typing-dots").waitFor();
        scan(tab, "chat");
        tab.page().locator("#emoji-button").click();
        tab.page().locator("#emoji").waitFor();
        scan(tab, "emoji");
        tab.chat("erin");
        scan(tab, "chat with a stranger");
        tab.page().locator("body").evaluate("() => document.activeElement.blur()");
        tab.page().keyboard().press("?");
        tab.page().locator("#help[open]").waitFor();
        scan(tab, "help");
        tab.page().keyboard().press("Escape");
        tab.page().keyboard().press("Control+k");
        tab.page().locator("#jump[open] [role=option]").first().waitFor();
        scan(tab, "jump");
        tab.open("/contacts");
        assertThat(tab.page().locator(".request")).hasCount(1);
        scan(tab, "contacts");
        tab.page().locator("#open-add").click();
        tab.page().locator("#add-person[open]").waitFor();
        scan(tab, "add a contact");
        tab.page().locator("#add-jid").fill("alice@localhost");
        tab.page().keyboard().press("Enter");
        tab.page().locator("#add-person .refusal").waitFor();
        scan(tab, "add refused");
        tab.open("/contacts/bob@localhost");
        scan(tab, "person");
        tab.page().locator("#person-remove").click();
        tab.page().locator("#remove-person[open]").waitFor();
        scan(tab, "remove a contact");
        tab.open("/contacts/erin@localhost");
        scan(tab, "stranger");
        tab.open("/profile");
        tab.page().locator("#profile-website").fill("no website");
        tab.page().locator("#profile-save").click();
        tab.page().locator("#profile-form .refusal").waitFor();
        scan(tab, "edit the profile");
        tab.open("/me");
        scan(tab, "me");
        tab.page().locator("#me-button").click();
        tab.page().locator("#me-menu:popover-open").waitFor();
        scan(tab, "menu");

        assertEquals(List.of(), violations);
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 390", "DARK, 1280"})
    void no_page_of_posts_that_have_everything_violates_a_rule(ColorScheme scheme, int width) throws Exception {
        // given
        Tab tab = scene.browser(options -> options.setColorScheme(scheme).setViewportSize(width, 844)).logIn("alice");
        PostsIT.write(tab, "Of my own, " + scheme + " " + width, "Some words", "Public");
        NativeClient bob = scene.client("bob");
        bob.connection().sendIqRequestAndWaitForResponse(PubSubRequest.publish(null, BLOG, "full", "<entry xmlns='" + ATOM + "'><title>With everything</title>"
            + "<link rel='enclosure' href='https://f.example/dog.jpg' type='image/jpeg' title='A dog'/>"
            + "<link rel='enclosure' href='https://f.example/walk.pdf' type='application/pdf' title='A map'/>"
            + "<content type='text'># A heading\n\nSome [words](https://a.example/), `code`\n\n> a quote\n\n- a list\n\n| a | table |\n|---|---|\n| 1 | 2 |</content>"
            + "<category term='rain'/></entry>"));
        bob.connection().sendIqRequestAndWaitForResponse(PubSubRequest.publish(null, BLOG, "note", "<entry xmlns='" + ATOM
            + "'><title>A note for @alice</title><category term='nsfw'/></entry>"));
        bob.connection().sendIqRequestAndWaitForResponse(PubSubRequest.publish(null, "urn:xmpp:vcard4", "current", "<vcard xmlns='urn:ietf:params:xml:ns:vcard-4.0'>"
            + "<fn><text>Robert</text></fn><note><text>I build https://boats.example/</text></note><url><uri>https://bob.example/</uri></url>"
            + "<bday><date>1970-01-02</date></bday><adr><locality>Lyon</locality></adr><org><text>Yard</text></org></vcard>"));
        bob.connection().sendIqRequestAndWaitForResponse(PubSubRequest.publish(null, "urn:xmpp:movim-banner:0", "x",
            "<metadata xmlns='urn:xmpp:avatar:metadata'><info url='https://f.example/sea.jpg' id='x'/></metadata>"));
        // then
        tab.open("/feed");
        Locator mine = tab.page().locator("article.post").filter(new Locator.FilterOptions().setHas(tab.page().locator("[popovertarget]"))).first();
        mine.locator("[popovertarget]").click();
        tab.page().locator(".post-menu:popover-open button").click();
        tab.page().locator("dialog[open]").waitFor();
        scan(tab, "delete a post");
        tab.page().keyboard().press("Escape");
        scan(tab, "feed with everything");
        Locator his = tab.page().locator("article.post").filter(new Locator.FilterOptions().setHasText("With everything")).first();
        if (his.locator(".like[aria-pressed=false]").count() > 0) {
            his.locator(".like").click();
        }
        his.locator(".like[aria-pressed=true]").waitFor();
        his.locator(".comment-form textarea").fill("A comment");
        his.locator(".comment-send").click();
        his.locator(".post-link").click();
        tab.page().locator("#comments .comment").first().waitFor();
        scan(tab, "post with everything");
        tab.open("/feed/bob@localhost");
        tab.page().locator(".cover .picture-ask").waitFor();
        scan(tab, "posts of somebody");
        tab.page().waitForCondition(() -> tab.open("/search?q=everything+%23rain").page().locator("#posts > article").count() > 0);
        scan(tab, "posts that were found");
        tab.open("/contacts/bob@localhost");
        tab.page().locator("#person-posts").waitFor();
        tab.page().locator(".profile-words a").waitFor();
        scan(tab, "person who writes");
        tab.open("/notices");
        tab.page().locator(".notice").first().waitFor();
        scan(tab, "notices with some");
        tab.open("/feed/post-0123456789abcdef");
        scan(tab, "no post");
        tab.open("/@bob");
        scan(tab, "blog with everything");
        tab.open("/@bob/full");
        tab.page().locator(".comment").first().waitFor();
        scan(tab, "public post with everything");

        assertEquals(List.of(), violations);
    }

    private void scan(Tab tab, String what) {
        // Half-way through an appearance colours are not what they will be.
        tab.page().evaluate("() => Promise.all(document.getAnimations().filter(each => each.effect.getComputedTiming().iterations !== Infinity)"
            + ".map(each => each.finished.catch(() => {})))");
        // What is only to be heard stands where it belongs and makes no page longer.
        if ((int) tab.page().evaluate("() => document.getElementById('pane') ? document.documentElement.scrollHeight - innerHeight : 0") > 0) {
            violations.add(what + ": the page itself can be scrolled");
        }
        // The legacy mode reports the same where there are no frames, and opens no second page for each scan.
        new AxeBuilder(tab.page()).setLegacyMode(true).analyze().getViolations().forEach(rule -> rule.getNodes().forEach(node ->
            violations.add(what + ": " + rule.getId() + " at " + node.getTarget() + " " + node.getHtml() + "\n    "
                + node.getFailureSummary().replace("\n", " "))));
    }
}
