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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.igniterealtime.openfire.plugin.fireside.testkit.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Chats and rooms between pages of Fireside and clients of others, each as it is published: docs/chat-clients.md. */
class ChatClientsIT {
    // Without TLS: none of them trusts what the server would show.
    private static final int WEB = Ports.free();
    private static final String ALICE = "alice@localhost";
    private static final String SALON = "salon@conference.localhost";
    private static final String TWO = "Between two";
    private static final String ROOM = "In a room";
    private static final String TEXT = "text";
    private static final String CORRECTION = "correction (XEP-0308)";
    private static final String RETRACTION = "retraction (XEP-0424)";
    private static final String MODERATION = "moderation (XEP-0425)";
    private static final String REACTION = "reaction (XEP-0444)";
    private static final String REPLY = "reply (XEP-0461, XEP-0428)";
    private static final String READ = "read (XEP-0333)";
    private static final String RECEIPT = "received (XEP-0184)";
    private static final String TYPING = "typing (XEP-0085)";
    private static final String STYLED = "styled text (XEP-0393)";
    private static final String FILE = "file (XEP-0447, XEP-0066)";
    private static final String SEALED = "encrypted for others (XEP-0380)";
    private static final String OCCUPANT = "occupant id (XEP-0421)";
    private static final String SUBJECT = "subject (XEP-0045)";
    private static final String VOICE = "voice taken (XEP-0045)";
    private static final String KICK = "sent out (XEP-0045)";
    private static final String MENTION = "mention (XEP-0372)";
    private static final String PING = "asks whether it is in (XEP-0410)";
    private static final String BAN = "banned (XEP-0045)";
    private static final String INVITATION = "invitation (XEP-0045, XEP-0249)";
    private static final String ARCHIVE = "history, with what was corrected and taken back (XEP-0313)";
    private static final String BOOKMARK = "room in the list (XEP-0402, XEP-0048)";
    private static final String READ_STATE = "how far it was read (XEP-0490)";
    private static final String SOUND = "voice message";
    private static final String PICTURE = "picture of the room (XEP-0054, XEP-0153)";
    private static final String LISTS = "In the lists of one account";
    private static final Page.GetByRoleOptions INVITED = new Page.GetByRoleOptions().setName("invited you into a room");
    private static final String EMOJI = "\ud83c\udf89";

    @RegisterExtension
    static final Scene scene = new Scene().contacts("alice", "carol", "dave", "erin").people("bob")
        .chromium("--use-fake-device-for-media-stream").server(server -> server.httpPort(WEB)
        .property("fireside.url", "http://localhost:" + WEB).property("fireside.session.grace", "1"));

    private final List<ChatClient> clients = new ArrayList<>();
    private ChatTable table;
    private ChatStanzas stanzas;
    private Tab alice;

    @AfterEach
    void leave() {
        clients.forEach(ChatClient::close);
    }

    @Test
    void between_two() throws Exception {
        begin(TWO);
        alice = scene.browser(options -> options.setPermissions(List.of("microphone"))).logIn("alice");
        for (int i = 0; i < clients.size(); i++) {
            alice.chat(clients.get(i).user());
            clients.get(i).obey("open", Map.of("with", ALICE));
            hear(i);
            tell(i);
            archived(i, "with", ALICE, "Hello " + Scene.capitalised(clients.get(i).user()), "Splendid");
        }
        end();
    }

    /** What a page does, and a client sees. */
    private void hear(int i) throws Exception {
        ChatClient client = clients.get(i);
        String name = Scene.capitalised(client.user());
        alice.say("Helo " + name);
        theySee(TEXT, i, "sees_text", "text", "Helo " + name);
        kept(TEXT, i, "Helo " + name);
        edit("Helo " + name, "Hello " + name);
        theySee(CORRECTION, i, "sees_correction", "of", "Helo " + name, "text", "Hello " + name);
        kept(CORRECTION, i, "urn:xmpp:message-correct:0");
        // The client asks, and by being seen its message is delivered and read.
        weSee(TEXT, i, () -> assertThat(alice.message("How are you?")).hasCount(1), "say", "to", ALICE, "text", "How are you?");
        keptOfTheirs(TEXT, i, "How are you?");
        theySee(RECEIPT, i, "sees_receipt", "of", "How are you?");
        kept(RECEIPT, i, "<received ");
        theySee(READ, i, "sees_read", "of", "How are you?");
        kept(READ, i, "<displayed ");
        react("How are you?", "\ud83d\udc4d");
        theySee(REACTION, i, "sees_reaction", "of", "How are you?", "emoji", "\ud83d\udc4d");
        kept(REACTION, i, "urn:xmpp:reactions:0");
        tool("How are you?", "Reply");
        alice.box("Message").pressSequentially("Sp");
        theySee(TYPING, i, "sees_typing", "who", ALICE, "name", "alice");
        kept(TYPING, i, "<composing ");
        alice.say("Splendid");
        theySee(REPLY, i, "sees_reply", "of", "How are you?", "text", "Splendid");
        kept(REPLY, i, "urn:xmpp:reply:0");
        delete("Splendid");
        theySee(RETRACTION, i, "sees_retraction", "of", "Splendid");
        kept(RETRACTION, i, "urn:xmpp:message-retract:1");
        alice.say("It is *very* late");
        theySee(STYLED, i, "sees_styled", "text", "It is *very* late", "strong", "very");
        attach("notes.txt");
        theySee(FILE, i, "sees_file", "name", "notes.txt");
        kept(FILE, i, "jabber:x:oob");
        alice.button("Record a voice message").click();
        alice.page().waitForCondition(() -> (boolean) alice.page().evaluate("() => document.querySelector('.voice-level i').offsetWidth > 0"));
        alice.button("Stop and attach").click();
        assertThat(alice.page().locator(".attached-file[data-state=ready]")).containsText("Voice message");
        alice.button("Send").click();
        theySee(SOUND, i, "sees_file", "name", ".webm");
        kept(SOUND, i, ".webm");
    }

    /** What a client does, and a page shows. */
    private void tell(int i) throws Exception {
        ChatClient client = clients.get(i);
        String name = Scene.capitalised(client.user());
        weSee(RECEIPT, i, () -> assertThat(alice.message("Hello " + name)).containsText(Pattern.compile("Delivered|Read")), "receive", "of", "Hello " + name);
        keptOfTheirs(RECEIPT, i, "<received ");
        weSee(READ, i, () -> assertThat(alice.log().getByRole(AriaRole.ARTICLE).filter(new Locator.FilterOptions().setHasText(Pattern.compile("very.* late"))))
            .containsText("Read"), "read", "to", ALICE, "of", "It is *very* late");
        keptOfTheirs(READ, i, "<displayed ");
        weSee(TYPING, i, () -> assertThat(alice.page().getByText(name + " is writing")).isVisible(), "type", "to", ALICE);
        keptOfTheirs(TYPING, i, "<composing ");
        client.obey("say", fields("to", ALICE, "text", "Teh end"));
        weSee(CORRECTION, i, () -> assertThat(alice.message("The end")).containsText("edited"), "correct", "to", ALICE, "of", "Teh end", "text", "The end");
        keptOfTheirs(CORRECTION, i, "urn:xmpp:message-correct:0");
        client.obey("say", fields("to", ALICE, "text", "Oops"));
        assertThat(alice.message("Oops")).hasCount(1);
        weSee(RETRACTION, i, () -> assertThat(alice.message("Oops")).hasCount(0), "retract", "to", ALICE, "of", "Oops");
        keptOfTheirs(RETRACTION, i, "urn:xmpp:message-retract:");
        weSee(REACTION, i, () -> assertThat(alice.message("Hello " + name).locator(".reaction")).containsText(EMOJI), "react", "to", ALICE, "of", "Hello " + name, "emoji", EMOJI);
        keptOfTheirs(REACTION, i, "urn:xmpp:reactions:0");
        weSee(REPLY, i, () -> assertThat(alice.message("Well").locator(".quote")).containsText("Hello " + name), "reply", "to", ALICE, "of", "Hello " + name, "text", "Well");
        keptOfTheirs(REPLY, i, "urn:xmpp:reply:0");
        weSee(STYLED, i, () -> assertThat(alice.log().locator("strong").last()).hasText("*bold*"), "say", "to", ALICE, "text", "A *bold* step");
        weSee(FILE, i, () -> assertThat(alice.log().locator(".file-card").last()).containsText("seeds.txt"), "file", "to", ALICE, "name", "seeds.txt", "text", "Seeds");
        keptOfTheirs(FILE, i, "jabber:x:oob");
        weSee(SEALED, i, () -> assertThat(alice.log().getByRole(AriaRole.ARTICLE).last()).containsText("encrypted (OMEMO)"), "encrypt", "to", ALICE);
        keptOfTheirs(SEALED, i, "urn:xmpp:eme:0");
    }

    @Test
    void in_a_room() throws Exception {
        begin(ROOM);
        Tab bob = scene.logIn("bob").open("/rooms");
        alice = scene.logIn("alice").open("/rooms");
        make(alice, "Salon", "A public channel");
        join(bob);
        for (ChatClient client : clients) {
            client.obey("enter", fields("room", SALON, "nick", client.user()));
        }
        hearAll(bob);
        for (int i = 0; i < clients.size(); i++) {
            tellAll(i, bob);
            archived(i, "room", SALON, "Hello all", "Gladly", "Tea?");
        }
        step("Bob", "Ban from the room");
        all(BAN, "code=\"301\"", "sees_leaving", "room", SALON, "nick", "Bob", "code", "301");
        alice.open("/rooms");
        make(alice, "Attic", "A public channel");
        for (int i = 0; i < clients.size(); i++) {
            more("Invite somebody");
            alice.page().getByLabel("Their address").fill(clients.get(i).user());
            alice.page().getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, exactly("Invite")).click();
            assertThat(alice.page().locator("#room-invite")).isHidden();
            theySee(INVITATION, i, "sees_invitation", "room", "attic@conference.localhost");
            kept(INVITATION, i, "attic@conference.localhost");
        }
        end();
    }

    /** What a page does, and all clients see. */
    private void hearAll(Tab bob) throws Exception {
        alice.say("Helo all");
        all(TEXT, "Helo all", "sees_text", "text", "Helo all");
        all(OCCUPANT, "Helo all", "sees_occupant_id", "text", "Helo all");
        edit("Helo all", "Hello all");
        all(CORRECTION, "urn:xmpp:message-correct:0", "sees_correction", "of", "Helo all", "text", "Hello all");
        clients.get(0).obey("say", fields("to", SALON, "text", "Tea?"));
        assertThat(alice.message("Tea?")).hasCount(1);
        react("Tea?", "\ud83d\udc4d");
        all(REACTION, "urn:xmpp:reactions:0", "sees_reaction", "of", "Tea?", "emoji", "\ud83d\udc4d");
        tool("Tea?", "Reply");
        alice.box("Message").pressSequentially("Gl");
        all(TYPING, "<composing ", "sees_typing", "who", SALON + "/Alice", "name", "alice");
        alice.say("Gladly");
        all(REPLY, "urn:xmpp:reply:0", "sees_reply", "of", "Tea?", "text", "Gladly");
        delete("Gladly");
        all(RETRACTION, "urn:xmpp:message-retract:1", "sees_retraction", "of", "Gladly");
        tool("Tea?", "Remove");
        alice.page().getByRole(AriaRole.DIALOG).getByLabel("Reason").fill("Too late for it");
        alice.page().getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, exactly("Remove message")).click();
        all(MODERATION, "urn:xmpp:message-moderate:1", "sees_moderation", "of", "Tea?");
        alice.say("It is *very* late");
        all(STYLED, "", "sees_styled", "text", "It is *very* late", "strong", "very");
        attach("notes.txt");
        all(FILE, "jabber:x:oob", "sees_file", "name", "notes.txt");
        more("Settings");
        alice.page().locator("#room-picture-file").setInputFiles(new FilePayload("wall.png", "image/png", ElsewhereIT.png(64, 40)));
        assertThat(alice.page().locator(".room-picture-look img")).hasCount(1);
        alice.page().keyboard().press("Escape");
        all(PICTURE, "", "sees_picture", "room", SALON);
        more("What the room is about");
        alice.page().getByRole(AriaRole.DIALOG).getByLabel("What the room is about").fill("Dinner at eight");
        alice.page().getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, exactly("Save")).click();
        all(SUBJECT, "<subject", "sees_subject", "room", SALON, "text", "Dinner at eight");
        for (int i = 0; i < clients.size(); i++) {
            String text = clients.get(i).user() + ", look";
            alice.say(text);
            theySee(MENTION, i, "sees_mention", "text", text);
            kept(MENTION, i, "urn:xmpp:reference:0");
        }
        for (ChatClient client : clients) {
            step(client.user(), "Make an admin");
        }
        step("Bob", "Let only listen");
        all(VOICE, "role=\"visitor\"", "sees_role", "room", SALON, "nick", "Bob", "role", "visitor");
        step("Bob", "Send out of the room");
        all(KICK, "code=\"307\"", "sees_leaving", "room", SALON, "nick", "Bob", "code", "307");
        alice.page().keyboard().press("Escape");
        assertThat(alice.page().locator("#room-drawer")).isHidden();
        assertThat(bob.page().getByText("You are not in this room.")).isVisible();
        bob.button("Join").first().click();
        assertThat(bob.page().getByText("You are not in this room.")).hasCount(0);
    }

    /** What a client does, and a page shows. */
    private void tellAll(int i, Tab bob) throws Exception {
        ChatClient client = clients.get(i);
        String me = client.user();
        weSee(TEXT, i, () -> assertThat(alice.message("Hello from " + me)).hasCount(1), "say", "to", SALON, "text", "Hello from " + me);
        keptOfTheirs(TEXT, i, "Hello from");
        weSee(TYPING, i, () -> assertThat(alice.page().locator("#typing")).hasText(me + " is writing"), "type", "to", SALON);
        keptOfTheirs(TYPING, i, "<composing ");
        client.obey("say", fields("to", SALON, "text", "Teh end of " + me));
        assertThat(alice.message("Teh end of " + me)).hasCount(1);
        weSee(CORRECTION, i, () -> assertThat(alice.message("The end of " + me)).containsText("edited"), "correct", "to", SALON, "of", "Teh end of " + me,
            "text", "The end of " + me);
        keptOfTheirs(CORRECTION, i, "urn:xmpp:message-correct:0");
        client.obey("say", fields("to", SALON, "text", "Oops of " + me));
        assertThat(alice.message("Oops of " + me)).hasCount(1);
        weSee(RETRACTION, i, () -> assertThat(alice.message("Oops of " + me)).hasCount(0), "retract", "to", SALON, "of", "Oops of " + me);
        keptOfTheirs(RETRACTION, i, "urn:xmpp:message-retract:");
        weSee(REACTION, i, () -> assertThat(alice.message("Hello all").locator(".reaction")).containsText(EMOJI), "react", "to", SALON, "of", "Hello all", "emoji", EMOJI);
        keptOfTheirs(REACTION, i, "urn:xmpp:reactions:0");
        weSee(REPLY, i, () -> assertThat(alice.message("Well, " + me).locator(".quote")).containsText("Hello all"), "reply", "to", SALON, "of", "Hello all",
            "text", "Well, " + me);
        keptOfTheirs(REPLY, i, "urn:xmpp:reply:0");
        weSee(STYLED, i, () -> assertThat(alice.log().locator("strong").last()).hasText("*bold " + me + "*"), "say", "to", SALON, "text", "A *bold " + me + "*");
        weSee(FILE, i, () -> assertThat(alice.log().locator(".file-card").last()).containsText(me + ".txt"), "file", "to", SALON, "name", me + ".txt", "text", "Seeds");
        keptOfTheirs(FILE, i, "jabber:x:oob");
        weSee(MENTION, i, () -> assertThat(alice.message("Alice: look, " + me)).hasClass(Pattern.compile("mentions")), "mention", "to", SALON,
            "text", "Alice: look, " + me, "who", ALICE);
        keptOfTheirs(MENTION, i, "urn:xmpp:reference:0");
        alice.say("Rude to " + me);
        client.obey("sees_text", fields("text", "Rude to " + me));
        weSee(MODERATION, i, () -> assertThat(alice.message("Rude to " + me)).hasCount(0), "moderate", "to", SALON, "of", "Rude to " + me);
        keptOfTheirs(MODERATION, i, "urn:xmpp:message-moderate:");
        weSee(SUBJECT, i, () -> assertThat(alice.page().getByText("Lunch, says " + me).first()).isVisible(), "subject", "room", SALON, "text", "Lunch, says " + me);
        keptOfTheirs(SUBJECT, i, "<subject");
        weSee(VOICE, i, () -> assertThat(bob.page().getByText("You can listen here")).isVisible(), "role", "room", SALON, "nick", "Bob", "role", "visitor");
        weSee(KICK, i, () -> assertThat(bob.page().getByText("You are not in this room.")).isVisible(), "role", "room", SALON, "nick", "Bob", "role", "none");
        keptOfTheirs(KICK, i, "role=");
        bob.link("Notices").click();
        weSee(INVITATION, i, () -> assertThat(bob.page().getByRole(AriaRole.LINK, INVITED)).hasCount(i + 1), "invite", "room", SALON, "who", "bob@localhost");
        keptOfTheirs(INVITATION, i, SALON);
        bob.open("/rooms/" + SALON);
        bob.button("Join").first().click();
        assertThat(bob.page().getByText("You are not in this room.")).hasCount(0);
        weSee(PING, i, () -> { }, "ping_itself", "room", SALON, "nick", me);
        keptOfTheirs(PING, i, "urn:xmpp:ping");
    }

    /** Rooms that are listed by a page and by a client of the same account. */
    @Test
    void in_lists() throws Exception {
        begin(LISTS);
        for (int i = 0; i < clients.size(); i++) {
            ChatClient client = clients.get(i);
            String attic = "Attic of " + client.user();
            String outcome = outcome(client, "bookmark", "room", "attic-" + client.user() + "@conference.localhost", "name", attic);
            keptOfTheirs(BOOKMARK, i, "attic-");
            Tab tab = scene.logIn(client.user()).open("/rooms");
            assertThat(tab.link(attic)).isVisible();
            table.cell(BOOKMARK, i, true, outcome);
            make(tab, "Shed of " + client.user(), "A public channel");
            theySee(BOOKMARK, i, "sees_bookmark", "room", "shed-of-" + client.user() + "@conference.localhost");
            theySee(READ_STATE, i, "read_state");
            table.cell(READ_STATE, i, true, outcome(client, "read_state"));
        }
        end();
    }

    /** A client reads in the archive what is there, and not what was taken back. */
    private void archived(int i, String field, String address, String there, String... gone) throws Exception {
        ChatClient client = clients.get(i);
        List<?> lines = (List<?>) client.obey("archive", fields(field, address));
        List<String> all = lines.stream().map(Object::toString).toList();
        assertTrue(all.stream().anyMatch(line -> line.endsWith(there)), () -> client.name() + " " + all);
        for (String each : gone) {
            assertTrue(all.stream().noneMatch(line -> line.endsWith(each)), () -> client.name() + " " + all);
        }
        if (client instanceof SlixmppChat) {
            for (String kind : List.of("words | Helo", "replace | " + there, "retracted | ", "retract", "reactions | ", "reply")) {
                assertTrue(all.stream().anyMatch(line -> line.startsWith(kind)), () -> kind + " in " + all);
            }
        }
        table.cell(ARCHIVE, i, false, "seen");
    }

    // ---- how it is told and seen

    private void begin(String scope) throws Exception {
        clients.add(SmackChat.logIn(scene.server(), "carol"));
        clients.add(SlixmppChat.logIn(scene.server(), "dave"));
        // What Converse complains of is its own affair.
        clients.add(ConverseChat.logIn(scene, scene.browser().expects("").page(), "erin"));
        table = new ChatTable(scope, clients.size());
        stanzas = new ChatStanzas(scope);
    }

    private void end() throws Exception {
        table.check(clients.stream().map(ChatClient::name).toList());
        stanzas.check();
        ChatShapes shapes = new ChatShapes();
        for (Map.Entry<String, String> ours : stanzas.ours().entrySet()) {
            assertEquals(List.of(), shapes.wrong(ours.getValue()), ours.getKey());
        }
    }

    /** A client sees what a page did. */
    private void theySee(String feature, int client, String deed, String... fields) throws Exception {
        table.cell(feature, client, false, outcome(clients.get(client), deed, fields));
    }

    /** A client does something, and a page shows it. */
    private void weSee(String feature, int client, Shown shown, String deed, String... fields) throws Exception {
        String outcome = outcome(clients.get(client), deed, fields);
        if (outcome.startsWith("seen")) {
            shown.look();
        }
        table.cell(feature, client, true, outcome);
    }

    private interface Shown {
        void look() throws Exception;
    }

    private static String outcome(ChatClient client, String deed, String... fields) throws Exception {
        Map<String, String> all = fields(fields);
        try {
            return client.obey(deed, all) instanceof String how ? "seen: " + how : "seen";
        } catch (ChatClient.Cannot why) {
            return why.getMessage();
        } catch (AssertionError missing) {
            throw new AssertionError(client.name() + ", " + deed + " " + all + ": " + missing.getMessage(), missing);
        }
    }

    private static Map<String, String> fields(String... namesAndValues) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    /** All clients see what a page did. @param part of the stanza that is kept of it, or empty for none */
    private void all(String feature, String part, String deed, String... fields) throws Exception {
        for (int i = 0; i < clients.size(); i++) {
            theySee(feature, i, deed, fields);
            if (!part.isEmpty()) {
                kept(feature, i, part);
            }
        }
    }

    // What Fireside sends is kept as slixmpp had it from the wire.
    @SuppressWarnings("unchecked")
    private void kept(String feature, int client, String part) throws Exception {
        if (clients.get(client) instanceof SlixmppChat wire) {
            List<String> came = (List<String>) wire.obey("came", Map.of("part", part));
            stanzas.keep(feature, "Fireside", came.stream().filter(xml -> !isAboutItself(xml) && (xml.contains("from=\"alice@localhost") || xml.contains("from=\"" + SALON))).reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError(part + " among " + came)));
        }
    }

    // What a client can has the name of each thing too (XEP-0030).
    private static boolean isAboutItself(String xml) {
        return xml.contains("http://jabber.org/protocol/disco#info");
    }

    private void keptOfTheirs(String feature, int client, String part) throws Exception {
        List<String> sent = clients.get(client).sent(part).stream().filter(xml -> !isAboutItself(xml)).toList();
        if (!sent.isEmpty()) {
            stanzas.keep(feature, clients.get(client).name().replaceAll(" .*", ""), sent.get(sent.size() - 1));
        }
    }

    // ---- what she does

    private void tool(String words, String what) {
        alice.message(words).first().hover();
        alice.message(words).first().getByRole(AriaRole.BUTTON, exactly(what)).click();
    }

    private void edit(String words, String better) {
        tool(words, "Edit");
        assertThat(alice.box("Message")).hasValue(words);
        alice.box("Message").fill(better);
        alice.page().keyboard().press("Enter");
        assertThat(alice.message(better)).containsText("edited");
    }

    private void react(String words, String emoji) {
        tool(words, "React");
        alice.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(emoji)).first().click();
        assertThat(alice.message(words).locator(".reaction")).containsText(emoji);
    }

    private void delete(String words) {
        tool(words, "Delete");
        alice.page().getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, exactly("Delete message")).click();
        // Until it is gone nobody writes behind it.
        assertThat(alice.page().getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(alice.message(words)).hasCount(0);
    }

    private void attach(String name) {
        alice.page().locator("[data-attach] input[type=file]").setInputFiles(new FilePayload(name, "text/plain", "Seeds".getBytes(StandardCharsets.UTF_8)));
        assertThat(alice.page().locator(".attached-file[data-state=ready]")).hasCount(1);
        alice.button("Send").click();
    }

    private void more(String what) {
        alice.button("More about this room").click();
        alice.button(what).click();
    }

    private void step(String nick, String what) {
        if (!alice.page().locator("#room-drawer").isVisible()) {
            alice.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("People in the room")).click();
        }
        alice.button("What to do with " + nick).click();
        alice.button(what).click();
    }

    private static void make(Tab tab, String name, String kind) {
        tab.button("New room").first().click();
        Locator dialog = tab.page().getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Name of the room").fill(name);
        dialog.getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName(kind)).check();
        dialog.getByRole(AriaRole.BUTTON, exactly("Make the room")).click();
        assertThat(tab.heading(name)).isVisible();
    }

    private static void join(Tab tab) {
        tab.button("Join room").first().click();
        tab.box("Room address").fill(SALON);
        tab.page().getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, exactly("Join")).click();
        assertThat(tab.heading("Salon")).isVisible();
    }

    private static Locator.GetByRoleOptions exactly(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }
}
