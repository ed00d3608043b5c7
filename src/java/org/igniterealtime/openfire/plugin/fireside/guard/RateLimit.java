package org.igniterealtime.openfire.plugin.fireside.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.function.IntSupplier;

/** A token bucket for each key (an address, an account), forgotten when it has been full again for long. */
public final class RateLimit {
    private static final int KEYS = 20_000;

    private final IntSupplier burst;
    private final Duration refill;
    private final Cache<String, Bucket> buckets;

    /**
     * @param burst how many at once
     * @param refill the time in which an empty bucket fills again, evenly
     */
    public RateLimit(int burst, Duration refill) {
        this(() -> burst, refill);
    }

    /** @param burst how many at once; asked for each bucket when it begins, so that a change counts once an old one is forgotten */
    public RateLimit(IntSupplier burst, Duration refill) {
        this.burst = burst;
        this.refill = refill;
        this.buckets = Caffeine.newBuilder().maximumSize(KEYS).expireAfterAccess(refill.multipliedBy(2))
            .executor(Runnable::run).build();
    }

    /** Takes one token; false when there is none. */
    public boolean allows(String key) {
        return buckets.get(key, any -> bucket(burst.getAsInt(), refill)).tryConsume(1);
    }

    /** Whether a token is there, without taking it. */
    public boolean wouldAllow(String key) {
        return buckets.get(key, any -> bucket(burst.getAsInt(), refill)).getAvailableTokens() > 0;
    }

    /** Forgets the key, as after a success. */
    public void forgive(String key) {
        buckets.invalidate(key);
    }

    /** A bucket of its own, for who keeps it himself. */
    public static Bucket bucket(int burst, Duration refill) {
        return Bucket.builder().addLimit(limit -> limit.capacity(burst).refillGreedy(burst, refill)).build();
    }
}
