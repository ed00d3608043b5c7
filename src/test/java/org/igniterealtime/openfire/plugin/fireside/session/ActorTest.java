package org.igniterealtime.openfire.plugin.fireside.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.work.Faults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The promises of an actor: one task at a time, in order, whatever another does. */
class ActorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LIMIT = Duration.ofMillis(50);

    private final Faults faults = new Faults();
    private final Actors actors = new Actors(1, faults);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        release.countDown();
        actors.close();
    }

    @Test
    void a_task_that_throws_is_reported_and_the_next_one_runs() {
        // given
        Told told = new Told();
        Mailbox mailbox = mailbox("one", 10, told);

        // when
        mailbox.execute(() -> {
            throw new IllegalStateException("a bug in a handler");
        });
        mailbox.execute(() -> told.words.add("next"));

        // then
        assertTrue(Await.until(PATIENCE, () -> told.words.contains("next")));
        assertEquals(8, told.words.get(0).length(), "the reference comes first, and is one that the log can be searched for");
        assertEquals(1, faults.count());
    }

    @Test
    void a_stuck_task_is_given_up_and_everybody_else_goes_on() {
        // given
        Told told = new Told();
        Mailbox stuck = mailbox("stuck", 10, told);
        Told others = new Told();
        Mailbox other = mailbox("other", 10, others);
        List<String> threads = new CopyOnWriteArrayList<>();
        CountDownLatch inside = new CountDownLatch(1);
        stuck.execute(() -> {
            threads.add(Thread.currentThread().getName());
            inside.countDown();
            waitFor(release);
        });
        stuck.execute(() -> told.words.add("after"));
        waitFor(inside);
        other.execute(() -> threads.add(Thread.currentThread().getName()));

        // when
        assertTrue(Await.until(PATIENCE, () -> {
            actors.watch(LIMIT);
            return actors.stuck() == 1;
        }));

        // then
        assertTrue(Await.until(PATIENCE, () -> threads.size() == 2), "the only thread is replaced");
        assertNotEquals(threads.get(0), threads.get(1));
        assertTrue(told.words.contains("stuck"));
        assertFalse(told.words.contains("after"), "nothing more runs for who is stuck");
        assertFalse(others.words.contains("stuck"));
        assertTrue(Await.until(PATIENCE, () -> Thread.getAllStackTraces().keySet().stream()
            .noneMatch(thread -> thread.getName().equals(threads.get(0)))), "the thread that was given up ends");
    }

    @Test
    void a_long_turn_of_short_tasks_is_not_taken_for_a_stuck_one() {
        // given
        Told told = new Told();
        Mailbox busy = mailbox("busy", 1000, told);

        // when
        IntStream.range(0, 100).forEach(task -> busy.execute(() -> {
            actors.watch(LIMIT);
            told.words.add("done");
            pause(2);
        }));

        // then
        assertTrue(Await.until(PATIENCE, () -> told.words.stream().filter("done"::equals).count() == 100));
        assertEquals(0, actors.stuck());
    }

    @Test
    void what_is_refused_is_told_once_there_is_room_again() {
        // given
        Told told = new Told();
        Mailbox mailbox = mailbox("full", 4, told);
        CountDownLatch inside = new CountDownLatch(1);
        mailbox.execute(() -> {
            inside.countDown();
            waitFor(release);
        });
        waitFor(inside);

        // when
        List<Boolean> taken = IntStream.range(0, 6).mapToObj(number -> mailbox.tell(() -> told.words.add("task"))).toList();
        release.countDown();

        // then
        assertEquals(List.of(true, true, true, true, false, false), taken);
        assertTrue(Await.until(PATIENCE, () -> told.words.contains("overflowed")));
        assertEquals(List.of("task", "task", "task", "task", "overflowed"), told.words);
    }

    @Test
    void what_is_refused_after_the_owner_was_told_is_told_again() {
        // given
        Told told = new Told();
        Mailbox[] full = new Mailbox[1];
        // Full again while the owner redraws: what is refused then is in no redrawing yet.
        told.onOverflow = () -> {
            if (told.words.stream().filter("overflowed"::equals).count() == 1) {
                IntStream.range(0, 5).forEach(number -> full[0].tell(() -> told.words.add("task")));
            }
        };
        full[0] = mailbox("full", 4, told);

        // when
        full[0].execute(() -> IntStream.range(0, 5).forEach(number -> full[0].tell(() -> told.words.add("task"))));

        // then
        assertTrue(Await.until(PATIENCE, () -> told.words.stream().filter("overflowed"::equals).count() == 2));
        assertEquals("overflowed", told.words.get(told.words.size() - 1), "after the last task that was taken");
    }

    private Mailbox mailbox(String name, int bound, Told told) {
        return new Mailbox(name, actors, bound, told);
    }

    private static void waitFor(CountDownLatch latch) {
        boolean interrupted = false;
        try {
            if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("Nobody released it");
            }
        } catch (InterruptedException givenUp) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /** What an owner was told, in order. */
    private static final class Told implements Mailbox.Owner {
        private final List<String> words = new CopyOnWriteArrayList<>();
        private Runnable onOverflow = () -> { };

        @Override
        public void overflowed() {
            words.add("overflowed");
            onOverflow.run();
        }

        @Override
        public void stuck() {
            words.add("stuck");
        }

        @Override
        public void turnEnded() {
            // Nothing was gathered.
        }

        @Override
        public void faulted(String reference) {
            words.add(reference);
        }
    }
}
