package org.igniterealtime.openfire.plugin.fireside.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.testkit.Wire;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What is done with messages: corrected (XEP-0308), taken back (XEP-0424), reacted to (XEP-0444), answered (XEP-0461), from browsers and
 * from a client on the wire, between two and in rooms.
 */
class MessagesIT {
    @RegisterExtension
    static final Scene scene = new Scene().people("alice", "bob", "carol", "dave", "erin").contacts("alice", "bob").contacts("dave", "erin")
        .server(server -> server.property("fireside.session.grace", "1"));

    @Test
    void between_two_messages_are_corrected_reacted_to_answered_and_taken_back() throws Exception {
        // given
        Tab alice = scene.logIn("alice").chat("bob");
        Tab bob = scene.logIn("bob").chat("alice");
        try (Wire phone = Wire.logIn(scene.server(), "bob", "phone")) {
            phone.ask("set", "", "<enable xmlns='urn:xmpp:carbons:2'/>");
            alice.say("Helo").say("How are you?");
            // when she corrects the one before the last, with the keys
            Element first = phone.awaitMessage("Helo");
            assertThat(alice.log().locator(".pending")).hasCount(0);
            alice.log().press("ArrowUp");
            alice.page().keyboard().press("ArrowUp");
            assertThat(alice.message("Helo")).isFocused();
            alice.page().keyboard().press("Tab");
            alice.page().keyboard().press("Tab");
            alice.page().keyboard().press("Tab");
            assertThat(alice.message("Helo").getByRole(AriaRole.BUTTON, exactly("Edit"))).isFocused();
            alice.page().keyboard().press("Enter");
            assertThat(alice.box("Message")).hasValue("Helo");
            alice.box("Message").fill("Hello *there*");
            alice.page().keyboard().press("Enter");
            // then
            for (Tab tab : new Tab[] {alice, bob}) {
                assertThat(tab.message("Hello *there*")).containsText("edited");
                assertThat(tab.log().getByRole(AriaRole.ARTICLE)).hasCount(2);
            }
            Element corrected = phone.awaitMessage("there");
            assertEquals(first.attributeValue("id"), part(corrected, "replace", "urn:xmpp:message-correct:0").attributeValue("id"));
            assertThat(alice.box("Message")).hasValue("");
            // when he reacts, and she reacts alike
            bob.message("How are you?").hover();
            bob.message("How are you?").getByRole(AriaRole.BUTTON, exactly("React")).click();
            bob.page().getByRole(AriaRole.BUTTON, named("👍")).click();
            Locator chip = alice.message("How are you?").locator(".reaction");
            assertThat(chip).hasAttribute("aria-pressed", "false");
            assertThat(chip).containsText("1");
            chip.click();
            // then
            assertThat(chip).hasAttribute("aria-pressed", "true");
            assertThat(chip).containsText("2");
            Element reactions = part(phone.awaitMessage("urn:xmpp:reactions:0"), "reactions", "urn:xmpp:reactions:0");
            assertEquals("👍", reactions.elementTextTrim("reaction"));
            // when he answers
            bob.message("How are you?").hover();
            bob.message("How are you?").getByRole(AriaRole.BUTTON, exactly("Reply")).click();
            assertThat(bob.page().locator(".composer-context")).containsText("How are you?");
            bob.say("Splendid");
            // then what he answers stands there once, as a quotation, and for others in the text
            Locator answer = alice.message("Splendid");
            assertThat(answer.locator(".quote")).containsText("How are you?");
            assertThat(answer.locator(".body")).hasText("Splendid");
            assertThat(alice.message("How are you?").first().locator(".thread-link")).containsText("1 reply");
            // when he takes it back
            bob.message("Splendid").hover();
            bob.message("Splendid").getByRole(AriaRole.BUTTON, exactly("Delete")).click();
            bob.page().getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, exactly("Delete message")).click();
            // then nothing of it is left
            for (Tab tab : new Tab[] {alice, bob}) {
                assertThat(tab.log().getByRole(AriaRole.ARTICLE).last()).containsText("Deleted message");
                assertThat(tab.log()).not().containsText("Splendid");
            }
            // when another client corrects, reacts and takes back
            String id = phone.tell("alice@localhost", "<body>on the way</body>");
            assertThat(alice.message("on the way")).hasCount(1);
            phone.tell("alice@localhost", "<body>on my way</body>", "<replace xmlns='urn:xmpp:message-correct:0' id='" + id + "'/>");
            assertThat(alice.message("on my way")).containsText("edited");
            phone.tell("alice@localhost", "<reactions xmlns='urn:xmpp:reactions:0' id='" + first.attributeValue("id") + "'><reaction>🎉</reaction></reactions>");
            assertThat(alice.message("Hello *there*").locator(".reaction")).containsText("🎉");
            phone.tell("alice@localhost", "<retract xmlns='urn:xmpp:message-retract:1' id='" + id + "'/>", "<body>I took it back</body>",
                "<fallback xmlns='urn:xmpp:fallback:0' for='urn:xmpp:message-retract:1'/>");
            assertThat(alice.log()).not().containsText("on my way");
            // when another client forges
            phone.tell("alice@localhost", "<retract xmlns='urn:xmpp:message-retract:1' id='" + first.attributeValue("id") + "'/>");
            phone.tell("alice@localhost", "<body>forged</body>", "<replace xmlns='urn:xmpp:message-correct:0' id='" + first.attributeValue("id") + "'/>");
            assertThat(alice.message("forged")).hasCount(1);
            assertThat(alice.message("Hello *there*")).hasCount(1);
            // when it is encrypted
            phone.tell("alice@localhost", "<encrypted xmlns='eu.siacs.conversations.axolotl'><header sid='1'><iv>x</iv></header><payload>x</payload></encrypted>",
                "<encryption xmlns='urn:xmpp:eme:0' namespace='eu.siacs.conversations.axolotl' name='OMEMO'/>", "<body>I sent you an OMEMO encrypted message</body>");
            assertThat(alice.log().getByRole(AriaRole.ARTICLE).last()).containsText("encrypted (OMEMO)");
            // then all of it is the same to who looks again
            String before = alice.log().innerText();
            alice.reload();
            assertThat(alice.log().getByRole(AriaRole.ARTICLE).last()).containsText("encrypted (OMEMO)");
            assertEquals(before, alice.log().innerText());
        }
    }

    @Test
    void in_a_room_messages_are_corrected_reacted_to_answered_and_taken_back() throws Exception {
        // given
        Tab dave = scene.logIn("dave").open("/rooms");
        Tab erin = scene.logIn("erin").open("/rooms");
        make(dave, "Parlour");
        join(erin, "parlour@conference.localhost");
        try (Wire carol = Wire.logIn(scene.server(), "carol", "phone")) {
            carol.enter("parlour@conference.localhost/carol");
            dave.say("Tea or cofee?");
            Element said = carol.awaitMessage("Tea or cofee?");
            // when
            assertThat(dave.log().locator(".pending")).hasCount(0);
            dave.box("Message").press("ArrowUp");
            assertThat(dave.box("Message")).hasValue("Tea or cofee?");
            dave.box("Message").fill("Tea or coffee?");
            dave.box("Message").press("Enter");
            // then
            assertThat(erin.message("Tea or coffee?")).containsText("edited");
            assertEquals(said.attributeValue("id"), part(carol.awaitMessage("coffee"), "replace", "urn:xmpp:message-correct:0").attributeValue("id"));
            // when
            erin.message("Tea or coffee?").hover();
            erin.message("Tea or coffee?").getByRole(AriaRole.BUTTON, exactly("React")).click();
            erin.page().getByRole(AriaRole.BUTTON, named("🎉")).click();
            String given = part(said, "stanza-id", "urn:xmpp:sid:0").attributeValue("id");
            assertEquals(given, part(carol.awaitMessage("urn:xmpp:reactions:0"), "reactions", "urn:xmpp:reactions:0").attributeValue("id"));
            carol.sayToAll("parlour@conference.localhost", null, "<reactions xmlns='urn:xmpp:reactions:0' id='" + given + "'><reaction>🎉</reaction></reactions>");
            // then both count, and each knows his own
            assertThat(dave.message("Tea or coffee?").locator(".reaction")).hasText(Pattern.compile("2"));
            assertThat(dave.message("Tea or coffee?").locator(".reaction")).hasAttribute("aria-pressed", "false");
            assertThat(erin.message("Tea or coffee?").locator(".reaction")).hasAttribute("aria-pressed", "true");
            assertThat(erin.message("Tea or coffee?").locator(".reaction")).hasAttribute("title", Pattern.compile("carol"));
            // when a client answers
            carol.sayToAll("parlour@conference.localhost", null, "<body>&gt; Tea or coffee?\nBoth</body>", "<reply xmlns='urn:xmpp:reply:0' id='" + given
                + "' to='parlour@conference.localhost/Dave'/>", "<fallback xmlns='urn:xmpp:fallback:0' for='urn:xmpp:reply:0'><body start='0' end='17'/></fallback>");
            assertThat(erin.message("Both").locator(".quote")).containsText("Tea or coffee?");
            assertThat(erin.message("Both").locator(".body")).hasText("Both");
            // when he takes back what was answered
            dave.message("Tea or coffee?").first().hover();
            dave.message("Tea or coffee?").first().getByRole(AriaRole.BUTTON, exactly("Delete")).click();
            dave.page().getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, exactly("Delete message")).click();
            // then the quotation says so, too
            assertThat(erin.message("Both").locator(".quote")).containsText("Deleted message");
            assertThat(erin.log()).not().containsText("coffee");
            assertEquals(given, part(carol.awaitMessage("urn:xmpp:message-retract:1"), "retract", "urn:xmpp:message-retract:1").attributeValue("id"));
            // when another one forges
            erin.say("Mine");
            String mine = part(carol.awaitMessage("Mine"), "stanza-id", "urn:xmpp:sid:0").attributeValue("id");
            carol.sayToAll("parlour@conference.localhost", null, "<retract xmlns='urn:xmpp:message-retract:1' id='" + mine + "'/>");
            carol.sayToAll("parlour@conference.localhost", null, "<body>After</body>");
            assertThat(erin.message("After")).hasCount(1);
            assertThat(erin.message("Mine")).hasCount(1);
            // when a moderator removes it
            dave.message("Mine").hover();
            dave.message("Mine").getByRole(AriaRole.BUTTON, exactly("Remove")).click();
            dave.page().getByLabel("Reason").fill("Not here");
            dave.page().getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, exactly("Remove message")).click();
            // then it is gone, and all are told by whom and why
            assertThat(erin.log()).containsText("Removed by Dave: Not here");
            carol.sayToAll("parlour@conference.localhost", "last", "<body>Lats</body>");
            assertThat(erin.row("Parlour")).containsText("carol: Lats");
            carol.sayToAll("parlour@conference.localhost", null, "<body>Last</body>", "<replace xmlns='urn:xmpp:message-correct:0' id='last'/>");
            assertThat(erin.row("Parlour")).containsText("carol: Last");
            assertThat(erin.message("Mine")).hasCount(0);
            assertEquals(mine, part(carol.awaitMessage("urn:xmpp:message-moderate:1"), "retract", "urn:xmpp:message-retract:1").attributeValue("id"));
            assertThat(erin.message("After").getByRole(AriaRole.BUTTON, exactly("Remove"))).hasCount(0);
        }
    }

    // A copy of what another client of his sends has it within (XEP-0280).
    private static Element part(Element stanza, String name, String namespace) {
        Element here = Xml.child(stanza, name, namespace);
        return here != null ? here : Xml.children(stanza).stream().map(each -> part(each, name, namespace)).filter(each -> each != null).findFirst().orElse(null);
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
        tab.page().getByRole(AriaRole.TEXTBOX, named("Room address")).fill(address);
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
