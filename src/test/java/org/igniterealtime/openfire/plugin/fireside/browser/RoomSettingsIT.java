package org.igniterealtime.openfire.plugin.fireside.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What rooms are: configured by their owners, seen by all; their pictures and passwords, names in them, and how they are found. */
class RoomSettingsIT {
    private static final String SERVICE = "@conference.localhost";

    @RegisterExtension
    static final Scene scene = new Scene().people("alice", "bob", "carol", "dave").server(server -> server.property("fireside.session.grace", "1"));

    @Test
    void an_owner_configures_a_room_and_everybody_sees_what_it_is() throws Exception {
        // given
        Tab alice = scene.logIn("alice").open("/rooms");
        make(alice, "Orchard");
        assertThat(alice.heading("Orchard")).isVisible();
        // then one can speak at once
        assertThat(alice.box("Message")).isFocused();
        try (Wire bob = Wire.logIn(scene.server(), "bob", "phone")) {
            bob.enter("orchard" + SERVICE + "/Bob");
            Tab carol = scene.logIn("carol").open("/rooms/orchard" + SERVICE);
            carol.page().locator("#room-enter").getByRole(AriaRole.BUTTON).click();
            assertThat(carol.box("Message")).isVisible();
            // when she names it, describes it, and wants a password without giving one
            menu(alice, "Settings");
            Locator settings = alice.dialog("Settings");
            assertThat(settings.getByLabel("Name of the room")).hasValue("Orchard");
            assertThat(settings.getByLabel("Name of the room")).isFocused();
            picture(alice, "settings");
            axe(alice);
            settings.getByLabel("Name of the room").fill("The Old Orchard");
            settings.getByLabel("Description").fill("Apples & <pears>");
            settings.getByLabel("Who comes in needs a password").check();
            settings.getByLabel("Password", new Locator.GetByLabelOptions().setExact(true)).fill("");
            settings.getByText("More", new Locator.GetByTextOptions().setExact(true)).click();
            settings.getByLabel("Moderators decide who may speak").check();
            settings.getByRole(AriaRole.BUTTON, exactly("Save")).click();
            // then it says why not, and nothing is lost
            assertThat(settings.locator(".refusal")).containsText("did not take these settings");
            assertThat(settings.getByLabel("Name of the room")).hasValue("The Old Orchard");
            assertThat(settings.getByLabel("Moderators decide who may speak")).isChecked();
            // when she gives one
            settings.getByLabel("Password", new Locator.GetByLabelOptions().setExact(true)).fill("apple");
            settings.getByRole(AriaRole.BUTTON, exactly("Save")).click();
            assertThat(settings).isHidden();
            // then all see it
            for (Tab tab : List.of(alice, carol)) {
                assertThat(tab.heading("The Old Orchard")).isVisible();
                assertThat(tab.link("The Old Orchard")).isVisible();
            }
            carol.button("People in the room").click();
            Locator about = carol.page().locator("#room-about");
            assertThat(about).containsText("Apples & <pears>");
            assertThat(about.locator(".room-traits")).containsText("With a password");
            assertThat(about.locator(".room-traits")).containsText("Moderated");
            assertThat(about).containsText("orchard" + SERVICE);
            picture(carol, "about");
            axe(carol);
            // and what was not changed is as it was
            Element info = bob.ask("get", "orchard" + SERVICE, "<query xmlns='http://jabber.org/protocol/disco#info'/>");
            assertTrue(info.asXML().contains("var=\"muc_persistent\"") && info.asXML().contains("name=\"The Old Orchard\""), info.asXML());
            assertTrue(info.asXML().contains("muc_public"), info.asXML());
        }
    }

    @Test
    void a_room_has_a_picture_that_other_clients_see_and_only_owners_give() throws Exception {
        // given
        Tab alice = scene.logIn("alice").open("/rooms");
        make(alice, "Gallery");
        assertThat(alice.heading("Gallery")).isVisible();
        String gallery = "gallery" + SERVICE;
        try (Wire bob = Wire.logIn(scene.server(), "bob", "phone")) {
            bob.enter("gallery" + SERVICE + "/Bob");
            assertEquals("result", bob.ask("get", gallery, "<vCard xmlns='vcard-temp'/>").attributeValue("type"));
            Element no = bob.ask("set", gallery, "<vCard xmlns='vcard-temp'><PHOTO><TYPE>image/png</TYPE><BINVAL>AAAA</BINVAL></PHOTO></vCard>");
            assertTrue(no.asXML().contains("forbidden"), no.asXML());
            // when
            menu(alice, "Settings");
            alice.page().locator("#room-picture-file").setInputFiles(new FilePayload("wall.png", "image/png", ElsewhereIT.png(640, 400)));
            // then it is a square, and told as XEP-0486 has it
            Locator head = alice.page().locator("#room-head .avatar img");
            assertThat(head).hasAttribute("src", Pattern.compile("/fireside/room-picture/gallery.*\\?v=[0-9a-f]{12}"));
            assertEquals(192, head.evaluate("async picture => { await picture.decode(); return picture.naturalWidth; }"));
            Element told = bob.awaitMessage("code=\"104\"");
            assertEquals(gallery, told.attributeValue("from"));
            Element card = bob.ask("get", gallery, "<vCard xmlns='vcard-temp'/>");
            assertTrue(card.element("vCard").element("PHOTO").elementText("BINVAL").length() > 100);
            Element info = bob.ask("get", gallery, "<query xmlns='http://jabber.org/protocol/disco#info'/>");
            assertTrue(info.asXML().contains("var=\"vcard-temp\"") && info.asXML().contains("muc#roominfo_avatarhash"), info.asXML());
            // and whoever comes sees it, in the head and in the list
            Tab carol = scene.logIn("carol").open("/rooms/" + gallery);
            carol.page().locator("#room-enter").getByRole(AriaRole.BUTTON).click();
            assertThat(carol.page().locator("#room-head .avatar img")).isVisible();
            assertThat(carol.row("Gallery").locator("img")).isVisible();
            picture(carol, "picture");
            // when it is taken away
            alice.button("Remove the picture").click();
            // then
            assertThat(carol.page().locator("#room-head .avatar img")).hasCount(0);
        }
    }

    @Test
    void a_room_with_a_password_asks_for_it_and_it_is_kept() throws Exception {
        // given
        try (Wire dave = Wire.logIn(scene.server(), "dave", "phone")) {
            dave.enter("cellar" + SERVICE + "/Dave");
            configure(dave, "cellar", "<field var='muc#roomconfig_passwordprotectedroom'><value>1</value></field><field var='muc#roomconfig_roomsecret'><value>wine</value></field>"
                + "<field var='muc#roomconfig_persistentroom'><value>1</value></field>");
            Tab bob = scene.logIn("bob").open("/rooms");
            // when
            bob.button("Join room").first().click();
            bob.box("Room address").fill("cellar" + SERVICE);
            bob.dialog("Join room").getByRole(AriaRole.BUTTON, exactly("Join")).click();
            // then
            Locator password = bob.page().getByLabel("Password");
            assertThat(password).isFocused();
            picture(bob, "password");
            axe(bob);
            password.fill("beer");
            bob.button("Join").click();
            assertThat(bob.page().getByText("That is not the password of this room.")).isVisible();
            // when
            password.fill("wine");
            bob.button("Join").click();
            bob.say("Cheers");
            dave.awaitMessage("Cheers");
            // then his other clients know it, and he comes in with his next log-in
            try (Wire phone = Wire.logIn(scene.server(), "bob", "phone")) {
                String all = "<pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='urn:xmpp:bookmarks:1'/></pubsub>";
                assertTrue(Await.until(Duration.ofSeconds(15), () -> Pattern.compile("<password>\\s*wine\\s*</password>").matcher(ask(phone, all)).find()));
            }
            bob.logOut();
            dave.awaitPresence("unavailable", "cellar" + SERVICE + "/Bob");
            Tab again = scene.logIn("bob").open("/rooms/cellar" + SERVICE);
            again.say("I am back");
            dave.awaitMessage("I am back");
        }
    }

    @Test
    void somebody_takes_another_name_and_is_told_when_it_is_taken() throws Exception {
        // given somebody who has her name already
        Tab alice = scene.logIn("alice").open("/rooms");
        try (Wire dave = Wire.logIn(scene.server(), "dave", "phone")) {
            dave.enter("names" + SERVICE + "/Alice");
            configure(dave, "names", "");
            alice.button("Join room").first().click();
            alice.box("Room address").fill("names" + SERVICE);
            alice.dialog("Join room").getByRole(AriaRole.BUTTON, exactly("Join")).click();
            alice.say("Who am I");
            // then she comes in by another one
            assertTrue(dave.awaitMessage("Who am I").attributeValue("from").endsWith("/Alice_"));
            // when
            menu(alice, "Change nickname");
            Locator dialog = alice.dialog("Change nickname");
            dialog.getByLabel("Your name in the room").fill("Alice");
            dialog.getByRole(AriaRole.BUTTON, exactly("Save")).click();
            assertThat(dialog.locator(".refusal")).containsText("has that name already");
            dialog.getByLabel("Your name in the room").fill("Lissy");
            dialog.getByRole(AriaRole.BUTTON, exactly("Save")).click();
            assertThat(dialog).isHidden();
            // then
            alice.say("It is me");
            assertTrue(dave.awaitMessage("It is me").attributeValue("from").endsWith("/Lissy"));
            alice.button("People in the room").click();
            assertThat(alice.page().locator(".occupant").filter(new Locator.FilterOptions().setHasText("(you)"))).containsText("Lissy");
        }
    }

    @Test
    void rooms_are_looked_through_and_entered_by_a_click() throws Exception {
        // given
        try (Wire dave = Wire.logIn(scene.server(), "dave", "phone")) {
            dave.enter("market" + SERVICE + "/Dave");
            configure(dave, "market", "<field var='muc#roomconfig_roomname'><value>Market Square</value></field>"
                + "<field var='muc#roomconfig_roomdesc'><value>Bread and cheese</value></field><field var='muc#roomconfig_publicroom'><value>1</value></field>");
            dave.enter("backroom" + SERVICE + "/Dave");
            configure(dave, "backroom", "<field var='muc#roomconfig_publicroom'><value>0</value></field>");
            Tab carol = scene.logIn("carol").open("/rooms");
            // when
            carol.button("Join room").first().click();
            // then
            Locator rooms = carol.dialog("Join room").getByRole(AriaRole.LIST, new Locator.GetByRoleOptions().setName("Rooms of conference.localhost"));
            assertThat(rooms).containsText("Bread and cheese");
            assertThat(rooms).not().containsText("backroom");
            picture(carol, "join");
            axe(carol);
            // when it is a server's name, its rooms are meant
            carol.box("Server or service whose rooms are shown").fill("nowhere.localhost");
            carol.button("Show rooms").click();
            assertThat(carol.page().locator("#explore-form .refusal")).isVisible();
            carol.box("Server or service whose rooms are shown").fill("localhost");
            carol.button("Show rooms").click();
            // then
            rooms.getByRole(AriaRole.BUTTON, exactly("Market Square")).click();
            assertThat(carol.heading("Market Square")).isVisible();
            assertThat(carol.box("Message")).isFocused();
            carol.say("Half a loaf");
            dave.awaitMessage("Half a loaf");
        }
    }

    // ---- what it takes

    private static String ask(Wire who, String question) {
        try {
            return who.ask("get", "", question).asXML();
        } catch (Exception unsent) {
            throw new IllegalStateException(unsent);
        }
    }

    private static void configure(Wire owner, String room, String fields) throws Exception {
        Element done = owner.ask("set", room + SERVICE, "<query xmlns='http://jabber.org/protocol/muc#owner'><x xmlns='jabber:x:data' type='submit'>"
            + "<field var='FORM_TYPE'><value>http://jabber.org/protocol/muc#roomconfig</value></field>" + fields + "</x></query>");
        assertEquals("result", done.attributeValue("type"), done.asXML());
    }

    private static void make(Tab tab, String name) {
        tab.button("New room").first().click();
        Locator dialog = tab.dialog("New room");
        dialog.getByLabel("Name of the room").fill(name);
        dialog.getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName("A public channel")).check();
        dialog.getByRole(AriaRole.BUTTON, exactly("Make the room")).click();
    }

    private static void menu(Tab tab, String what) {
        tab.button("More about this room").click();
        tab.button(what).click();
    }

    private static Locator.GetByRoleOptions exactly(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }

    private static void axe(Tab tab) {
        assertEquals(List.of(), new AxeBuilder(tab.page()).setLegacyMode(true).analyze().getViolations().stream()
            .map(rule -> rule.getId() + " " + rule.getNodes().get(0).getHtml()).toList());
    }

    private static void picture(Tab tab, String name) {
        for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            for (int width : new int[] {390, 1280}) {
                tab.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                tab.page().setViewportSize(width, width == 390 ? 844 : 800);
                tab.page().screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/room-settings", name + "-" + width + "-" + scheme + ".png")));
            }
        }
    }
}
