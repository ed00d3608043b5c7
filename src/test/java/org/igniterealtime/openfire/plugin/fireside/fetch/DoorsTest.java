package org.igniterealtime.openfire.plugin.fireside.fetch;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DoorsTest {
    private final InetAddress one = InetAddress.getLoopbackAddress();

    @Test
    void there_are_only_so_many_connections_to_one_address() throws Exception {
        // given
        Doors doors = new Doors(2, 10);
        doors.enter(one, soon());
        doors.enter(one, soon());

        // then
        assertEquals(Reason.BUSY, assertThrows(Stopped.class, () -> doors.enter(one, soon())).reason());
        assertDoesNotThrow(() -> doors.enter(InetAddress.getByName("127.0.0.2"), soon()));
    }

    @Test
    void there_are_only_so_many_connections_in_all() throws Exception {
        // given
        Doors doors = new Doors(2, 2);
        doors.enter(one, soon());
        doors.enter(InetAddress.getByName("127.0.0.2"), soon());

        // then
        assertEquals(Reason.BUSY, assertThrows(Stopped.class, () -> doors.enter(InetAddress.getByName("127.0.0.3"), soon())).reason());
    }

    @Test
    void who_waits_enters_when_another_leaves() throws Exception {
        // given
        Doors doors = new Doors(1, 1);
        doors.enter(one, soon());
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> assertDoesNotThrow(() -> doors.enter(one, new Deadline(Duration.ofMinutes(1)))));

        // when
        doors.leave(one);

        // then
        waiting.get();
    }

    private static Deadline soon() {
        return new Deadline(Duration.ofMillis(30));
    }
}
