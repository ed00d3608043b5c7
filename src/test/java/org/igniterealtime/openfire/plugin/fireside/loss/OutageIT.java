package org.igniterealtime.openfire.plugin.fireside.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.Database;
import org.igniterealtime.openfire.plugin.fireside.testkit.DatabaseServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.FakePage;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.Ports;
import org.igniterealtime.openfire.plugin.fireside.testkit.Xmpp;
import org.jivesoftware.smackx.ping.PingManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PostgreSQL stops in mid-chat. People go on talking, and what cannot be kept is not sent. */
class OutageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NOT_KEPT = "The server cannot keep messages right now, so this one was not sent. Your words are still here.";

    private static DatabaseServer postgresql;
    private static Database database;
    private static OpenfireServer server;
    private static FakePage onlooker;
    private static Xmpp talker;
    private static int talked;

    private final List<AutoCloseable> open = new ArrayList<>();
    private boolean down;
    private long lostBefore;

    @BeforeAll
    static void start() throws Exception {
        postgresql = DatabaseServer.postgresql();
        database = postgresql.create("openfire");
        OpenfireServer.Builder builder = OpenfireServer.builder().plugin(OpenfireServer.PLUGIN).database(database).adminPort(Ports.free());
        for (String name : List.of("alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi", "onlooker", "talker")) {
            builder.user(name, "secret");
        }
        server = builder.contacts("alice", "bob").contacts("bob", "carol").contacts("onlooker", "talker").start();
        onlooker = FakePage.logIn(server.url("/fireside"), "onlooker", "secret").open("/chats/talker@localhost");
        talker = Xmpp.logIn(server, "talker");
    }

    @AfterAll
    static void stop() {
        talker.close();
        onlooker.close();
        server.close();
        postgresql.close();
    }

    @BeforeEach
    void look() throws Exception {
        lostBefore = figure("lost");
        onlookerSees();
    }

    @AfterEach
    void the_onlooker_has_missed_nothing() throws Exception {
        if (down) {
            up();
        }
        for (AutoCloseable each : open) {
            each.close();
        }
        onlookerSees();
    }

    /** Whether the database is there or not. */
    private static void onlookerSees() throws Exception {
        String words = "look here " + ++talked;
        talker.send("onlooker@localhost", "talk-" + talked, words);
        onlooker.awaitShown(message -> message.body().equals(words));
        assertEquals(1, onlooker.sockets(), "a gap in the sequence would have cost it its socket");
    }

    private void down() {
        postgresql.stop();
        down = true;
    }

    private void up() {
        postgresql.start();
        down = false;
        assertTrue(Await.until(PATIENCE, () -> figure("spooled") == 0 && takes()), "the archive is written again");
    }

    /** Whether the archive takes what a page sends. */
    private boolean takes() throws Exception {
        try (FakePage dave = FakePage.logIn(server.url("/fireside"), "dave", "secret").open("/chats")) {
            dave.act("chat/send", Map.of("to", "dave@localhost", "body", "is it there")).get(20, TimeUnit.SECONDS);
            return true;
        }
    }

    @Test
    void what_a_page_sends_is_refused_and_what_others_send_is_shown_and_kept_once_and_in_order() throws Exception {
        // given
        FakePage alice = page("alice", "/chats/bob@localhost");
        FakePage carol = page("carol", "/chats");
        Xmpp bob = closed(Xmpp.logIn(server, "bob"));
        send(alice, "before").get(20, TimeUnit.SECONDS);
        bob.send("carol@localhost", "c0", "before");
        carol.awaitPatch(patch -> patch.html().contains(">before<"));

        // when: it is gone
        down();
        long began = System.nanoTime();
        String first = refusal(send(alice, "refused at first"));
        long noticed = millis(began);
        began = System.nanoTime();
        String second = refusal(send(alice, "refused again"));
        long known = millis(began);
        for (int i = 1; i <= 5; i++) {
            bob.send("alice@localhost", "a" + i, "meanwhile " + i);
            bob.send("carol@localhost", "c" + i, "meanwhile " + i);
        }
        alice.awaitShown(message -> message.body().equals("meanwhile 5"));
        carol.awaitPatch(patch -> patch.html().contains(">meanwhile 5<"));
        onlookerSees();

        // then
        System.out.println("Refused after ms: " + noticed + " when it had just stopped, " + known + " later");
        assertEquals(NOT_KEPT, first);
        assertEquals(NOT_KEPT, second);
        assertTrue(noticed < 15_000, () -> "took " + noticed);
        assertTrue(known < 2_000, () -> "took " + known);
        assertEquals(List.of("before", "meanwhile 1", "meanwhile 2", "meanwhile 3", "meanwhile 4", "meanwhile 5"), bodies(alice));
        assertEquals("6", carol.text("#chats .badge"));
        assertTrue(figure("spooled") > 0);
        assertTrue(Files.size(spool()) > 0);
        assertEquals(lostBefore, figure("lost"));

        // when: it is back
        up();
        send(alice, "after").get(20, TimeUnit.SECONDS);

        // then
        // Acknowledged is not yet shown: a page that is just being drawn shows it after that.
        alice.awaitShown(message -> message.body().equals("after"));
        assertTrue(Await.until(PATIENCE, () -> bob.bodies().contains("after")));
        assertEquals(List.of("before", "after"), bob.bodies(), "nothing that was refused has gone anywhere");
        List<String> all = List.of("before", "meanwhile 1", "meanwhile 2", "meanwhile 3", "meanwhile 4", "meanwhile 5", "after");
        assertEquals(all, bodies(alice));
        assertEquals(all, kept("alice", "bob@localhost"));
        assertEquals(all, kept("bob", "alice@localhost"));
        assertEquals(all.subList(0, 6), kept("carol", "bob@localhost"));
        assertEquals(6, unread("carol", "bob@localhost"));
        assertEquals(all, bodies(closed(alice.tab()).load("/chats/bob@localhost")));
        FakePage later = closed(carol.tab()).load("/chats");
        assertEquals("6", later.text("#chats .badge"));
        assertEquals("meanwhile 5", later.text("#chats .row-preview"));
        assertFalse(Files.exists(spool()));
        assertEquals(lostBefore, figure("lost"));
    }

    @Test
    void nothing_that_waits_for_the_database_keeps_pages_waiting() throws Exception {
        // given
        FakePage alice = page("alice", "/chats/bob@localhost");
        List<FakePage> tabs = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            tabs.add(closed(alice.tab()).open("/chats/bob@localhost"));
        }
        down();
        assertEquals(NOT_KEPT, refusal(send(alice, "refused")));

        // when: each of these waits for the 2.5 seconds that the host tries again
        List<CompletableFuture<Void>> waiting = tabs.stream().flatMap(tab -> Stream.of(
            tab.act("chat/older", Map.of("to", "bob@localhost", "before", "7fffffffffffffff")),
            tab.act("go", Map.of("place", "/fireside/chats/carol@localhost")))).toList();
        long began = System.nanoTime();
        alice.act("page/visible", Map.of("visible", "true")).get(20, TimeUnit.SECONDS);
        onlookerSees();
        long answered = millis(began);
        began = System.nanoTime();
        int health = alice.get("/health").statusCode();
        long served = millis(began);

        // then
        System.out.println("Beside " + waiting.size() + " calls that wait, in ms: an action and a message " + answered + ", a request " + served);
        assertTrue(answered < 2_000, () -> "took " + answered);
        assertTrue(served < 1_000, () -> "took " + served);
        assertEquals(200, health);
        assertTrue(waiting.stream().filter(CompletableFuture::isDone).count() < waiting.size(), "they did wait");
        for (FakePage tab : tabs) {
            tab.awaitPatch(patch -> patch.target().equals("pane") && patch.html().contains("A short break"));
        }
    }

    @Test
    void what_finds_no_room_on_the_spool_is_counted_where_the_admin_sees_it() throws Exception {
        // given
        server.command("set", "fireside.spool.bytes", "65536");
        // With nobody there the host would try for seconds to store each of them.
        page("erin", "/chats");
        Xmpp frank = closed(Xmpp.logIn(server, "frank"));
        int before = kept("erin", "frank@localhost").size() + kept("frank", "erin@localhost").size();
        down();

        // when
        for (int i = 1; i <= 20; i++) {
            frank.send("erin@localhost", "big-" + i, "big " + i + " " + "x".repeat(3_000));
        }
        assertTrue(Await.until(PATIENCE, () -> figure("lost") > lostBefore));
        assertTrue(PingManager.getInstanceFor(frank.connection()).pingMyServer(), "all of it has been routed");
        long spooled = figure("spooled");
        up();

        // then: each message is one of his and one of hers
        assertTrue(spooled <= 65_536, () -> "spooled " + spooled);
        int after = kept("erin", "frank@localhost").size() + kept("frank", "erin@localhost").size();
        assertTrue(after > before);
        long lost = figure("lost") - lostBefore;
        System.out.println("Of 40 changes " + (after - before) + " found room in 64 KB, " + lost + " were lost and counted");
        assertTrue(summary().contains("<td>" + figure("lost") + "</td>"), "the admin sees it");
        assertEquals(40, after - before + lost, "each is kept or counted");
        List<String> hers = kept("erin", "frank@localhost").stream().filter(body -> body.startsWith("big")).map(body -> body.split(" x")[0]).toList();
        assertEquals(IntStream.rangeClosed(1, hers.size()).mapToObj(i -> "big " + i).toList(), hers, "the first ones, in order");
        server.command("unset", "fireside.spool.bytes");
    }

    @Test
    void a_full_disk_under_the_spool_is_counted_and_stops_nobody() throws Exception {
        // given: every write to it fails for want of room
        Xmpp heidi = closed(Xmpp.logIn(server, "heidi"));
        FakePage grace = page("grace", "/chats/heidi@localhost");
        Files.createSymbolicLink(spool(), Path.of("/dev/full"));
        down();

        // when
        String refused = refusal(send(grace, "heidi", "refused"));
        heidi.send("grace@localhost", "nowhere", "to a full disk");
        assertTrue(Await.until(PATIENCE, () -> figure("lost") >= lostBefore + 2));

        // then
        assertEquals(NOT_KEPT, refused);
        grace.act("page/visible", Map.of("visible", "true")).get(20, TimeUnit.SECONDS);
        Files.delete(spool());
        onlookerSees();
        up();
        send(grace, "heidi", "room again").get(20, TimeUnit.SECONDS);
        grace.awaitShown(message -> message.body().equals("room again"));
    }

    // ---- given and then

    private static CompletableFuture<Void> send(FakePage page, String body) {
        return send(page, "bob", body);
    }

    private static CompletableFuture<Void> send(FakePage page, String to, String body) {
        return page.act("chat/send", Map.of("to", to + "@localhost", "body", body));
    }

    private static String refusal(CompletableFuture<Void> sent) {
        return assertThrows(ExecutionException.class, () -> sent.get(30, TimeUnit.SECONDS)).getCause().getMessage();
    }

    private static List<String> bodies(FakePage page) {
        return page.log().stream().map(FakePage.Shown::body).toList();
    }

    /** The archive of an account, asked of the database itself. */
    private static List<String> kept(String owner, String peer) throws Exception {
        return query("SELECT body FROM fsMessage WHERE owner = ? AND peer = ? ORDER BY id", owner, peer);
    }

    private static int unread(String owner, String peer) throws Exception {
        return Integer.parseInt(query("SELECT unread FROM fsChat WHERE owner = ? AND peer = ?", owner, peer).get(0));
    }

    private static List<String> query(String sql, String owner, String peer) throws Exception {
        List<String> values = new ArrayList<>();
        try (Connection connection = database.connect(); PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, owner);
            statement.setString(2, peer);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
        }
        return values;
    }

    private static long figure(String name) {
        return server.command("figures").getAsJsonObject().get(name).getAsLong();
    }

    private static String summary() throws Exception {
        URI page = URI.create("http://" + server.address() + ":" + server.adminPort() + "/plugins/fireside/fireside-summary.jsp");
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    private static Path spool() {
        return server.home().resolve("plugins/fireside.spool");
    }

    private static long millis(long began) {
        return (System.nanoTime() - began) / 1_000_000;
    }

    private FakePage page(String username, String place) throws Exception {
        return closed(FakePage.logIn(server.url("/fireside"), username, "secret")).open(place);
    }

    private <T extends AutoCloseable> T closed(T each) {
        open.add(each);
        return each;
    }
}
