package org.igniterealtime.openfire.plugin.fireside.desk.media;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.fetch.WebAddress;
import org.igniterealtime.openfire.plugin.fireside.files.StoredFile;
import org.igniterealtime.openfire.plugin.fireside.page.PicturePages;
import org.igniterealtime.openfire.plugin.fireside.thumbs.Look;
import org.igniterealtime.openfire.plugin.fireside.thumbs.Thumbs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What pages know of files, wherever these are. */
public final class Media {
    private static final Logger LOG = LoggerFactory.getLogger(Media.class);
    /** Who attaches a picture does not wait longer than that for it to be measured: his browser has measured it too. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Supplier<Platform> platform;
    private final Supplier<OwnFiles> own;

    /**
     * Where a page loads a picture from: from us, whoever has it.
     *
     * @param small at most 320 pixels wide or high, where it could be drawn smaller
     * @param large at most 1280 pixels, likewise
     */
    public record Source(String small, String large) {
    }

    /** @param platform once there is one @param own which files are ours, likewise */
    Media(Supplier<Platform> platform, Supplier<OwnFiles> own) {
        this.platform = platform;
        this.own = own;
    }

    /** Answers from memory; for views. @return empty for an address that no page can show */
    public Optional<Source> picture(String url) {
        Optional<String> file = own.get().id(url);
        return file.isPresent() ? file.filter(id -> !platform.get().thumbs().isNone(id)).map(this::thumbs) : remote(url);
    }

    private Source thumbs(String id) {
        String thumbs = platform.get().views().context() + PicturePages.THUMBS;
        return new Source(thumbs + Thumbs.Size.SMALL + "/" + id, thumbs + Thumbs.Size.LARGE + "/" + id);
    }

    // Nobody who looks at it asks there himself: its server would learn who reads, from where and when.
    private Optional<Source> remote(String url) {
        return WebAddress.of(url).filter(address -> platform.get().settings().previews() && address.scheme().startsWith("http") && !address.credentials())
            .flatMap(address -> platform.get().pictures().flatMap(pictures -> pictures.id(url)))
            .map(id -> platform.get().views().context() + PicturePages.REMOTE + id).map(path -> new Source(path, path));
    }

    /**
     * What we know ourselves of a file that somebody here attaches: of one of ours name, type, size, measures and placeholder, which
     * then count more than what was said.
     *
     * @return completed with what is known; with what was given, of a file elsewhere; never with an exception
     */
    public CompletionStage<Attachment> complete(Attachment said) {
        String id = own.get().id(said.url()).orElse("");
        if (id.isEmpty()) {
            return CompletableFuture.completedStage(said);
        }
        return platform.get().sessions().dataLane().call("media", id, null, () -> platform.get().uploads().kept(id))
            .thenCompose(file -> file.map(kept -> measured(said, kept)).orElseGet(() -> CompletableFuture.completedStage(said)))
            .exceptionally(fault -> {
                LOG.warn("A file cannot be looked at now: {}", fault.toString());
                return said;
            });
    }

    private CompletionStage<Attachment> measured(Attachment said, StoredFile file) {
        Attachment named = new Attachment(said.url(), file.name(), file.type(), file.size(), said.width(), said.height(), said.alt(), said.placeholder()).lasting(said.length());
        CompletableFuture<Attachment> done = new CompletableFuture<>();
        Runnable callOff = platform.get().sessions().clock().after(PATIENCE, () -> done.complete(named));
        platform.get().thumbs().of(file.id()).thenAccept(look -> {
            callOff.run();
            done.complete(look.map(known -> with(named, known)).orElse(named));
        });
        return done;
    }

    private static Attachment with(Attachment named, Look look) {
        return new Attachment(named.url(), named.name(), named.type(), named.size(), look.width(), look.height(), named.alt(), look.placeholder()).lasting(named.length());
    }
}
