package org.igniterealtime.openfire.plugin.fireside.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.FakePage;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.TroubledProxy;
import org.igniterealtime.openfire.plugin.fireside.testkit.TroubledProxy.Way;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Twenty people talk at once in a room while the lines of half of them are cut again and again. What was acknowledged everybody has once,
 * and all in the same order: in the logs that the pages show, and in those of pages that come later. {@code -Dloss.seed=n} repeats a run.
 */
class RoomLossIT {
    private static final int PEOPLE = 20;
    private static final int ROUNDS = 12;
    private static final int A_ROUND = 4;
    private static final int MESSAGES = ROUNDS * A_ROUND;
    private static final String ROOM = "hall@conference.localhost";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What happens to a line. */
    private enum Trouble {
        RESET, CUT, HALF_UP, HALF_DOWN, BEFORE_ANSWER, LATE
    }

    private final long seed = Long.getLong("loss.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<AutoCloseable> open = new ArrayList<>();

    /** A page behind a line of its own. */
    private record Guest(FakePage page, TroubledProxy line, AtomicInteger acknowledged) {
        void say(int number) {
            page.act("rooms/send", Map.of("to", ROOM, "body", text(page.user(), number))).thenRun(acknowledged::incrementAndGet);
        }
    }

    @AfterEach
    void close() throws Exception {
        Collections.reverse(open);
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void what_was_acknowledged_everybody_has_once_and_in_the_same_order() throws Exception {
        // given
        System.out.println(told("Lines in a room"));
        OpenfireServer server = start();
        List<Guest> guests = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            guests.add(guest(server, i));
        }
        List<Guest> victims = guests.subList(0, PEOPLE / 2);
        List<Guest> others = guests.subList(PEOPLE / 2, PEOPLE);
        // away so long that what he misses is more than is kept for him
        Guest away = victims.get(0);
        int drawings = away.page().drawings();

        // when
        for (int round = 0; round < ROUNDS; round++) {
            if (round == 2) {
                away.line().refuse(true);
                away.line().reset();
            }
            int from = round * A_ROUND + 1;
            guests.forEach(guest -> IntStream.range(from, from + A_ROUND).forEach(guest::say));
            disturb(victims.subList(1, victims.size()), others, from);
            int until = from + A_ROUND - 1 - random.nextInt(A_ROUND);
            await(() -> others.stream().allMatch(guest -> guest.acknowledged().get() >= until), "heard by the others");
        }
        away.line().refuse(false);

        // then
        await(() -> guests.stream().allMatch(guest -> guest.acknowledged().get() == MESSAGES), "acknowledged");
        assertTrue(away.page().drawings() > drawings, () -> told("never drawn afresh"));
        victims.forEach(victim -> assertTrue(victim.page().sockets() > 1, () -> told(victim.page().user() + " was never cut")));
        List<String> order = order(server);
        for (Guest guest : guests) {
            await(() -> guest.page().readBack(ROOM).log().size() >= order.size(), "shown to " + guest.page().user());
            assertEquals(order, bodies(guest.page()), () -> told("the page of " + guest.page().user()));
        }
    }

    /** What is kept, as one sees it who comes when all is said; with each message once, and those of each in their order. */
    private List<String> order(OpenfireServer server) throws Exception {
        FakePage later = closed(FakePage.logIn(server.url("/fireside"), "watcher", "secret")).open("/rooms/" + ROOM);
        later.act("rooms/join", Map.of("to", ROOM, "nick", "watcher")).get(20, TimeUnit.SECONDS);
        assertTrue(Await.until(PATIENCE, () -> later.readBack(ROOM).log().size() >= PEOPLE * MESSAGES), () -> told("kept are " + later.log().size()));
        List<String> kept = bodies(later);
        assertEquals(PEOPLE * MESSAGES, kept.size(), () -> told("twice"));
        assertEquals(kept.size(), new HashSet<>(kept).size(), () -> told("another one instead"));
        for (int i = 0; i < PEOPLE; i++) {
            String user = "guest" + i;
            assertEquals(IntStream.rangeClosed(1, MESSAGES).mapToObj(number -> text(user, number)).toList(),
                kept.stream().filter(each -> each.startsWith(user + " ")).toList(), () -> told("what " + user + " said"));
        }
        List<String> cursors = later.log().stream().map(FakePage.Shown::cursor).toList();
        assertEquals(cursors.stream().sorted().toList(), cursors, () -> told("the order of the archive"));
        return kept;
    }

    // ---- what happens to lines

    private void disturb(List<Guest> some, List<Guest> others, int from) throws Exception {
        List<Guest> hit = new ArrayList<>(some);
        Collections.shuffle(hit, random);
        for (Guest victim : hit.subList(0, 3 + random.nextInt(4))) {
            TroubledProxy line = victim.line();
            switch (Trouble.values()[random.nextInt(Trouble.values().length)]) {
                case RESET -> line.reset();
                case CUT -> line.cut();
                case HALF_UP -> line.halfClose(Way.UP);
                case HALF_DOWN -> line.halfClose(Way.DOWN);
                case BEFORE_ANSWER -> line.cutInsteadOf("\"ack\":[");
                default -> late(victim);
            }
            // The next one at another moment: when somebody has been answered so often.
            Guest other = others.get(random.nextInt(others.size()));
            int moment = from - 1 + random.nextInt(A_ROUND);
            await(() -> other.acknowledged().get() >= moment, "on the way");
        }
    }

    // What the page gave up reaches the server after what it sent over its next line.
    private void late(Guest victim) {
        int sockets = victim.page().sockets();
        TroubledProxy.Held held = victim.line().hold(Way.UP, Way.DOWN);
        await(() -> victim.page().sockets() > sockets && victim.page().connected(), "back after it gave up");
        held.release(Way.UP);
    }

    // ---- the scene

    private OpenfireServer start() {
        OpenfireServer.Builder builder = OpenfireServer.builder().plugin(OpenfireServer.PLUGIN).user("watcher", "secret")
            .property("fireside.live.actions", "5000");
        IntStream.range(0, PEOPLE).forEach(i -> builder.user("guest" + i, "secret"));
        return closed(builder.start());
    }

    private Guest guest(OpenfireServer server, int number) throws Exception {
        TroubledProxy line = closed(new TroubledProxy(server.address(), server.httpPort()));
        FakePage page = closed(FakePage.logIn(server.url("/fireside"), "guest" + number, "secret").via(line.url()));
        page.open("/rooms/" + ROOM);
        page.act(number == 0 ? "rooms/create" : "rooms/join", number == 0 ? Map.of("name", "Hall", "kind", "channel", "nick", "guest0")
            : Map.of("to", ROOM, "nick", "guest" + number)).get(20, TimeUnit.SECONDS);
        await(() -> page.text(".pane-title h1").equals("Hall") && page.text(".composer-closed").isEmpty() && !page.text("#room-size").isEmpty(), "inside");
        return new Guest(page.comeBack(), line, new AtomicInteger());
    }

    private <T extends AutoCloseable> T closed(T each) {
        open.add(each);
        return each;
    }

    private static String text(String from, int number) {
        return from + " says " + number;
    }

    private static List<String> bodies(FakePage page) {
        return page.log().stream().map(FakePage.Shown::body).toList();
    }

    private String told(String what) {
        return what + " (seed " + seed + ")";
    }

    private void await(Callable<Boolean> condition, String what) {
        assertTrue(Await.until(PATIENCE, condition), () -> told("Not " + what + "; " + open.stream().filter(FakePage.class::isInstance).toList()));
    }
}
