package org.igniterealtime.openfire.plugin.fireside.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two tabs, two browsers and an ordinary client of one person show the same. */
class AlikeIT {
    @RegisterExtension
    static final Scene scene = new Scene().contacts("alice", "bob").contacts("carol", "dave").contacts("erin", "frank")
        .contacts("grace", "heidi").contacts("ivan", "judy").people("oscar");

    private record Trio(Tab tab, Tab second, Tab elsewhere) {
        static Trio of(String user, String path) {
            Tab tab = scene.logIn(user).open(path);
            return new Trio(tab, tab.another(), scene.logIn(user).open(path));
        }

        List<Tab> all() {
            return List.of(tab, second, elsewhere);
        }
    }

    @Test
    void what_is_sent_and_received_shows_everywhere_once() throws Exception {
        // given
        Trio alice = Trio.of("alice", "/chats/bob@localhost");
        NativeClient bob = scene.client("bob");
        // when
        alice.tab().say("From the first");
        alice.elsewhere().say("From elsewhere");
        String xml = bob.await("<body>From elsewhere</body>");
        bob.await("<body>From the first</body>");
        String id = bob.say("alice", "From Bob");
        // then
        for (Tab page : alice.all()) {
            assertThat(page.message("From the first")).hasCount(1);
            assertThat(page.message("From elsewhere")).hasCount(1);
            assertThat(page.message("From Bob")).hasCount(1);
            assertThat(page.log().getByRole(AriaRole.ARTICLE)).hasCount(3);
        }
        // when
        bob.displayed("alice", NativeClient.id(xml));
        // then
        for (Tab page : alice.all()) {
            assertThat(page.message("From elsewhere")).containsText("Read");
        }
        bob.await("<displayed ", id);
        assertEquals(1, bob.count("<received ", id), "one receipt, of however many pages");
    }

    @Test
    void unread_counts_rise_and_fall_everywhere() throws Exception {
        // given
        Trio carol = Trio.of("carol", "/chats");
        NativeClient dave = scene.client("dave");
        // when
        dave.say("carol", "One");
        dave.say("carol", "Two");
        // then
        for (Tab page : carol.all()) {
            assertThat(page.row("Dave")).containsText("2 unread messages");
            assertThat(page.entry("Chats")).containsText("2 unread");
            assertThat(page.page()).hasTitle("(2) Chats \u00b7 Fireside");
        }
        // when
        carol.second().link("Dave").click();
        // then
        for (Tab page : carol.all()) {
            assertThat(page.row("Dave")).not().containsText("unread");
            assertThat(page.entry("Chats")).not().containsText("unread");
        }
        assertThat(carol.tab().page()).hasTitle("Chats \u00b7 Fireside");
        assertThat(carol.elsewhere().page()).hasTitle("Chats \u00b7 Fireside");
        assertThat(carol.second().page()).hasTitle("Dave \u00b7 Fireside");
    }

    @Test
    void own_presence_and_words_are_alike() throws Exception {
        // given
        Trio erin = Trio.of("erin", "/me");
        NativeClient frank = scene.client("frank");
        // when
        erin.tab().named(AriaRole.RADIO, "Do not disturb").check();
        erin.tab().box("Status").fill("Writing");
        erin.tab().button("Save").click();
        // then
        for (Tab page : erin.all()) {
            assertThat(page.page().getByRole(AriaRole.NAVIGATION).getByRole(AriaRole.BUTTON,
                new com.microsoft.playwright.Locator.GetByRoleOptions().setName("Me:"))).containsText("Do not disturb");
        }
        frank.await("<presence", "erin@", "<show>dnd</show>", "<status>Writing</status>");
        // when it is loaded anew
        erin.second().reload();
        // then it is kept
        assertThat(erin.second().box("Status")).hasValue("Writing");
        assertThat(erin.second().named(AriaRole.RADIO, "Do not disturb")).isChecked();
    }

    @Test
    void the_roster_and_its_presence_are_alike() throws Exception {
        // given
        Trio grace = Trio.of("grace", "/contacts");
        // when
        NativeClient heidi = scene.client("heidi");
        // then
        for (Tab page : grace.all()) {
            assertThat(page.row("Heidi")).containsText("Online");
        }
        // when another client of hers adds somebody
        NativeClient phone = scene.client("grace");
        phone.roster().createItemAndRequestSubscription(phone.jid("oscar"), "Ossi", new String[] {"Chess"});
        // then
        for (Tab page : grace.all()) {
            assertThat(page.row("Ossi")).containsText("Waiting for an answer");
            assertThat(page.page().getByRole(AriaRole.HEADING, new com.microsoft.playwright.Page.GetByRoleOptions().setName("Chess"))).isVisible();
        }
        heidi.close();
        for (Tab page : grace.all()) {
            assertThat(page.row("Heidi")).containsText("Offline");
        }
    }

    @Test
    void what_another_client_of_mine_sends_and_reads_shows_in_my_page() throws Exception {
        // given
        Tab ivan = scene.logIn("ivan").chat("judy");
        Tab list = ivan.another().open("/chats");
        NativeClient phone = scene.client("ivan").withCarbons();
        NativeClient judy = scene.client("judy");
        // when
        phone.say("judy", "From my phone");
        // then
        assertThat(ivan.message("From my phone")).hasCount(1);
        assertThat(ivan.message("From my phone")).hasClass(java.util.regex.Pattern.compile("\\bmine\\b"));
        assertThat(list.row("Judy")).containsText("From my phone");
        judy.await("<body>From my phone</body>");
        // when
        ivan.say("From my browser");
        // then the phone has its copy
        phone.await("urn:xmpp:carbons:2", "<sent ", "<body>From my browser</body>");
        // when something comes while no page shows the chat, and is read on the phone
        ivan.open("/chats");
        String id = judy.say("ivan", "Read me");
        assertThat(list.row("Judy")).containsText("1 unread message");
        phone.await("<body>Read me</body>");
        phone.displayed("judy", id);
        // then
        assertThat(list.row("Judy")).not().containsText("unread");
        assertThat(ivan.entry("Chats")).not().containsText("unread");
    }
}
