package org.igniterealtime.openfire.plugin.fireside.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.FakePage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Finding messages again: by words, by date, by what they answer, and by what they carry. */
class FindingIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    static final Scene scene = new Scene().contacts("alice", "bob").people("carol", "dave", "erin")
        .server(server -> server.property("fireside.session.grace", "1").property("fireside.search.minute", "600"));

    @Test
    void a_message_is_found_by_its_words_and_shown_where_it_was_said() throws Exception {
        // given
        NativeClient bob = scene.client("bob");
        for (int i = 1; i <= 130; i++) {
            bob.say("alice", i == 40 ? "The kingfisher nests here" : "Line " + i);
        }
        indexed("alice", "kingfisher", "search-page");
        Tab alice = scene.logIn("alice").chat("bob");
        assertThat(alice.message("Line 130")).hasCount(1);
        // when
        more(alice, "#chat-more");
        alice.link("Search here").click();
        assertThat(alice.page().getByText("In Bob")).isVisible();
        assertThat(alice.box("Search")).isFocused();
        alice.page().keyboard().type("KINGFISHER");
        alice.page().keyboard().press("Enter");
        // then
        Locator found = alice.page().locator(".found-message");
        assertThat(found).hasCount(1);
        assertThat(found.locator("mark")).hasText("kingfisher");
        assertEquals(List.of(), axe(alice));
        // when
        found.getByRole(AriaRole.LINK).click();
        // then it is in sight among what was said around it, and has the focus
        Locator message = alice.log().locator(".message:has(> .body:text-is('The kingfisher nests here'))");
        assertThat(message).isFocused();
        assertThat(message).isInViewport();
        assertThat(alice.page()).hasURL(Pattern.compile("/chats/bob@localhost\\?at=[0-9a-f]{16}$"));
        assertThat(alice.message("Line 130")).hasCount(0);
        assertThat(alice.link("To the newest")).isVisible();
        assertEquals(List.of(), axe(alice));
        // when something is said meanwhile
        bob.say("alice", "Live one");
        assertThat(alice.row("Bob")).containsText("Live one");
        // then it is not put where it was not said
        assertThat(alice.message("Live one")).hasCount(0);
        // when she goes on to the newest
        alice.page().waitForFunction("() => { const newer = document.getElementById('newer'); newer?.scrollIntoView(); return !newer; }");
        // then it is the log again, without a gap
        assertThat(alice.page().locator("#newer")).hasCount(0);
        assertThat(alice.link("To the newest")).hasCount(0);
        assertThat(alice.page()).hasURL(Pattern.compile("/chats/bob@localhost$"));
        bob.say("alice", "Live two");
        assertThat(alice.message("Live two")).hasCount(1);
        List<String> said = alice.log().getByRole(AriaRole.ARTICLE).locator(".body").allInnerTexts();
        int at = said.indexOf("The kingfisher nests here");
        assertEquals(132 - 40, said.size() - 1 - at);
        // when what is answered is far above
        message.hover();
        message.getByRole(AriaRole.BUTTON, exactly("Reply")).click();
        alice.say("What a sight");
        assertThat(alice.message("What a sight")).hasCount(1);
        alice.reload();
        assertThat(message).hasCount(0);
        alice.message("What a sight").locator(".quote").click();
        // then the quotation leads there
        assertThat(message).isFocused();
        // when she says something there
        alice.say("Back again");
        // then the log is at its end
        assertThat(alice.message("Back again")).isInViewport();
        assertThat(alice.message("What a sight")).hasCount(1);
        // when she goes to a date
        more(alice, "#chat-more");
        alice.button("Go to a date").click();
        alice.page().getByLabel("Day").fill(LocalDate.now().toString());
        alice.button("Go there").click();
        // then what was said first on that day has the focus
        assertThat(alice.message("Line 1")).isFocused();
        // when
        alice.link("To the newest").click();
        // then
        assertThat(alice.message("Back again")).isInViewport();
        assertThat(alice.link("To the newest")).hasCount(0);
    }

    @Test
    void threads_and_files_stand_beside_a_room_and_who_is_out_of_it_finds_nothing_of_it() throws Exception {
        // given
        Tab carol = scene.logIn("carol").open("/rooms");
        make(carol, "Parlour");
        Tab dave = scene.browser(options -> options.setViewportSize(390, 844).setColorScheme(ColorScheme.DARK)).logIn("dave").open("/rooms");
        join(dave, "parlour@conference.localhost");
        carol.say("Who brings teacakes?");
        attach(carol, new FilePayload("pond.png", "image/png", Pictures.png(640, 480)));
        attach(carol, new FilePayload("recipe.txt", "text/plain", "Flour".getBytes(StandardCharsets.UTF_8)));
        Locator question = dave.message("Who brings teacakes?");
        question.first().hover();
        question.first().getByRole(AriaRole.BUTTON, exactly("Reply")).click();
        dave.say("I do");
        // when
        Locator link = carol.message("Who brings teacakes?").first().locator(".thread-link");
        assertThat(link).hasText("1 reply");
        link.click();
        // then
        Locator thread = carol.page().getByRole(AriaRole.LOG, new Page.GetByRoleOptions().setName("Thread"));
        assertThat(thread.getByRole(AriaRole.ARTICLE)).hasCount(2);
        assertThat(carol.heading("Thread")).isFocused();
        assertEquals(List.of(), axe(carol));
        // when
        carol.box("Answer in this thread").fill("Lovely");
        carol.page().keyboard().press("Enter");
        // then it is an answer for everybody, and all is live
        assertThat(dave.message("Lovely").locator(".quote")).containsText("Who brings teacakes?");
        assertThat(thread.getByRole(AriaRole.ARTICLE)).hasCount(3);
        assertThat(carol.box("Answer in this thread")).hasValue("");
        question.first().hover();
        question.first().getByRole(AriaRole.BUTTON, exactly("Reply")).click();
        dave.say("With jam");
        assertThat(thread.getByRole(AriaRole.ARTICLE)).hasCount(4);
        assertThat(thread.getByRole(AriaRole.ARTICLE).last()).containsText("With jam");
        // when
        carol.page().keyboard().press("Escape");
        // then
        assertThat(thread).not().isVisible();
        assertThat(link).isFocused();
        // when on a phone
        dave.message("Who brings teacakes?").first().locator(".thread-link").click();
        assertThat(dave.page().locator(".thread .message")).hasCount(4);
        dave.page().locator("#side-close").click();
        more(dave, "#room-more");
        dave.button("Pictures and files").click();
        // then the newest is first
        Locator gallery = dave.page().locator("#gallery > li");
        assertThat(gallery).hasCount(2);
        assertThat(gallery.first()).containsText("recipe.txt");
        assertEquals(List.of(), axe(dave));
        assertEquals(390, dave.page().evaluate("() => document.documentElement.scrollWidth"));
        // when
        gallery.last().locator("a.picture").click();
        assertThat(dave.page().locator("#lightbox")).isVisible();
        dave.page().keyboard().press("Escape");
        // then it is there still
        assertThat(dave.page().locator("#lightbox")).not().isVisible();
        assertThat(gallery.last().locator("a.picture")).isFocused();
        // when
        gallery.last().getByRole(AriaRole.LINK, exactly("Show in chat")).click();
        // then
        assertThat(dave.page().locator("#gallery")).not().isVisible();
        assertThat(dave.log().getByRole(AriaRole.ARTICLE).filter(new Locator.FilterOptions().setHas(dave.page().locator("a.picture")))).isFocused();
        // when they search, and somebody does who is not in the room
        indexed("dave", "teacakes", "Parlour");
        dave.open("/search?q=teacakes&in=messages");
        assertThat(dave.page().locator(".found-message")).hasCount(1);
        try (FakePage erin = FakePage.logIn(scene.server().url("/fireside"), "erin", Scene.PASSWORD)) {
            String page = erin.get("/search?q=teacakes&in=messages").body();
            assertTrue(page.contains("No message of yours has all of that."), page);
            assertFalse(erin.get("/search?q=teacakes&in=messages&chat=parlour@conference.localhost").body().contains("Who brings"));
        }
        // when he leaves
        dave.open("/rooms/parlour@conference.localhost");
        more(dave, "#room-more");
        dave.button("Leave the room").click();
        assertThat(dave.heading("Rooms")).isVisible();
        dave.open("/search?q=teacakes&in=messages");
        // then what was said there is not for him any more
        assertThat(dave.page().getByText("No message of yours has all of that.")).isVisible();
    }

    private static void more(Tab tab, String id) {
        tab.page().locator(id).click();
    }

    private static void attach(Tab tab, FilePayload file) {
        tab.page().locator("[data-attach] input[type=file]").first().setInputFiles(file);
        assertThat(tab.page().locator(".attached-file[data-state=ready]")).hasCount(1);
        tab.button("Send").click();
        assertThat(tab.log().locator(".pending")).hasCount(0);
    }

    private static void indexed(String who, String words, String text) throws Exception {
        try (FakePage page = FakePage.logIn(scene.server().url("/fireside"), who, Scene.PASSWORD)) {
            assertTrue(Await.until(PATIENCE, () -> {
                String found = page.get("/search?q=" + words + "&in=messages").body();
                return found.contains("found-message") && found.contains(text);
            }));
        }
    }

    private static List<String> axe(Tab tab) {
        return new AxeBuilder(tab.page()).setLegacyMode(true).analyze().getViolations().stream().map(Object::toString).toList();
    }

    private static void make(Tab tab, String name) {
        tab.page().getByRole(AriaRole.BUTTON, button("New room")).first().click();
        Locator dialog = tab.page().getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Name of the room").fill(name);
        dialog.getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName("A public channel")).check();
        dialog.getByRole(AriaRole.BUTTON, exactly("Make the room")).click();
        assertThat(tab.heading(name)).isVisible();
    }

    private static void join(Tab tab, String address) {
        tab.page().getByRole(AriaRole.BUTTON, button("Join room")).first().click();
        tab.page().getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Room address")).fill(address);
        tab.page().getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, exactly("Join")).click();
    }

    private static Page.GetByRoleOptions button(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Locator.GetByRoleOptions exactly(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }
}
