package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.muc.Room;
import org.igniterealtime.openfire.plugin.fireside.muc.RoomStanza;
import org.igniterealtime.openfire.plugin.fireside.muc.Rooms;
import org.igniterealtime.openfire.plugin.fireside.muc.Seat;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/**
 * Finds out whether our sessions are still in the rooms elsewhere that have long sent them nothing, and has them enter again where they are not (XEP-0410).
 *
 * <p>Each session is an occupant of its own, whose place one ping tells of and no other's: so each pings, but only after a silence of its own, and no more
 * than a few at a time. Where one has lost its place all others in rooms of that server are asked at once, since they most likely have lost theirs by the same fall.
 * Rooms here are not asked: they lose nobody without telling him within this very process.
 */
final class SelfPing {
    private static final Logger LOG = LoggerFactory.getLogger(SelfPing.class);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration UNREACHABLE = Duration.ofMinutes(2);
    private static final Duration SOON = Duration.ofSeconds(15);
    /** In one look, of all and of one room. */
    private static final int AT_ONCE = 20;
    private static final int AT_ONCE_OF_ONE = 5;
    /** A server that only ever says that nobody is inside does not have everybody enter without end. */
    private static final Duration DOUBTED = Duration.ofMinutes(5);
    private static final int SERVERS = 10_000;
    private static final int TRIES = 8;
    /** §3.2: errors of somebody who is inside, and those that only the way there makes. */
    private static final Set<String> INSIDE = Set.of("service-unavailable", "feature-not-implemented", "item-not-found");
    private static final Set<String> UNREACHED = Set.of("remote-server-not-found", "remote-server-timeout", "resource-constraint", "internal-server-error");

    private final Platform platform;
    private final Rooms rooms;
    private final Entrance entrance;
    private final RoomQuestions questions;
    private final BiFunction<Session, JID, Optional<Bookmark>> wanted;
    private final Cache<String, Boolean> doubted = Caffeine.newBuilder().maximumSize(SERVERS).expireAfterWrite(DOUBTED).executor(Runnable::run).build();

    /** @param wanted the room as it is in somebody's list, if he is to be in it at all */
    SelfPing(Platform platform, Rooms rooms, Entrance entrance, RoomQuestions questions, BiFunction<Session, JID, Optional<Bookmark>> wanted) {
        this.platform = platform;
        this.rooms = rooms;
        this.entrance = entrance;
        this.questions = questions;
        this.wanted = wanted;
    }

    void open() {
        platform.sessions().clock().every(LOOK, this::look);
    }

    private void look() {
        Duration silence = platform.settings().roomSilence();
        List<Room> inSomeOrder = new ArrayList<>(rooms.elsewhere());
        Collections.shuffle(inSomeOrder);
        inSomeOrder.stream().flatMap(room -> room.silent(silence).stream().limit(AT_ONCE_OF_ONE).map(session -> (Runnable) () -> ask(session, room)))
            .limit(AT_ONCE).forEach(Runnable::run);
    }

    private void ask(Session session, Room room) {
        room.seat(session).ifPresent(seat -> ask(session, room, seat));
    }

    private void ask(Session session, Room room, Seat seat) {
        room.ask(session, Instant.now().plus(UNREACHABLE));
        session.ask(RoomStanza.selfPing(room.jid(), seat.nick()), PATIENCE).thenAccept(answer -> answered(session, room, answer));
    }

    private void answered(Session session, Room room, IQ answer) {
        String condition = answer.getType() == IQ.Type.error ? RoomStanza.condition(answer) : "";
        if (condition.equals("item-not-found")) {
            gone(session, room);
        } else if (condition.isEmpty() || INSIDE.contains(condition)) {
            room.heard(session);
        } else if (!UNREACHED.contains(condition)) {
            mend(session, room);
        }
    }

    // Of an occupant that means another nick, but some servers mean the whole room by it.
    private void gone(Session session, Room room) {
        questions.ask(session, room.jid()).thenAccept(answer -> {
            if (answer.getType() == IQ.Type.error && RoomStanza.condition(answer).equals("item-not-found")) {
                mend(session, room);
            } else {
                room.heard(session);
            }
        });
    }

    private void mend(Session session, Room room) {
        String server = room.jid().getDomain();
        Instant since = room.lastHeard(session);
        if (doubted.asMap().putIfAbsent(server, true) == null) {
            rooms.elsewhere().stream().filter(other -> other.jid().getDomain().equals(server)).forEach(Room::doubt);
        }
        rooms.lose(session, room).ifPresent(nick -> {
            LOG.debug("{} has lost {} and enters it again", room.jid(), session.person().username());
            again(session, room, nick, since, TRIES, SOON);
        });
    }

    private void again(Session session, Room room, String nick, Instant since, int tries, Duration pause) {
        if (session.over() || wanted.apply(session, room.jid()).isEmpty()) {
            return;
        }
        entrance.again(session, room.jid(), nick, wanted.apply(session, room.jid()).map(Bookmark::password).orElse(""), since).whenComplete((refused, fault) -> {
            boolean later = fault != null || refused.map(why -> why.kind() == Refusal.Kind.UNAVAILABLE).orElse(false);
            if (later && tries > 1) {
                platform.sessions().clock().after(pause, () -> again(session, room, nick, since, tries - 1, pause.multipliedBy(2)));
            } else if (later || refused.isPresent()) {
                entrance.giveUp(session, room.jid());
            } else if (wanted.apply(session, room.jid()).isEmpty()) {
                // Left meanwhile.
                rooms.find(room.jid().toString()).ifPresent(now -> entrance.leave(session, now));
            }
        });
    }
}
