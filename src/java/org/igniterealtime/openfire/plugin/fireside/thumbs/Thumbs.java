package org.igniterealtime.openfire.plugin.fireside.thumbs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.igniterealtime.openfire.plugin.fireside.files.FileReply;
import org.igniterealtime.openfire.plugin.fireside.files.Files;
import org.igniterealtime.openfire.plugin.fireside.files.Storage;
import org.igniterealtime.openfire.plugin.fireside.files.StoredFile;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;
import org.igniterealtime.openfire.plugin.fireside.work.Once;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thumbnails of what people uploaded. They are drawn when a picture has come, and for one that came before when it is asked for;
 * once, however many ask. Who may read a file may read them: who knows its id. Nothing here blocks whoever asks, where it does
 * not say so.
 */
public final class Thumbs implements Files.Following {
    private static final Logger LOG = LoggerFactory.getLogger(Thumbs.class);
    private static final int IN_MEMORY = 10_000;
    /** That something is no picture is looked at again after so long. */
    private static final Duration NONE = Duration.ofHours(1);
    /** What was written so lately may be about to be looked for. */
    private static final Duration SETTLED = Duration.ofHours(2);

    private final Files files;
    private final Storage storage;
    private final Artist artist;
    private final Lane disk;
    private final Lane drawing;
    private final Clock clock;
    private final Once<Optional<Look>> once = new Once<>();
    private final Cache<String, Look> looks = Caffeine.newBuilder().maximumSize(IN_MEMORY).executor(Runnable::run).build();
    private final Cache<String, Boolean> none = Caffeine.newBuilder().maximumSize(IN_MEMORY).expireAfterWrite(NONE).executor(Runnable::run).build();

    /** The two that there are of each picture, by the names they have in addresses. */
    public enum Size {
        SMALL, LARGE;

        public static Optional<Size> of(String name) {
            return name.equals("small") ? Optional.of(SMALL) : name.equals("large") ? Optional.of(LARGE) : Optional.empty();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What they stand on.
     *
     * @param disk the lane for what reads and writes files
     * @param drawing the lane for what decodes pictures, of few threads
     */
    public record Ground(Files files, Lane disk, Lane drawing, Clock clock) {
    }

    /** @param storage for the thumbnails alone */
    public Thumbs(Ground ground, Storage storage, Artist artist) {
        this.files = ground.files();
        this.disk = ground.disk();
        this.drawing = ground.drawing();
        this.clock = ground.clock();
        this.storage = storage;
        this.artist = artist;
    }

    /** Forgets what a process before this one left half done. Blocks. */
    public void begin() throws IOException {
        storage.begin();
    }

    // ---- what they look like

    /** From memory: nothing may also mean that nobody has asked yet. For views. */
    public Optional<Look> known(String id) {
        return Optional.ofNullable(looks.getIfPresent(id));
    }

    /** Whether it is known to be none, from memory. */
    public boolean isNone(String id) {
        return none.getIfPresent(id) != null;
    }

    /**
     * @param id of a file, of whatever origin
     * @return completed when it is drawn; empty when it is none that can be drawn, or there is no such file; never with an exception
     */
    public CompletionStage<Optional<Look>> of(String id) {
        Optional<Look> known = known(id);
        return known.isPresent() || isNone(id) ? CompletableFuture.completedStage(known) : once.ask(id, () -> ask(id));
    }

    private CompletionStage<Optional<Look>> ask(String id) {
        return disk.call("thumbs", id, null, () -> files.kept(id)).thenCompose(file -> file.map(this::look)
            .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()))).exceptionally(fault -> {
                LOG.warn("A picture cannot be drawn now: {}", (fault instanceof CompletionException ? fault.getCause() : fault).toString());
                return Optional.empty();
            });
    }

    private CompletableFuture<Optional<Look>> look(StoredFile file) {
        return disk.call("thumbs", file.id(), null, () -> drawn(file)).thenCompose(drawn -> drawn.isPresent() || isNone(file.id())
            ? CompletableFuture.completedFuture(drawn)
            // By owner: who uploads many waits for himself.
            : drawing.call(file.owner(), "", null, () -> draw(file)));
    }

    private Optional<Look> drawn(StoredFile file) throws IOException {
        try (SeekableByteChannel sheet = storage.read(file.id())) {
            Look look = Sheet.read(sheet);
            looks.put(file.id(), look);
            return Optional.of(look);
        } catch (NoSuchFileException notYet) {
            lookAt(file);
            return Optional.empty();
        } catch (IOException unreadable) {
            LOG.warn("Thumbnails that cannot be read are drawn again", unreadable);
            return Optional.empty();
        }
    }

    // Here, so that what is no picture does not wait for those that are drawn.
    private void lookAt(StoredFile file) throws IOException {
        try (SeekableByteChannel content = files.read(file)) {
            if (!artist.reads(content)) {
                none.put(file.id(), true);
            }
        }
    }

    private Optional<Look> draw(StoredFile file) throws IOException {
        byte[] sheet;
        try (SeekableByteChannel content = files.read(file)) {
            sheet = artist.draw(content);
        } catch (NoSuchFileException deletedMeanwhile) {
            return Optional.empty();
        }
        if (sheet.length == 0) {
            none.put(file.id(), true);
            return Optional.empty();
        }
        try (Storage.Writing writing = storage.write(file.id())) {
            writing.write(ByteBuffer.wrap(sheet));
            writing.keep();
        }
        // Looked at afterwards: who deleted the file before has found nothing to delete here.
        if (files.kept(file.id()).isEmpty()) {
            storage.delete(file.id());
            return Optional.empty();
        }
        return drawn(file);
    }

    // ---- the thumbnails

    /**
     * A thumbnail that is sent.
     *
     * @param body to be closed by who sends it
     * @param until when its file expires, or null
     */
    public record Sent(String type, FileReply.Body body, Instant until) {
    }

    /**
     * Of a picture that moves, the large one is the file itself: the small one stands still.
     *
     * @param look as {@link #of} gives it
     * @return empty when its file is not there any more. Blocks
     */
    public Optional<Sent> open(String id, Look look, Size size) throws IOException {
        Optional<StoredFile> file = files.kept(id);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        Instant until = file.get().expires() == 0 ? null : Instant.ofEpochMilli(file.get().expires());
        boolean itself = size == Size.LARGE && look.animated();
        Look.Part part = itself ? new Look.Part(look.kind().type(), 0, (int) file.get().size()) : size == Size.SMALL ? look.small() : look.large();
        try {
            return Optional.of(new Sent(part.type(), body(itself ? files.read(file.get()) : storage.read(id), part), until));
        } catch (NoSuchFileException gone) {
            // Somebody has cleared the directory: it is drawn again for who asks next.
            looks.invalidate(id);
            return Optional.empty();
        }
    }

    private static FileReply.Body body(SeekableByteChannel channel, Look.Part part) throws IOException {
        try {
            return new FileReply.Body(channel.position(part.at()), part.length());
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
    }

    // ---- with the files

    @Override
    public void came(StoredFile file) {
        of(file.id());
    }

    @Override
    public void went(String id) {
        looks.invalidate(id);
        none.invalidate(id);
        erase(id);
    }

    private void erase(String id) {
        try {
            storage.delete(id);
        } catch (IOException failed) {
            LOG.warn("The thumbnails of a deleted file are still on disk; it is tried again in its time", failed);
        }
    }

    /** Lets go those whose files are gone: of another node of a cluster, or when a deletion failed. Blocks. */
    public void keepHouse() {
        for (int part = 0; part < 256; part++) {
            removeUnknown(String.format(Locale.ROOT, "%02x", part));
        }
    }

    private void removeUnknown(String part) {
        try {
            Set<String> there = storage.ids(part, clock.instant().minus(SETTLED));
            if (!there.isEmpty()) {
                there.removeAll(files.known(part));
                there.forEach(this::went);
            }
        } catch (IOException unreadable) {
            LOG.warn("It is not known what thumbnails are on disk in {}", part, unreadable);
        }
    }
}
