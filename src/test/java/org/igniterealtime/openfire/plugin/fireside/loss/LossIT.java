package org.igniterealtime.openfire.plugin.fireside.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.FakePage;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.TroubledProxy;
import org.igniterealtime.openfire.plugin.fireside.testkit.TroubledProxy.Way;
import org.igniterealtime.openfire.plugin.fireside.testkit.Xmpp;
import org.jivesoftware.smackx.ping.PingManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A thousand numbered messages each way while the network does twenty times what networks do. Each must arrive once and in
 * order: in the log that the page shows, in the archives of both, at an ordinary client. {@code -Dloss.seed=n} repeats a run.
 */
class LossIT {
    private static final int MESSAGES = 1000;
    private static final int A_ROUND = 35;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What happens to a page's connection. */
    private enum Trouble {
        RESET, CUT, STALL, FROZEN, LATE, HALF_UP, HALF_DOWN, BEFORE_ANSWER, AWAY_FOR_LONG
    }

    private static OpenfireServer server;
    private long seed;
    private Random random;
    private final List<AutoCloseable> open = new ArrayList<>();

    /** A page behind a proxy of its own. */
    private record Guest(FakePage page, TroubledProxy proxy, AtomicInteger acknowledged) {
    }

    @BeforeAll
    static void start() {
        server = OpenfireServer.builder().plugin(OpenfireServer.PLUGIN).user("alice", "secret").user("bob", "secret")
            .user("carol", "secret").user("dave", "secret").user("erin", "secret").user("frank", "secret")
            .user("grace", "secret").user("heidi", "secret").contacts("alice", "bob").contacts("carol", "dave")
            .property("fireside.live.actions", "5000")
            // What comes while no page is there waits in the host's offline store, which returns messages past 100 KB.
            .property("xmpp.offline.quota", "10000000").start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void seed() {
        seed = Long.getLong("loss.seed", System.nanoTime());
        random = new Random(seed);
    }

    @AfterEach
    void close() throws Exception {
        Collections.reverse(open);
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void between_two_pages_each_message_arrives_once_and_in_order() throws Exception {
        // given
        Guest alice = guest("alice", "bob");
        Guest bob = guest("bob", "alice");

        // when
        disturb(List.of(alice, bob), List.of(number -> say(alice, "bob", number), number -> say(bob, "alice", number)),
            List.of(alice.acknowledged()::get, bob.acknowledged()::get));
        settled(alice, "bob");
        settled(bob, "alice");

        // then
        arrivedOnceAndInOrder(alice.page().readBack("bob@localhost"), "bob", "alice");
        arrivedOnceAndInOrder(bob.page().readBack("alice@localhost"), "alice", "bob");
        keptOnceAndInOrder(alice.page(), "bob", "alice");
        keptOnceAndInOrder(bob.page(), "alice", "bob");
    }

    @Test
    void between_a_page_and_an_ordinary_client_each_message_arrives_once_and_in_order() throws Exception {
        // given
        Guest carol = guest("carol", "dave");
        Xmpp dave = closed(Xmpp.logIn(server, "dave"));
        AtomicInteger sent = new AtomicInteger();

        // when
        disturb(List.of(carol), List.of(number -> say(carol, "dave", number), number -> send(dave, "carol", number, sent)),
            List.of(() -> kept(carol, dave, sent)));
        settled(carol, "dave");

        // then
        assertTrue(Await.until(PATIENCE, () -> dave.bodies().size() >= MESSAGES), () -> told("dave has " + dave.bodies().size()));
        onceAndInOrder(numbered("carol"), dave.bodies(), "at the client");
        arrivedOnceAndInOrder(carol.page().readBack("dave@localhost"), "dave", "carol");
        keptOnceAndInOrder(carol.page(), "dave", "carol");
        FakePage later = closed(FakePage.logIn(server.url("/fireside"), "dave", "secret"));
        keptOnceAndInOrder(later, "carol", "dave");
    }

    @Test
    void what_was_kept_and_then_handed_out_of_the_hosts_store_is_one_message() throws Exception {
        // given: so many in one moment that they are not among the last few
        Xmpp frank = closed(Xmpp.logIn(server, "frank"));
        List<String> said = IntStream.rangeClosed(1, 300).mapToObj(number -> text("frank", number)).toList();
        for (String each : said) {
            frank.send("erin@localhost", each.replace(' ', '-'), each);
        }
        PingManager.getInstanceFor(frank.connection()).pingMyServer();

        // when: the host hands them to her first session
        FakePage erin = closed(FakePage.logIn(server.url("/fireside"), "erin", "secret")).open("/chats/frank@localhost");
        frank.send("erin@localhost", "the-end", "the end");
        erin.awaitShown(message -> message.body().equals("the end"));

        // then
        List<String> arrived = bodies(erin.readBack("frank@localhost").log(), any -> true);
        onceAndInOrder(Stream.concat(said.stream(), Stream.of("the end")).toList(), arrived, "the page of erin");
    }

    @Test
    void what_was_asked_for_the_old_beginning_of_a_log_does_not_go_before_a_new_one() throws Exception {
        // given
        Xmpp heidi = closed(Xmpp.logIn(server, "heidi"));
        FakePage grace = closed(FakePage.logIn(server.url("/fireside"), "grace", "secret")).open("/chats/heidi@localhost");
        List<String> said = IntStream.rangeClosed(1, 130).mapToObj(number -> text("heidi", number)).toList();
        for (String each : said) {
            heidi.send("grace@localhost", each.replace(' ', '-'), each);
        }
        grace.awaitShown(message -> message.body().equals(said.get(129)));
        String early = grace.log().get(60).cursor();

        // when
        FakePage afresh = closed(grace.tab()).open("/chats/heidi@localhost");
        List<FakePage.Shown> newest = afresh.log();
        afresh.act("chat/older", Map.of("to", "heidi@localhost", "before", early)).get(20, TimeUnit.SECONDS);

        // then
        assertEquals(newest, afresh.log());
        onceAndInOrder(said, bodies(afresh.readBack("heidi@localhost").log(), any -> true), "the page of grace");
    }

    // ---- the two ends

    private Guest guest(String name, String peer) throws Exception {
        TroubledProxy proxy = closed(new TroubledProxy(server.address(), server.httpPort()));
        FakePage page = closed(FakePage.logIn(server.url("/fireside"), name, "secret").via(proxy.url()));
        page.open("/chats/" + peer + "@localhost").comeBack();
        return new Guest(page, proxy, new AtomicInteger());
    }

    private static void say(Guest guest, String to, int number) {
        guest.page().act("chat/send", Map.of("to", to + "@localhost", "body", text(guest.page().user(), number)))
            .thenRun(guest.acknowledged()::incrementAndGet);
    }

    private static void send(Xmpp client, String to, int number, AtomicInteger sent) {
        try {
            client.send(to + "@localhost", "dave-" + number, text("dave", number));
            sent.incrementAndGet();
        } catch (Exception lost) {
            throw new IllegalStateException(lost);
        }
    }

    /** How many of the client's messages have come into the archive of the page's account. */
    private static int kept(Guest guest, Xmpp client, AtomicInteger sent) {
        try {
            // The server takes what a client sends in order.
            PingManager.getInstanceFor(client.connection()).pingMyServer();
            String all = guest.page().get("/chats/dave@localhost").body();
            return all.contains(text("dave", sent.get()) + "<") ? sent.get() : 0;
        } catch (Exception lost) {
            throw new IllegalStateException(lost);
        }
    }

    private <T extends AutoCloseable> T closed(T each) {
        open.add(each);
        return each;
    }

    private static String text(String from, int number) {
        return from + " says " + number;
    }

    private static List<String> numbered(String from) {
        return IntStream.rangeClosed(1, MESSAGES).mapToObj(number -> text(from, number)).toList();
    }

    private String told(String what) {
        return what + " (seed " + seed + ")";
    }

    // ---- twenty disturbances

    /** Lets both sides talk, a few messages a round, while in each round something happens to one of the pages. */
    private void disturb(List<Guest> pages, List<IntConsumer> talking, List<java.util.function.IntSupplier> progress) throws Exception {
        List<Trouble> troubles = new ArrayList<>(List.of(Trouble.RESET, Trouble.RESET, Trouble.RESET, Trouble.CUT, Trouble.CUT,
            Trouble.STALL, Trouble.STALL, Trouble.STALL, Trouble.FROZEN, Trouble.LATE, Trouble.LATE, Trouble.HALF_UP, Trouble.HALF_UP,
            Trouble.HALF_DOWN, Trouble.HALF_DOWN, Trouble.BEFORE_ANSWER, Trouble.BEFORE_ANSWER, Trouble.BEFORE_ANSWER,
            Trouble.BEFORE_ANSWER, Trouble.AWAY_FOR_LONG));
        Collections.shuffle(troubles, random);
        System.out.println(told("Twenty disturbances: " + troubles));
        long began = System.nanoTime();
        int said = 0;
        for (Trouble trouble : troubles) {
            Guest victim = pages.get(random.nextInt(pages.size()));
            await(() -> victim.page().connected(), "connected");
            int until = said + (trouble == Trouble.AWAY_FOR_LONG ? MESSAGES - A_ROUND * (troubles.size() - 1) : A_ROUND);
            int acknowledged = victim.acknowledged().get();
            int first = said + 1;
            Runnable talk = () -> IntStream.rangeClosed(first, until).forEach(number -> talking.forEach(each -> each.accept(number)));
            int sockets = victim.page().sockets();
            int moment = random.nextInt(A_ROUND);
            if (trouble == Trouble.AWAY_FOR_LONG) {
                awayForLong(victim, talk, () -> progress.stream().anyMatch(each -> each.getAsInt() >= until));
            } else if (trouble == Trouble.BEFORE_ANSWER) {
                CompletableFuture<Void> cut = victim.proxy().cutInsteadOf("\"ack\":[");
                talk.run();
                await(cut::isDone, "cut before an answer");
            } else {
                talk.run();
                await(() -> victim.acknowledged().get() >= acknowledged + moment, "on the way");
                happen(trouble, victim);
            }
            if (trouble != Trouble.STALL) {
                await(() -> victim.page().sockets() > sockets && victim.page().connected(), "back after " + trouble);
            }
            said = until;
        }
        System.out.println(told("Through in " + (System.nanoTime() - began) / 1_000_000 + " ms"));
    }

    private void happen(Trouble trouble, Guest victim) throws Exception {
        TroubledProxy proxy = victim.proxy();
        switch (trouble) {
            case RESET -> proxy.reset();
            case CUT -> proxy.cut();
            case HALF_UP -> proxy.halfClose(Way.UP);
            case HALF_DOWN -> proxy.halfClose(Way.DOWN);
            case STALL -> {
                TroubledProxy.Held held = proxy.hold(Way.UP, Way.DOWN);
                // The next trouble comes after this one's end, which would end that too.
                CompletableFuture.runAsync(() -> {
                    held.release(Way.UP);
                    held.release(Way.DOWN);
                }, CompletableFuture.delayedExecutor(100 + random.nextInt(1200), TimeUnit.MILLISECONDS)).get();
            }
            case FROZEN -> proxy.hold(Way.UP, Way.DOWN);
            case LATE -> {
                // What the page sent and gave up reaches the server after what it sent over the next connection.
                int sockets = victim.page().sockets();
                TroubledProxy.Held held = proxy.hold(Way.UP, Way.DOWN);
                await(() -> victim.page().sockets() > sockets && victim.page().connected(), "back after it gave up");
                held.release(Way.UP);
            }
            default -> throw new IllegalArgumentException(trouble.name());
        }
    }

    // So long that what it missed is more than the server keeps for it: the page is drawn afresh.
    private void awayForLong(Guest victim, Runnable talk, java.util.function.BooleanSupplier others) {
        int drawings = victim.page().drawings();
        victim.proxy().refuse(true);
        victim.proxy().reset();
        talk.run();
        await(others::getAsBoolean, "said by the other side");
        victim.proxy().refuse(false);
        await(() -> victim.page().drawings() > drawings, "drawn afresh");
    }

    private void await(java.util.concurrent.Callable<Boolean> condition, String what) {
        assertTrue(Await.until(PATIENCE, condition), () -> told("Not " + what + "; " + open));
    }

    // ---- what has become of them

    private void settled(Guest guest, String peer) {
        assertTrue(Await.until(PATIENCE, () -> guest.acknowledged().get() == MESSAGES), () -> told(guest.page().user() + " has "
            + guest.acknowledged() + " acknowledged, " + guest.page().unanswered() + " not, connected " + guest.page().connected()));
        // Read back, since a page that was drawn afresh shows the newest alone.
        String last = text(peer, MESSAGES);
        assertTrue(Await.until(PATIENCE, () -> guest.page().readBack(peer + "@localhost").log().stream()
            .anyMatch(each -> each.body().equals(last))), () -> told(guest.page().user() + " does not see " + last));
    }

    private void arrivedOnceAndInOrder(FakePage page, String peer, String me) {
        List<FakePage.Shown> log = page.log();
        onceAndInOrder(numbered(peer), bodies(log, each -> !each.mine()), "theirs on the page of " + me);
        onceAndInOrder(numbered(me), bodies(log, FakePage.Shown::mine), "mine on the page of " + me);
    }

    private void onceAndInOrder(List<String> said, List<String> arrived, String where) {
        List<String> missing = said.stream().filter(each -> !arrived.contains(each)).toList();
        List<String> twice = arrived.stream().filter(each -> Collections.frequency(arrived, each) > 1).distinct().toList();
        List<String> overtaken = IntStream.range(1, arrived.size()).filter(i -> said.indexOf(arrived.get(i)) < said.indexOf(arrived.get(i - 1)))
            .mapToObj(arrived::get).toList();
        assertEquals(said, arrived, () -> told(where + ": missing " + missing + ", twice " + twice + ", overtaken " + overtaken));
    }

    private void keptOnceAndInOrder(FakePage of, String peer, String me) throws Exception {
        FakePage fresh = closed(of.tab()).open("/chats/" + peer + "@localhost").readBack(peer + "@localhost");
        arrivedOnceAndInOrder(fresh, peer, me);
        List<String> cursors = fresh.log().stream().map(FakePage.Shown::cursor).toList();
        assertEquals(cursors.stream().sorted().toList(), cursors, told("the order of the archive"));
    }

    private static List<String> bodies(List<FakePage.Shown> log, Function<FakePage.Shown, Boolean> which) {
        return log.stream().filter(which::apply).map(FakePage.Shown::body).toList();
    }
}
