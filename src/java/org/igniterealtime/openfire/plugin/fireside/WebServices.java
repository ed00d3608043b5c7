package org.igniterealtime.openfire.plugin.fireside;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.igniterealtime.openfire.plugin.fireside.annex.Annex;
import org.igniterealtime.openfire.plugin.fireside.annex.FetchElsewhere;
import org.igniterealtime.openfire.plugin.fireside.fetch.Fetcher;
import org.igniterealtime.openfire.plugin.fireside.fetch.Fetching;
import org.igniterealtime.openfire.plugin.fireside.fetch.Guard;
import org.igniterealtime.openfire.plugin.fireside.fetch.Network;
import org.igniterealtime.openfire.plugin.fireside.files.DiskStorage;
import org.igniterealtime.openfire.plugin.fireside.files.FileReply;
import org.igniterealtime.openfire.plugin.fireside.files.Files;
import org.igniterealtime.openfire.plugin.fireside.host.Settings;
import org.igniterealtime.openfire.plugin.fireside.page.PicturePages;
import org.igniterealtime.openfire.plugin.fireside.page.PicturePages.Opening;
import org.igniterealtime.openfire.plugin.fireside.page.PicturePages.Picture;
import org.igniterealtime.openfire.plugin.fireside.page.Stream;
import org.igniterealtime.openfire.plugin.fireside.pictures.Kind;
import org.igniterealtime.openfire.plugin.fireside.pictures.Limits;
import org.igniterealtime.openfire.plugin.fireside.previews.Previews;
import org.igniterealtime.openfire.plugin.fireside.previews.RemotePicture;
import org.igniterealtime.openfire.plugin.fireside.previews.RemotePictures;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.thumbs.Artist;
import org.igniterealtime.openfire.plugin.fireside.thumbs.Thumbs;
import org.igniterealtime.openfire.plugin.fireside.work.Faults;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The part of the composition root that shows pictures and what links lead to, here and elsewhere. */
final class WebServices implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebServices.class);
    private static final Duration HOUSEKEEPING = Duration.ofHours(1);
    private static final Duration FRESH = Duration.ofDays(1);
    // They wait for other servers, up to ten seconds each.
    private static final int WEB_THREADS = 8;
    // They compute.
    private static final int DRAWING_THREADS = 2;

    /** What they stand on. @param disk the lane for what reads and writes files */
    record Ground(Settings settings, Database database, Files files, Lane disk, Lane data,
                  org.igniterealtime.openfire.plugin.fireside.work.Clock clock, Faults faults, Optional<Annex> annex) {
    }

    private final Ground ground;
    private final Fetcher fetcher;
    private final Fetching fetching;
    private final Lane web = new Lane("web", WEB_THREADS, WEB_THREADS, 2, 5_000);
    private final Lane drawing = new Lane("drawing", DRAWING_THREADS, 1, 1, 5_000);
    private final Previews previews;
    private final Thumbs thumbs;
    private final RemotePictures pictures;

    /** @param folder for what they keep on disk */
    WebServices(Ground ground, Path folder) {
        this.ground = ground;
        Settings settings = ground.settings();
        this.fetcher = new Fetcher(new Guard(this::besides), Network.SYSTEM, org.igniterealtime.openfire.plugin.fireside.fetch.Limits.USUAL);
        this.fetching = ground.annex().<Fetching>map(annex -> new FetchElsewhere(annex, fetcher)).orElse(fetcher);
        this.previews = new Previews(fetching, ground.database(), ground.data(), web, Clock.systemUTC());
        this.thumbs = new Thumbs(new Thumbs.Ground(ground.files(), ground.disk(), drawing, Clock.systemUTC()),
            new DiskStorage(folder.resolve("thumbs")), new Artist(Limits.USUAL));
        this.pictures = pictures(folder.resolve("pictures"));
    }

    private RemotePictures pictures(Path folder) {
        try {
            return new RemotePictures(new RemotePictures.Ground(fetching, ground.disk(), web, Clock.systemUTC()), folder,
                ground.settings().previewsBytes(), ground.settings().secret(), WebServices::kind);
        } catch (IOException unusable) {
            LOG.error("The directory for pictures cannot be used: none of other servers are shown", unusable);
            return null;
        }
    }

    // What the admin allows, and where our own people's files are.
    private Set<InetSocketAddress> besides() {
        Set<InetSocketAddress> besides = new HashSet<>(ground.settings().previewsBesides());
        ground.annex().ifPresent(annex -> besides.addAll(annex.places()));
        return besides;
    }

    private static Optional<String> kind(byte[] bytes) {
        return Optional.of(Kind.of(bytes)).filter(Kind::drawn).map(Kind::type);
    }

    Previews previews() {
        return previews;
    }

    /** Empty where there is no place for them. */
    Optional<RemotePictures> pictures() {
        return Optional.ofNullable(pictures);
    }

    Thumbs thumbs() {
        return thumbs;
    }

    // ---- over HTTP

    /** By the beginnings of their paths. */
    Map<String, Stream> pages() {
        return Map.of(
            PicturePages.THUMBS, new PicturePages(PicturePages.THUMBS, this::thumb, ground.disk(), ground.faults()),
            PicturePages.REMOTE, new PicturePages(PicturePages.REMOTE, this::remote, ground.disk(), ground.faults()));
    }

    private CompletionStage<Optional<Opening>> thumb(String name) {
        String[] parts = name.split("/", -1);
        Optional<Thumbs.Size> size = parts.length == 2 ? Thumbs.Size.of(parts[0]) : Optional.empty();
        return size.isEmpty() ? nothing() : thumbs.of(parts[1]).thenApply(look -> look.map(each -> () ->
            thumbs.open(parts[1], each, size.get()).map(sent -> new Picture(sent.type(), parts[1] + size.get(), fresh(sent.until()), sent.body()))));
    }

    private static Duration fresh(Instant until) {
        Duration left = until == null ? FRESH : Duration.between(Instant.now(), until);
        return left.compareTo(FRESH) < 0 ? left : FRESH;
    }

    private CompletionStage<Optional<Opening>> remote(String id) {
        if (pictures == null || !ground.settings().previews()) {
            return nothing();
        }
        CompletionStage<Optional<RemotePicture>> found = id.startsWith(PicturePages.KEPT) ? pictures.kept(id.substring(PicturePages.KEPT.length()))
            : pictures.get(id);
        return found.thenApply(picture -> picture.map(each -> () -> open(each)));
    }

    private static Optional<Picture> open(RemotePicture picture) throws IOException {
        try {
            FileChannel channel = FileChannel.open(picture.file(), StandardOpenOption.READ);
            String name = picture.file().getFileName().toString();
            return Optional.of(new Picture(picture.type(), name.substring(0, 16) + picture.fetched().getEpochSecond(), FRESH,
                new FileReply.Body(channel, picture.size())));
        } catch (NoSuchFileException othersWereWantedMore) {
            return Optional.empty();
        }
    }

    private static CompletionStage<Optional<Opening>> nothing() {
        return CompletableFuture.completedStage(Optional.empty());
    }

    // ---- life

    void open() {
        try {
            thumbs.begin();
        } catch (IOException unusable) {
            LOG.error("The directory for thumbnails cannot be used: none are shown", unusable);
        }
        ground.files().follow(thumbs);
        ground.clock().every(HOUSEKEEPING, this::keepHouse);
    }

    private void keepHouse() {
        ground.disk().call("housekeeping", () -> {
            thumbs.keepHouse();
            previews.expire();
            return null;
        }).exceptionally(failed -> {
            LOG.warn("Thumbnails and previews were not looked through; it is tried again in its time", failed);
            return null;
        });
    }

    @Override
    public void close() {
        // First: whoever waits for another server ends with it.
        fetcher.close();
        web.close();
        drawing.close();
    }
}
