package org.igniterealtime.openfire.plugin.fireside.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.work.Faults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Faults faults = new Faults();
    private final Actors actors = new Actors(2, faults);
    private final Note note = new Note();
    private final List<Object> done = Collections.synchronizedList(new ArrayList<>());

    /** What the owner was told. */
    private static class Note implements Mailbox.Owner {
        final AtomicInteger overflowed = new AtomicInteger();
        final AtomicInteger stuck = new AtomicInteger();
        final AtomicInteger turns = new AtomicInteger();
        final List<String> faults = Collections.synchronizedList(new ArrayList<>());
        volatile Runnable atTurnEnd = () -> { };
        volatile Runnable atFault = () -> { };

        @Override
        public void overflowed() {
            overflowed.incrementAndGet();
        }

        @Override
        public void stuck() {
            stuck.incrementAndGet();
        }

        @Override
        public void turnEnded() {
            turns.incrementAndGet();
            atTurnEnd.run();
        }

        @Override
        public void faulted(String reference) {
            faults.add(reference);
            atFault.run();
        }
    }

    @AfterEach
    void stop() {
        actors.close();
    }

    @Test
    void tasks_of_each_sender_keep_their_order_and_run_one_at_a_time() throws Exception {
        Mailbox mailbox = mailbox("a", 1_000_000);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Thread> senders = IntStream.range(0, 4).mapToObj(sender -> new Thread(() -> {
            for (int i = 0; i < 5000; i++) {
                int number = sender * 10_000 + i;
                mailbox.tell(() -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    done.add(number);
                    inside.decrementAndGet();
                });
            }
        })).toList();

        senders.forEach(Thread::start);

        assertTrue(Await.until(PATIENCE, () -> done.size() == 20_000));
        assertEquals(1, most.get());
        for (int sender = 0; sender < 4; sender++) {
            int of = sender;
            List<Object> mine = done.stream().filter(number -> (int) number / 10_000 == of).toList();
            assertEquals(IntStream.range(0, 5000).mapToObj(i -> (Object) (of * 10_000 + i)).toList(), mine);
        }
    }

    @Test
    void a_mailbox_with_much_to_do_lets_others_have_their_turn() throws Exception {
        Actors one = new Actors(1, faults);
        try {
            Mailbox busy = new Mailbox("busy", one, 1_000_000, note);
            Mailbox other = new Mailbox("other", one, 10, new Note());
            CountDownLatch gate = new CountDownLatch(1);
            busy.tell(() -> await(gate));
            IntStream.range(0, 10_000).forEach(i -> busy.tell(() -> done.add("busy")));
            other.tell(() -> done.add("other"));

            gate.countDown();

            assertTrue(Await.until(PATIENCE, () -> done.size() == 10_001));
            assertTrue(done.indexOf("other") < 100, "after one turn, not after all");
        } finally {
            one.close();
        }
    }

    @Test
    void a_task_that_throws_is_reported_and_the_next_one_runs() {
        Mailbox mailbox = mailbox("a", 100);

        mailbox.tell(() -> {
            throw new IllegalStateException("a bug");
        });
        mailbox.tell(() -> {
            throw new StackOverflowError("another");
        });
        mailbox.tell(() -> done.add("next"));

        assertTrue(Await.until(PATIENCE, () -> done.size() == 1));
        assertEquals(2, note.faults.size());
        assertEquals(2, faults.count());
        assertEquals(8, note.faults.get(0).length());
    }

    @Test
    void an_owner_that_throws_at_being_told_keeps_nothing_from_going_on() {
        Mailbox mailbox = mailbox("a", 100);
        note.atFault = () -> {
            throw new NoClassDefFoundError("gone");
        };
        note.atTurnEnd = () -> {
            throw new IllegalStateException("a bug");
        };

        IntStream.range(0, 10).forEach(i -> mailbox.tell(() -> {
            throw new IllegalStateException("a bug");
        }));
        mailbox.tell(() -> done.add("last"));

        assertTrue(Await.until(PATIENCE, () -> done.size() == 1));
        mailbox.tell(() -> done.add("still"));
        assertTrue(Await.until(PATIENCE, () -> done.size() == 2));
    }

    @Test
    void a_turn_ends_after_its_tasks() {
        Mailbox mailbox = mailbox("a", 100);
        note.atTurnEnd = () -> done.add("end");

        mailbox.tell(() -> done.add("task"));

        assertTrue(Await.until(PATIENCE, () -> done.size() == 2));
        assertEquals(List.of("task", "end"), done);
    }

    @Test
    void overflow_is_told_once_and_after_all_that_was_taken() throws Exception {
        Mailbox mailbox = mailbox("a", 1000);
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(1);
        mailbox.tell(() -> {
            inside.countDown();
            await(gate);
        });
        assertTrue(inside.await(10, TimeUnit.SECONDS));

        long taken = IntStream.range(0, 5000).filter(i -> mailbox.tell(() -> done.add(note.overflowed.get()))).count();
        mailbox.execute(() -> done.add(note.overflowed.get()));
        gate.countDown();

        assertTrue(Await.until(PATIENCE, () -> note.overflowed.get() > 0));
        assertEquals(1000, taken);
        assertEquals(Collections.nCopies(1001, 0), done);
        mailbox.tell(() -> done.add("again"));
        assertTrue(Await.until(PATIENCE, () -> done.contains("again")));
        assertEquals(1, note.overflowed.get());
    }

    @Test
    void what_is_refused_while_the_owner_is_told_is_told_again() {
        Mailbox[] full = new Mailbox[1];
        List<Integer> told = Collections.synchronizedList(new ArrayList<>());
        full[0] = new Mailbox("full", actors, 4, new Note() {
            @Override
            public void overflowed() {
                super.overflowed();
                told.add(done.size());
                if (told.size() == 1) {
                    fill(full[0]);
                }
            }
        });

        full[0].execute(() -> fill(full[0]));

        assertTrue(Await.until(PATIENCE, () -> told.size() == 2));
        assertEquals(List.of(4, 8), told, "each time after all that was taken");
    }

    private void fill(Mailbox mailbox) {
        IntStream.range(0, 5).forEach(number -> mailbox.tell(() -> done.add(number)));
    }

    @Test
    void a_closed_mailbox_runs_nothing_more() throws Exception {
        Mailbox mailbox = mailbox("a", 100);
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch out = new CountDownLatch(1);
        mailbox.tell(() -> {
            inside.countDown();
            await(gate);
            out.countDown();
        });
        assertTrue(inside.await(10, TimeUnit.SECONDS));
        mailbox.tell(() -> done.add("waiting"));

        mailbox.close();
        gate.countDown();

        assertFalse(mailbox.tell(() -> done.add("late")));
        assertTrue(out.await(10, TimeUnit.SECONDS));
        assertEquals(0, note.turns.get());
        assertEquals(List.of(), done);
    }

    @Test
    void a_stuck_task_costs_its_own_mailbox_alone() throws Exception {
        Mailbox stuck = mailbox("stuck", 100);
        Note otherNote = new Note();
        Mailbox other = new Mailbox("other", actors, 100, otherNote);
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(2);
        CountDownLatch interrupted = new CountDownLatch(1);
        for (Mailbox mailbox : List.of(stuck, mailbox("stuck too", 100))) {
            mailbox.tell(() -> {
                inside.countDown();
                try {
                    never.await();
                } catch (InterruptedException givenUp) {
                    interrupted.countDown();
                }
            });
        }
        assertTrue(inside.await(10, TimeUnit.SECONDS));
        other.tell(() -> done.add("other"));

        assertTrue(Await.until(PATIENCE, () -> {
            actors.watch(Duration.ofMillis(50));
            return note.stuck.get() == 2;
        }));

        assertTrue(Await.until(PATIENCE, () -> done.contains("other")), "both workers were taken, both are replaced");
        assertTrue(interrupted.await(10, TimeUnit.SECONDS));
        assertEquals(2, actors.stuck());
        assertEquals(0, otherNote.stuck.get());
        assertFalse(stuck.tell(() -> done.add("dead")));
    }

    @Test
    void a_worker_between_tasks_is_not_stuck() {
        Mailbox mailbox = mailbox("a", 100);
        mailbox.tell(() -> done.add("x"));
        assertTrue(Await.until(PATIENCE, () -> note.turns.get() == 1));

        IntStream.range(0, 100).forEach(i -> actors.watch(Duration.ofNanos(1)));

        assertEquals(0, note.stuck.get());
        mailbox.tell(() -> done.add("y"));
        assertTrue(Await.until(PATIENCE, () -> done.size() == 2));
    }

    @Test
    void a_task_that_leaves_its_thread_interrupted_costs_no_worker() {
        Mailbox mailbox = mailbox("a", 100);
        for (int i = 0; i < 10; i++) {
            int expected = i + 1;
            mailbox.tell(() -> {
                Thread.currentThread().interrupt();
                done.add("x");
            });
            assertTrue(Await.until(PATIENCE, () -> done.size() == expected), "after " + i);
        }
    }

    @Test
    void closing_ends_all_workers() {
        String name = Thread.getAllStackTraces().keySet().stream().map(Thread::getName).filter(each -> each.startsWith("fireside-actor")).findFirst().orElse("");
        assertFalse(name.isEmpty());

        actors.close();

        assertTrue(Await.until(PATIENCE, () -> Thread.getAllStackTraces().keySet().stream().noneMatch(thread -> thread.getName().startsWith("fireside-actor"))));
    }

    private Mailbox mailbox(String name, int bound) {
        return new Mailbox(name, actors, bound, note);
    }

    private static void await(CountDownLatch gate) {
        try {
            assertTrue(gate.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
