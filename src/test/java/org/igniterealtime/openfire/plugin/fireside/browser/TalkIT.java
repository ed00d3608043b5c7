package org.igniterealtime.openfire.plugin.fireside.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smackx.chatstates.ChatState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Conversations: between two browsers, and between a browser and an ordinary client over TCP. */
class TalkIT {
    @RegisterExtension
    static final Scene scene = new Scene().contacts("alice", "bob").contacts("carol", "dave").contacts("erin", "frank")
        .contacts("grace", "heidi").contacts("ivan", "judy").contacts("mallory", "niaj")
        .server(server -> server.property("fireside.session.grace", "1"));

    @Test
    void two_browsers_talk() {
        // given
        Tab alice = scene.logIn("alice");
        Tab bob = scene.logIn("bob").chat("alice");
        // when alice goes the way that people go
        alice.link("Contacts").click();
        alice.link("Bob").click();
        alice.link("Message").click();
        alice.say("Hello <b>Bob</b> & all");
        // then
        assertThat(bob.message("Hello <b>Bob</b> & all")).hasCount(1);
        bob.say("Hello Alice \uD83D\uDD25");
        assertThat(alice.message("Hello Alice \uD83D\uDD25")).hasCount(1);
        assertThat(alice.message("Hello <b>Bob</b> & all")).containsText("Read");
        assertThat(bob.message("Hello Alice \uD83D\uDD25")).containsText("Read");
        assertThat(alice.log().locator(".pending")).hasCount(0);
        // when it is loaded anew
        alice.reload();
        // then it is the same
        assertThat(alice.log().getByRole(com.microsoft.playwright.options.AriaRole.ARTICLE)).hasCount(2);
        assertThat(alice.message("Hello <b>Bob</b> & all")).containsText("Read");
    }

    @Test
    void what_a_browser_sends_has_its_receipt_and_marker_from_a_native_client() throws Exception {
        // given
        Tab carol = scene.logIn("carol").chat("dave");
        NativeClient dave = scene.client("dave");
        // when
        carol.say("Are you there?");
        // then it asks for both
        String xml = dave.await("<body>Are you there?</body>", "urn:xmpp:receipts", "urn:xmpp:chat-markers:0");
        Locator message = carol.message("Are you there?");
        assertThat(message).containsText("Delivered");
        // when
        dave.displayed("carol", NativeClient.id(xml));
        // then
        assertThat(message).containsText("Read");
    }

    @Test
    void what_a_native_client_sends_has_its_receipt_and_marker_from_a_browser() throws Exception {
        // given
        Tab erin = scene.logIn("erin");
        NativeClient frank = scene.client("frank");
        // when nobody looks at the chat
        String id = frank.say("erin", "See https://example.org/a?b=1 soon");
        // then it came, and is not read
        frank.await("<received ", "urn:xmpp:receipts", id);
        assertThat(erin.row("Frank")).containsText("1 unread message");
        assertEquals(0, frank.count("<displayed ", id));
        // when
        erin.link("Frank").click();
        // then
        frank.await("<displayed ", "urn:xmpp:chat-markers:0", id);
        assertThat(erin.log().getByRole(com.microsoft.playwright.options.AriaRole.LINK)).hasAttribute("href", "https://example.org/a?b=1");
        // when
        erin.say("Gladly");
        // then each came once
        frank.await("<body>Gladly</body>");
        assertEquals(1, frank.count("<body>Gladly</body>"));
        assertEquals(1, frank.count("<received ", id));
        assertEquals(1, frank.count("<displayed ", id));
    }

    @Test
    void typing_shows_both_ways() throws Exception {
        // given
        Tab grace = scene.logIn("grace").chat("heidi");
        NativeClient heidi = scene.client("heidi");
        heidi.await("<presence", "grace@");
        // when
        heidi.typing("grace", ChatState.composing);
        // then
        assertThat(grace.page().getByText("Heidi is writing")).isVisible();
        // when
        heidi.typing("grace", ChatState.paused);
        // then
        assertThat(grace.page().getByText("Heidi is writing")).hasCount(0);
        // when
        grace.box("Message").pressSequentially("Hm");
        // then it is told once, not with each key
        heidi.await("<composing ", "http://jabber.org/protocol/chatstates");
        grace.box("Message").fill("");
        heidi.await("<active ", "http://jabber.org/protocol/chatstates");
        assertEquals(1, heidi.count("<composing "));
    }

    @Test
    void typing_shows_between_browsers() {
        // given
        Tab ivan = scene.logIn("ivan").chat("judy");
        Tab judy = scene.logIn("judy").chat("ivan");
        // when
        judy.box("Message").pressSequentially("Hm");
        // then
        assertThat(ivan.page().getByText("Judy is writing")).isVisible();
        // when
        judy.button("Send").click();
        // then
        assertThat(ivan.message("Hm")).hasCount(1);
        assertThat(ivan.page().getByText("Judy is writing")).hasCount(0);
    }

    @Test
    void presence_shows_both_ways() throws Exception {
        // given
        Tab mallory = scene.logIn("mallory").chat("niaj");
        Locator head = mallory.page().locator("#chat-head");
        assertThat(head).containsText("Offline");
        // when
        NativeClient niaj = scene.client("niaj");
        // then
        assertThat(head).containsText("Online");
        niaj.await("<presence", "mallory@");
        // when
        niaj.presence(Presence.Mode.dnd, "In a meeting");
        // then
        assertThat(head).containsText("Do not disturb");
        assertThat(head).containsText("In a meeting");
        mallory.link("Contacts").click();
        assertThat(mallory.row("Niaj")).containsText("In a meeting");
        // when
        mallory.open("/me");
        mallory.named(com.microsoft.playwright.options.AriaRole.RADIO, "Away").check();
        mallory.box("Status").fill("Out for tea");
        mallory.button("Save").click();
        // then
        niaj.await("<presence", "mallory@", "<show>away</show>", "<status>Out for tea</status>");
        assertThat(mallory.page().getByRole(com.microsoft.playwright.options.AriaRole.NAVIGATION)).containsText("Away");
        // when the last page has gone for a while
        mallory.page().close();
        // then
        niaj.await("<presence", "mallory@", "unavailable");
    }

    @Test
    void a_native_contact_who_leaves_is_offline() throws Exception {
        // given
        Tab judy = scene.logIn("judy").open("/contacts");
        NativeClient ivan = scene.client("ivan");
        assertThat(judy.row("Ivan")).containsText("Online");
        // when
        ivan.close();
        // then
        assertThat(judy.row("Ivan")).containsText(Pattern.compile("Offline"));
    }
}
