package org.igniterealtime.openfire.plugin.fireside.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.testkit.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The lists of chats and rooms: what stands first, what makes itself heard, what has been read, here and with other clients of the same account. */
class ListsIT {
    private static final String BOOKMARKS = "urn:xmpp:bookmarks:1";
    private static final String DISPLAYED = "urn:xmpp:mds:displayed:0";
    /** What a client asks a node of its own to be (XEP-0402 §3, XEP-0490 §3). */
    private static final String OPTIONS = "<publish-options><x xmlns='jabber:x:data' type='submit'>"
        + "<field var='FORM_TYPE' type='hidden'><value>http://jabber.org/protocol/pubsub#publish-options</value></field>"
        + "<field var='pubsub#persist_items'><value>true</value></field><field var='pubsub#max_items'><value>max</value></field>"
        + "<field var='pubsub#send_last_published_item'><value>never</value></field><field var='pubsub#access_model'><value>whitelist</value></field></x></publish-options>";

    @RegisterExtension
    static final Scene scene = new Scene().contacts("alice", "bob", "carol").contacts("dave", "erin").contacts("grace", "heidi").contacts("ivan", "judy", "mallory")
        .people("frank", "niaj").server(server -> server.property("fireside.session.grace", "1"));

    @Test
    void pinned_chats_stand_first_and_muted_ones_count_nowhere_in_every_browser() throws Exception {
        // given
        NativeClient bob = scene.client("bob");
        NativeClient carol = scene.client("carol");
        Tab alice = scene.logIn("alice");
        bob.say("alice", "First");
        assertThat(alice.row("Bob")).containsText("First");
        carol.say("alice", "Second");
        assertThat(rows(alice)).containsText(new String[] {"Carol", "Bob"});
        assertThat(alice.page()).hasTitle(Pattern.compile("^\\(2\\) "));
        assertThat(alice.page().locator("link[rel=icon]")).hasAttribute("href", Pattern.compile("logo-waiting"));
        // when
        Tab other = scene.logIn("alice");
        alice.chat("bob");
        more(alice, "Pin");
        // then in both, and the menu gave the focus back
        assertThat(rows(alice)).containsText(new String[] {"Bob", "Carol"});
        assertThat(rows(other)).containsText(new String[] {"Bob", "Carol"});
        assertThat(alice.button("More about this chat")).isFocused();
        assertThat(alice.row("Bob")).containsText("Pinned.");
        // when
        alice.chat("carol");
        more(alice, "Never");
        bob.say("alice", "Third");
        assertThat(other.row("Bob")).containsText("Third");
        carol.say("alice", "Fourth");
        // then what she does not look at counts, what is muted does not; pinned stays first whoever speaks
        assertThat(alice.message("Fourth")).hasCount(1);
        assertThat(alice.row("Carol")).containsText("Muted.");
        assertThat(other.row("Bob")).containsText("1 unread message");
        assertThat(rows(other)).containsText(new String[] {"Third", "Fourth"});
        alice.open("/feed");
        carol.say("alice", "Fifth");
        assertThat(other.row("Carol")).containsText("1 unread message");
        assertThat(other.row("Carol").locator(".badge.hushed")).hasText("1");
        assertThat(other.entry("Chats").locator(".badge > [aria-hidden]")).hasText("1");
        assertThat(other.page()).hasTitle(Pattern.compile("^\\(1\\) "));
        // when it is loaded anew
        other.reload();
        // then it is the same
        assertThat(rows(other)).containsText(new String[] {"Bob", "Carol"});
        assertThat(other.page()).hasTitle(Pattern.compile("^\\(1\\) "));
    }

    @Test
    void what_a_browser_makes_of_a_room_another_client_has_in_its_bookmark_and_the_other_way_round() throws Exception {
        // given two rooms that a client has published as it does anywhere, with something in one that is not ours
        try (Wire frank = Wire.logIn(scene.server(), "frank", "phone", BOOKMARKS); Wire niaj = Wire.logIn(scene.server(), "niaj", "phone")) {
            make(niaj, "harbour");
            make(niaj, "lighthouse");
            bookmark(frank, "harbour", "<extensions><colour xmlns='urn:example:colour'>blue</colour></extensions>");
            bookmark(frank, "lighthouse", "");
            assertEquals(2, items(frank, BOOKMARKS).size());
            Element refused = niaj.ask("get", "frank@localhost", "<pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='" + BOOKMARKS + "'/></pubsub>");
            assertEquals("error", refused.attributeValue("type"), "nobody else reads them");
            Tab browser = scene.logIn("frank").open("/rooms");
            browser.link("The harbour").click();
            browser.say("Ahoy");
            assertThat(browser.message("Ahoy")).hasCount(1);
            // when
            more(browser, "Pin");
            // then
            assertThat(rows(browser)).containsText(new String[] {"The harbour", "The lighthouse"});
            String pinned = flat(frank.awaitEvent("bookmarks-pinning"));
            assertTrue(pinned.contains("<pinned xmlns=\"urn:xmpp:bookmarks-pinning:0\"") && pinned.contains("<colour xmlns=\"urn:example:colour\">blue</colour>"), pinned);
            // when
            more(browser, "Never");
            // then
            String never = flat(frank.awaitEvent("notification-settings"));
            assertTrue(never.contains("<notify xmlns=\"urn:xmpp:notification-settings:0\"><never") && never.contains("blue</colour>"), never);
            assertThat(browser.row("The harbour")).containsText("Muted.");
            // when the other client thinks otherwise
            bookmark(frank, "harbour", "<extensions><notify xmlns='urn:xmpp:notification-settings:0'><on-mention/></notify></extensions>");
            bookmark(frank, "lighthouse", "<extensions><pinned xmlns='urn:xmpp:bookmarks-pinning:0'/></extensions>");
            // then
            assertThat(rows(browser)).containsText(new String[] {"The lighthouse", "The harbour"});
            assertThat(browser.page().locator("#regard-on-mention")).hasAttribute("aria-pressed", "true");
            // when somebody names him where he does not look, and says something else
            browser.link("The lighthouse").click();
            assertThat(browser.heading("The lighthouse")).isVisible();
            speak(niaj, "harbour", "<body>A ship</body>");
            assertThat(browser.row("The harbour")).containsText("1 unread message");
            assertThat(browser.entry("Rooms").locator(".badge")).hasCount(0);
            speak(niaj, "harbour", "<body>Look, Franky!</body>");
            // then his name alone counts
            assertThat(browser.row("The harbour")).containsText("1 names you");
            assertThat(browser.entry("Rooms").locator(".badge > [aria-hidden]")).hasText("1");
            // when his other client is in the room, and marks it as displayed
            enter(frank, "harbour", "Franky");
            speak(niaj, "harbour", "<body>Gone</body>");
            String given = frank.awaitMessage("Gone").element("stanza-id").attributeValue("id");
            speak(frank, "harbour", "<displayed xmlns='urn:xmpp:chat-markers:0' id='" + given + "'/>");
            // then
            assertThat(browser.row("The harbour").locator(".badge")).hasCount(0);
            assertThat(browser.entry("Rooms").locator(".badge")).hasCount(0);
        }
    }

    @Test
    void rooms_listed_the_old_way_are_taken_over_once() throws Exception {
        try (Wire niaj = Wire.logIn(scene.server(), "niaj", "old")) {
            // given
            niaj.ask("set", "", "<query xmlns='jabber:iq:private'><storage xmlns='storage:bookmarks'>"
                + "<conference name='Old mill' autojoin='1' jid='mill@conference.localhost'><nick>Miller</nick><password>grain</password></conference>"
                + "<url name='A page' url='https://example.org'/></storage></query>");
            niaj.ask("set", "", "<pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='storage:bookmarks'><item id='current'><storage xmlns='storage:bookmarks'>"
                + "<conference name='Old forge' autojoin='false' jid='forge@conference.localhost'/></storage></item></publish></pubsub>");
            // when
            Tab browser = scene.logIn("niaj").open("/rooms");
            // then
            assertThat(browser.link("Old mill")).isVisible();
            assertThat(browser.link("Old forge")).isVisible();
            browser.link("Old mill").click();
            browser.say("Still turning");
            assertThat(browser.message("Still turning")).containsText("You");
            List<Element> there = items(niaj, BOOKMARKS);
            assertEquals(2, there.size());
            String mill = there.stream().filter(item -> item.attributeValue("id").startsWith("mill@")).findFirst().map(ListsIT::flat).orElseThrow();
            assertTrue(mill.contains("<password>grain</password>") && mill.contains("<nick>Miller</nick>") && mill.contains("autojoin=\"true\""), mill);
            // when he leaves it, and comes again
            browser.button("More about this room").click();
            browser.button("Leave the room").click();
            assertThat(browser.link("Old mill")).hasCount(0);
            browser.logOut();
            Tab again = scene.logIn("niaj").open("/rooms");
            // then it does not come back
            assertThat(again.link("Old forge")).isVisible();
            again.liveAgainAfter(again::reload);
            assertThat(again.link("Old mill")).hasCount(0);
        }
    }

    @Test
    void what_is_read_here_is_read_elsewhere_and_the_other_way_round() throws Exception {
        // given
        NativeClient erin = scene.client("erin");
        Tab browser = scene.logIn("dave").chat("erin");
        try (Wire dave = Wire.logIn(scene.server(), "dave", "phone", DISPLAYED)) {
            // when
            erin.say("dave", "Did you see?");
            assertThat(browser.message("Did you see?")).hasCount(1);
            // then it is told, by an id of his archive
            Element event = dave.awaitEvent("erin@localhost");
            String xml = flat(event);
            assertTrue(xml.contains("<displayed xmlns=\"urn:xmpp:mds:displayed:0\"><stanza-id xmlns=\"urn:xmpp:sid:0\" by=\"dave@localhost\""), xml);
            // when more comes while he is elsewhere, and he reads it with the other client
            browser.open("/contacts");
            erin.say("dave", "And this?");
            assertThat(browser.entry("Chats").locator(".badge > [aria-hidden]")).hasText("1");
            publish(dave, DISPLAYED, "erin@localhost", "<displayed xmlns='urn:xmpp:mds:displayed:0'><stanza-id xmlns='urn:xmpp:sid:0' by='dave@localhost' id='7fffffffffffffff'/></displayed>");
            // then
            assertThat(browser.entry("Chats").locator(".badge")).hasCount(0);
            // and what comes next is new all the same
            erin.say("dave", "One more");
            assertThat(browser.entry("Chats").locator(".badge > [aria-hidden]")).hasText("1");
        }
    }

    @Test
    void a_chat_opens_where_somebody_stopped_reading() throws Exception {
        // given
        NativeClient heidi = scene.client("heidi");
        Tab grace = scene.logIn("grace").chat("heidi");
        heidi.say("grace", "Before");
        assertThat(grace.message("Before")).hasCount(1);
        grace.open("/contacts");
        for (int i = 1; i <= 70; i++) {
            heidi.say("grace", "Unread " + i);
        }
        assertThat(grace.entry("Chats").locator(".badge > [aria-hidden]")).hasText("70");
        // when
        grace.chat("heidi");
        // then the line is in sight and stands before the first of them, all of which are there; the last is not in sight
        Locator line = grace.page().locator("#new-line");
        assertThat(line).isInViewport();
        assertThat(line).hasText("New");
        assertEquals("Unread 1", grace.page().locator("#new-line + .message .body").innerText());
        assertThat(grace.log().getByRole(AriaRole.ARTICLE)).hasCount(71);
        assertThat(grace.message("Unread 70")).not().isInViewport();
        int below = Integer.parseInt(grace.page().locator("#to-newest [data-below]").innerText());
        assertTrue(below > 30 && below < 70, below + " are below");
        assertThat(grace.entry("Chats").locator(".badge > [aria-hidden]")).hasText(String.valueOf(below));
        // when more comes
        heidi.say("grace", "Unread 71");
        // then it stands still, and says so
        assertThat(grace.page().locator("#to-newest [data-below]")).hasText(String.valueOf(below + 1));
        assertThat(line).isInViewport();
        // when
        grace.page().locator("#to-newest").click();
        // then all is read, and the line stays where it was
        assertThat(grace.message("Unread 71")).isInViewport();
        assertThat(grace.entry("Chats").locator(".badge")).hasCount(0);
        assertThat(line).hasCount(1);
        // when
        grace.say("I have read it all");
        // then
        assertThat(grace.message("I have read it all")).hasCount(1);
        assertThat(line).hasCount(0);
    }

    @Test
    void what_is_not_sent_yet_shows_in_the_list_until_it_is_sent_or_the_person_goes() throws Exception {
        // given
        NativeClient judy = scene.client("judy");
        NativeClient mallory = scene.client("mallory");
        Tab ivan = scene.logIn("ivan");
        judy.say("ivan", "Hello");
        mallory.say("ivan", "Good day");
        // A row that comes moves the others from under the pointer.
        assertThat(ivan.row("Mallory")).isVisible();
        assertThat(ivan.row("Judy")).isVisible();
        ivan.link("Judy").click();
        ivan.box("Message").fill("Dear <b>Judy</b>");
        // when
        ivan.link("Mallory").click();
        // then
        assertThat(ivan.row("Judy")).containsText("Draft: Dear <b>Judy</b>");
        assertThat(ivan.row("Judy").locator(".row-preview")).isHidden();
        // when the page is another one
        Tab another = ivan.another();
        assertThat(another.row("Judy")).containsText("Draft:");
        another.link("Judy").click();
        // then
        assertThat(another.box("Message")).hasValue("Dear <b>Judy</b>");
        another.button("Send").click();
        assertThat(another.message("Dear <b>Judy</b>")).hasCount(1);
        assertThat(ivan.row("Judy")).not().containsText("Draft:");
        // when
        ivan.box("Message").fill("Never to be seen");
        ivan.logOut();
        // then
        assertEquals(0, ivan.page().evaluate("() => Object.keys(localStorage).filter((key) => key.startsWith('draft')).length"));
    }

    @Test
    void a_notification_comes_once_where_it_was_asked_for_and_only_while_nobody_looks() throws Exception {
        // given
        NativeClient ivan = scene.client("ivan");
        Tab judy = scene.browser();
        judy.page().context().addInitScript("window.rung = []; window.asked = 0; window.Notification = class { static permission = sessionStorage.granted ?? 'default';"
            + " static async requestPermission() { window.asked++; return (Notification.permission = 'granted'); }"
            + " constructor(title, more) { window.rung.push(title + ' / ' + more.body); window.last = this; } close() {} };"
            + "document.hasFocus = () => !window.elsewhere;");
        judy.logIn("judy");
        // when nobody has asked for any
        away(judy, true);
        ivan.say("judy", "Not heard");
        assertThat(judy.row("Ivan")).containsText("1 unread message");
        // then
        assertEquals(0, judy.page().evaluate("() => window.asked"));
        assertEquals(List.of(), judy.page().evaluate("() => window.rung"));
        // when she has
        away(judy, false);
        judy.open("/me");
        judy.page().getByLabel("Show notifications while I look elsewhere").check();
        assertThat(judy.page().getByLabel("Show notifications while I look elsewhere")).isChecked();
        Tab second = judy.another();
        // and looks
        ivan.say("judy", "Seen");
        assertThat(judy.entry("Chats").locator(".badge > [aria-hidden]")).hasText("2");
        assertEquals(List.of(), judy.page().evaluate("() => window.rung"));
        // when she looks at neither page, and at this one last
        away(second, true);
        away(judy, true);
        ivan.say("judy", "Where are you?");
        // then
        judy.page().waitForFunction("() => window.rung.length > 0");
        assertEquals(List.of("Ivan / Where are you?"), judy.page().evaluate("() => window.rung"));
        assertThat(second.entry("Chats").locator(".badge > [aria-hidden]")).hasText("3");
        assertEquals(List.of(), second.page().evaluate("() => window.rung"));
        // when she follows it
        judy.page().evaluate("() => window.last.onclick()");
        // then
        assertThat(judy.message("Where are you?")).hasCount(1);
    }

    // ---- what people do

    // Smack sets what it gets on lines of its own.
    private static String flat(Element element) {
        return element.asXML().replaceAll(">\\s+", ">").replaceAll("\\s+<", "<");
    }

    private static Locator rows(Tab tab) {
        return tab.page().locator("#list .row");
    }

    private static void away(Tab tab, boolean away) {
        tab.page().evaluate("(away) => { window.elsewhere = away; dispatchEvent(new Event(away ? 'blur' : 'focus')); }", away);
        tab.live();
    }

    private static void more(Tab tab, String what) {
        tab.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("More about this")).click();
        tab.button(what).click();
        assertThat(tab.page().locator(".menu:popover-open")).hasCount(0);
    }

    private static void publish(Wire wire, String node, String id, String payload) throws Exception {
        Element answer = wire.ask("set", "", "<pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='" + node + "'><item id='" + id + "'>" + payload
            + "</item></publish>" + OPTIONS + "</pubsub>");
        assertEquals("result", answer.attributeValue("type"), answer.asXML());
    }

    private static void bookmark(Wire wire, String room, String more) throws Exception {
        publish(wire, BOOKMARKS, room + "@conference.localhost",
            "<conference xmlns='urn:xmpp:bookmarks:1' name='The " + room + "' autojoin='true'><nick>Franky</nick>" + more + "</conference>");
    }

    private static List<Element> items(Wire wire, String node) throws Exception {
        return wire.ask("get", "", "<pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='" + node + "'/></pubsub>")
            .element("pubsub").element("items").elements().stream().map(each -> (Element) each).toList();
    }

    private static void enter(Wire wire, String room, String nick) throws Exception {
        wire.enter(room + "@conference.localhost/" + nick);
    }

    // An instant room (XEP-0045 §10.1.2).
    private static void make(Wire wire, String room) throws Exception {
        enter(wire, room, "Niaj");
        wire.ask("set", room + "@conference.localhost", "<query xmlns='http://jabber.org/protocol/muc#owner'><x xmlns='jabber:x:data' type='submit'/></query>");
    }

    private static void speak(Wire wire, String room, String child) throws Exception {
        wire.sayToAll(room + "@conference.localhost", null, child);
    }
}
