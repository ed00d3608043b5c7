package org.igniterealtime.openfire.plugin.fireside.previews;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.igniterealtime.openfire.plugin.fireside.fetch.Fetching;
import org.igniterealtime.openfire.plugin.fireside.fetch.Result;
import org.igniterealtime.openfire.plugin.fireside.fetch.Wanted;
import org.igniterealtime.openfire.plugin.fireside.fetch.WebAddress;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;
import org.igniterealtime.openfire.plugin.fireside.work.Once;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pictures of other servers, fetched by us for everybody who looks at them, so that nobody learns from where and when somebody
 * reads. Only those that a page of ours names: by ids that we have made.
 */
public final class RemotePictures {
    private static final Logger LOG = LoggerFactory.getLogger(RemotePictures.class);
    private static final int LARGEST = 8 << 20;
    private static final Duration FRESH = Duration.ofDays(1);
    private static final Duration MISSING = Duration.ofMinutes(30);
    private static final Duration NOT_ASKED = Duration.ofMinutes(1);
    private static final int KNOWN_MISSING = 20_000;

    private final Fetching fetcher;
    private final Lane disk;
    private final Lane web;
    private final Shelf shelf;
    private final PictureId ids;
    private final Function<byte[], Optional<String>> kind;
    private final Clock clock;
    private final Once<Optional<RemotePicture>> once = new Once<>();
    // By their keys, until when it is not asked for again, in milliseconds since 1970.
    private final Cache<String, Long> missing = Caffeine.newBuilder().maximumSize(KNOWN_MISSING).executor(Runnable::run).build();

    /**
     * @param fetcher what they are fetched with
     * @param disk the lane for what reads and writes files
     * @param web the lane for what waits for other servers
     */
    public record Ground(Fetching fetcher, Lane disk, Lane web, Clock clock) {
    }

    /**
     * @param directory where they are kept, up to that many bytes in all
     * @param secret of this installation, at least 16 bytes; with another one no id is known any more
     * @param kind the media type of a picture that may be shown, by its bytes; empty for whatever else
     * @throws IOException when the directory can be neither made nor read
     */
    public RemotePictures(Ground ground, Path directory, long bytes, byte[] secret, Function<byte[], Optional<String>> kind) throws IOException {
        this.fetcher = ground.fetcher();
        this.disk = ground.disk();
        this.web = ground.web();
        this.clock = ground.clock();
        this.shelf = new Shelf(directory, bytes);
        this.ids = new PictureId(secret);
        this.kind = kind;
    }

    /** What a page calls a picture by: fit for the path of an address. Empty for what is no address of the web. */
    public Optional<String> id(String url) {
        return WebAddress.of(url).map(ids::of);
    }

    /**
     * @param id of whatever origin
     * @return completed with the picture; empty when we have not made the id, or there is none; never with an exception
     */
    public CompletionStage<Optional<RemotePicture>> get(String id) {
        WebAddress address = ids.address(id).orElse(null);
        if (address == null) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        String key = Hash.of(address.toString());
        return once.ask(key, () -> disk.call("pictures", key, null, () -> shelf.find(key)).thenCompose(kept -> current(address, key, kept))
            .exceptionally(fault -> notNow(address, key, Optional.empty(), fault)));
    }

    /**
     * Likewise, but nobody is asked: only what is here, however old.
     *
     * @return completed with the picture; empty also when it cannot be told now; never with an exception
     */
    public CompletionStage<Optional<RemotePicture>> kept(String id) {
        WebAddress address = ids.address(id).orElse(null);
        if (address == null) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        String key = Hash.of(address.toString());
        return disk.call("pictures", key, null, () -> shelf.find(key)).exceptionally(fault -> {
            LOG.warn("It cannot be told now whether a picture is here: {}", fault.toString());
            return Optional.empty();
        });
    }

    /** Whether a picture is here. Blocks. */
    public boolean has(String url) {
        return WebAddress.of(url).flatMap(address -> shelf.find(Hash.of(address.toString()))).isPresent();
    }

    // What is old is better than nothing.
    private CompletionStage<Optional<RemotePicture>> current(WebAddress address, String key, Optional<RemotePicture> kept) {
        boolean fresh = kept.isPresent() && kept.get().fetched().plus(FRESH).isAfter(clock.instant());
        Long until = missing.getIfPresent(key);
        if (fresh || until != null && until > clock.millis()) {
            return CompletableFuture.completedFuture(kept);
        }
        return web.call(key, "", address.host(), () -> fetched(address, key)).thenApply(now -> now.isPresent() ? now : kept)
            .exceptionally(fault -> notNow(address, key, kept, fault));
    }

    private Optional<RemotePicture> notNow(WebAddress address, String key, Optional<RemotePicture> kept, Throwable fault) {
        LOG.warn("The picture at {} cannot be had now: {}", address, fault.toString());
        missing.put(key, clock.millis() + NOT_ASKED.toMillis());
        return kept;
    }

    private Optional<RemotePicture> fetched(WebAddress address, String key) throws IOException {
        Result result = fetcher.fetch(new Wanted(address.toString(), Set.of(), LARGEST, false));
        if (result instanceof Result.Fetched content) {
            Optional<String> type = kind.apply(content.bytes());
            if (type.isPresent()) {
                return Optional.of(shelf.keep(key, type.get(), content.bytes(), clock.instant()));
            }
        }
        LOG.debug("There is no picture at {}: {}", address, result instanceof Result.Refused refused ? refused.reason() : "another type");
        missing.put(key, clock.millis() + MISSING.toMillis());
        return Optional.empty();
    }
}
