package org.igniterealtime.openfire.plugin.fireside.files;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.igniterealtime.openfire.plugin.fireside.files.StoredFile.State;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people uploaded, and may upload. Who knows a file's address may read it: the address cannot be guessed, and is told by who
 * uploaded the file. Listing and deleting are its owner's alone. Calls block.
 */
public final class Files {
    private static final Logger LOG = LoggerFactory.getLogger(Files.class);
    private static final Duration DAY = Duration.ofDays(1);
    /** What was written so lately may be about to be known. */
    private static final Duration SETTLED = Duration.ofHours(2);
    /** Slots of one owner that wait for their uploads. */
    private static final int MOST_SLOTS = 100;
    private static final int MOST_A_DAY = 5_000;
    private static final int STEP = 500;
    private static final int LOCKS = 64;

    private final FileStore store;
    private final Keeping keeping;
    private final Storage storage;
    private final Supplier<FileLimits> limits;
    private final Stamp stamp;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, StoredFile> uploading = new ConcurrentHashMap<>();
    private final List<Following> followers = new CopyOnWriteArrayList<>();
    private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray();

    public Files(Database database, Storage storage, Supplier<FileLimits> limits, Stamp stamp, Clock clock) {
        this.store = new FileStore(database);
        this.keeping = new Keeping(store);
        this.storage = storage;
        this.limits = limits;
        this.stamp = stamp;
        this.clock = clock;
    }

    /** Hears of files that come and go, at once; called on the thread that does it, which it may not hold up. */
    public interface Following {
        /** All of a file has come, and can be read. */
        void came(StoredFile file);

        /** A file cannot be read any more. */
        void went(String id);
    }

    /** From now on. */
    public void follow(Following following) {
        followers.add(following);
    }

    /** Forgets the halves of files that a process before this one left. Before the first upload. */
    public void begin() throws IOException {
        storage.begin();
    }

    /** What may be uploaded now. */
    public FileLimits limits() {
        return limits.get();
    }

    // ---- slots

    /**
     * Promises somebody to take a file.
     *
     * @param owner bare JID of who may upload at all
     * @param name any text
     * @param type media type without parameters, or empty when it was not said
     * @param size bytes, at least 1
     */
    public Slot slot(String owner, String name, String type, long size) throws NoSlot {
        FileLimits most = limits.get();
        if (size > most.size()) {
            throw NoSlot.tooLarge(most.size());
        }
        if (!type.isEmpty() && !most.allows(type)) {
            throw NoSlot.because(NoSlot.Reason.TYPE);
        }
        byte[] id = new byte[16];
        byte[] secret = new byte[24];
        random.nextBytes(id);
        random.nextBytes(secret);
        String shown = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        String kept = FileName.of(name);
        StoredFile file = new StoredFile(HexFormat.of().formatHex(id), owner, kept, type, size, State.PROMISED, sha256(shown), null, stamp.next(),
            clock.instant().plus(most.slot()).toEpochMilli());
        // Of two at once, the second one is measured with the first.
        synchronized (locks[Math.floorMod(owner.hashCode(), LOCKS)]) {
            checkHeld(owner, size, most);
            checkDay(owner, size, most);
            store.promise(file);
        }
        return new Slot(file.id(), file.path(), shown);
    }

    private void checkHeld(String owner, long size, FileLimits most) throws NoSlot {
        Instant now = clock.instant();
        FileStore.Sum promised = store.held(owner, State.PROMISED, now);
        // What is being uploaded still, though its slot would have had its time.
        List<StoredFile> late = uploading.values().stream().filter(file -> file.owner().equals(owner) && file.isExpired(now)).toList();
        if (promised.files() + late.size() >= MOST_SLOTS) {
            throw NoSlot.until(NoSlot.Reason.SLOTS, now.plus(most.slot()));
        }
        long held = promised.bytes() + late.stream().mapToLong(StoredFile::size).sum() + store.held(owner, State.KEPT, now).bytes();
        if (held + size > most.quota()) {
            throw NoSlot.because(NoSlot.Reason.QUOTA);
        }
    }

    private void checkDay(String owner, long size, FileLimits most) throws NoSlot {
        if (size > most.day()) {
            throw NoSlot.tooLarge(most.day());
        }
        Instant now = clock.instant();
        long yesterday = Stamp.at(now.minus(DAY));
        FileStore.Sum since = store.since(owner, yesterday, now);
        if (since.files() >= MOST_A_DAY || since.bytes() + size > most.day()) {
            long last = store.whenFreed(owner, yesterday, now, since.files() + 1 - MOST_A_DAY, since.bytes() + size - most.day());
            throw NoSlot.until(NoSlot.Reason.DAY, Stamp.time(last).plus(DAY));
        }
    }

    // ---- what is there

    /** A file that can be read, or whose upload is awaited. @param id any text */
    Optional<StoredFile> find(String id) {
        return store.find(id).filter(file -> file.state() != State.GONE && !file.isExpired(clock.instant()));
    }

    /** A file that can be read. @param id any text */
    public Optional<StoredFile> kept(String id) {
        return find(id).filter(file -> file.state() == State.KEPT);
    }

    /** Those of all files that are kept or awaited whose ids begin with two hexadecimal digits. */
    public Set<String> known(String part) {
        return store.known(part);
    }

    /** To be closed by who asks. */
    public SeekableByteChannel read(StoredFile file) throws IOException {
        return storage.read(file.id());
    }

    /**
     * What somebody has, newest first.
     *
     * @param owner bare JID
     * @param before the {@code created} of the last one of the page before, or {@link Long#MAX_VALUE}
     * @param most one of few values
     */
    public List<StoredFile> of(String owner, long before, int most) {
        return store.of(owner, before, most).stream().filter(file -> !file.isExpired(clock.instant())).toList();
    }

    /** Bytes that somebody's files have. */
    public long bytes(String owner) {
        return store.held(owner, State.KEPT, clock.instant()).bytes();
    }

    // ---- uploads

    static boolean shows(StoredFile file, String secret) {
        return MessageDigest.isEqual(file.secretHash().getBytes(StandardCharsets.US_ASCII), sha256(secret).getBytes(StandardCharsets.US_ASCII));
    }

    /** @return empty when it is being uploaded already, or has been */
    Optional<Storage.Writing> begin(StoredFile file) throws IOException {
        if (uploading.putIfAbsent(file.id(), file) != null) {
            return Optional.empty();
        }
        boolean begun = false;
        try {
            // Looked at again: another upload may have ended since.
            begun = find(file.id()).filter(each -> each.state() == State.PROMISED).isPresent();
            return begun ? Optional.of(storage.write(file.id())) : Optional.empty();
        } catch (IOException | RuntimeException failed) {
            begun = false;
            throw failed;
        } finally {
            if (!begun) {
                uploading.remove(file.id());
            }
        }
    }

    /**
     * All of a file has come.
     *
     * @param digest SHA-256, hexadecimal
     * @return false when it is not wanted any more
     */
    boolean keep(StoredFile file, Storage.Writing writing, String type, String digest) throws IOException {
        writing.keep();
        Duration kept = limits.get().kept();
        boolean known = false;
        try {
            known = keeping.keep(new FileStore.Kept(file.id(), type, digest, kept.isZero() ? 0 : clock.instant().plus(kept).toEpochMilli()));
        } finally {
            // What the database does not know nobody could delete.
            if (!known) {
                storage.delete(file.id());
            }
        }
        if (known) {
            followers.forEach(each -> each.came(file));
        }
        return known;
    }

    /** An upload has ended, in whatever way. */
    void ended(StoredFile file) {
        uploading.remove(file.id());
    }

    // ---- what goes

    /**
     * Deletes what somebody uploaded, or calls off what he may upload.
     *
     * @param owner bare JID
     * @return false when he has no such file
     */
    public boolean delete(String owner, String id) {
        Optional<StoredFile> file = find(id).filter(each -> each.owner().equals(owner));
        return file.isPresent() && remove(file.get());
    }

    // First it cannot be found any more; what a failure leaves on disk then is found by the next housekeeping.
    private boolean remove(StoredFile file) {
        if (file.state() != State.KEPT) {
            return store.deleteSlot(file.id());
        }
        Instant counts = file.createdAt().plus(DAY);
        boolean removed = clock.instant().isBefore(counts) ? store.bury(file.id(), counts.toEpochMilli()) : store.delete(file.id());
        erase(file.id());
        return removed;
    }

    /** Deletes all that somebody has. @param owner bare JID */
    public void forget(String owner) {
        store.forget(owner).forEach(this::erase);
    }

    private void erase(String id) {
        followers.forEach(each -> each.went(id));
        try {
            storage.delete(id);
        } catch (IOException failed) {
            LOG.warn("A deleted file is still on disk; it is tried again in its time", failed);
        }
    }

    /** Lets go what has had its time, and what is on disk without being known. */
    public void keepHouse() {
        expire();
        for (int part = 0; part < 256; part++) {
            removeUnknown(String.format(Locale.ROOT, "%02x", part));
        }
    }

    private void expire() {
        Instant now = clock.instant();
        List<StoredFile> expired = store.expired(now, STEP);
        while (!expired.isEmpty()) {
            boolean gone = false;
            for (StoredFile file : expired) {
                gone |= switch (file.state()) {
                    case PROMISED -> !uploading.containsKey(file.id()) && store.deleteSlot(file.id());
                    case KEPT -> remove(file);
                    case GONE -> store.delete(file.id());
                };
            }
            expired = gone && expired.size() == STEP ? store.expired(now, STEP) : List.of();
        }
    }

    private void removeUnknown(String part) {
        try {
            // Looked for first: what is made known meanwhile is not among them.
            Set<String> there = storage.ids(part, clock.instant().minus(SETTLED));
            if (!there.isEmpty()) {
                there.removeAll(store.known(part));
                there.forEach(this::erase);
            }
        } catch (IOException unreadable) {
            LOG.warn("It is not known what is on disk in {}", part, unreadable);
        }
    }

    private static String sha256(String text) {
        return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
