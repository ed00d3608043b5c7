package org.igniterealtime.openfire.plugin.fireside.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import org.igniterealtime.openfire.plugin.fireside.testkit.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rooms: made, entered and used by browsers and by an ordinary client. */
class RoomsIT {
    @RegisterExtension
    static final Scene scene = new Scene().people("alice", "bob", "carol", "dave", "erin", "frank").server(server -> server.property("fireside.session.grace", "1"));

    @Test
    void somebody_makes_a_channel_and_others_come_in_and_talk() {
        // given
        Tab alice = scene.logIn("alice").open("/rooms");
        Tab bob = scene.logIn("bob").open("/rooms");
        // when
        make(alice, "The Garden", "A public channel");
        // then
        assertThat(alice.page().getByRole(AriaRole.HEADING, named("The Garden"))).isVisible();
        // when
        join(bob, "the-garden@conference.localhost");
        bob.say("Hello <b>all</b>");
        // then
        assertThat(alice.message("Hello <b>all</b>")).hasCount(1);
        assertThat(alice.message("Hello <b>all</b>")).containsText("Bob");
        alice.say("Hello Bob");
        assertThat(bob.message("Hello Bob")).hasCount(1);
        assertThat(bob.message("Hello Bob")).hasClass(java.util.regex.Pattern.compile("mentions"));
        assertThat(alice.log().locator(".pending")).hasCount(0);
        // when a file is said
        bob.page().locator("[data-attach] input[type=file]").setInputFiles(new FilePayload("notes.txt", "text/plain", "Seeds".getBytes(StandardCharsets.UTF_8)));
        assertThat(bob.page().locator(".attached-file[data-state=ready]")).hasCount(1);
        bob.button("Send").click();
        // then it is a file there, and its name in the list
        assertThat(alice.log().locator(".file-card")).containsText("notes.txt");
        assertThat(alice.row("The Garden")).containsText("Bob: File: notes.txt");
        assertThat(bob.log().locator(".pending")).hasCount(0);
        // when both look again
        alice.reload();
        bob.reload();
        // then it is the same
        assertThat(alice.log().getByRole(AriaRole.ARTICLE)).hasCount(3);
        assertThat(bob.log().getByRole(AriaRole.ARTICLE)).hasCount(3);
    }

    @Test
    void who_has_a_say_invites_silences_and_sends_out_and_an_ordinary_client_sees_it() throws Exception {
        // given
        Tab carol = scene.logIn("carol").open("/rooms");
        Tab dave = scene.logIn("dave");
        make(carol, "Kitchen", "A private group");
        assertThat(carol.page().getByRole(AriaRole.HEADING, named("Kitchen"))).isVisible();
        // when
        more(carol, "Invite somebody");
        carol.page().getByLabel("Their address").fill("dave");
        carol.page().getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, exactly("Invite")).click();
        // then he is told, and let in
        dave.link("Notices").click();
        dave.page().getByRole(AriaRole.LINK, named("invited you into a room")).click();
        dave.page().getByRole(AriaRole.BUTTON, button("Join")).click();
        dave.say("Thank you");
        assertThat(carol.message("Thank you")).hasCount(1);
        // when
        more(carol, "What the room is about");
        carol.page().getByRole(AriaRole.DIALOG).getByLabel("What the room is about").fill("Dinner at eight");
        carol.page().getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, exactly("Save")).click();
        // then
        assertThat(dave.page().getByText("Dinner at eight")).isVisible();
        // when he may only listen
        step(carol, "Dave", "Let only listen");
        // then
        assertThat(dave.page().getByText("You can listen here")).isVisible();
        // when he is sent out
        step(carol, "Dave", "Send out of the room");
        // then
        assertThat(dave.page().getByText("You are not in this room.")).isVisible();
        assertThat(dave.log().getByRole(AriaRole.ARTICLE)).hasCount(0);
    }

    @Test
    void rooms_are_the_same_in_the_list_of_another_client_and_are_entered_with_a_log_in() throws Exception {
        // given a room that another client of hers has among its bookmarks
        Tab erin = scene.logIn("erin").open("/rooms");
        make(erin, "Workshop", "A public channel");
        assertThat(erin.page().getByRole(AriaRole.HEADING, named("Workshop"))).isVisible();
        try (Wire frank = Wire.logIn(scene.server(), "frank", "phone")) {
            frank.ask("set", "", "<pubsub xmlns='http://jabber.org/protocol/pubsub'><create node='urn:xmpp:bookmarks:1'/><configure>"
                + "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE'><value>http://jabber.org/protocol/pubsub#node_config</value></field>"
                + "<field var='pubsub#persist_items'><value>1</value></field><field var='pubsub#max_items'><value>-1</value></field>"
                + "<field var='pubsub#access_model'><value>whitelist</value></field></x></configure></pubsub>");
            frank.ask("set", "", bookmark("workshop", "true"));
            // when
            Tab browser = scene.logIn("frank").open("/rooms");
            // then it is there, and he is in it
            browser.link("Frank's workshop").click();
            assertThat(browser.heading("Frank's workshop")).isVisible();
            browser.say("I am in");
            assertThat(erin.message("I am in")).hasCount(1);
            // when the other client lists one more, while he looks
            make(erin, "Attic", "A public channel");
            assertThat(erin.page().getByRole(AriaRole.HEADING, named("Attic"))).isVisible();
            frank.ask("set", "", bookmark("attic", "true"));
            // then
            browser.link("Frank's attic").click();
            assertThat(browser.heading("Frank's attic")).isVisible();
            browser.say("Dusty");
            assertThat(erin.message("Dusty")).hasCount(1);
        }
    }

    private static String bookmark(String room, String autojoin) {
        return "<pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='urn:xmpp:bookmarks:1'>"
            + "<item id='" + room + "@conference.localhost'><conference xmlns='urn:xmpp:bookmarks:1' name=\"Frank's " + room + "\" autojoin='" + autojoin
            + "'><nick>Franky</nick></conference></item></publish></pubsub>";
    }

    private static void more(Tab tab, String what) {
        tab.page().getByRole(AriaRole.BUTTON, button("More about this room")).click();
        tab.page().getByRole(AriaRole.BUTTON, button(what)).click();
    }

    private static void step(Tab tab, String nick, String what) {
        if (!tab.page().locator("#room-drawer").isVisible()) {
            tab.page().getByRole(AriaRole.BUTTON, named("People in the room")).click();
        }
        tab.page().getByRole(AriaRole.BUTTON, button("What to do with " + nick)).click();
        tab.page().getByRole(AriaRole.BUTTON, button(what)).click();
    }

    private static void make(Tab tab, String name, String kind) {
        tab.page().getByRole(AriaRole.BUTTON, button("New room")).first().click();
        Locator dialog = tab.page().getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Name of the room").fill(name);
        dialog.getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName(kind)).check();
        dialog.getByRole(AriaRole.BUTTON, exactly("Make the room")).click();
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

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
