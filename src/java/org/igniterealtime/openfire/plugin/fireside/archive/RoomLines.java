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

    // Who forgets one waits while it is being read, so that nothing old is kept.
    private final Cache<String, Optional<RoomLine>> lines = Caffeine.newBuilder().maximumSize(ROOMS).executor(Runnable::run).build();
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
        return lines.get(room, unknown -> newest.get().map(said -> new RoomLine(said.id(), said.nick(), Preview.of(said, previews))));
    }

    void forget(String room) {
        lines.invalidate(room);
    }

    void forgetAll() {
        lines.invalidateAll();
    }

    @Override
    public void close() {
        subscriptions.forEach(Subscription::close);
    }
}
