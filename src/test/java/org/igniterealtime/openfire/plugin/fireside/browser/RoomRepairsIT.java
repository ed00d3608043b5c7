package org.igniterealtime.openfire.plugin.fireside.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.route.Repair;
import org.igniterealtime.openfire.plugin.fireside.testkit.FakePage;
import org.igniterealtime.openfire.plugin.fireside.testkit.Prosody;
import org.igniterealtime.openfire.plugin.fireside.testkit.Wire;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.jivesoftware.smack.packet.Presence;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the rooms of this server have by Fireside, for ordinary clients and browsers alike; compared with the examples of the XEPs. */
class RoomRepairsIT {
    private static final String SERVICE = "@conference.of.test";
    private static final String INSTANT = "<query xmlns='http://jabber.org/protocol/muc#owner'><x xmlns='jabber:x:data' type='submit'/></query>";
    private static final List<String> REPAIRED = List.of("urn:xmpp:sid:0", "urn:xmpp:occupant-id:0", "urn:xmpp:message-moderate:1",
        "urn:xmpp:message-moderate:0", "urn:xmpp:message-retract:1");
    private static final String INFO = "<query xmlns='http://jabber.org/protocol/disco#info'/>";

    static final Prosody PROSODY = Prosody.start("pro.test", "of.test", List.of("mary"));

    @RegisterExtension
    static final Scene scene = new Scene().people("macbeth", "oldhag", "crone", "queen")
        .server(server -> PROSODY.federate(server).property("fireside.session.grace", "1").property("fireside.rooms.silence", "1"));

    @AfterAll
    static void close() {
        PROSODY.close();
    }

    @AfterEach
    void repair() {
        for (Repair each : Repair.values()) {
            scene.server().command("unset", each.property());
        }
    }

    // ---- occupant ids (XEP-0421)

    @Test
    void occupants_are_known_again_by_an_id_that_nobody_else_can_claim() throws Exception {
        String room = "coven" + SERVICE;
        String heath = "heath" + SERVICE;
        try (Wire macbeth = make("macbeth", room); Wire hag = Wire.logIn(scene.server(), "oldhag", "pda")) {
            // when somebody enters and speaks, and claims to be another one
            hag.enter(room + "/thirdwitch", "<occupant-id xmlns='urn:xmpp:occupant-id:0' id='crone'/>");
            hag.sayToAll(room, "hysf1v37", "<body>Harpier cries</body>", "<occupant-id xmlns='urn:xmpp:occupant-id:0' id='crone'/>",
                "<stanza-id xmlns='urn:xmpp:sid:0' by='" + room + "' id='mine'/>");
            // then each has one id, the same
            Element heard = macbeth.awaitMessage("Harpier cries");
            String id = occupant(heard);
            assertEquals("hysf1v37", heard.attributeValue("id"));
            assertEquals(id, occupant(presence(macbeth, room + "/thirdwitch")));
            assertNotEquals("crone", id);
            assertEquals(1, children(heard, "stanza-id").size());
            assertNotEquals("mine", children(heard, "stanza-id").get(0).attributeValue("id"));
            // when she says something to one of them, comes again with another nick and client, and is in another room
            hag.say(room + "/macbeth", "<body xmlns='jabber:client'>Hail</body>");
            assertEquals(id, occupant(macbeth.awaitMessage("Hail")));
            hag.appear(room + "/thirdwitch", Presence.Type.unavailable);
            assertEquals(id, occupant(macbeth.awaitPresence("unavailable", room + "/thirdwitch")));
            try (Wire other = Wire.logIn(scene.server(), "oldhag", "desktop"); Wire queen = make("queen", heath)) {
                other.enter(room + "/hecate");
                assertEquals(id, occupant(presence(macbeth, room + "/hecate")));
                // and her history has it
                assertEquals(id, occupant(other.awaitMessage("Harpier cries")));
                other.enter(heath + "/hecate");
                assertNotEquals(id, occupant(presence(queen, heath + "/hecate")));
                assertNotEquals(id, occupant(presence(queen, heath + "/queen")));
            }
        }
    }

    @Test
    void what_has_no_id_gets_one_and_a_room_tells_what_it_can_do() throws Exception {
        String room = "moor" + SERVICE;
        try (Wire macbeth = make("macbeth", room)) {
            // when
            macbeth.sayToAll(room, null, "<body>So foul and fair a day</body>");
            // then
            assertTrue(macbeth.awaitMessage("So foul and fair").attributeValue("id", "").length() > 20);
            assertTrue(features(macbeth, room).containsAll(REPAIRED));
        }
    }

    // ---- moderation (XEP-0425)

    @Test
    void a_moderator_takes_back_what_somebody_said_and_the_room_says_so_to_everybody() throws Exception {
        String room = "forum" + SERVICE;
        try (Wire macbeth = make("macbeth", room); Wire hag = Wire.logIn(scene.server(), "oldhag", "pda")) {
            hag.enter(room + "/oldhag");
            hag.sayToAll(room, "inappropriate-1", "<body>DM me for free magic potions!</body>");
            String said = stanzaId(macbeth.awaitMessage("free magic potions"));
            // when
            Element answer = macbeth.ask("set", room, moderate(said));
            // then
            assertEquals("result", answer.attributeValue("type"));
            assertEquals(room, answer.attributeValue("from"));
            assertEquals(List.of(), Xml.children(answer));
            for (Wire each : List.of(hag, macbeth)) {
                Element told = each.awaitMessage("message-moderate:1");
                assertEquals(room, told.attributeValue("from"));
                assertEquals("groupchat", told.attributeValue("type"));
                assertFalse(told.attributeValue("id").isEmpty());
                assertEquals("<retract xmlns=\"urn:xmpp:message-retract:1\" id=\"" + said + "\"><moderated xmlns=\"urn:xmpp:message-moderate:1\" by=\"" + room
                    + "/macbeth\"><occupant-id xmlns=\"urn:xmpp:occupant-id:0\" id=\"" + occupant(presence(macbeth, room + "/macbeth"))
                    + "\"/></moderated><reason>This message contains inappropriate content for this forum</reason></retract>", xml(told.element("retract")));
                assertEquals("urn:xmpp:message-moderate:0", told.element("apply-to").element("moderated").getNamespaceURI());
            }
            // and who comes later does not see it
            hag.sayToAll(room, "fine-1", "<body>Sorry</body>");
            macbeth.awaitMessage("Sorry");
            try (Wire crone = Wire.logIn(scene.server(), "crone", "desktop")) {
                crone.enter(room + "/crone");
                crone.awaitMessage("Sorry");
                assertTrue(crone.stanzas().stream().noneMatch(each -> each.asXML().contains("magic potions")));
            }
            // when asked as before version 0.3
            macbeth.ask("set", room, "<apply-to id='" + said + "2' xmlns='urn:xmpp:fasten:0'><moderate xmlns='urn:xmpp:message-moderate:0'>"
                + "<retract xmlns='urn:xmpp:message-retract:0'/></moderate></apply-to>");
            // then
            assertEquals(said + "2", hag.awaitMessage(said + "2").element("retract").attributeValue("id"));
        }
    }

    @Test
    void nobody_else_takes_back_what_others_said() throws Exception {
        String room = "castle" + SERVICE;
        String other = "banquet" + SERVICE;
        try (Wire macbeth = make("macbeth", room); Wire hag = Wire.logIn(scene.server(), "oldhag", "pda");
             Wire queen = make("queen", other); Wire crone = Wire.logIn(scene.server(), "crone", "desktop")) {
            hag.enter(room + "/oldhag");
            macbeth.sayToAll(room, "m1", "<body>Is this a dagger</body>");
            String said = stanzaId(hag.awaitMessage("dagger"));
            // when one who is no moderator, one of another room, one from outside, and one of nowhere ask
            assertForbidden(hag.ask("set", room, moderate(said)));
            assertForbidden(queen.ask("set", room, moderate(said)));
            assertForbidden(crone.ask("set", room, moderate(said)));
            assertForbidden(macbeth.ask("set", other, moderate(said)));
            assertForbidden(macbeth.ask("set", "nowhere" + SERVICE, moderate(said)));
            // and one says it himself, in all of its forms
            hag.sayToAll(room, "m2", "<body>Not so</body>", "<retract xmlns='urn:xmpp:message-retract:1' id='" + said + "'><moderated xmlns='urn:xmpp:message-moderate:1' by='"
                + room + "/macbeth'/></retract>", "<apply-to id='" + said + "' xmlns='urn:xmpp:fasten:0'><moderated xmlns='urn:xmpp:message-moderate:0' by='" + room
                + "/macbeth'><retract xmlns='urn:xmpp:message-retract:0'/></moderated></apply-to>");
            // then
            Element heard = macbeth.awaitMessage("Not so");
            assertEquals(room + "/oldhag", heard.attributeValue("from"));
            assertTrue(macbeth.stanzas().stream().noneMatch(each -> each.getName().equals("message") && each.asXML().contains("moderated")));
            // and a moderator may not by a request that means nothing
            assertEquals("error", macbeth.ask("set", room, "<moderate xmlns='urn:xmpp:message-moderate:1' id='" + said + "'/>").attributeValue("type"));
        }
    }

    // ---- self-ping (XEP-0410)

    @Test
    void who_is_forgotten_by_a_room_elsewhere_comes_back_by_himself_and_misses_nothing() throws Exception {
        String room = "garden@rooms.pro.test";
        Tab macbeth = scene.logIn("macbeth").open("/rooms");
        try (Wire mary = PROSODY.wire("mary", "phone")) {
            mary.enter(room + "/mary");
            assertEquals("result", mary.ask("set", room, INSTANT).attributeValue("type"));
            join(macbeth, room);
            mary.sayToAll(room, "1", "<body>Hello from afar</body>");
            assertThat(macbeth.message("Hello from afar")).hasCount(1);
            // when the room is given a name, it is asked again what it is
            mary.ask("set", room, INSTANT.replace("type='submit'/>", "type='submit'><field var='FORM_TYPE'><value>http://jabber.org/protocol/muc#roomconfig</value></field>"
                + "<field var='muc#roomconfig_roomname'><value>The Far Garden</value></field></x>"));
            assertThat(macbeth.heading("The Far Garden")).isVisible();
        }
        // when nobody hears of it
        PROSODY.crash();
        // then
        try (Wire mary = PROSODY.wire("mary", "phone")) {
            mary.enter(room + "/mary");
            mary.sayToAll(room, "2", "<body>Was there thunder?</body>");
            assertThat(macbeth.message("Was there thunder?")).hasCount(1);
            macbeth.say("And lightning");
            assertEquals(room + "/Macbeth", mary.awaitMessage("And lightning").attributeValue("from"));
            assertThat(macbeth.message("Hello from afar")).hasCount(1);
            assertThat(macbeth.page().locator("#room-size")).containsText("2");
        }
    }

    @Test
    void a_session_says_that_it_is_inside_when_a_room_passes_on_its_own_question() throws Exception {
        String room = "echo" + SERVICE;
        try (Wire macbeth = make("macbeth", room)) {
            Tab hag = scene.logIn("oldhag").open("/rooms");
            join(hag, room);
            assertThat(hag.page().locator("#room-size")).containsText("2");
            // when another occupant asks the browser's session, as the room does for its own
            assertEquals("result", macbeth.ask("get", room + "/Oldhag", "<ping xmlns='urn:xmpp:ping'/>").attributeValue("type"));
        }
    }

    // ---- typing (XEP-0085) and names (XEP-0372)

    @Test
    void who_writes_in_a_room_is_seen_by_the_others_and_ceases_to() throws Exception {
        String room = "desk" + SERVICE;
        try (Wire hag = make("oldhag", room); Wire crone = Wire.logIn(scene.server(), "crone", "pda")) {
            crone.enter(room + "/crone");
            Tab macbeth = scene.logIn("macbeth").open("/rooms");
            Tab queen = scene.logIn("queen").open("/rooms");
            join(macbeth, room);
            join(queen, room);
            assertThat(macbeth.page().locator("#room-size")).containsText("4");
            // when a browser's user writes
            macbeth.box("Message").pressSequentially("If");
            // then others hear it, and he does not
            Element heard = hag.awaitMessage("composing");
            assertEquals(room + "/Macbeth", heard.attributeValue("from"));
            assertEquals("groupchat", heard.attributeValue("type"));
            assertTrue(heard.element("body") == null && heard.element("no-store") != null);
            assertThat(queen.page().locator("#typing")).hasText("Macbeth is writing");
            // when more do
            String composing = "<composing xmlns='http://jabber.org/protocol/chatstates'/>";
            hag.sayToAll(room, null, composing);
            assertThat(queen.page().locator("#typing")).hasText("Macbeth and oldhag are writing");
            assertThat(macbeth.page().locator("#typing")).hasText("oldhag is writing");
            crone.sayToAll(room, null, composing);
            assertThat(queen.page().locator("#typing")).hasText("Several people are writing");
            // when one pauses, one has said it, and one leaves
            hag.sayToAll(room, null, "<paused xmlns='http://jabber.org/protocol/chatstates'/>");
            assertThat(queen.page().locator("#typing")).hasText("Macbeth and crone are writing");
            macbeth.button("Send").click();
            assertThat(queen.message("If")).hasCount(1);
            assertThat(queen.page().locator("#typing")).hasText("crone is writing");
            crone.appear(room + "/crone", Presence.Type.unavailable);
            assertThat(queen.page().locator("#typing")).isEmpty();
            // and nothing of it is a message
            assertThat(macbeth.log().getByRole(AriaRole.ARTICLE)).hasCount(1);
        }
    }

    @Test
    void who_is_in_a_room_and_writes_there_is_nothing_for_those_outside() throws Exception {
        String room = "closet" + SERVICE;
        try (Wire hag = make("oldhag", room); FakePage queen = FakePage.logIn(scene.server().url("/fireside"), "queen", Scene.PASSWORD).open("/rooms")) {
            for (String action : List.of("rooms/names", "rooms/typing")) {
                Map<String, String> fields = Map.of("to", room, "start", "", "state", "composing");
                assertThrows(ExecutionException.class, () -> queen.act(action, fields).get(20, TimeUnit.SECONDS), action);
            }
            assertTrue(hag.stanzas().stream().noneMatch(each -> each.asXML().contains("composing")));
            assertTrue(queen.patches().stream().noneMatch(patch -> patch.html().contains("oldhag")));
        }
    }

    @Test
    void a_name_is_offered_while_it_is_written_and_its_bearer_is_told() throws Exception {
        String room = "stage" + SERVICE;
        try (Wire hag = make("oldhag", room); Wire crone = Wire.logIn(scene.server(), "crone", "pda")) {
            crone.enter(room + "/Old Crone");
            Tab macbeth = scene.logIn("macbeth").open("/rooms");
            join(macbeth, room);
            assertThat(macbeth.page().locator("#room-size")).containsText("3");
            Locator box = macbeth.box("Message");
            Locator names = macbeth.page().getByRole(AriaRole.LISTBOX);
            // when
            box.pressSequentially("@ol");
            // then
            assertThat(names.getByRole(AriaRole.OPTION)).hasCount(2);
            assertThat(names.getByRole(AriaRole.OPTION).first()).hasText("Old Crone");
            assertThat(box).hasAttribute("aria-activedescendant", "mention-name-0");
            assertThat(macbeth.page().locator("#mention-status")).hasText("2 names match");
            assertEquals(List.of(), new AxeBuilder(macbeth.page()).analyze().getViolations().stream().map(Object::toString).toList());
            // when by keys
            box.press("ArrowDown");
            assertThat(box).hasAttribute("aria-activedescendant", "mention-name-1");
            box.press("Escape");
            assertThat(names).isHidden();
            box.pressSequentially("d");
            box.press("Enter");
            // then she is spoken to, and nothing is sent yet
            assertThat(box).hasValue("Old Crone: ");
            assertThat(macbeth.log().getByRole(AriaRole.ARTICLE)).hasCount(0);
            // when another one is named in the midst, with Tab, and by touch
            box.pressSequentially("ask oldh");
            box.press("Tab");
            assertThat(box).hasValue("Old Crone: ask @oldhag ");
            box.pressSequentially("and @");
            names.getByRole(AriaRole.OPTION).last().click();
            assertThat(box).hasValue("Old Crone: ask @oldhag and @oldhag ");
            assertThat(box).isFocused();
            box.press("Enter");
            // then it says whom it means
            Element heard = crone.awaitMessage("ask @oldhag");
            assertEquals("<reference xmlns=\"urn:xmpp:reference:0\" type=\"mention\" begin=\"0\" end=\"9\" uri=\"xmpp:" + room + "/Old%20Crone\"/>",
                xml(children(heard, "reference").get(0)));
            assertEquals(3, children(heard, "reference").size());
            // and what means him he sees, though his name is not in it
            hag.sayToAll(room, "x", "<body>Thane of Cawdor!</body>", "<reference xmlns='urn:xmpp:reference:0' type='mention' begin='0' end='15' uri='xmpp:"
                + room + "/Macbeth'/>");
            assertThat(macbeth.message("Thane of Cawdor!")).hasClass(Pattern.compile("mentions"));
            // when there are more people than the page has, the server is asked
            macbeth.page().locator("#room-people").evaluate("people => people.insertAdjacentHTML('beforeend', '<p class=\"drawer-rest\"></p>')");
            macbeth.page().locator(".occupant").evaluateAll("all => all.forEach(each => each.remove())");
            box.pressSequentially("@cro");
            assertThat(names.getByRole(AriaRole.OPTION)).hasText(new String[] {"Old Crone"});
            box.press("Tab");
            assertThat(box).hasValue("Old Crone: ");
            box.fill("");
            // and Tab elsewhere goes on
            box.pressSequentially("so");
            box.press("Tab");
            assertThat(box).not().isFocused();
        }
    }

    // ---- the list of repairs

    @Test
    void the_host_alone_does_none_of_this() throws Exception {
        String room = "alone" + SERVICE;
        for (Repair each : Repair.values()) {
            scene.server().command("set", each.property(), "false");
        }
        scene.server().command("set", "fireside.history.enabled", "false");
        try (Wire macbeth = make("macbeth", room)) {
            macbeth.sayToAll(room, null, "<body>Alone</body>");
            Element heard = macbeth.awaitMessage("Alone");
            assertEquals(List.of(), children(heard, "occupant-id"), "OCCUPANT_IDS");
            assertEquals(List.of(), children(heard, "stanza-id"), "ROOM_STANZA_IDS");
            assertEquals(null, heard.attributeValue("id"), "ROOM_MESSAGE_IDS");
            assertEquals("error", macbeth.ask("set", room, moderate("1")).attributeValue("type"), "MODERATION");
            assertTrue(Collections.disjoint(features(macbeth, room), REPAIRED));
        }
    }

    private static void join(Tab tab, String address) {
        tab.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Join room").setExact(true)).first().click();
        tab.box("Room address").fill(address);
        tab.dialog("Join room").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Join").setExact(true)).click();
    }

    private static Wire make(String who, String room) throws Exception {
        Wire wire = Wire.logIn(scene.server(), who, "home");
        wire.enter(room + "/" + who);
        assertEquals("result", wire.ask("set", room, INSTANT).attributeValue("type"));
        return wire;
    }

    private static String moderate(String id) {
        return "<moderate id='" + id + "' xmlns='urn:xmpp:message-moderate:1'><retract xmlns='urn:xmpp:message-retract:1'/>"
            + "<reason>This message contains inappropriate content for this forum</reason></moderate>";
    }

    private static void assertForbidden(Element answer) {
        assertEquals("error", answer.attributeValue("type"));
        assertTrue(answer.element("error").asXML().contains("<forbidden "), answer.asXML());
    }

    private static List<String> features(Wire wire, String room) throws Exception {
        return Xml.children(wire.ask("get", room, INFO).element("query")).stream().filter(each -> each.getName().equals("feature"))
            .map(each -> each.attributeValue("var")).toList();
    }

    private static Element presence(Wire wire, String from) throws Exception {
        return wire.stanzas().stream().filter(each -> each.getName().equals("presence") && from.equals(each.attributeValue("from"))
            && each.attribute("type") == null).reduce((first, second) -> second).orElseThrow();
    }

    private static String occupant(Element stanza) {
        List<Element> ids = children(stanza, "occupant-id");
        assertEquals(1, ids.size(), stanza.asXML());
        return ids.get(0).attributeValue("id");
    }

    private static String stanzaId(Element message) {
        return children(message, "stanza-id").get(0).attributeValue("id");
    }

    // As it was on the wire: the client adds blanks.
    private static String xml(Element element) {
        return element.asXML().replaceAll("\\s*\\n\\s*", "").replaceAll("></(occupant-id|reference)>", "/>");
    }

    private static List<Element> children(Element stanza, String name) {
        return Xml.children(stanza).stream().filter(each -> each.getName().equals(name)).toList();
    }
}
