package org.igniterealtime.openfire.plugin.fireside.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveSocketTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private final FakeOwner owner = new FakeOwner();
    private final Page page = owner.page();
    private final FakeSocket wire = FakeSocket.quick();

    @AfterEach
    void stop() {
        clock.shutdownNow();
    }

    @Test
    void what_is_said_before_the_page_is_found_waits_for_it() {
        LiveSocket socket = opened(1000);
        say(socket, 0, 3);
        assertEquals(List.of(), owner.calls);

        socket.attach(page, 0);

        assertEquals(names(3), called());
    }

    @Test
    void a_flood_is_slowed_and_keeps_its_order() {
        LiveSocket socket = attached(100);

        say(socket, 0, 400);

        assertTrue(called().size() < 400, "slowed");
        assertTrue(Await.until(PATIENCE, () -> owner.calls.size() == 400));
        assertEquals(names(400), called());
        assertEquals(0, wire.closedWith());
    }

    @Test
    void a_flood_that_goes_on_is_cut() {
        LiveSocket socket = attached(1);

        say(socket, 0, 300);

        assertEquals(4429, wire.closedWith());
        assertTrue(called().size() < 10);
    }

    @Test
    void frames_that_are_few_but_long_are_cut_too() {
        LiveSocket socket = opened(1000);
        String frame = "x".repeat(1_000_000);

        IntStream.range(0, 10).forEach(i -> socket.text(frame));

        assertEquals(4429, wire.closedWith());
    }

    @Test
    void two_threads_that_drain_keep_the_order() throws InterruptedException {
        for (int round = 0; round < 200; round++) {
            owner.calls.clear();
            Page fresh = owner.page();
            LiveSocket socket = opened(10_000);
            CountDownLatch done = new CountDownLatch(1);
            clock.execute(() -> {
                socket.attach(fresh, 0);
                done.countDown();
            });

            say(socket, 0, 100);

            assertTrue(done.await(10, TimeUnit.SECONDS));
            assertTrue(Await.until(PATIENCE, () -> owner.calls.size() == 100));
            assertEquals(names(100), called());
        }
    }

    @Test
    void what_is_no_call_is_refused_and_the_socket_goes_on() {
        LiveSocket socket = attached(1000);

        socket.text("nonsense");
        socket.text("{\"beat\":-7}");
        socket.text("x".repeat(LiveSocket.LONGEST + 1));
        say(socket, 0, 1);

        assertEquals(List.of(Refusal.invalid("live.malformed"), Refusal.invalid("live.malformed"),
            Refusal.of(Refusal.Kind.TOO_LARGE, "live.tooLarge")), owner.refusals);
        assertEquals(names(1), called());
    }

    @Test
    void a_beat_is_answered_by_the_page_itself() {
        LiveSocket socket = attached(1000);

        socket.text("{\"beat\":0}");

        assertEquals("{\"beat\":0}", wire.sent().get(1));
        assertEquals(List.of(), owner.calls);
    }

    @Test
    void a_socket_that_closes_leaves_its_page() {
        LiveSocket socket = attached(1000);

        socket.closed(1006, "");

        assertFalse(page.connected());
        say(socket, 0, 1);
        assertEquals(List.of(), owner.calls);
    }

    @Test
    void a_socket_that_closed_before_its_page_was_found_does_not_hold_it() {
        LiveSocket socket = opened(1000);
        socket.closed(1006, "");

        socket.attach(page, 0);

        assertFalse(page.connected());
        assertTrue(page.attach(FakeSocket.quick(), 0));
    }

    @Test
    void a_page_that_another_socket_has_is_not_taken() {
        attached(1000);
        LiveSocket second = opened(1000);

        assertFalse(second.attach(page, 0));
        second.closed(1000, "");

        assertTrue(page.connected());
    }

    private LiveSocket opened(int perSecond) {
        LiveSocket socket = new LiveSocket(found -> { }, clock, perSecond);
        socket.opened(wire);
        return socket;
    }

    private LiveSocket attached(int perSecond) {
        LiveSocket socket = opened(perSecond);
        assertTrue(socket.attach(page, 0));
        return socket;
    }

    private static void say(LiveSocket socket, int from, int to) {
        IntStream.range(from, to).forEach(i -> socket.text("{\"ref\":\"r" + i + "\",\"action\":\"x\"}"));
    }

    private List<String> called() {
        synchronized (owner.calls) {
            return owner.calls.stream().map(Call::reference).toList();
        }
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "r" + i).toList();
    }
}
