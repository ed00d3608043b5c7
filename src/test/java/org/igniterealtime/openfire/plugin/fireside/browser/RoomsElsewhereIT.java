package org.igniterealtime.openfire.plugin.fireside.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.testkit.Prosody;
import org.igniterealtime.openfire.plugin.fireside.testkit.Wire;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same of a room of another server, a Prosody: found, entered with a password, configured by its own form. */
class RoomsElsewhereIT {
    private static final String ROOM = "harbour@rooms.pro.test";

    private static Prosody prosody;
    private static Scene scene;

    @BeforeAll
    static void start() {
        prosody = Prosody.start("pro.test", "of.test", List.of("mary"));
        scene = new Scene().people("alice").server(prosody::federate).start();
    }

    @AfterAll
    static void close() {
        if (scene != null) {
            scene.leave();
            scene.close();
        }
        if (prosody != null) {
            prosody.close();
        }
    }

    @Test
    void an_owner_finds_a_room_elsewhere_enters_it_with_a_password_and_configures_it() throws Exception {
        try (Wire mary = prosody.wire("mary", "phone")) {
            // given
            mary.enter(ROOM + "/Mary");
            Element made = mary.ask("set", ROOM, "<query xmlns='http://jabber.org/protocol/muc#owner'><x xmlns='jabber:x:data' type='submit'>"
                + "<field var='FORM_TYPE'><value>http://jabber.org/protocol/muc#roomconfig</value></field><field var='muc#roomconfig_roomname'><value>Harbour</value></field>"
                + "<field var='muc#roomconfig_persistentroom'><value>1</value></field><field var='muc#roomconfig_publicroom'><value>1</value></field>"
                + "<field var='muc#roomconfig_roomsecret'><value>tide</value></field></x></query>");
            assertEquals("result", made.attributeValue("type"), made.asXML());
            Element owned = mary.ask("set", ROOM, "<query xmlns='http://jabber.org/protocol/muc#admin'><item jid='alice@of.test' affiliation='owner'/></query>");
            assertEquals("result", owned.attributeValue("type"), owned.asXML());
            Tab alice = scene.logIn("alice").open("/rooms");
            // when
            alice.button("Join room").first().click();
            alice.box("Server or service whose rooms are shown").fill("pro.test");
            alice.button("Show rooms").click();
            alice.dialog("Join room").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Harbour").setExact(true)).click();
            // then
            Locator password = alice.page().getByLabel("Password");
            password.fill("storm");
            alice.button("Join").click();
            assertThat(alice.page().getByText("That is not the password of this room.")).isVisible();
            password.fill("tide");
            alice.button("Join").click();
            alice.say("Ahoy");
            mary.awaitMessage("Ahoy");
            // when
            alice.button("More about this room").click();
            alice.button("Settings").click();
            Locator settings = alice.dialog("Settings");
            assertThat(settings.getByLabel("Name of the room")).hasValue("Harbour");
            settings.getByLabel("Name of the room").fill("The Harbour");
            settings.getByLabel("Description").fill("Boats and nets");
            settings.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save").setExact(true)).click();
            assertThat(settings).isHidden();
            // then
            assertThat(alice.heading("The Harbour")).isVisible();
            assertThat(alice.link("The Harbour")).isVisible();
            mary.awaitMessage("code=\"104\"");
            Element info = mary.ask("get", ROOM, "<query xmlns='http://jabber.org/protocol/disco#info'/>");
            assertTrue(info.asXML().contains("name=\"The Harbour\"") && info.asXML().contains("Boats and nets") && info.asXML().contains("muc_passwordprotected")
                && info.asXML().contains("muc_persistent"), info.asXML());
            // and by another name
            alice.button("More about this room").click();
            alice.button("Change nickname").click();
            Locator names = alice.dialog("Change nickname");
            names.getByLabel("Your name in the room").fill("Mary");
            names.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save").setExact(true)).click();
            assertThat(names.locator(".refusal")).containsText("has that name already");
            names.getByLabel("Your name in the room").fill("Lissy");
            names.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save").setExact(true)).click();
            assertThat(names).isHidden();
            alice.say("Aye");
            assertTrue(mary.awaitMessage("Aye").attributeValue("from").endsWith("/Lissy"));
        }
        assertEquals(List.of(), scene.leave());
    }
}
