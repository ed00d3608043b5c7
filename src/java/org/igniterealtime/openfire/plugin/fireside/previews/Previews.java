package org.igniterealtime.openfire.plugin.fireside.previews;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.igniterealtime.openfire.plugin.fireside.fetch.Fetching;
import org.igniterealtime.openfire.plugin.fireside.fetch.WebAddress;
import org.igniterealtime.openfire.plugin.fireside.guard.RateLimit;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;
import org.igniterealtime.openfire.plugin.fireside.work.Once;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What links show, for everybody alike: looked at once however many ask, kept in the database for a week, and in memory for who
 * draws a page. That one shows nothing is kept as well, for a shorter time. Nothing here blocks whoever asks.
 */
public final class Previews {
    private static final Logger LOG = LoggerFactory.getLogger(Previews.class);
    private static final Duration SOMETHING = Duration.ofDays(7);
    private static final Duration NOTHING = Duration.ofHours(12);
    private static final Duration NOTHING_NOW = Duration.ofMinutes(15);
    private static final Duration NOT_ASKED = Duration.ofMinutes(1);
    private static final int IN_MEMORY = 5_000;
    /** Rows in the database at most, about. */
    static final int KEPT = 100_000;
    /** Looks at one host in a minute. */
    static final int PER_HOST = 30;

    private final Looking looking;
    private final PreviewStore store;
    private final Lane data;
    private final Lane web;
    private final Clock clock;
    private final Cache<String, PreviewStore.Known> memory = Caffeine.newBuilder().maximumSize(IN_MEMORY).executor(Runnable::run).build();
    private final Once<Optional<Preview>> once = new Once<>();
    private final RateLimit perHost = new RateLimit(PER_HOST, Duration.ofMinutes(1));

    /**
     * @param data the lane for the database
     * @param web the lane for what waits for other servers
     */
    public Previews(Fetching fetcher, Database database, Lane data, Lane web, Clock clock) {
        this.looking = new Looking(fetcher);
        this.store = new PreviewStore(database);
        this.data = data;
        this.web = web;
        this.clock = clock;
    }

    /** What is in memory of a link: nothing may also mean that nobody has asked yet. For views. */
    public Optional<Preview> known(String url) {
        return WebAddress.of(url).flatMap(address -> remembered(address.toString())).flatMap(PreviewStore.Known::preview);
    }

    /**
     * @param url of whatever origin
     * @return completed with what it shows; empty when that is nothing, or cannot be told now; never with an exception
     */
    public CompletionStage<Optional<Preview>> of(String url) {
        WebAddress address = WebAddress.of(url).orElse(null);
        if (address == null) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        String key = address.toString();
        return remembered(key).map(known -> CompletableFuture.completedStage(known.preview()))
            .orElseGet(() -> once.ask(key, () -> ask(address, key)));
    }

    /** Whether it is in memory what a link shows, be it nothing. */
    public boolean decided(String url) {
        return WebAddress.of(url).flatMap(address -> remembered(address.toString())).isPresent();
    }

    /**
     * Takes into memory what is kept of links, and asks no other server: who looks at what he was told long ago must not be seen there
     * looking. Blocks.
     */
    public void recall(Collection<String> urls) {
        Map<String, String> keys = new HashMap<>();
        urls.forEach(url -> WebAddress.of(url).map(WebAddress::toString).filter(key -> remembered(key).isEmpty()).ifPresent(key -> keys.put(Hash.of(key), key)));
        if (!keys.isEmpty()) {
            store.read(keys.keySet()).forEach((hash, known) -> memory.put(keys.get(hash), known));
        }
    }

    private Optional<PreviewStore.Known> remembered(String key) {
        return Optional.ofNullable(memory.getIfPresent(key)).filter(known -> known.until() > clock.millis());
    }

    private CompletionStage<Optional<Preview>> ask(WebAddress address, String key) {
        String hash = Hash.of(key);
        return data.call("previews", hash, null, () -> store.read(hash).filter(known -> known.until() > clock.millis()))
            .thenCompose(kept -> kept.isPresent() ? CompletableFuture.completedFuture(kept.get()) : look(address, hash))
            .exceptionally(fault -> {
                LOG.warn("What {} shows cannot be told now: {}", key, fault.toString());
                return nothing(NOT_ASKED);
            })
            .thenApply(known -> {
                memory.put(key, known);
                return known.preview();
            });
    }

    private CompletableFuture<PreviewStore.Known> look(WebAddress address, String hash) {
        if (!perHost.allows(address.host())) {
            return CompletableFuture.completedFuture(nothing(NOT_ASKED));
        }
        return web.call(hash, "", address.host(), () -> looking.look(address)).thenCompose(seen -> {
            PreviewStore.Known known = seen.preview().isPresent() ? new PreviewStore.Known(seen.preview(), clock.millis() + SOMETHING.toMillis())
                : nothing(seen.passing() ? NOTHING_NOW : NOTHING);
            return data.call("previews", hash, null, () -> {
                store.keep(hash, known);
                return known;
            }).exceptionally(fault -> {
                LOG.warn("What {} shows could not be kept: {}", address, fault.toString());
                return known;
            });
        });
    }

    private PreviewStore.Known nothing(Duration time) {
        return new PreviewStore.Known(Optional.empty(), clock.millis() + time.toMillis());
    }

    /** Removes what is over from the database, and what is too much. Blocks. */
    public void expire() {
        store.expire(clock.millis(), KEPT);
    }
}
