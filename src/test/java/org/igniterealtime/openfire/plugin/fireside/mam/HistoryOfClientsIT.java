package org.igniterealtime.openfire.plugin.fireside.mam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.FakePage;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.Wire;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.MessageBuilder;
import org.jivesoftware.smack.packet.StandardExtensionElement;
import org.jivesoftware.smack.packet.StanzaBuilder;
import org.jivesoftware.smack.XMPPConnection;
import org.jivesoftware.smackx.carbons.CarbonManager;
import org.jivesoftware.smackx.mam.MamManager;
import org.jivesoftware.smackx.mam.element.MamPrefsIQ;
import org.jivesoftware.smackx.muc.MultiUserChat;
import org.jivesoftware.smackx.muc.MultiUserChatManager;
import org.jivesoftware.smackx.ping.PingManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jxmpp.jid.impl.JidCreate;
import org.jxmpp.jid.parts.Resourcepart;

/** Archives of accounts and rooms (XEP-0313) as ordinary clients read them. */
class HistoryOfClientsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static OpenfireServer server;

    @BeforeAll
    static void start() {
        server = OpenfireServer.builder().plugin(OpenfireServer.PLUGIN).user("alice", "secret", "Alice").user("bob", "secret", "Bob").user("carol", "secret")
            .user("dave", "secret").user("erin", "secret").user("mallory", "secret").contacts("alice", "bob").start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void the_id_that_comes_with_a_message_is_the_one_by_which_the_archive_knows_it() throws Exception {
        FakePage alice = FakePage.logInAndStay(server.url("/fireside"), "alice", "secret");
        try (Wire bob = Wire.logIn(server, "bob", "phone"); Wire desk = Wire.logIn(server, "bob", "desk"); FakePage page = alice.tab().open("/chats/bob@localhost")) {
            // given
            CarbonManager.getInstanceFor(bob.connection()).enableCarbons();
            CarbonManager.getInstanceFor(desk.connection()).enableCarbons();
            // when a page writes, and a client, which claims to know the ids
            page.act("chat/send", Map.of("to", "bob@localhost", "body", "From the page")).get(20, TimeUnit.SECONDS);
            Element came = bob.awaitMessage("From the page");
            send(bob, "alice@localhost", "From a client", "alice@localhost", "bob@localhost", "localhost", "room@elsewhere");
            page.awaitPatch(patch -> patch.html().contains("From a client"));
            // then what he was given is what his archive has, on each of his clients
            String given = stanzaId(came, "bob@localhost");
            MamManager history = MamManager.getInstanceFor(bob.connection());
            assertTrue(history.isSupported());
            MamManager.MamQuery his = awaitMessages(history, "alice@localhost", 2);
            assertEquals(List.of("From the page", "From a client"), his.getMessages().stream().map(Message::getBody).toList());
            assertEquals(given, his.getMamResultExtensions().get(0).getId());
            assertEquals("alice@localhost", his.getMessages().get(0).getFrom().asBareJid().toString());
            Element carbon = desk.awaitMessage("From a client");
            assertTrue(carbon.asXML().contains("urn:xmpp:carbons:2"), carbon::asXML);
            Element copied = Xml.children(Xml.child(Xml.child(carbon, "sent", Ns.CARBONS), "forwarded", Ns.FORWARD)).get(0);
            assertEquals(List.of("room@elsewhere", "bob@localhost"), stanzaIds(copied));
            assertEquals(stanzaId(copied, "bob@localhost"), his.getMamResultExtensions().get(1).getId());
            // and hers is hers: what she is given says her own
            try (Wire phone = Wire.logIn(server, "alice", "phone")) {
                MamManager.MamQuery hers = awaitMessages(MamManager.getInstanceFor(phone.connection()), "bob@localhost", 2);
                assertEquals(List.of("From the page", "From a client"), hers.getMessages().stream().map(Message::getBody).toList());
                assertEquals("From the page", hers.getMessages().get(0).getBody());
                assertEquals("bob@localhost", hers.getMessages().get(0).getTo().toString());
                send(bob, "alice@localhost", "Once more", "alice@localhost", "localhost", "room@elsewhere");
                Element again = phone.awaitMessage("Once more");
                assertEquals(List.of("room@elsewhere", "alice@localhost"), stanzaIds(again));
                assertEquals(stanzaId(again, "alice@localhost"), MamManager.getInstanceFor(phone.connection()).getMessageUidOfLatestMessage());
            }
        }
    }

    @Test
    void what_waited_for_who_was_away_has_its_id_too_and_is_in_the_archive_once() throws Exception {
        try (Wire carol = Wire.logIn(server, "carol", "c")) {
            send(carol, "dave@localhost", "For later");
            PingManager.getInstanceFor(carol.connection()).pingMyServer();
        }
        try (Wire dave = Wire.logIn(server, "dave", "d")) {
            Element came = dave.awaitMessage("For later");

            assertTrue(came.asXML().contains("urn:xmpp:delay"), came::asXML);
            MamManager.MamQuery his = awaitMessages(MamManager.getInstanceFor(dave.connection()), "carol@localhost", 1);
            assertEquals(stanzaId(came, "dave@localhost"), his.getMamResultExtensions().get(0).getId());
            assertEquals("chat", his.getMessages().get(0).getType().toString());
            assertEquals(List.of(), messages(dave, "", "<query xmlns='urn:xmpp:mam:2'><set xmlns='http://jabber.org/protocol/rsm'><max>5</max><after>"
                + his.getMamResultExtensions().get(0).getId() + "</after></set></query>"));
            assertEquals(MamPrefsIQ.DefaultBehavior.always, MamManager.getInstanceFor(dave.connection()).retrieveArchivingPreferences().mamPrefs.getDefault());
        }
    }

    @Test
    void an_archive_is_paged_by_smack_and_by_slixmpp_in_both_directions() throws Exception {
        try (Wire carol = Wire.logIn(server, "carol", "c"); Wire erin = Wire.logIn(server, "erin", "e")) {
            // given
            List<String> said = new ArrayList<>();
            for (int i = 1; i <= 25; i++) {
                send(carol, "erin@localhost", "Number " + i);
                said.add("Number " + i);
            }
            erin.awaitMessage("Number 25");
            MamManager history = MamManager.getInstanceFor(erin.connection());
            awaitMessages(history, "carol@localhost", 25);
            // when
            MamManager.MamQuery query = history.queryArchive(MamManager.MamQueryArgs.builder().limitResultsToJid(JidCreate.from("carol@localhost"))
                .setResultPageSizeTo(10).queryLastPage().build());
            List<String> read = new ArrayList<>(query.getMessages().stream().map(Message::getBody).toList());
            while (!query.isComplete()) {
                read.addAll(0, query.pagePrevious(10).stream().map(Message::getBody).toList());
            }
            // then
            assertEquals(said, read);
            // when
            List<String> lines = slixmpp("erin", "erin@localhost", "carol@localhost");
            // then
            assertTrue(lines.contains("advertised | True"), lines::toString);
            assertEquals(said, lines.stream().filter(line -> line.startsWith("forwards | ")).map(line -> line.substring(11)).toList());
            assertEquals(said, lines.stream().filter(line -> line.startsWith("backwards | ")).map(line -> line.substring(12)).toList());
            assertEquals(1, lines.stream().filter(line -> line.matches("ends \\| [0-9a-f]{16} [0-9a-f]{16}")).count(), lines::toString);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "alice@localhost          | <query xmlns='urn:xmpp:mam:2'/>                                                             | forbidden",
        "alice@localhost          | <query xmlns='urn:xmpp:mam:2' fireside-to='mallory@localhost'/>                             | forbidden",
        "alice@fireside.localhost | <query xmlns='urn:xmpp:mam:2'/>                                                             | service-unavailable",
        "fireside.localhost       | <query xmlns='urn:xmpp:mam:2'/>                                                             | service-unavailable",
        "nobody@localhost         | <query xmlns='urn:xmpp:mam:2'/>                                                             | service-unavailable",
        "-                        | <query xmlns='urn:xmpp:mam:2'><set xmlns='http://jabber.org/protocol/rsm'><max>99999999999999999999</max></set></query> | bad-request",
        "-                        | <query xmlns='urn:xmpp:mam:2'><set xmlns='http://jabber.org/protocol/rsm'><after>%27</after></set></query> | item-not-found",
        "-                        | <query xmlns='urn:xmpp:mam:2'><x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE'><value>urn:xmpp:mam:2</value></field><field var='start'><value>now</value></field></x></query> | bad-request",
        "-                        | <prefs xmlns='urn:xmpp:mam:2' default='never'><always/><never/></prefs>                     | not-allowed",
        "nosuchroom@conference.localhost | <query xmlns='urn:xmpp:mam:2'/>                                                      | forbidden"})
    void who_may_not_or_asks_wrongly_gets_nothing(String to, String child, String condition) throws Exception {
        try (Wire mallory = Wire.logIn(server, "mallory", "m")) {
            Element answer = mallory.ask("set", to == null ? "" : to, child);

            assertEquals("error", answer.attributeValue("type"), answer::asXML);
            assertEquals(condition, ((Element) answer.element("error").elements().get(0)).getName());
        }
    }

    @Test
    void a_room_is_read_by_who_is_in_it_and_tells_who_spoke_to_those_who_may_know() throws Exception {
        try (Wire carol = Wire.logIn(server, "carol", "c"); Wire dave = Wire.logIn(server, "dave", "d"); Wire mallory = Wire.logIn(server, "mallory", "m")) {
            // given a room that tells moderators alone who the others are
            MultiUserChat hers = join(carol, "garden", "Carol");
            configure(carol, "garden", "0", "moderators");
            MultiUserChat his = join(dave, "garden", "Dave");
            hers.sendMessage("First words");
            Element one = dave.awaitMessage("First words");
            his.sendMessage("Second words");
            carol.awaitMessage("Second words");
            String room = "garden@conference.localhost";
            String given = stanzaId(one, room);
            Element features = dave.ask("get", room, "<query xmlns='http://jabber.org/protocol/disco#info'/>");
            Stream.of(Ns.HISTORY, Ns.HISTORY_EXTENDED, Ns.STANZA_ID).forEach(feature -> assertEquals(1, features.asXML().split("var=['\"]" + feature + "['\"]", -1).length - 1));
            // when
            MamManager.MamQuery read = awaitMessages(MamManager.getInstanceFor(his), 2);
            // then
            assertEquals(List.of("First words", "Second words"), read.getMessages().stream().map(Message::getBody).toList());
            assertEquals(List.of("garden@conference.localhost/Carol", "garden@conference.localhost/Dave"), read.getMessages().stream().map(message -> message.getFrom().toString()).toList());
            assertEquals(given, read.getMamResultExtensions().get(0).getId());
            assertTrue(messages(dave, room, query("d1", "")).stream().noneMatch(each -> each.asXML().contains("carol@localhost")));
            assertTrue(messages(carol, room, query("c1", "")).get(0).asXML().contains("<item jid=\"carol@localhost\"/>"));
            assertEquals(List.of("Second words"), MamManager.getInstanceFor(his).queryArchive(MamManager.MamQueryArgs.builder().setResultPageSizeTo(5).afterUid(given).build())
                .getMessages().stream().map(Message::getBody).toList());
            assertEquals("forbidden", condition(dave.ask("set", room, query("d2", form("<field var='with'><value>carol@localhost</value></field>")))));
            // and who is not in it gets nothing, until he is
            assertEquals("forbidden", condition(mallory.ask("set", room, query("m1", ""))));
            join(mallory, "garden", "Mallory");
            assertEquals(2, messages(mallory, room, query("m2", "")).size());
            carol.ask("set", room, "<query xmlns='http://jabber.org/protocol/muc#admin'><item affiliation='outcast' jid='mallory@localhost'/></query>");
            assertEquals("forbidden", condition(mallory.ask("set", room, query("m3", ""))));
            // when the room tells everybody
            configure(carol, "garden", "0", "anyone");
            // then its archive does too
            assertTrue(messages(dave, room, query("d3", "")).get(0).asXML().contains("<item jid=\"carol@localhost\"/>"));
        }
    }

    @Test
    void a_room_for_members_is_read_by_members_who_are_not_in_it() throws Exception {
        try (Wire carol = Wire.logIn(server, "carol", "c"); Wire dave = Wire.logIn(server, "dave", "d"); Wire mallory = Wire.logIn(server, "mallory", "m")) {
            MultiUserChat hers = join(carol, "cellar", "Carol");
            configure(carol, "cellar", "1", "moderators");
            hers.sendMessage("Between us");
            carol.awaitMessage("Between us");
            carol.ask("set", "cellar@conference.localhost", "<query xmlns='http://jabber.org/protocol/muc#admin'><item affiliation='member' jid='dave@localhost'/></query>");

            assertTrue(Await.until(PATIENCE, () -> messages(dave, "cellar@conference.localhost", query("d1", "")).size() == 1));
            assertFalse(messages(dave, "cellar@conference.localhost", query("d2", "")).get(0).asXML().contains("carol@localhost"));
            assertEquals("forbidden", condition(mallory.ask("set", "cellar@conference.localhost", query("m1", ""))));
        }
    }

    @Test
    void it_yields_to_whoever_answers_for_archives_and_takes_nothing_away() throws Exception {
        try (Wire alice = Wire.logIn(server, "alice", "a"); Wire bob = Wire.logIn(server, "bob", "b")) {
            assertTrue(features(alice).contains(Ns.HISTORY));
            // when another plugin comes
            server.command("stand-in", Ns.HISTORY);
            // then it alone answers, and its ids stay
            assertFalse(features(alice).contains(Ns.HISTORY));
            assertEquals("stand-in", Xml.children(alice.ask("set", "", "<query xmlns='urn:xmpp:mam:2'/>")).get(0).getName());
            assertEquals("stand-in", Xml.children(alice.ask("set", "alice@localhost", "<query xmlns='urn:xmpp:mam:2'/>")).get(0).getName());
            send(bob, "alice@localhost", "With their id", "alice@localhost");
            assertEquals(List.of("alice@localhost"), stanzaIds(alice.awaitMessage("With their id")));
            assertTrue(alice.awaitMessage("With their id").asXML().contains("forged"));
            // when Fireside goes and comes again
            server.command("reload-plugin", "fireside");
            // then it still answers
            assertEquals("stand-in", Xml.children(alice.ask("set", "", "<query xmlns='urn:xmpp:mam:2'/>")).get(0).getName());
            // when it goes
            server.command("stand-down", Ns.HISTORY);
            // then it is Fireside's again
            assertTrue(features(alice).contains(Ns.HISTORY));
            assertEquals("fin", Xml.children(alice.ask("set", "", "<query xmlns='urn:xmpp:mam:2'/>")).get(0).getName());
            // when it is switched off
            server.command("set", "fireside.history.enabled", "false");
            // then nobody does
            assertFalse(features(alice).contains(Ns.HISTORY));
            assertEquals("service-unavailable", condition(alice.ask("set", "", "<query xmlns='urn:xmpp:mam:2'/>")));
            server.command("unset", "fireside.history.enabled");
        }
    }

    @Test
    void what_a_room_said_while_fireside_was_away_is_on_the_page_and_in_its_archive_once() throws Exception {
        // given a room with a log, on a server without Fireside
        String room = "library@conference.localhost";
        server.command("remove-plugin", "fireside");
        try (Wire carol = Wire.logIn(server, "carol", "c"); Wire dave = Wire.logIn(server, "dave", "d")) {
            MultiUserChat hers = join(carol, "library", "Carol");
            configure(carol, "library", "0", "moderators", "<field var='muc#roomconfig_enablelogging'><value>1</value></field>");
            MultiUserChat his = join(dave, "library", "Dave");
            hers.sendMessage("Before the first");
            dave.awaitMessage("Before the first");
            his.sendMessage("Before the second");
            carol.awaitMessage("Before the second");
        }
        // when it comes, and somebody enters, to whom the room says again what it remembers
        server.command("install-plugin", "fireside", "later");
        server.restart();
        FakePage alice = FakePage.logInAndStay(server.url("/fireside"), "alice", "secret");
        try (FakePage page = alice.tab().open("/rooms"); Wire erin = Wire.logIn(server, "erin", "e")) {
            page.act("rooms/join", Map.of("to", room, "nick", "")).get(20, TimeUnit.SECONDS);
            page.act("rooms/send", Map.of("to", room, "body", "Now the third")).get(20, TimeUnit.SECONDS);
            MultiUserChat third = join(erin, "library", "Erin");
            // then
            List<String> all = List.of("Before the first", "Before the second", "Now the third");
            MamManager.MamQuery read = awaitMessages(MamManager.getInstanceFor(third), 3);
            assertEquals(all, read.getMessages().stream().map(Message::getBody).toList());
            assertEquals(List.of(true, true, false), read.getMamResultExtensions().stream().map(each -> each.getId().startsWith("log-")).toList());
            try (FakePage again = alice.tab().open("/rooms/" + room)) {
                assertEquals(all, again.log().stream().map(FakePage.Shown::body).map(String::strip).toList());
            }
        }
    }

    // ---- the stage

    private static List<String> slixmpp(String user, String archive, String with) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "python3 is not installed");
        Process process = new ProcessBuilder("/usr/bin/python3", "src/test/resources/clients/history.py", server.address(),
            Integer.toString(server.xmppPort()), server.domain(), user, archive, with).redirectErrorStream(true).start();
        List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().toList();
        process.waitFor(60, TimeUnit.SECONDS);
        return lines;
    }

    private static void send(Wire from, String to, String body, String... claimed) throws Exception {
        MessageBuilder message = StanzaBuilder.buildMessage("id-" + body.hashCode()).to(to).ofType(Message.Type.chat).setBody(body);
        for (String by : claimed) {
            message.addExtension(StandardExtensionElement.builder("stanza-id", Ns.STANZA_ID).addAttribute("by", by).addAttribute("id", "forged").build());
        }
        from.connection().sendStanza(message.build());
    }

    private static MultiUserChat join(Wire who, String room, String nick) throws Exception {
        MultiUserChat chat = MultiUserChatManager.getInstanceFor((XMPPConnection) who.connection()).getMultiUserChat(JidCreate.entityBareFrom(room + "@conference.localhost"));
        MultiUserChat.MucCreateConfigFormHandle made = chat.createOrJoin(Resourcepart.from(nick));
        if (made != null) {
            made.makeInstant();
        }
        return chat;
    }

    private static void configure(Wire owner, String room, String membersOnly, String whois, String... more) throws Exception {
        Element answer = owner.ask("set", room + "@conference.localhost", "<query xmlns='http://jabber.org/protocol/muc#owner'><x xmlns='jabber:x:data' type='submit'>"
            + "<field var='FORM_TYPE'><value>http://jabber.org/protocol/muc#roomconfig</value></field><field var='muc#roomconfig_persistentroom'><value>1</value></field>"
            + "<field var='muc#roomconfig_membersonly'><value>" + membersOnly + "</value></field><field var='muc#roomconfig_whois'><value>" + whois
            + "</value></field>" + String.join("", more) + "</x></query>");
        assertEquals("result", answer.attributeValue("type"), answer::asXML);
    }

    // What is kept comes a moment after what is delivered.
    private static MamManager.MamQuery awaitMessages(MamManager history, String with, int count) throws Exception {
        MamManager.MamQueryArgs wanted = MamManager.MamQueryArgs.builder().limitResultsToJid(JidCreate.from(with)).setResultPageSizeTo(50).build();
        assertTrue(Await.until(PATIENCE, () -> history.queryArchive(wanted).getMessageCount() >= count));
        return history.queryArchive(wanted);
    }

    private static MamManager.MamQuery awaitMessages(MamManager history, int count) throws Exception {
        MamManager.MamQueryArgs wanted = MamManager.MamQueryArgs.builder().setResultPageSizeTo(50).build();
        assertTrue(Await.until(PATIENCE, () -> history.queryArchive(wanted).getMessageCount() >= count));
        return history.queryArchive(wanted);
    }

    private static String query(String id, String inner) {
        return "<query xmlns='urn:xmpp:mam:2' queryid='" + id + "'>" + inner + "</query>";
    }

    private static String form(String fields) {
        return "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE'><value>urn:xmpp:mam:2</value></field>" + fields + "</x>";
    }

    // The results of a query come before its answer.
    private static List<Element> messages(Wire who, String archive, String query) throws Exception {
        String own = query.contains("queryid") ? query : query.replace("<query ", "<query queryid='other' ");
        Element answer = who.ask("set", archive, own);
        assertEquals("result", answer.attributeValue("type"), answer::asXML);
        String id = own.replaceFirst(".*queryid='([^']*)'.*", "$1");
        return who.messages().stream().filter(message -> message.element("result") != null && id.equals(message.element("result").attributeValue("queryid"))).toList();
    }

    private static String condition(Element answer) {
        return answer.element("error") == null ? answer.asXML() : ((Element) answer.element("error").elements().get(0)).getName();
    }

    private static String features(Wire who) throws Exception {
        return who.ask("get", who.connection().getUser().asBareJid().toString(), "<query xmlns='http://jabber.org/protocol/disco#info'/>").asXML();
    }

    private static List<String> stanzaIds(Element message) {
        return Xml.children(message, "stanza-id", Ns.STANZA_ID).stream().map(id -> id.attributeValue("by")).toList();
    }

    private static String stanzaId(Element message, String by) {
        List<String> ids = Xml.children(message, "stanza-id", Ns.STANZA_ID).stream().filter(id -> by.equals(id.attributeValue("by"))).map(id -> id.attributeValue("id")).toList();
        assertEquals(1, ids.size(), message::asXML);
        return ids.get(0);
    }
}
