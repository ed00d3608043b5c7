package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.live.Call;
import org.igniterealtime.openfire.plugin.fireside.live.Drawn;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.live.Patch;
import org.igniterealtime.openfire.plugin.fireside.muc.Room;
import org.igniterealtime.openfire.plugin.fireside.muc.Rooms;
import org.igniterealtime.openfire.plugin.fireside.muc.Seat;
import org.igniterealtime.openfire.plugin.fireside.session.Action;
import org.igniterealtime.openfire.plugin.fireside.session.Session;

/**
 * Who is in rooms, on the pages that show them. What changes within a moment is told once. In a large room only those see each change
 * who look at the list; the others have its beginning, and the number.
 */
final class RoomPeople {
    /** Of so many the list is on the page, whether somebody looks at it or not. */
    static final int AT_ONCE = 50;
    /** So many are shown to who looks. */
    private static final int SHOWN = 500;

    private static final Duration GATHER = Duration.ofMillis(250);
    private static final Duration GATHER_OF_MANY = Duration.ofSeconds(1);

    /** @param few whether all were on the page until now @param size drawn once for all */
    private record PeopleChanged(Room room, boolean few, Drawn<Locale> size) {
    }

    private final Platform platform;
    private final Rooms rooms;
    private final RoomView view;
    // With how many were there when the first of the changes came.
    private final Map<Room, Integer> gathering = new ConcurrentHashMap<>();
    // Pages on which the list is open, with the room whose list it is.
    private final Map<Page, String> looking = Caffeine.newBuilder().weakKeys().executor(Runnable::run).<Page, String>build().asMap();

    RoomPeople(Platform platform, Rooms rooms, RoomView view) {
        this.platform = platform;
        this.rooms = rooms;
        this.view = view;
    }

    void register() {
        platform.actions().on("rooms/people", this::look);
        platform.signals().on(PeopleChanged.class, this::show);
    }

    /** Somebody came into a room, or went, or is another by now. On the host's threads. */
    void changed(Room room) {
        int size = room.size();
        if (gathering.putIfAbsent(room, size) == null) {
            platform.sessions().clock().after(size > AT_ONCE ? GATHER_OF_MANY : GATHER, () -> {
                // First, so that what comes from now on is told again.
                gathering.remove(room);
                PeopleChanged changed = new PeopleChanged(room, size <= AT_ONCE + 1, new Drawn<>());
                room.sessions().forEach(session -> session.signal(changed));
            });
        }
    }

    private void show(Session session, PeopleChanged changed) {
        Room room = changed.room();
        RoomsFeature.eachWith(session, room.jid().toString(), (page, showing) -> {
            changed.size().by(page.locale(), () -> List.of(view.size(room, page.locale()))).forEach(page::patch);
            if (changed.few() || room.size() <= AT_ONCE || looks(page, room)) {
                page.patch(people(session, page, room));
            }
        });
    }

    private boolean looks(Page page, Room room) {
        return room.jid().toString().equals(looking.get(page));
    }

    private Patch people(Session session, Page page, Room room) {
        return view.people(session, room, looks(page, room) ? SHOWN : AT_ONCE, page.locale());
    }

    // Somebody opens the list, or closes it.
    private CompletionStage<Optional<Refusal>> look(Session session, Page page, Call call) {
        Optional<Room> room = rooms.find(call.field("to")).filter(each -> each.seat(session).filter(Seat::inside).isPresent());
        if (room.isEmpty() || !call.field("open").equals("true")) {
            looking.remove(page);
            return Action.done();
        }
        looking.put(page, room.get().jid().toString());
        // Of few all are there.
        if (room.get().size() > AT_ONCE) {
            page.patch(people(session, page, room.get()));
        }
        return Action.done();
    }
}
