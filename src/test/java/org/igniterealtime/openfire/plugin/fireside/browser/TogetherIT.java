package org.igniterealtime.openfire.plugin.fireside.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.igniterealtime.openfire.plugin.fireside.testkit.Phone;
import org.igniterealtime.openfire.plugin.fireside.testkit.RawRequest;
import org.jivesoftware.smack.packet.ExtensionElement;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smack.packet.StandardExtensionElement;
import org.jivesoftware.smack.util.PacketParserUtils;
import org.jivesoftware.smackx.mam.MamManager;
import org.jivesoftware.smackx.muc.MultiUserChat;
import org.jivesoftware.smackx.muc.MultiUserChatManager;
import org.jivesoftware.smackx.ping.PingManager;
import org.jivesoftware.smackx.sid.element.StanzaIdElement;
import org.jivesoftware.smackx.vcardtemp.VCardManager;
import org.jivesoftware.smackx.xdata.form.FillableForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jxmpp.jid.impl.JidCreate;
import org.jxmpp.jid.parts.Resourcepart;

/**
 * Alice, Bob and Carol with browsers, Dave and Erin with Smack, in one room: what one of either kind does, all others have, and the
 * stanzas that Fireside makes of it have the shapes of the specifications' examples.
 */
class TogetherIT {
    private static final String SALON = "salon@conference.localhost";

    @RegisterExtension
    static final Scene scene = new Scene().people("alice", "bob", "carol", "dave", "erin");

    private Tab alice;
    private Tab bob;
    private Tab carol;
    private Phone dave;
    private Phone erin;
    private ChatShapes shapes;
    private final List<String> wrong = new ArrayList<>();

    @Test
    void five_in_a_room_have_what_each_of_them_does() throws Exception {
        shapes = new ChatShapes();
        try (Phone first = Phone.logIn(scene.server(), "dave", Scene.PASSWORD); Phone second = Phone.logIn(scene.server(), "erin", Scene.PASSWORD)) {
            dave = first;
            erin = second;
            theyMeet();
            words();
            aboutWords();
            takenBack();
            theRoom();
            whoMayWhat();
            itsEnd();
        }
        assertEquals(List.of(), wrong);
    }

    private void theyMeet() throws Exception {
        bob = scene.logIn("bob").open("/rooms");
        carol = scene.logIn("carol").open("/rooms");
        alice = scene.logIn("alice").open("/rooms");
        alice.button("New room").first().click();
        Locator dialog = alice.dialog("New room");
        dialog.getByLabel("Name of the room").fill("Salon");
        dialog.getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName("A public channel")).check();
        dialog.getByRole(AriaRole.BUTTON, exactly("Make the room")).click();
        assertThat(alice.heading("Salon")).isVisible();
        for (Tab tab : List.of(bob, carol)) {
            tab.button("Join room").first().click();
            tab.box("Room address").fill(SALON);
            tab.dialog("Join room").getByRole(AriaRole.BUTTON, exactly("Join")).click();
            assertThat(tab.heading("Salon")).isVisible();
        }
        room(dave).join(Resourcepart.from("Dave"));
        room(erin).join(Resourcepart.from("Erin"));
        pages(tab -> assertThat(tab.page().locator("#room-size")).containsText("5"));
        for (String nick : List.of("Alice", "Bob", "Carol")) {
            told(dave, nick, presence -> presence.contains("urn:xmpp:occupant-id:0"));
        }
    }

    private void words() throws Exception {
        alice.say("Helo all");
        pages(tab -> assertThat(tab.message("Helo all")).hasCount(1));
        heard("<body>Helo all</body>");
        say(dave, "<body>Hello from Dave</body>");
        pages(tab -> assertThat(tab.message("Hello from Dave")).containsText("Dave"));
        // styled (XEP-0393)
        bob.say("A *bold* step, `and code`");
        pages(tab -> assertThat(tab.log().locator("strong")).hasText("*bold*"));
        heard("A *bold* step");
        say(erin, "<body>```&#10;let x = 1;&#10;```</body>");
        pages(tab -> assertThat(tab.log().locator("pre")).containsText("let x = 1;"));
        // names (XEP-0372)
        alice.say("Dave, look");
        heard("urn:xmpp:reference:0");
        say(dave, "<body>Carol: look</body><reference xmlns='urn:xmpp:reference:0' begin='0' end='5' type='mention' uri='xmpp:" + SALON + "/Carol'/>");
        assertThat(carol.message("Carol: look")).hasClass(Pattern.compile("mentions"));
        assertThat(bob.message("Carol: look")).not().hasClass(Pattern.compile("mentions"));
        // somebody writes (XEP-0085)
        carol.box("Message").pressSequentially("Hm");
        heard("<composing ");
        assertThat(alice.page().locator("#typing")).hasText("Carol is writing");
        carol.box("Message").fill("");
        say(erin, "<composing xmlns='http://jabber.org/protocol/chatstates'/>");
        for (Tab tab : List.of(bob, carol)) {
            assertThat(tab.page().locator("#typing")).hasText("Erin is writing");
        }
        // files (XEP-0447, XEP-0066)
        carol.page().locator("[data-attach] input[type=file]").setInputFiles(new FilePayload("notes.txt", "text/plain", "Seeds".getBytes(StandardCharsets.UTF_8)));
        assertThat(carol.page().locator(".attached-file[data-state=ready]")).hasCount(1);
        carol.button("Send").click();
        pages(tab -> assertThat(tab.log().locator(".file-card")).containsText("notes.txt"));
        heard("jabber:x:oob");
        say(dave, "<body>https://files.example/seeds.pdf</body><x xmlns='jabber:x:oob'><url>https://files.example/seeds.pdf</url></x>");
        pages(tab -> assertThat(tab.log().locator(".file-card").last()).containsText("seeds.pdf"));
        // not for us (XEP-0380)
        say(erin, "<body>This is encrypted</body><encryption xmlns='urn:xmpp:eme:0' namespace='eu.siacs.conversations.axolotl' name='OMEMO'/>");
        pages(tab -> assertThat(tab.log().getByRole(AriaRole.ARTICLE).last()).containsText("encrypted (OMEMO)"));
    }

    private void aboutWords() throws Exception {
        // corrected (XEP-0308)
        tool(alice, "Helo all", "Edit");
        alice.box("Message").fill("Hello all");
        alice.page().keyboard().press("Enter");
        pages(tab -> assertThat(tab.message("Hello all")).containsText("edited"));
        heard("urn:xmpp:message-correct:0");
        say(erin, "<body>Teh end</body>", "typo");
        pages(tab -> assertThat(tab.message("Teh end")).hasCount(1));
        say(erin, "<body>The end</body><replace xmlns='urn:xmpp:message-correct:0' id='typo'/>");
        pages(tab -> assertThat(tab.message("The end")).containsText("edited"));
        // reactions (XEP-0444)
        tool(bob, "Hello from Dave", "React");
        bob.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("\ud83d\udc4d")).first().click();
        heard("urn:xmpp:reactions:0");
        say(erin, "<reactions xmlns='urn:xmpp:reactions:0' id='" + given("Hello from Dave") + "'><reaction>\ud83d\udc4d</reaction></reactions>");
        pages(tab -> assertThat(tab.message("Hello from Dave").locator(".reaction")).containsText("2"));
        // answers (XEP-0461)
        tool(carol, "Hello from Dave", "Reply");
        carol.say("Welcome");
        pages(tab -> assertThat(tab.message("Welcome").locator(".quote")).containsText("Hello from Dave"));
        heard("urn:xmpp:reply:0");
        // Smack reads less of a fallback than it can write.
        say(dave, "<body>&gt; Hello all&#10;Hello Alice</body><reply xmlns='urn:xmpp:reply:0' id='" + given("Helo all") + "' to='" + SALON + "/Alice'/>", "an-answer",
            StandardExtensionElement.builder("fallback", "urn:xmpp:fallback:0").addAttribute("for", "urn:xmpp:reply:0").addElement(
                StandardExtensionElement.builder("body", "urn:xmpp:fallback:0").addAttribute("start", "0").addAttribute("end", "12").build()).build());
        pages(tab -> assertThat(tab.message("Hello Alice").locator(".quote")).containsText("Hello all"));
        pages(tab -> assertThat(tab.message("Hello all").first().locator(".thread-link")).containsText("1 reply"));
    }

    private void takenBack() throws Exception {
        // XEP-0424
        alice.say("My secret");
        pages(tab -> assertThat(tab.message("My secret")).hasCount(1));
        tool(alice, "My secret", "Delete");
        alice.page().getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, exactly("Delete message")).click();
        assertThat(alice.page().getByRole(AriaRole.DIALOG)).hasCount(0);
        pages(tab -> assertThat(tab.message("My secret")).hasCount(0));
        heard("urn:xmpp:message-retract:1");
        say(dave, "<body>His secret</body>");
        pages(tab -> assertThat(tab.message("His secret")).hasCount(1));
        say(dave, "<retract xmlns='urn:xmpp:message-retract:1' id='" + given("His secret") + "'/>");
        pages(tab -> assertThat(tab.message("His secret")).hasCount(0));
        // XEP-0425
        say(erin, "<body>Rude words</body>");
        pages(tab -> assertThat(tab.message("Rude words")).hasCount(1));
        tool(alice, "Rude words", "Remove");
        alice.page().getByRole(AriaRole.DIALOG).getByLabel("Reason").fill("Be kind");
        alice.page().getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, exactly("Remove message")).click();
        assertThat(alice.page().getByRole(AriaRole.DIALOG)).hasCount(0);
        pages(tab -> assertThat(tab.message("Rude words")).hasCount(0));
        heard("urn:xmpp:message-moderate:1");
        step("Dave", "Make an admin");
        told(dave, "Dave", presence -> presence.contains("affiliation='admin'"));
        bob.say("Ruder words");
        pages(tab -> assertThat(tab.message("Ruder words")).hasCount(1));
        ask(dave, "moderate", "urn:xmpp:message-moderate:1", " id='" + given("Ruder words") + "'", "<retract xmlns='urn:xmpp:message-retract:1'/>");
        pages(tab -> assertThat(tab.message("Ruder words")).hasCount(0));
        // and nobody reads it later (XEP-0313)
        List<String> kept = MamManager.getInstanceFor(room(dave)).queryArchive(MamManager.MamQueryArgs.builder().setResultPageSizeTo(100).build())
            .getMessages().stream().map(message -> message.toXML().toString()).toList();
        assertTrue(kept.stream().anyMatch(message -> message.contains("Hello from Dave")), kept::toString);
        assertTrue(kept.stream().noneMatch(message -> message.contains("secret") || message.contains("Rude")), kept::toString);
    }

    private void theRoom() throws Exception {
        // what it is about
        more(alice, "What the room is about");
        Locator dialog = alice.dialog("What the room is about");
        dialog.getByLabel("What the room is about").fill("Dinner at eight");
        dialog.getByRole(AriaRole.BUTTON, exactly("Save")).click();
        pages(tab -> assertThat(tab.page().locator("#room-subject")).hasText("Dinner at eight"));
        heard("<subject>Dinner at eight</subject>");
        room(dave).changeSubject("Dinner at nine");
        pages(tab -> assertThat(tab.page().locator("#room-subject")).hasText("Dinner at nine"));
        // its form
        step("Dave", "Make an owner");
        told(dave, "Dave", presence -> presence.contains("affiliation='owner'"));
        more(alice, "Settings");
        alice.dialog("Settings").getByLabel("Name of the room").fill("The Salon");
        alice.dialog("Settings").getByRole(AriaRole.BUTTON, exactly("Save")).click();
        assertThat(alice.dialog("Settings")).isHidden();
        pages(tab -> assertThat(tab.heading("The Salon")).isVisible());
        assertEquals("The Salon", MultiUserChatManager.getInstanceFor(dave.connection()).getRoomInfo(JidCreate.entityBareFrom(SALON)).getName());
        FillableForm form = room(dave).getConfigurationForm().getFillableForm();
        form.setAnswer("muc#roomconfig_roomname", "Our Salon");
        room(dave).sendConfigurationForm(form);
        pages(tab -> assertThat(tab.heading("Our Salon")).isVisible());
        pages(tab -> assertThat(tab.box("Message")).hasAttribute("placeholder", "Write to Our Salon"));
        // its picture (XEP-0486)
        more(alice, "Settings");
        alice.page().locator("#room-picture-file").setInputFiles(new FilePayload("wall.png", "image/png", ElsewhereIT.png(64, 40)));
        pages(tab -> assertThat(tab.page().locator("#room-head .avatar img")).hasCount(1));
        alice.page().keyboard().press("Escape");
        assertTrue(VCardManager.getInstanceFor(erin.connection()).loadVCard(JidCreate.entityBareFrom(SALON)).getAvatar().length > 100);
        ask(dave, "vCard", "vcard-temp", "", "");
        pages(tab -> assertThat(tab.page().locator("#room-head .avatar img")).hasCount(0));
        // names
        more(bob, "Change nickname");
        bob.dialog("Change nickname").getByLabel("Your name in the room").fill("Robert");
        bob.dialog("Change nickname").getByRole(AriaRole.BUTTON, exactly("Save")).click();
        told(erin, "Bob", presence -> presence.contains("code='303'") && presence.contains("nick='Robert'"));
        // Smack's own way waits for what it keeps itself from reading, where a room says that it is about itself (110).
        erin.connection().sendStanza(PacketParserUtils.parseStanza("<presence xmlns='jabber:client' to='" + SALON + "/Erina'/>"));
        pages(tab -> {
            people(tab);
            assertThat(tab.page().locator("#room-people")).containsText("Erina");
            assertThat(tab.page().locator("#room-people")).containsText("Robert");
        });
        // whether one is still there (XEP-0410)
        assertTrue(PingManager.getInstanceFor(dave.connection()).ping(JidCreate.from(SALON + "/Dave")));
    }

    private void whoMayWhat() throws Exception {
        // voice
        step("Erina", "Let only listen");
        told(erin, "Erina", presence -> presence.contains("role='visitor'"));
        room(dave).revokeVoice(Resourcepart.from("Carol"));
        assertThat(carol.page().getByText("You can listen here")).isVisible();
        step("Erina", "Let speak");
        told(dave, "Erina", presence -> presence.contains("role='participant'"));
        room(dave).grantVoice(Resourcepart.from("Carol"));
        assertThat(carol.box("Message")).isVisible();
        // out, and invited in again (XEP-0045 §7.8.2, XEP-0249)
        step("Erina", "Send out of the room");
        told(erin, "Erina", presence -> presence.contains("code='307'"));
        more(alice, "Invite somebody");
        alice.page().getByLabel("Their address").fill("erin");
        alice.page().getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, exactly("Invite")).click();
        checked(erin.awaitMessage(message -> message.toXML().toString().contains("<invite ")));
        room(erin).join(Resourcepart.from("Erin"));
        room(dave).kickParticipant(Resourcepart.from("Carol"), "");
        assertThat(carol.page().getByText("You are not in this room.")).isVisible();
        room(dave).invite(JidCreate.entityBareFrom("carol@localhost"), "Come back");
        carol.link("Notices").click();
        carol.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("invited you into a room")).click();
        carol.button("Join").first().click();
        carol.say("Here again");
        pages(tab -> assertThat(tab.message("Here again")).hasCount(1));
        heard("<body>Here again</body>");
        // out for good
        step("Erin", "Ban from the room");
        told(erin, "Erin", presence -> presence.contains("code='301'"));
        room(dave).banUser(JidCreate.from("bob@localhost"), "");
        assertThat(bob.page().getByText("You are not in this room.")).isVisible();
        for (Tab tab : List.of(alice, carol)) {
            assertThat(tab.page().locator("#room-size")).containsText("3");
        }
    }

    private void itsEnd() throws Exception {
        more(alice, "Close the room for good");
        alice.dialog("Close the room for good").getByRole(AriaRole.BUTTON, exactly("Close it")).click();
        // COMPAT: Openfire 4.2 says why only where there is a reason (XEP-0045 §10.9).
        told(dave, "Dave", presence -> presence.contains("type='unavailable'"));
        assertThat(carol.box("Message")).hasCount(0);
        assertThat(carol.message("Here again")).hasCount(0);
    }

    // ---- what they do and have

    private void pages(Consumer<Tab> has) {
        List.of(alice, bob, carol).forEach(has);
    }

    /** Both clients have a message of the room with a part in it. */
    private void heard(String part) throws Exception {
        for (Phone phone : List.of(dave, erin)) {
            checked(phone.awaitMessage(message -> message.getFrom().asBareJid().toString().equals(SALON) && message.toXML().toString().contains(part)));
        }
    }

    private void checked(Message message) throws Exception {
        String xml = message.toXML().toString().replace(" xmlns='jabber:client'", "");
        // Of a fallback Smack keeps its name alone; ChatClientsIT sees all of it on the wire.
        shapes.wrong(xml).stream().filter(each -> !each.startsWith("message/fallback of ")).forEach(each -> wrong.add(each + " in " + xml));
    }

    private static void told(Phone who, String nick, java.util.function.Predicate<String> wanted) throws InterruptedException {
        who.awaitPresence((Presence presence) -> presence.getFrom().toString().equals(SALON + "/" + nick) && wanted.test(presence.toXML().toString()));
    }

    /** The id that the room gave to what was said (XEP-0359 §3). */
    private String given(String words) throws Exception {
        return StanzaIdElement.getStanzaId(dave.awaitMessage(message -> words.equals(message.getBody()))).getId();
    }

    private static void say(Phone who, String content) throws Exception {
        say(who, content, "m" + System.nanoTime());
    }

    private static void say(Phone who, String content, String id, ExtensionElement... more) throws Exception {
        Message message = PacketParserUtils.parseStanza("<message xmlns='jabber:client' type='groupchat' to='" + SALON + "' id='" + id + "'>" + content + "</message>");
        message.addExtensions(List.of(more));
        who.connection().sendStanza(message);
    }

    private static void ask(Phone who, String element, String namespace, String attributes, String content) throws Exception {
        who.ask(new RawRequest(SALON, element, namespace, attributes, content));
    }

    private static MultiUserChat room(Phone phone) throws Exception {
        return MultiUserChatManager.getInstanceFor(phone.connection()).getMultiUserChat(JidCreate.entityBareFrom(SALON));
    }

    private static void tool(Tab tab, String words, String what) {
        tab.message(words).first().hover();
        tab.message(words).first().getByRole(AriaRole.BUTTON, exactly(what)).click();
    }

    private static void more(Tab tab, String what) {
        // Who is there goes aside; a key would close the menu of one of them first, where that is open still.
        Locator drawer = tab.page().locator("#room-drawer");
        if (drawer.isVisible()) {
            drawer.getByRole(AriaRole.BUTTON, exactly("Close")).click();
            assertThat(drawer).isHidden();
        }
        tab.button("More about this room").click();
        tab.button(what).click();
    }

    private static void people(Tab tab) {
        if (!tab.page().locator("#room-drawer").isVisible()) {
            tab.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("People in the room")).click();
        }
    }

    private void step(String nick, String what) {
        people(alice);
        alice.button("What to do with " + nick).click();
        alice.button(what).click();
    }

    private static Locator.GetByRoleOptions exactly(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }
}
