package org.igniterealtime.openfire.plugin.fireside.archive;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.igniterealtime.openfire.plugin.fireside.event.Events;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Meaning;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes the archive. What has gathered while it wrote goes into the next transaction together, so
 * that a disk that is slow to sync costs latency, not throughput.
 *
 * <p>While the database is down, messages of pages are refused and everything else goes to the spool at once; each second
 * somebody else is sent to ask whether it answers, since the host tries for seconds, and the spool comes first when it is back.
 */
final class ArchiveWriter extends Thread {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveWriter.class);
    private static final int BATCH = 256;
    private static final int QUEUE = 50_000;
    private static final long RETRY_MILLIS = 1000;

    /** @param sent who waits for it, or null @param shown it comes from the spool, and was shown when it went there */
    private record Pending(Change change, CompletableFuture<Archive.Sent> sent, boolean shown) {
    }

    /** What makes a message the same one, whichever way it comes. */
    private record Lately(String owner, String peer, String stanzaId, String body) {
        static Lately of(Kept message) {
            return new Lately(message.owner(), message.peer(), message.stanzaId(), message.body());
        }
    }

    /** Has something done on another thread that may block. */
    @FunctionalInterface
    interface Elsewhere {
        CompletableFuture<Boolean> call(Callable<Boolean> work);
    }

    /** Ends the waiting for more. */
    private static final Pending WAKE = new Pending(null, null, false);

    private final Database database;
    private final ArchiveStore store;
    private final RoomStore rooms = new RoomStore();
    private final Events events;
    private final Admission admission;
    private final Spool spool;
    private final Preview.Previews previews;
    private final Elsewhere elsewhere;
    private final Cache<Lately, Instant> lately = Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(Duration.ofMinutes(1)).executor(Runnable::run).build();
    private final LinkedBlockingQueue<Pending> queue = new LinkedBlockingQueue<>();
    private final LongAdder lost = new LongAdder();
    private volatile boolean closed;
    private volatile boolean down;
    private volatile boolean asking;
    private volatile boolean answers;
    private volatile long spooled;
    private long askedAt;

    ArchiveWriter(Database database, ArchiveStore store, Events events, Admission admission, Spool spool,
                  Preview.Previews previews, Elsewhere elsewhere) {
        super("fireside-archive");
        setDaemon(true);
        setContextClassLoader(ArchiveWriter.class.getClassLoader());
        this.database = database;
        this.store = store;
        this.events = events;
        this.admission = admission;
        this.spool = spool;
        this.previews = previews;
        this.elsewhere = elsewhere;
        this.spooled = spool.bytes();
    }

    CompletableFuture<Archive.Sent> keep(Kept message) {
        return keep(message, Meaning.WORDS);
    }

    CompletableFuture<Archive.Sent> keep(Kept message, Meaning meaning) {
        CompletableFuture<Archive.Sent> sent = new CompletableFuture<>();
        if (closed || down || queue.size() >= QUEUE) {
            sent.completeExceptionally(new Outage(new SQLException("The archive takes nothing at the moment")));
        } else {
            queue.add(new Pending(new Change.Message(message, meaning), sent, false));
        }
        return sent;
    }

    void keepLater(Change change) {
        if (closed || queue.size() >= QUEUE) {
            lost.increment();
        } else {
            queue.add(new Pending(change, null, false));
        }
    }

    void skipped() {
        lost.increment();
    }

    boolean down() {
        return down;
    }

    long spooled() {
        return spooled;
    }

    long lost() {
        return lost.sum();
    }

    /** Writes what is queued, and ends. */
    void close() {
        closed = true;
        // Not interrupted: that would close the files of an embedded database, and the spool, under its hands.
        queue.add(WAKE);
        try {
            join(5000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        while (!closed || !queue.isEmpty()) {
            try {
                turn(gather());
            } catch (RuntimeException fault) {
                LOG.error("The archive's writer failed; it goes on", fault);
            }
        }
        // What came in between the last look and the end.
        queue.forEach(late -> refuse(late, new Outage(new SQLException("The archive is closed"))));
    }

    private static void refuse(Pending pending, Outage why) {
        if (pending.sent() != null) {
            pending.sent().completeExceptionally(why);
        }
    }

    private List<Pending> gather() {
        List<Pending> batch = new ArrayList<>();
        try {
            Pending first = closed ? queue.poll() : queue.poll(RETRY_MILLIS, TimeUnit.MILLISECONDS);
            if (first != null) {
                batch.add(first);
                queue.drainTo(batch, BATCH - 1);
            }
        } catch (InterruptedException closing) {
            queue.drainTo(batch, BATCH);
        }
        // By identity: with the equals that a record gets, one class loader outlived the plugin (seen by OpenfireServerIT).
        batch.removeIf(each -> each == WAKE);
        return batch;
    }

    private void turn(List<Pending> batch) {
        if ((down || !spool.isEmpty()) && !recovered()) {
            putAside(batch);
        } else if (!batch.isEmpty()) {
            writeOrPutAside(batch);
        }
    }

    private boolean recovered() {
        if (down && !answered()) {
            ask();
            return false;
        }
        try {
            drain();
            down = false;
            LOG.info("The archive is written to the database again");
            return true;
        } catch (Outage still) {
            down = true;
            return false;
        }
    }

    private boolean answered() {
        boolean answered = answers;
        answers = false;
        return answered;
    }

    private void ask() {
        long now = System.nanoTime();
        if (asking || now - askedAt < TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS)) {
            return;
        }
        askedAt = now;
        asking = true;
        elsewhere.call(this::alive).whenComplete((alive, fault) -> {
            answers = fault == null && alive;
            asking = false;
            if (answers) {
                queue.add(WAKE);
            }
        });
    }

    private void drain() {
        List<Pending> changes = new ArrayList<>();
        for (Change change : spool.read()) {
            changes.add(new Pending(change, null, true));
        }
        for (int from = 0; from < changes.size(); from += BATCH) {
            writeWhatCan(new ArrayList<>(changes.subList(from, Math.min(changes.size(), from + BATCH))));
        }
        spool.clear();
        spooled = 0;
    }

    private void writeOrPutAside(List<Pending> batch) {
        try {
            writeWhatCan(batch);
        } catch (Outage outage) {
            LOG.error("The archive cannot be written; messages are spooled until it can", outage);
            down = true;
            putAside(batch);
        }
    }

    private boolean alive() {
        try {
            return database.read(connection -> connection.isValid(2));
        } catch (Outage dead) {
            return false;
        }
    }

    /**
     * All in one transaction. Where that fails although the database lives, one of them is what cannot be kept: that one
     * is refused, the others are kept.
     *
     * @param batch what is done is taken from it
     * @throws Outage when the database is down
     */
    private void writeWhatCan(List<Pending> batch) {
        try {
            write(batch).forEach(Runnable::run);
            batch.clear();
        } catch (RuntimeException failed) {
            requireAlive(failed);
        }
        while (!batch.isEmpty()) {
            try {
                write(batch.subList(0, 1)).forEach(Runnable::run);
            } catch (RuntimeException unusable) {
                requireAlive(unusable);
                LOG.error("A change of the archive cannot be kept", unusable);
                lost.increment();
                refuse(batch.get(0), new Outage(unusable));
            }
            batch.remove(0);
        }
    }

    private void requireAlive(RuntimeException failed) {
        if (failed instanceof Outage outage && outage.unreachable() || !alive()) {
            throw failed instanceof Outage outage ? outage : new Outage(failed);
        }
    }

    private void putAside(List<Pending> batch) {
        List<Change> changes = new ArrayList<>();
        for (Pending pending : batch) {
            if (pending.sent() != null) {
                refuse(pending, new Outage(new SQLException("The database is down")));
            } else {
                changes.add(pending.change());
            }
        }
        if (changes.isEmpty()) {
            return;
        }
        int kept = spool.add(changes);
        spooled = spool.bytes();
        lost.add(changes.size() - kept);
        // People go on talking: what is safe on the spool is shown, the counts follow when the database is back.
        for (Change change : changes.subList(0, kept)) {
            if (change instanceof Change.Message message && Meaning.orWords(message.meaning()).kind() == Meaning.Kind.WORDS) {
                events.publish(new Stored(message.kept(), null));
            } else if (change instanceof Change.Said said && Meaning.orWords(said.meaning()).kind() == Meaning.Kind.WORDS) {
                events.publish(new Said(said.message()));
            }
        }
    }

    /** One transaction; what is returned is to be done once it has been committed. */
    private List<Runnable> write(List<Pending> batch) {
        return database.writePrepared(prepared -> {
            // Who may write to whom is asked once there is a connection: without a database each answer would take seconds.
            List<Pending> admitted = batch.stream().filter(this::admitted).toList();
            return new Transaction(prepared).apply(admitted);
        });
    }

    private boolean admitted(Pending pending) {
        return !(pending.change() instanceof Change.Message message) || message.kept().outgoing()
            || admission.admits(message.kept().owner(), message.kept().peer());
    }

    private final class Transaction {
        private final Prepared prepared;
        private final ChatChanges changes;
        private final RoomChanges roomChanges;
        private final Map<String, Chat> chats = new HashMap<>();
        private final Map<String, Chat> changed = new LinkedHashMap<>();
        private final List<Runnable> after = new ArrayList<>();

        Transaction(Prepared prepared) {
            this.prepared = prepared;
            this.changes = new ChatChanges(store, previews, prepared);
            this.roomChanges = new RoomChanges(rooms, previews, prepared);
        }

        List<Runnable> apply(List<Pending> batch) throws SQLException {
            for (Pending pending : batch) {
                if (pending.change() instanceof Change.Message message) {
                    add(message.kept(), Meaning.orWords(message.meaning()), pending);
                } else if (pending.change() instanceof Change.Late late) {
                    late(late.kept(), Meaning.orWords(late.meaning()), pending);
                } else if (pending.change() instanceof Change.Said said) {
                    said(said.message(), Meaning.orWords(said.meaning()), pending);
                } else if (pending.change() instanceof Change.State state) {
                    state(state);
                } else if (pending.change() instanceof Change.Displayed displayed) {
                    displayed(displayed);
                } else if (pending.change() instanceof Change.Read read) {
                    read(read);
                }
            }
            for (Chat chat : changed.values()) {
                store.save(prepared, chat);
            }
            return after;
        }

        private void add(Kept message, Meaning meaning, Pending pending) throws SQLException {
            boolean fresh = !store.isKnown(prepared, message) && !(pending.change() instanceof Change.Message && wasLate(message));
            if (fresh) {
                ChatChanges.Outcome outcome = changes.apply(message, meaning);
                Kept kept = outcome.kept();
                boolean words = kept.bearing().kind() == Meaning.Kind.WORDS;
                Preview preview = words ? Preview.of(kept, previews) : Preview.NONE;
                store.add(prepared, kept, preview);
                if (words) {
                    Chat chat = chat(kept.owner(), kept.peer()).with(kept, preview);
                    change(chat);
                    if (!pending.shown()) {
                        after.add(() -> events.publish(new Stored(kept, chat)));
                    }
                }
                revised(outcome.changed());
            }
            if (pending.sent() != null) {
                after.add(() -> pending.sent().complete(new Archive.Sent(message, fresh)));
            }
        }

        private void revised(List<Kept> messages) throws SQLException {
            for (Kept each : messages) {
                Chat before = chat(each.owner(), each.peer());
                Chat now = before.revised(each, Preview.of(each, previews));
                if (!now.equals(before)) {
                    change(now);
                    after.add(() -> events.publish(new WasRead(now)));
                }
            }
            tell(messages);
        }

        private void tell(List<Kept> messages) {
            if (!messages.isEmpty()) {
                Kept any = messages.get(0);
                after.add(() -> events.publish(new Marked(any.owner(), any.peer(), messages)));
            }
        }

        private void late(Kept message, Meaning meaning, Pending pending) throws SQLException {
            boolean numbered = !message.origin().startsWith(Kept.LATE);
            if (numbered || !store.hasLike(prepared, message)) {
                add(message.withId(store.free(prepared, message.owner(), message.id())), meaning, pending);
                lately.put(Lately.of(message), Instant.now());
            }
        }

        // The host may hand it out again before it says that it has routed it.
        private boolean wasLate(Kept message) {
            Instant handedOut = message.outgoing() ? null : lately.getIfPresent(Lately.of(message));
            return handedOut != null && !message.at().isAfter(handedOut);
        }

        private void said(Spoken message, Meaning meaning, Pending pending) throws SQLException {
            if (rooms.isKnown(prepared, message)) {
                return;
            }
            RoomChanges.Outcome outcome = roomChanges.apply(message, meaning);
            boolean words = outcome.said().bearing().kind() == Meaning.Kind.WORDS;
            Spoken kept = rooms.add(prepared, outcome.said(), words ? Preview.of(outcome.said(), previews) : Preview.NONE);
            if (words && !pending.shown()) {
                after.add(() -> events.publish(new Said(kept)));
            }
            if (!words || !outcome.changed().isEmpty()) {
                after.add(() -> events.publish(new Revised(kept, outcome.changed())));
            }
        }

        private void state(Change.State state) throws SQLException {
            Optional<Kept> message = state.stanzaId().isEmpty() ? Optional.empty()
                : store.byStanzaId(prepared, state.owner(), state.peer(), state.stanzaId(), true);
            if (message.isPresent() && message.get().state().ordinal() < state.state().ordinal()) {
                mark(List.of(message.get().with(state.state(), state.error())));
            }
        }

        private void displayed(Change.Displayed displayed) throws SQLException {
            Optional<Kept> last = store.byStanzaId(prepared, displayed.owner(), displayed.peer(), displayed.stanzaId(), true);
            if (last.isPresent()) {
                List<Kept> messages = new ArrayList<>();
                for (Kept each : store.undisplayed(prepared, displayed.owner(), displayed.peer(), last.get().id())) {
                    messages.add(0, each.with(Kept.State.DISPLAYED, ""));
                }
                mark(messages);
            }
        }

        private void mark(List<Kept> messages) throws SQLException {
            for (Kept message : messages) {
                store.setState(prepared, message);
            }
            tell(messages);
        }

        private void read(Change.Read read) throws SQLException {
            long upTo = read.id();
            if (!read.stanzaId().isEmpty()) {
                upTo = store.byStanzaId(prepared, read.owner(), read.peer(), read.stanzaId(), false).map(Kept::id).orElse(0L);
            }
            Chat chat = chat(read.owner(), read.peer());
            if (upTo > chat.read() && chat.last() > 0) {
                int unread = upTo >= chat.last() ? 0 : store.countUnread(prepared, read.owner(), read.peer(), upTo);
                Chat seen = new Chat(chat.owner(), chat.peer(), chat.last(), chat.preview(), chat.outgoing(), unread, upTo);
                change(seen);
                after.add(() -> events.publish(new WasRead(seen)));
            }
        }

        private Chat chat(String owner, String peer) throws SQLException {
            String key = owner + ' ' + peer;
            Chat known = chats.get(key);
            if (known == null) {
                known = store.chat(prepared, owner, peer).orElse(Chat.none(owner, peer));
                chats.put(key, known);
            }
            return known;
        }

        private void change(Chat chat) {
            String key = chat.owner() + ' ' + chat.peer();
            chats.put(key, chat);
            changed.put(key, chat);
        }
    }
}
