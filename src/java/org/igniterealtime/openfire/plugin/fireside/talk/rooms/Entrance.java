package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.muc.Room;
import org.igniterealtime.openfire.plugin.fireside.muc.RoomStanza;
import org.igniterealtime.openfire.plugin.fireside.muc.Rooms;
import org.igniterealtime.openfire.plugin.fireside.muc.Seat;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.Presence;

/** How sessions come into rooms, and out of them. */
final class Entrance {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Messages of before that a room is asked for, when nobody of us was in it. */
    private static final int HISTORY = 50;
    /** Likewise, when he was inside before. */
    private static final int MISSED = 500;

    private record Waiting(Session session, String room) {
    }

    private final Platform platform;
    private final Rooms rooms;
    private final RoomAbout about;
    // Each is taken out when it is answered or overdue.
    private final Map<Waiting, CompletableFuture<Optional<Refusal>>> waiting = new ConcurrentHashMap<>();

    Entrance(Platform platform, Rooms rooms, RoomAbout about) {
        this.platform = platform;
        this.rooms = rooms;
        this.about = about;
    }

    /** Goes into a room that is there. @return why not */
    CompletionStage<Optional<Refusal>> enter(Session session, JID jid, String nick) {
        // What one of us was told the next one does not ask.
        return rooms.find(jid.toString()).filter(room -> room.isDescribed() && room.sessions().stream().anyMatch(each -> isInside(each, room))).isPresent()
            ? ask(session, jid, nick) : enter(session, jid, nick, RoomStanza.enter(jid, nick, HISTORY));
    }

    /** Goes in again where it was until a time. @return why not */
    CompletionStage<Optional<Refusal>> again(Session session, JID jid, String nick, Instant since) {
        return enter(session, jid, nick, RoomStanza.enterAgain(jid, nick, MISSED, since));
    }

    /** Nobody tries any more. */
    void giveUp(Session session, JID jid) {
        rooms.find(jid.toString()).filter(room -> !isInside(session, room)).ifPresent(room -> rooms.leave(session, room));
        session.signal(new RoomsFeature.SeatChanged(jid.toString()));
    }

    private static boolean isInside(Session session, Room room) {
        return room.seat(session).map(Seat::inside).orElse(false);
    }

    private CompletionStage<Optional<Refusal>> enter(Session session, JID jid, String nick, Presence request) {
        return about.ask(session, jid).handle((answer, fault) -> {
            if (fault != null) {
                return CompletableFuture.completedFuture(Optional.of(Refusal.unavailable("rooms.silent", jid.getDomain())));
            }
            // A room that says nothing of itself may still let in whom it knows.
            if (answer.getType() == IQ.Type.error && RoomStanza.condition(answer).equals("item-not-found")) {
                return CompletableFuture.completedFuture(Optional.of(Refusal.of(Refusal.Kind.MISSING, "rooms.none")));
            }
            return ask(session, jid, nick, request, answer).toCompletableFuture();
        }).thenCompose(next -> next);
    }

    private CompletionStage<Optional<Refusal>> ask(Session session, JID jid, String nick, Presence request, IQ about) {
        Element query = about.getType() == IQ.Type.result ? about.getChildElement() : null;
        if (query != null && Xml.children(query, "feature", Ns.DISCO_INFO).stream().noneMatch(each -> Ns.MUC.equals(each.attributeValue("var")))) {
            return CompletableFuture.completedStage(Optional.of(Refusal.invalid("rooms.noRoom")));
        }
        CompletionStage<Optional<Refusal>> entered = ask(session, jid, nick, request);
        if (query != null) {
            rooms.find(jid.toString()).ifPresent(room -> RoomAbout.describe(room, query));
        }
        return entered;
    }

    /** Asks to be let in, also where there may be no room yet. @return why not */
    CompletionStage<Optional<Refusal>> ask(Session session, JID jid, String nick) {
        boolean first = rooms.find(jid.toString()).map(room -> room.sessions().stream().allMatch(session::equals)).orElse(true);
        return ask(session, jid, nick, RoomStanza.enter(jid, nick, first ? HISTORY : 0));
    }

    private CompletionStage<Optional<Refusal>> ask(Session session, JID jid, String nick, Presence request) {
        Waiting mine = new Waiting(session, jid.toString());
        CompletableFuture<Optional<Refusal>> entered = new CompletableFuture<>();
        CompletableFuture<Optional<Refusal>> already = waiting.putIfAbsent(mine, entered);
        if (already != null) {
            return already;
        }
        Room room = rooms.enter(session, jid, nick);
        if (room.seat(session).map(Seat::inside).orElse(false)) {
            waiting.remove(mine, entered);
            return CompletableFuture.completedStage(Optional.empty());
        }
        Runnable callOff = platform.sessions().clock().after(PATIENCE, () -> entered.completeExceptionally(new TimeoutException()));
        session.send(request, "room " + jid).whenComplete((sent, fault) -> {
            if (fault != null) {
                entered.completeExceptionally(fault);
            }
        });
        return entered.handle((refused, fault) -> {
            callOff.run();
            waiting.remove(mine, entered);
            if (fault != null) {
                rooms.leave(session, room);
                return Optional.of(Refusal.unavailable("rooms.silent", jid.getDomain()));
            }
            return refused;
        });
    }

    /** Goes out of a room. */
    void leave(Session session, Room room) {
        room.seat(session).ifPresent(seat -> session.send(RoomStanza.leave(room.jid(), seat.nick()), "room " + room.jid()));
        rooms.leave(session, room);
    }

    // ---- what the rooms answer

    void entered(Session session, Room room) {
        if (!room.isDescribed()) {
            about.read(session, room);
        }
        settle(session, room, Optional.empty());
    }

    void refused(Session session, Room room, String condition) {
        settle(session, room, Optional.of(refusal(condition)));
    }

    private void settle(Session session, Room room, Optional<Refusal> refused) {
        CompletableFuture<Optional<Refusal>> asked = waiting.get(new Waiting(session, room.jid().toString()));
        if (asked != null) {
            asked.complete(refused);
        }
    }

    /** XEP-0045 §7.2.5 to §7.2.10. */
    private static Refusal refusal(String condition) {
        return switch (condition) {
            case "not-authorized" -> Refusal.of(Refusal.Kind.FORBIDDEN, "rooms.refused.password");
            case "registration-required" -> Refusal.of(Refusal.Kind.FORBIDDEN, "rooms.refused.members");
            case "forbidden" -> Refusal.of(Refusal.Kind.FORBIDDEN, "rooms.refused.banned");
            case "conflict" -> Refusal.of(Refusal.Kind.CONFLICT, "rooms.refused.nick");
            case "service-unavailable" -> Refusal.unavailable("rooms.refused.full");
            case "item-not-found" -> Refusal.of(Refusal.Kind.MISSING, "rooms.none");
            case "not-allowed" -> Refusal.of(Refusal.Kind.FORBIDDEN, "rooms.refused.making");
            case "remote-server-not-found", "remote-server-timeout" -> Refusal.unavailable("rooms.unreachable");
            default -> Refusal.of(Refusal.Kind.FORBIDDEN, "rooms.refused.other", condition);
        };
    }
}
