package org.igniterealtime.openfire.plugin.fireside.archive;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.igniterealtime.openfire.plugin.fireside.event.Events;
import org.igniterealtime.openfire.plugin.fireside.event.Subscription;

/** The newest messages of rooms: read once a room, whoever has it in a list, until something else is the newest. */
final class RoomLines implements AutoCloseable {
    private static final int ROOMS = 20_000;
    private static final int SLOTS = 1_024;

    private final Cache<String, Optional<RoomLine>> lines = Caffeine.newBuilder().maximumSize(ROOMS).executor(Runnable::run).build();
    // How often a room has been forgotten, and the few others that share its number: what was read before that is not kept.
    private final int[] forgotten = new int[SLOTS];
    private final Preview.Previews previews;
    private final List<Subscription> subscriptions;

    RoomLines(Events events, Preview.Previews previews) {
        this.previews = previews;
        this.subscriptions = List.of(events.on(Said.class, said -> forget(said.message().room())),
            events.on(Revised.class, revised -> forget(revised.by().room())),
            events.on(TakenOver.class, taken -> taken.messages().stream().map(Spoken::room).distinct().forEach(this::forget)));
    }

    /** @param newest reads it */
    Optional<RoomLine> of(String room, Supplier<Optional<Spoken>> newest) {
        Optional<RoomLine> known = lines.getIfPresent(room);
        if (known != null) {
            return known;
        }
        int before = times(room);
        Optional<RoomLine> read = newest.get().map(said -> new RoomLine(said.id(), said.nick(), Preview.of(said, previews)));
        keep(room, read, before);
        return read;
    }

    private synchronized int times(String room) {
        return forgotten[slot(room)];
    }

    private synchronized void keep(String room, Optional<RoomLine> read, int before) {
        if (times(room) == before) {
            lines.put(room, read);
        }
    }

    synchronized void forget(String room) {
        forgotten[slot(room)]++;
        lines.invalidate(room);
    }

    synchronized void forgetAll() {
        for (int slot = 0; slot < SLOTS; slot++) {
            forgotten[slot]++;
        }
        lines.invalidateAll();
    }

    private static int slot(String room) {
        return Math.floorMod(room.hashCode(), SLOTS);
    }

    @Override
    public void close() {
        subscriptions.forEach(Subscription::close);
    }
}
