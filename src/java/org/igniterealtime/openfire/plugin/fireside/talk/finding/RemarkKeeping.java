package org.igniterealtime.openfire.plugin.fireside.talk.finding;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.igniterealtime.openfire.plugin.fireside.archive.Archive;
import org.igniterealtime.openfire.plugin.fireside.archive.Contents;
import org.igniterealtime.openfire.plugin.fireside.archive.Fate;
import org.igniterealtime.openfire.plugin.fireside.archive.Kept;
import org.igniterealtime.openfire.plugin.fireside.archive.Marked;
import org.igniterealtime.openfire.plugin.fireside.archive.MessageKey;
import org.igniterealtime.openfire.plugin.fireside.archive.MessageKey.Shelf;
import org.igniterealtime.openfire.plugin.fireside.archive.Revised;
import org.igniterealtime.openfire.plugin.fireside.archive.Said;
import org.igniterealtime.openfire.plugin.fireside.archive.Spoken;
import org.igniterealtime.openfire.plugin.fireside.archive.Stored;
import org.igniterealtime.openfire.plugin.fireside.archive.TakenOver;
import org.igniterealtime.openfire.plugin.fireside.desk.directory.Upkeep;
import org.igniterealtime.openfire.plugin.fireside.event.Events;
import org.igniterealtime.openfire.plugin.fireside.host.AccountGone;
import org.igniterealtime.openfire.plugin.fireside.route.RoomGone;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;

/**
 * Keeps the index of messages as the tables are. Who has heard that a message is there, or is another one by now, says so, and what the
 * tables have of it then is what the index gets. What was not heard, since the server was killed or too much waited, is found by going
 * through all messages, newest first: at the start, and after anything that failed.
 */
final class RemarkKeeping implements AutoCloseable {
    private static final int COMPARED = 1_000;
    private static final int TAKEN = 100;
    /** Messages that may wait; when there are more, all are compared instead. */
    private static final int WAITING = 20_000;
    /** Ticks after which what is too old is looked for. */
    private static final int SWEEP_AFTER = 180;

    private record Waiting(Shelf shelf, long id) {
    }

    private final Contents contents;
    private final Function<String, String> jids;
    private final LongSupplier oldest;
    private final Runnable completed;
    private final Upkeep<RemarkIndex> upkeep;
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
    private final Set<Shelf> gone = ConcurrentHashMap.newKeySet();
    private volatile boolean behind = true;
    // Of the chain alone.
    private boolean comparing;
    private long comparedDownTo = Archive.NEWEST;
    private int ticks;

    /**
     * @param folder where the index is or will be; its own
     * @param jids the bare JID of an account
     * @param oldest the id before which messages are not kept, 0 for none
     * @param completed called once the index has everything, in the lane
     */
    RemarkKeeping(Path folder, Contents contents, Function<String, String> jids, LongSupplier oldest, Lane lane, Runnable completed) {
        this.contents = contents;
        this.jids = jids;
        this.oldest = oldest;
        this.completed = completed;
        this.upkeep = new Upkeep<>(this, lane, () -> RemarkIndex.open(folder), this::takeWhatWaits);
    }

    /** The index, once it is there. */
    Optional<RemarkIndex> index() {
        return upkeep.index();
    }

    /** Whether it is known to have all messages. */
    boolean isComplete() {
        return upkeep.isComplete();
    }

    // ---- on any thread: enqueues

    /** Hears of what changes. */
    void listen(Events events) {
        events.on(Stored.class, stored -> look(stored.message()));
        events.on(Marked.class, marked -> marked.messages().stream().filter(each -> saysOther(each.fate())).forEach(this::look));
        events.on(Said.class, said -> look(said.message()));
        events.on(Revised.class, revised -> revised.messages().stream().filter(each -> saysOther(each.fate())).forEach(this::look));
        events.on(TakenOver.class, taken -> taken.messages().forEach(this::look));
        events.on(AccountGone.class, account -> forget(new Shelf(account.username(), false)));
        events.on(RoomGone.class, room -> forget(new Shelf(room.room().toString(), true)));
    }

    // Of most changes it is told that they were read, or reacted to.
    private static boolean saysOther(Fate fate) {
        return fate.isGone() || fate.edit() != null;
    }

    private void look(Kept message) {
        look(new Shelf(message.owner(), false), message.id());
    }

    private void look(Spoken message) {
        look(new Shelf(message.room(), true), message.id());
    }

    /** A message may be there, be gone, or say something else. */
    void look(Shelf shelf, long id) {
        if (waiting.size() < WAITING) {
            waiting.add(new Waiting(shelf, id));
        } else {
            upkeep.complete(false);
            behind = true;
        }
        upkeep.wake();
    }

    /** All messages of an account, or of a room, are gone. */
    void forget(Shelf shelf) {
        gone.add(shelf);
        upkeep.wake();
    }

    /** Opens and compares where that is to be done, and has what was changed written to disk. To be called again and again. */
    void tick() {
        upkeep.tick((index, afresh) -> {
            if (afresh) {
                comparing = false;
            }
            if (behind || afresh) {
                beginComparing();
            }
            if (++ticks % SWEEP_AFTER == 0 && oldest.getAsLong() > 0) {
                index.removeBefore(oldest.getAsLong());
                index.show();
            }
            index.commit();
        });
    }

    // ---- in the lane

    private void takeWhatWaits(RemarkIndex index) throws IOException {
        for (Shelf shelf : taken(gone)) {
            index.remove(shelf);
        }
        Map<Shelf, Set<Long>> some = new HashMap<>();
        taken(waiting).forEach(each -> some.computeIfAbsent(each.shelf(), any -> new HashSet<>()).add(each.id()));
        take(index, some);
        index.show();
        if (!waiting.isEmpty() || !gone.isEmpty()) {
            upkeep.wake();
        }
    }

    private static <T> Set<T> taken(Set<T> from) {
        Set<T> taken = new HashSet<>();
        for (Iterator<T> each = from.iterator(); each.hasNext() && taken.size() < TAKEN;) {
            taken.add(each.next());
            each.remove();
        }
        return taken;
    }

    private void take(RemarkIndex index, Map<Shelf, Set<Long>> some) throws IOException {
        for (Map.Entry<Shelf, Set<Long>> each : some.entrySet()) {
            Set<Long> missing = new HashSet<>(each.getValue());
            for (Remark remark : remarks(each.getKey(), each.getValue())) {
                index.put(remark);
                missing.remove(remark.key().id());
            }
            index.remove(each.getKey(), missing);
        }
    }

    private List<Remark> remarks(Shelf shelf, Collection<Long> ids) {
        return shelf.isRoom() ? contents.spoken(shelf.name(), ids).stream().map(Remark::of).toList()
            : contents.kept(shelf.name(), ids).stream().map(message -> Remark.of(message, jids.apply(message.owner()))).toList();
    }

    private void beginComparing() {
        behind = false;
        comparedDownTo = Archive.NEWEST;
        if (!comparing) {
            comparing = true;
            upkeep.then(this::compare);
        }
    }

    private void compare(RemarkIndex index) throws IOException {
        Contents.Part part = contents.before(comparedDownTo, COMPARED);
        Set<MessageKey> there = new HashSet<>(part.keys());
        Set<MessageKey> here = index.between(part.from(), comparedDownTo);
        Map<Shelf, Set<Long>> differ = new HashMap<>();
        there.stream().filter(key -> !here.contains(key)).forEach(key -> differ.computeIfAbsent(key.shelf(), any -> new HashSet<>()).add(key.id()));
        here.stream().filter(key -> !there.contains(key)).forEach(key -> differ.computeIfAbsent(key.shelf(), any -> new HashSet<>()).add(key.id()));
        take(index, differ);
        if (!differ.isEmpty()) {
            index.show();
        }
        comparedDownTo = part.from();
        comparing = comparedDownTo > 0;
        if (comparing) {
            upkeep.then(this::compare);
        } else if (!behind) {
            index.commit();
            upkeep.complete(true);
            completed.run();
        }
    }

    /** After the lane's end. */
    @Override
    public void close() throws IOException {
        upkeep.close();
    }
}
