package org.igniterealtime.openfire.plugin.fireside.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.stream.IntStream;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void a_burst_is_taken_and_no_more() {
        RateLimit limit = new RateLimit(3, LONG);

        long taken = IntStream.range(0, 10).filter(i -> limit.allows("192.0.2.1")).count();

        assertEquals(3, taken);
    }

    @Test
    void each_key_has_its_own_bucket() {
        RateLimit limit = new RateLimit(1, LONG);
        limit.allows("alice");

        assertFalse(limit.allows("alice"));
        assertTrue(limit.allows("bob"));
    }

    @Test
    void looking_takes_nothing() {
        RateLimit limit = new RateLimit(1, LONG);

        assertTrue(limit.wouldAllow("alice"));
        assertTrue(limit.wouldAllow("alice"));
        assertTrue(limit.allows("alice"));
        assertFalse(limit.wouldAllow("alice"));
    }

    @Test
    void a_success_forgives() {
        RateLimit limit = new RateLimit(1, LONG);
        limit.allows("alice");

        limit.forgive("alice");

        assertTrue(limit.allows("alice"));
    }

    @Test
    void an_empty_bucket_fills_again_evenly() {
        RateLimit limit = new RateLimit(10, Duration.ofMillis(500));
        IntStream.range(0, 10).forEach(i -> limit.allows("alice"));

        boolean again = Await.until(Duration.ofSeconds(5), () -> limit.allows("alice"));

        assertTrue(again);
    }
}
