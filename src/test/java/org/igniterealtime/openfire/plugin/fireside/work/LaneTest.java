package org.igniterealtime.openfire.plugin.fireside.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Lane lane = new Lane("test", 8, 2, 3, 100);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger inside = new AtomicInteger();

    @AfterEach
    void stop() {
        gate.countDown();
        lane.close();
    }

    @Test
    void a_call_gives_what_its_work_returned_or_threw() throws Exception {
        assertEquals(5, lane.call("a", () -> 5).get(10, TimeUnit.SECONDS));
        ExecutionException thrown = assertThrows(ExecutionException.class, () -> lane.call("a", () -> {
            throw new java.io.IOException("no");
        }).get(10, TimeUnit.SECONDS));
        assertEquals("no", thrown.getCause().getMessage());
    }

    @Test
    void calls_of_a_chain_keep_their_order_one_at_a_time() throws Exception {
        List<Integer> done = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger most = new AtomicInteger();

        List<CompletableFuture<Boolean>> calls = IntStream.range(0, 90).mapToObj(i -> lane.call("a", "chain", null, () -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            done.add(i);
            inside.decrementAndGet();
            return true;
        })).toList();
        CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);

        assertEquals(IntStream.range(0, 90).boxed().toList(), done);
        assertEquals(1, most.get());
    }

    @Test
    void what_follows_a_call_comes_before_the_next_of_its_chain_begins() throws Exception {
        List<String> order = Collections.synchronizedList(new ArrayList<>());

        CompletableFuture<Void> follows = lane.call("a", "chain", null, () -> gate.await(10, TimeUnit.SECONDS)).thenRun(() -> {
            Await.until(Duration.ofMillis(200), () -> !order.isEmpty());
            order.add("what follows");
        });
        CompletableFuture<Boolean> next = lane.call("a", "chain", null, () -> order.add("the next"));
        gate.countDown();
        CompletableFuture.allOf(follows, next).get(10, TimeUnit.SECONDS);

        assertEquals(List.of("what follows", "the next"), order);
    }

    @Test
    void one_owner_has_only_so_many_threads() {
        IntStream.range(0, 20).forEach(i -> lane.call("a", i, null, blocked()));
        CompletableFuture<Integer> other = lane.call("b", () -> 1);

        assertTrue(Await.until(PATIENCE, () -> other.isDone() && inside.get() == 2));

        assertEquals(18, lane.queued());
    }

    @Test
    void for_one_peer_only_so_many_wait_whoever_asks_and_others_have_room() throws Exception {
        List<CompletableFuture<Integer>> calls = IntStream.range(0, 40).mapToObj(i -> lane.call("owner" + i, "", "dead.example", blocked())).toList();

        assertEquals(17, calls.stream().filter(CompletableFuture::isCompletedExceptionally).count());
        assertThrows(ExecutionException.class, () -> calls.get(39).get());
        assertEquals(1, lane.call("owner0x", "", "live.example", () -> 1).get(10, TimeUnit.SECONDS));

        gate.countDown();
        calls.get(22).get(10, TimeUnit.SECONDS);
        assertEquals(1, lane.call("owner0", "", "dead.example", () -> 1).get(10, TimeUnit.SECONDS));
    }

    @Test
    void one_peer_takes_only_so_many_threads_whoever_asks() {
        IntStream.range(0, 20).forEach(i -> lane.call("owner" + i, "", "dead.example", blocked()));
        CompletableFuture<Integer> elsewhere = lane.call("owner0x", "", "live.example", () -> 1);

        assertTrue(Await.until(PATIENCE, () -> elsewhere.isDone() && inside.get() == 3));

        assertEquals(17, lane.queued());
    }

    @Test
    void it_is_drained_when_nothing_runs_and_nothing_waits() throws Exception {
        List<CompletableFuture<Integer>> calls = IntStream.range(0, 10).mapToObj(i -> lane.call("a", blocked())).toList();
        CompletableFuture<Boolean> drained = CompletableFuture.supplyAsync(() -> lane.drain(PATIENCE));

        assertFalse(lane.drain(Duration.ofMillis(1)));
        assertFalse(drained.isDone());
        gate.countDown();

        assertTrue(drained.get(10, TimeUnit.SECONDS));
        assertEquals(0, lane.queued());
        assertEquals(10, inside.get());
        assertTrue(calls.stream().allMatch(call -> !call.isCompletedExceptionally()));
    }

    @Test
    void a_chain_that_never_runs_empty_holds_up_no_other() throws Exception {
        Lane narrow = new Lane("narrow", 1, 1, 1, 1000);
        try {
            List<String> done = Collections.synchronizedList(new ArrayList<>());
            narrow.call("first", blocked());
            IntStream.range(0, 100).forEach(i -> narrow.call("busy", () -> done.add("busy")));
            CompletableFuture<Boolean> other = narrow.call("other", () -> done.add("other"));

            gate.countDown();
            other.get(10, TimeUnit.SECONDS);

            assertTrue(done.indexOf("other") <= 1, done.indexOf("other") + " calls came first");
        } finally {
            narrow.close();
        }
    }

    @Test
    void too_many_waiting_calls_are_refused_and_the_others_run() throws Exception {
        Lane small = new Lane("small", 1, 1, 1, 3);
        try {
            List<CompletableFuture<Integer>> calls = IntStream.range(0, 6).mapToObj(i -> small.call("a", blocked())).toList();

            ExecutionException refused = assertThrows(ExecutionException.class, () -> calls.get(4).get(10, TimeUnit.SECONDS));
            assertTrue(refused.getCause() instanceof RejectedExecutionException);
            gate.countDown();
            for (CompletableFuture<Integer> taken : calls.subList(0, 4)) {
                taken.get(10, TimeUnit.SECONDS);
            }
            assertEquals(1, small.call("a", () -> 1).get(10, TimeUnit.SECONDS));
        } finally {
            small.close();
        }
    }

    @Test
    void a_call_from_within_the_completion_of_one_is_taken() throws Exception {
        CompletableFuture<Integer> second = lane.call("a", () -> 1).thenCompose(one -> lane.call("a", () -> one + 1));

        assertEquals(2, second.get(10, TimeUnit.SECONDS));
    }

    @Test
    void closing_calls_off_what_waits_lets_finish_what_runs_and_refuses_the_rest() throws Exception {
        CompletableFuture<Integer> running = lane.call("a", blocked());
        CompletableFuture<Integer> waiting = lane.call("a", blocked());
        assertTrue(Await.until(PATIENCE, () -> inside.get() == 1));
        waiting.whenComplete((value, fault) -> gate.countDown());

        lane.close();

        assertEquals(1, running.get(10, TimeUnit.SECONDS));
        assertThrows(CancellationException.class, waiting::join);
        assertTrue(lane.call("a", () -> 1).isCompletedExceptionally());
        assertEquals(0, lane.queued());
    }

    @Test
    void closing_interrupts_what_does_not_end_by_itself() {
        CompletableFuture<Integer> endless = lane.call("a", () -> {
            new CountDownLatch(1).await();
            return 1;
        });

        lane.close();

        assertTrue(endless.isCompletedExceptionally());
        assertTrue(Await.until(PATIENCE,
            () -> Thread.getAllStackTraces().keySet().stream().noneMatch(thread -> thread.getName().startsWith("fireside-test"))));
    }

    private Callable<Integer> blocked() {
        return () -> {
            inside.incrementAndGet();
            gate.await(10, TimeUnit.SECONDS);
            return 1;
        };
    }
}
