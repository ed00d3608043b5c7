package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.igniterealtime.openfire.plugin.fireside.muc.Room;
import org.igniterealtime.openfire.plugin.fireside.work.Clock;

/**
 * Who is writing in rooms (XEP-0085 §5.5): held once a room, however many of us are in it. In large ones it would be noise, and a stanza for everybody at each
 * pause of everybody, so nobody says it there and nothing is shown. Of changes in one moment one is told. Thread-safe.
 */
final class Writing {
    /** A room of more people than this is a large one. */
    static final int LARGE = 100;
    private static final Duration FORGOTTEN = Duration.ofSeconds(30);
    private static final Duration MOMENT = Duration.ofMillis(200);
    private static final int MOST = 20;

    private final Clock clock;
    private final Consumer<Room> changed;
    // A room is here as long as somebody writes in it.
    private final Map<Room, Map<String, Runnable>> writers = new ConcurrentHashMap<>();
    private final Map<Room, Boolean> told = new ConcurrentHashMap<>();

    /** @param changed is told when somebody begins or ends, on whatever thread */
    Writing(Clock clock, Consumer<Room> changed) {
        this.clock = clock;
        this.changed = changed;
    }

    /** @param state as {@code composing}; anything else ends it */
    void says(Room room, String nick, String state) {
        if (state.equals("composing")) {
            begins(room, nick);
        } else {
            ends(room, nick);
        }
    }

    private void begins(Room room, String nick) {
        if (room.size() > LARGE || room.occupant(nick).isEmpty()) {
            return;
        }
        writers.compute(room, (any, known) -> {
            Map<String, Runnable> writing = known == null ? new LinkedHashMap<>(2) : known;
            Runnable before = writing.get(nick);
            if (before != null || writing.size() < MOST) {
                writing.put(nick, clock.after(FORGOTTEN, () -> ends(room, nick)));
                tell(room, before == null);
            }
            if (before != null) {
                before.run();
            }
            return writing;
        });
    }

    private void ends(Room room, String nick) {
        writers.computeIfPresent(room, (any, writing) -> {
            Runnable callOff = writing.remove(nick);
            if (callOff != null) {
                callOff.run();
                tell(room, true);
            }
            return writing.isEmpty() ? null : writing;
        });
    }

    /** Somebody came or went. */
    void occupantsChanged(Room room) {
        writing(room).stream().filter(nick -> room.occupant(nick).isEmpty()).forEach(nick -> ends(room, nick));
    }

    private void tell(Room room, boolean news) {
        if (news && told.putIfAbsent(room, true) == null) {
            clock.after(MOMENT, () -> {
                told.remove(room);
                changed.accept(room);
            });
        }
    }

    /** Those who began first come first. */
    List<String> writing(Room room) {
        List<String> nicks = new ArrayList<>();
        writers.computeIfPresent(room, (any, writing) -> {
            nicks.addAll(writing.keySet());
            return writing;
        });
        return nicks;
    }
}
