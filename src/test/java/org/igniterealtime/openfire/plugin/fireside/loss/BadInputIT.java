package org.igniterealtime.openfire.plugin.fireside.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.FakePage;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.Ports;
import org.igniterealtime.openfire.plugin.fireside.testkit.RawHttp;
import org.igniterealtime.openfire.plugin.fireside.testkit.Xmpp;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smack.roster.Roster;
import org.jivesoftware.smackx.privacy.PrivacyListManager;
import org.jivesoftware.smackx.privacy.packet.PrivacyItem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jxmpp.jid.impl.JidCreate;

/** What bad input gets. Another session looks on the whole time: it misses nothing, whatever somebody does beside it. */
class BadInputIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static OpenfireServer server;
    private static FakePage onlooker;
    private static Xmpp talker;
    private static int talked;

    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        OpenfireServer.Builder builder = OpenfireServer.builder().plugin(OpenfireServer.PLUGIN)
            // Without federation the host drops what goes elsewhere, without a word.
            .property("xmpp.server.socket.active", "true").property("xmpp.server.socket.port", String.valueOf(Ports.free()))
            .property("fireside.login.failures.account", "3").property("fireside.login.failures.address", "6");
        for (String name : List.of("alice", "bob", "locked", "onlooker", "talker", "often", "eager")) {
            builder.user(name, "secret");
        }
        server = builder.contacts("alice", "bob").contacts("onlooker", "talker").start();
        server.command("lock-out", "locked");
        onlooker = FakePage.logIn(server.url("/fireside"), "onlooker", "secret").open("/chats/talker@localhost");
        talker = Xmpp.logIn(server, "talker");
    }

    @AfterAll
    static void stop() {
        talker.close();
        onlooker.close();
        server.close();
    }

    /** The page gives its socket up at a gap, so that one socket is a sequence without one. */
    @AfterEach
    void the_onlooker_has_missed_nothing() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        String words = "look here " + ++talked;
        talker.send("onlooker@localhost", "talk-" + talked, words);
        onlooker.awaitShown(message -> message.body().equals(words));
        assertEquals(talked, onlooker.log().size());
        assertEquals(1, onlooker.sockets());
        assertTrue(onlooker.connected());
        assertEquals(0, refusals(onlooker).size());
    }

    // ---- log-in

    @Test
    void a_log_in_that_fails_looks_the_same_whatever_was_wrong() throws Exception {
        // given
        Map<String, String> attempts = new LinkedHashMap<>(Map.of("wrong", "alice", "unknown", "nobody", "locked", "locked"));
        RawHttp browser = new RawHttp(server, "127.0.1.1");
        Set<String> words = new java.util.HashSet<>();
        Map<String, Long> best = new LinkedHashMap<>();

        // when
        for (int round = 0; round < 2; round++) {
            for (Map.Entry<String, String> attempt : attempts.entrySet()) {
                String password = attempt.getKey().equals("locked") ? "secret" : "not it";
                long began = System.nanoTime();
                RawHttp.Answer answer = browser.post("/fireside/login", Map.of("username", attempt.getValue(), "password", password));
                best.merge(attempt.getKey(), (System.nanoTime() - began) / 1_000_000, Math::min);
                words.add(answer.status() + answer.cookie() + answer.body().replace("\"" + attempt.getValue() + "\"", "\"…\""));
            }
        }

        // then
        assertEquals(1, words.size(), () -> String.join("\n----\n", words));
        assertTrue(words.iterator().next().startsWith("401<"), words::toString);
        assertTrue(words.iterator().next().contains("That name and password do not go together."));
        long fastest = best.values().stream().mapToLong(Long::longValue).min().orElseThrow();
        long slowest = best.values().stream().mapToLong(Long::longValue).max().orElseThrow();
        System.out.println("A failed log-in, best of two, in ms: " + best);
        assertTrue(fastest >= 690, () -> "none is answered before its time: " + best);
        assertTrue(slowest - fastest < 400, () -> "none tells itself by its time: " + best);
    }

    @Test
    void after_too_many_failures_the_right_password_fails_too_for_that_account_alone() throws Exception {
        // given
        for (int i = 0; i < 3; i++) {
            logIn("127.0.2." + (i + 1), "often", "not it");
        }

        // when
        RawHttp.Answer often = logIn("127.0.2.9", "often", "secret");
        RawHttp.Answer bob = logIn("127.0.2.9", "bob", "secret");

        // then
        assertEquals(401, often.status());
        assertTrue(often.body().contains("That name and password do not go together."));
        assertEquals(303, bob.status());
    }

    @Test
    void after_too_many_failures_an_address_gets_nobody_in_and_another_does() throws Exception {
        // given
        for (int i = 0; i < 6; i++) {
            logIn("127.0.3.1", "guess" + i, "not it");
        }

        // when
        RawHttp.Answer here = logIn("127.0.3.1", "eager", "secret");
        RawHttp.Answer elsewhere = logIn("127.0.3.2", "eager", "secret");

        // then
        assertEquals(401, here.status());
        assertEquals(303, elsewhere.status());
    }

    private RawHttp.Answer logIn(String from, String username, String password) throws Exception {
        return new RawHttp(server, from).post("/fireside/login", Map.of("username", username, "password", password));
    }

    // ---- frames

    @Test
    void what_is_no_action_is_refused_and_the_page_goes_on() throws Exception {
        // given
        FakePage alice = page("alice", "/chats/bob@localhost");
        List<String> bad = List.of("hello", "", "null", "17", "[]", "[{\"ref\":\"a\",\"action\":\"go\"}]", "{", "{}", "{\"ref\":\"a\"}",
            "{\"action\":\"chat/send\"}", "{\"ref\":7,\"action\":\"go\"}", "{\"ref\":\"b\",\"action\":7}", "{\"ref\":\"c\",\"action\":null}",
            "{\"ref\":\"" + "x".repeat(65) + "\",\"action\":\"go\"}", "{\"ref\":\"<b>\",\"action\":\"go\"}",
            "{\"ref\":\"d\",\"action\":\"go\",\"fields\":[]}", "{\"ref\":\"e\",\"action\":\"go\",\"fields\":{\"place\":{}}}",
            "{\"ref\":\"f\",\"action\":\"go\",\"fields\":{\"place\":null}}", "{\"ref\":\"g\",\"action\":\"go\",\"fields\":\"place\"}",
            "{\"beat\":\"soon\"}", "{\"beat\":{}}", "{\"beat\":null}", "{'ref':'h','action':'go'}", "{\"ref\":\"i\",\"action\":\"go\"} more",
            "[".repeat(100_000), "{\"a\":".repeat(40_000), "{\"ref\":\"j\",\"action\":\"go\",\"fields\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}",
            "{\"ref\":\"k\",\"action\":\"chat/eat\"}", "{\"ref\":\"l\",\"action\":\"\"}", "{\"ref\":\"m\",\"action\":\"chat/send\"}",
            "{\"ref\":\"n\",\"action\":\"chat/send\",\"fields\":{\"to\":\"bob@localhost\"}}",
            "{\"ref\":\"o\",\"action\":\"chat/send\",\"fields\":{\"body\":\"to whom\"}}",
            "{\"ref\":\"p\",\"action\":\"chat/send\",\"fields\":{\"to\":\"@@\",\"body\":\"x\"}}",
            "{\"ref\":\"q\",\"action\":\"chat/older\",\"fields\":{\"to\":\"bob@localhost\",\"before\":\"zz\"}}",
            "{\"ref\":\"r\",\"action\":\"chat/read\",\"fields\":{\"to\":\"bob@localhost\",\"upto\":\"-1\"}}",
            "{\"ref\":\"s\",\"action\":\"go\",\"fields\":{\"place\":\"/../../etc/passwd\"}}");

        // when
        bad.forEach(alice::raw);

        // then
        assertTrue(Await.until(PATIENCE, () -> refusals(alice).size() >= bad.size()), () -> "refused " + refusals(alice));
        assertEquals(bad.size(), refusals(alice).size(), () -> "one refusal each: " + refusals(alice));
        refusals(alice).forEach(refusal -> assertFalse(refusal.get("text").getAsString().isBlank()));
        assertTrue(refusals(alice).stream().allMatch(refusal -> refusal.get("reference").getAsString().isEmpty()), "none is a fault of ours");
        assertEquals(Set.of("", "b", "c", "a", "d", "e", "f", "g", "k", "l", "m", "n", "o", "p", "q", "r", "s"), refusals(alice).stream()
            .map(refusal -> refusal.get("ref").getAsString()).collect(Collectors.toSet()), "each names the action that it can name");
        assertEquals(1, alice.sockets());
        says(alice, "bob", "still here");
    }

    @Test
    void a_frame_that_is_too_large_is_refused_and_one_that_is_far_too_large_ends_the_socket_alone() throws Exception {
        // given
        FakePage alice = page("alice", "/chats/bob@localhost");
        String id = alice.page();

        // when
        alice.raw("{\"ref\":\"large\",\"action\":\"chat/send\",\"fields\":{\"to\":\"bob@localhost\",\"body\":\"" + "x".repeat(256 * 1024) + "\"}}");
        JsonObject refused = awaitRefusal(alice);
        alice.raw("x".repeat((1 << 20) + 1));
        int code = alice.awaitClose();
        try (Xmpp bob = Xmpp.logIn(server, "bob")) {
            bob.send("alice@localhost", "b1", "said while she was away");
            alice.connect();
            alice.awaitShown(message -> message.body().equals("said while she was away"));
        }

        // then
        assertEquals("large", refused.get("ref").getAsString());
        assertEquals("That is too large to send.", refused.get("text").getAsString());
        assertEquals(1009, code);
        assertEquals(id, alice.page(), "the same page goes on");
        assertEquals(0, alice.drawings());
        says(alice, "bob", "back again");
    }

    @Test
    void a_message_that_is_longer_than_one_may_be_is_refused() throws Exception {
        // given
        FakePage alice = page("alice", "/chats/bob@localhost");

        // when
        ExecutionException refused = assertThrows(ExecutionException.class, () -> alice
            .act("chat/send", Map.of("to", "bob@localhost", "body", "x".repeat(65_537))).get(20, TimeUnit.SECONDS));

        // then
        assertEquals("That is longer than a message may be: 65,536 characters.", refused.getCause().getMessage());
    }

    @Test
    void a_flood_is_slowed_and_then_cut() throws Exception {
        // given: 40 a second, three times as many at once, and 200 may wait
        FakePage alice = page("alice", "/chats/bob@localhost");

        // when
        long began = System.nanoTime();
        flood(alice, 200);
        assertTrue(Await.until(PATIENCE, () -> refusals(alice).size() == 200), () -> "answered " + refusals(alice).size());
        long slowed = (System.nanoTime() - began) / 1_000_000;
        flood(alice, 1000);
        int code = alice.awaitClose();

        // then
        assertTrue(slowed >= 1500, () -> "200 took " + slowed + " ms");
        assertEquals(4429, code);
        alice.connect();
        says(alice, "bob", "calm again");
    }

    private static void flood(FakePage page, int frames) {
        for (int i = 0; i < frames; i++) {
            page.raw("{\"ref\":\"" + UUID.randomUUID() + "\",\"action\":\"no/such\"}");
        }
    }

    // ---- other sites, other people

    @Test
    void the_socket_takes_pages_of_ours_alone() throws Exception {
        // given
        FakePage alice = page("alice", "/chats/bob@localhost");
        RawHttp browser = new RawHttp(server, "127.0.0.1");
        String cookie = "Cookie: " + alice.cookie();
        String ours = "http://" + server.address() + ":" + server.httpPort();

        // when
        int same = browser.upgrade("/fireside/live", cookie, "Origin: " + ours).status();
        List<Integer> others = new ArrayList<>();
        for (String origin : List.of("Origin: https://evil.example", "Origin: null", "Origin: " + ours + ".evil.example",
            "Origin: http://" + server.address() + ":1", "X-None: here")) {
            others.add(browser.upgrade("/fireside/live", cookie, origin).status());
        }
        others.add(browser.upgrade("/fireside/live", cookie, "Origin: " + ours, "Sec-Fetch-Site: cross-site").status());

        // then
        assertEquals(101, same);
        assertEquals(List.of(403, 403, 403, 403, 403, 403), others);
    }

    @Test
    void a_form_of_another_site_does_nothing() throws Exception {
        // given
        FakePage alice = page("alice", "/chats/bob@localhost");
        RawHttp browser = new RawHttp(server, "127.0.0.1");
        String cookie = "Cookie: " + alice.cookie();
        String words = "said by another site";

        // when
        List<Integer> answers = new ArrayList<>();
        for (String path : List.of("/fireside/do/chat/send", "/fireside/logout", "/fireside/login", "/fireside/register")) {
            for (String header : List.of("Origin: https://evil.example", "Sec-Fetch-Site: cross-site", "X-None: here")) {
                answers.add(browser.post(path, Map.of("to", "bob@localhost", "body", words), cookie, header).status());
            }
        }

        // then
        assertEquals(Set.of(403), Set.copyOf(answers), answers::toString);
        says(alice, "bob", "said by herself");
        assertFalse(alice.tab().open("/chats/bob@localhost").html().contains(words));
    }

    @Test
    void who_knows_anothers_page_gets_a_page_of_his_own() throws Exception {
        // given
        FakePage alice = page("alice", "/chats/bob@localhost");
        FakePage bob = page("bob", "/chats/alice@localhost");
        String hers = alice.page();
        says(alice, "bob", "between us");

        // when
        FakePage spy = closed(FakePage.logIn(server.url("/fireside"), "eager", "secret")).load("/chats").claim(hers);
        spy.connect();
        spy.act("page/visible", Map.of("visible", "true")).get(20, TimeUnit.SECONDS);

        // then
        assertNotEquals(hers, spy.page());
        assertTrue(spy.frames().stream().noneMatch(frame -> frame.toString().contains("between us")));
        assertTrue(alice.connected());
        assertTrue(bob.connected());
    }

    @Test
    void a_made_up_cookie_gets_the_log_in_and_a_socket_that_says_so() throws Exception {
        // given
        FakePage alice = page("alice", "/chats/bob@localhost");

        // when
        FakePage stranger = closed(alice.with("fireside=" + "A".repeat(43)));
        stranger.connect();

        // then
        assertEquals(4401, stranger.awaitClose());
        assertEquals(303, stranger.get("/chats/bob@localhost").statusCode());
        assertTrue(alice.connected());
    }

    // ---- messages that come back

    @Test
    void a_message_to_a_server_that_is_nowhere_says_so_beside_its_text() throws Exception {
        // given
        FakePage alice = page("alice", "/chats/someone@nowhere.invalid");

        // when
        alice.act("chat/send", Map.of("to", "someone@nowhere.invalid", "body", "is anybody there")).get(20, TimeUnit.SECONDS);

        // then
        FakePage.Shown failed = alice.awaitShown(message -> !message.error().isEmpty());
        assertEquals("is anybody there", failed.body());
        assertEquals("failed", failed.state());
        assertEquals("Their server could not be found.", failed.error());
        assertEquals(failed, alice.tab().load("/chats/someone@nowhere.invalid").log().get(0), "and after a load too");
    }

    @Test
    void a_message_to_somebody_who_blocks_me_says_so_beside_its_text() throws Exception {
        // given
        FakePage alice = page("alice", "/chats/often@localhost");
        try (Xmpp often = Xmpp.logIn(server, "often")) {
            PrivacyListManager lists = PrivacyListManager.getInstanceFor(often.connection());
            lists.createPrivacyList("blocked", List.of(new PrivacyItem(PrivacyItem.Type.jid, JidCreate.from("alice@localhost"), false, 1)));
            lists.setActiveListName("blocked");
            lists.setDefaultListName("blocked");

            // when
            alice.act("chat/send", Map.of("to", "often@localhost", "body", "do you hear me")).get(20, TimeUnit.SECONDS);

            // then
            FakePage.Shown failed = alice.awaitShown(message -> !message.error().isEmpty());
            assertEquals("do you hear me", failed.body());
            assertEquals("failed", failed.state());
            assertEquals("They cannot be reached right now.", failed.error());
            assertEquals(List.of(), often.bodies());
        }
    }

    // ---- text

    @Test
    void markup_shows_as_typed_everywhere() throws Exception {
        // given
        String markup = "<script>alert(1)</script> <b onclick=\"x\">bold</b> & &amp; \"quoted\" '#set($x=1)' $esc ]]> <!--";
        FakePage alice = page("alice", "/chats/bob@localhost");
        FakePage bobs = page("bob", "/chats/alice@localhost");

        // when
        says(alice, "bob", markup);

        // then
        assertEquals(markup, alice.awaitShown(message -> message.body().startsWith("<script>")).body());
        assertEquals(markup, bobs.awaitShown(message -> message.body().startsWith("<script>")).body());
        assertTrue(bobs.patches().stream().noneMatch(patch -> patch.html().contains("<script>") || patch.html().contains("<b ")));
        assertEquals(markup, bobs.tab().load("/chats/alice@localhost").awaitShown(message -> message.body().startsWith("<script>")).body());
    }

    @Test
    void what_xml_cannot_carry_is_left_out_and_nobodys_stream_breaks() throws Exception {
        // given
        FakePage alice = page("alice", "/chats/talker@localhost");
        int before = talker.messages().size();
        String dirty = "a\\u0000b\\u0008c\\ud800d\\udc00e\\ufffef\\uffff\\u001bg \\ud83d\\ude00 h\\r\\ni";

        // when
        alice.raw("{\"ref\":\"dirty\",\"action\":\"chat/send\",\"fields\":{\"to\":\"talker@localhost\",\"body\":\"" + dirty + "\"}}");
        alice.raw("{\"ref\":\"state\",\"action\":\"presence/set\",\"fields\":{\"show\":\"away\",\"status\":\"at\\u0001 tea\\ud800\"}}");
        alice.raw("{\"ref\":\"name\",\"action\":\"contacts/rename\",\"fields\":{\"jid\":\"bob@localhost\",\"name\":\"B\\u0002ob\\udfff by\",\"groups\":\"Te\\u0003am\"}}");

        // then
        assertTrue(Await.until(PATIENCE, () -> talker.messages().stream().skip(before).anyMatch(message -> message.getBody() != null)));
        assertEquals("abcdefg \ud83d\ude00 h\ni", talker.bodies().get(talker.bodies().size() - 1));
        assertTrue(talker.connection().isConnected());
        assertEquals("abcdefg \ud83d\ude00 h\ni", alice.awaitShown(message -> message.body().startsWith("abc")).body());
        try (Xmpp phone = Xmpp.logIn(server, "alice")) {
            Roster roster = Roster.getInstanceFor(phone.connection());
            roster.reloadAndWait();
            assertTrue(Await.until(PATIENCE, () -> roster.getEntry(JidCreate.bareFrom("bob@localhost")).getName().equals("Bob by")));
            assertEquals("Team", roster.getEntry(JidCreate.bareFrom("bob@localhost")).getGroups().get(0).getName());
        }
        try (Xmpp bob = Xmpp.logIn(server, "bob")) {
            Roster roster = Roster.getInstanceFor(bob.connection());
            assertTrue(Await.until(PATIENCE, () -> roster.getPresences(JidCreate.bareFrom("alice@localhost")).stream()
                .map(Presence::getStatus).anyMatch("at tea"::equals)));
        }
    }

    // ---- given and then

    private FakePage page(String username, String place) throws Exception {
        return closed(FakePage.logIn(server.url("/fireside"), username, "secret")).open(place);
    }

    private <T extends AutoCloseable> T closed(T each) {
        open.add(each);
        return each;
    }

    private static void says(FakePage page, String to, String words) throws Exception {
        page.act("chat/send", Map.of("to", to + "@localhost", "body", words)).get(20, TimeUnit.SECONDS);
        page.awaitShown(message -> message.body().equals(words));
    }

    private static List<JsonObject> refusals(FakePage page) {
        List<JsonObject> refusals = new ArrayList<>();
        for (JsonObject frame : page.frames()) {
            if (frame.has("refused")) {
                for (JsonElement each : frame.getAsJsonArray("refused")) {
                    refusals.add(each.getAsJsonObject());
                }
            }
        }
        return refusals;
    }

    private static JsonObject awaitRefusal(FakePage page) throws InterruptedException {
        page.awaitFrame(frame -> frame.has("refused"));
        return refusals(page).get(0);
    }
}
