package org.igniterealtime.openfire.plugin.fireside.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.igniterealtime.openfire.plugin.fireside.event.Events;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoomLinesTest {
    private static final String ROOM = "salon@conference.x";

    private final Events events = new Events();
    private final RoomLines lines = new RoomLines(events, (body, stanza) -> new Preview(Preview.Kind.TEXT, body));
    private final AtomicInteger asked = new AtomicInteger();
    private Spoken newest = said(1);

    @AfterEach
    void close() {
        lines.close();
    }

    @Test
    void the_newest_message_is_read_once_until_something_else_is_it() {
        assertEquals(1, line());
        assertEquals(1, line());
        assertEquals(1, asked.get());

        newest = said(2);
        events.publish(new Said(newest));
        assertEquals(2, line());
        events.publish(new Revised(newest, List.of(newest)));
        assertEquals(2, line());
        events.publish(new TakenOver(List.of(newest)));
        assertEquals(2, line());
        assertEquals(4, asked.get());

        lines.forgetAll();
        line();
        assertEquals(5, asked.get());
    }

    @Test
    void what_was_read_before_something_was_said_is_not_kept() {
        // when it is said while the one before it is being read
        assertEquals(1, lines.of(ROOM, () -> {
            events.publish(new Said(said(2)));
            return Optional.of(said(1));
        }).orElseThrow().id());
        newest = said(2);

        assertEquals(2, line());
    }

    @Test
    void that_a_room_has_said_nothing_is_known_too() {
        newest = null;

        assertEquals(Optional.empty(), lines.of(ROOM, reader()));
        assertEquals(Optional.empty(), lines.of(ROOM, reader()));
        assertEquals(1, asked.get());
    }

    private long line() {
        return lines.of(ROOM, reader()).orElseThrow().id();
    }

    private Supplier<Optional<Spoken>> reader() {
        return () -> {
            asked.incrementAndGet();
            return Optional.ofNullable(newest);
        };
    }

    private static Spoken said(long id) {
        return new Spoken(id, ROOM, "Alice", "alice@x", "o" + id, "s" + id, "text " + id, "");
    }
}
