package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.igniterealtime.openfire.plugin.fireside.muc.Room;
import org.igniterealtime.openfire.plugin.fireside.muc.Rooms;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.work.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;
import org.xmpp.packet.Presence;

/** XEP-0085 §5.5. */
class WritingTest {
    private static final JID GARDEN = new JID("garden@conference.localhost");

    private final Clock clock = new Clock();
    private final BlockingQueue<List<String>> told = new LinkedBlockingQueue<>();
    private final Rooms rooms = new Rooms(jid -> true, new Deaf());
    private Writing writing;
    private Room room;

    @BeforeEach
    void enter() {
        // Nobody of ours need be there but somebody.
        room = rooms.enter(null, GARDEN, "me");
        writing = new Writing(clock, changed -> told.add(writing.writing(changed)));
        comes("Ana");
        comes("Ben");
    }

    @AfterEach
    void stop() {
        clock.close();
    }

    @Test
    void changes_of_a_moment_are_told_once() throws Exception {
        writing.says(room, "Ana", "composing");
        writing.says(room, "Ana", "composing");
        writing.says(room, "Ben", "composing");

        assertEquals(List.of("Ana", "Ben"), told.poll(5, TimeUnit.SECONDS));
        writing.says(room, "Ana", "composing");
        writing.says(room, "Ben", "active");
        assertEquals(List.of("Ana"), told.poll(5, TimeUnit.SECONDS));
        assertTrue(told.isEmpty());
    }

    @Test
    void who_leaves_does_not_write_any_more() throws Exception {
        writing.says(room, "Ana", "composing");
        assertEquals(List.of("Ana"), told.poll(5, TimeUnit.SECONDS));

        goes("Ana");
        writing.occupantsChanged(room);

        assertEquals(List.of(), told.poll(5, TimeUnit.SECONDS));
    }

    @Test
    void who_is_not_there_does_not_write_nor_does_anybody_in_a_large_room() {
        writing.says(room, "Nobody", "composing");
        assertEquals(List.of(), writing.writing(room));

        for (int i = 0; i < Writing.LARGE; i++) {
            comes("Guest " + i);
        }
        writing.says(room, "Ana", "composing");
        assertEquals(List.of(), writing.writing(room));
    }

    private void comes(String nick) {
        rooms.takes(null, presence(nick, null));
    }

    private void goes(String nick) {
        rooms.takes(null, presence(nick, Presence.Type.unavailable));
    }

    private static Presence presence(String nick, Presence.Type type) {
        Presence presence = new Presence();
        presence.setType(type);
        presence.setFrom(new JID(GARDEN.getNode(), GARDEN.getDomain(), nick));
        return presence;
    }

    /** Wants to know nothing. */
    private static final class Deaf implements Rooms.Listener {
        @Override
        public void occupantsChanged(Room room) {
        }

        @Override
        public void entered(Room room, Session session) {
        }

        @Override
        public void seatChanged(Room room, Session session) {
        }

        @Override
        public void left(Room room, Session session) {
        }

        @Override
        public void refused(Room room, Session session, String condition) {
        }

        @Override
        public void subject(Room room) {
        }

        @Override
        public void aboutChanged(Room room, Session session) {
        }

        @Override
        public void writes(Room room, String nick, String state) {
        }

        @Override
        public void said(Room room, Message message) {
        }

        @Override
        public void returned(Room room, Session session, String id, String condition) {
        }
    }
}
