package org.igniterealtime.openfire.plugin.fireside.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StampTest {
    private static final Instant NOW = Instant.parse("2026-11-23T07:00:00.123Z");

    @Test
    void an_id_tells_its_time() {
        long id = new Stamp(Clock.fixed(NOW, ZoneOffset.UTC)).next();

        assertEquals(NOW, Stamp.time(id));
        assertTrue(id >= Stamp.at(NOW) && id < Stamp.at(NOW.plusMillis(1)));
    }

    @Test
    void ids_rise_while_the_clock_stands_or_goes_back() {
        Instant[] time = {NOW};
        Stamp stamp = new Stamp(new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return time[0];
            }
        });
        long first = stamp.next();
        long second = stamp.next();
        time[0] = NOW.minusSeconds(3600);
        long third = stamp.next();
        time[0] = NOW.plusSeconds(1);
        long fourth = stamp.next();

        assertTrue(first < second && second < third && third < fourth);
        assertEquals(NOW.plusSeconds(1), Stamp.time(fourth));
    }

    @Test
    void threads_get_each_its_own_and_each_in_order() throws InterruptedException {
        Stamp stamp = new Stamp(Clock.systemUTC());
        Set<Long> all = ConcurrentHashMap.newKeySet();
        AtomicBoolean ordered = new AtomicBoolean(true);
        List<Thread> threads = IntStream.range(0, 8).mapToObj(i -> new Thread(() -> {
            long before = 0;
            for (int n = 0; n < 10_000; n++) {
                long id = stamp.next();
                all.add(id);
                if (id <= before) {
                    ordered.set(false);
                }
                before = id;
            }
        })).toList();

        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertEquals(80_000, all.size());
        assertTrue(ordered.get());
    }
}
