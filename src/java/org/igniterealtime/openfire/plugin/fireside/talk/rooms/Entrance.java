package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
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
    /** The keys of why a room let nobody in: it wants a password; the name is another's. */
    static final String LOCKED = "rooms.refused.password";
    static final String TAKEN = "rooms.refused.nick";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Messages of before that a room is asked for, when nobody of us was in it. */
    private static final int HISTORY = 50;
    /** Likewise, when he was inside before. */
    private static final int MISSED = 500;
    /** Other names that are tried where one is taken. */
    private static final int OTHER_NAMES = 3;

    private record Waiting(Session session, String room) {
    }

    /** @param client full JID */
    private record Refused(String client, String room) {
    }

    private final Platform platform;
    private final Rooms rooms;
    private final RoomQuestions questions;
    // Each is taken out when it is answered or overdue.
    private final Map<Waiting, CompletableFuture<Optional<Refusal>>> waiting = new ConcurrentHashMap<>();
    // Which rooms want a password, and whether it was given a wrong one.
    private final Cache<Refused, Boolean> locked = Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(Duration.ofHours(1)).executor(Runnable::run).build();

    // Sessions whose rooms have been gone through since they began.
    private final Cache<Session, Boolean> begun = Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();

    Entrance(Platform platform, Rooms rooms, RoomQuestions questions) {
        this.platform = platform;
        this.rooms = rooms;
        this.questions = questions;
    }

    /** The rooms that a session is to be in have been asked to let it in. @return whether that is for the first time */
    boolean begun(Session session) {
        return begun.asMap().putIfAbsent(session, true) == null;
    }

    /** Whether they have. */
    boolean hasBegun(Session session) {
        return begun.getIfPresent(session) != null;
    }

    /** Whether a room has not let a session in for want of a password. */
    boolean isLocked(Session session, JID room) {
        return locked.getIfPresent(new Refused(session.jid().toString(), room.toString())) != null;
    }

    /** Whether the one that it was given was wrong. */
    boolean isWrongKey(Session session, JID room) {
        return Boolean.TRUE.equals(locked.getIfPresent(new Refused(session.jid().toString(), room.toString())));
    }

    /** Goes into a room that is there. @param password or empty @return why not */
    CompletionStage<Optional<Refusal>> enter(Session session, JID jid, String nick, String password) {
        // What one of us was told the next one does not ask.
        boolean told = rooms.find(jid.toString()).filter(room -> room.isDescribed() && room.sessions().stream().anyMatch(each -> isInside(each, room))).isPresent();
        return told ? ask(session, jid, nick, password) : whenThere(session, jid, () -> ask(session, jid, nick, password));
    }

    /** Goes in again where it was until a time. @return why not */
    CompletionStage<Optional<Refusal>> again(Session session, JID jid, String nick, String password, Instant since) {
        return whenThere(session, jid, () -> once(session, jid, nick, password, RoomStanza.enterAgain(jid, nick, password, MISSED, since)));
    }

    /** Nobody tries any more. */
    void giveUp(Session session, JID jid) {
        rooms.find(jid.toString()).filter(room -> !isInside(session, room)).ifPresent(room -> rooms.leave(session, room));
        session.signal(new RoomsFeature.SeatChanged(jid.toString()));
    }

    private static boolean isInside(Session session, Room room) {
        return room.seat(session).map(Seat::inside).orElse(false);
    }

    private CompletionStage<Optional<Refusal>> whenThere(Session session, JID jid, Supplier<CompletionStage<Optional<Refusal>>> then) {
        return questions.ask(session, jid).handle((answer, fault) -> {
            if (fault != null) {
                return CompletableFuture.completedFuture(Optional.of(Refusal.unavailable("rooms.silent", jid.getDomain())));
            }
            // A room that says nothing of itself may still let in whom it knows.
            if (answer.getType() == IQ.Type.error && RoomStanza.condition(answer).equals("item-not-found")) {
                return CompletableFuture.completedFuture(Optional.of(Refusal.of(Refusal.Kind.MISSING, "rooms.none")));
            }
            Element query = answer.getType() == IQ.Type.result ? answer.getChildElement() : null;
            boolean other = query != null && Xml.children(query, "feature", Ns.DISCO_INFO).stream().noneMatch(each -> Ns.MUC.equals(each.attributeValue("var")));
            return other ? CompletableFuture.completedFuture(Optional.of(Refusal.invalid("rooms.noRoom"))) : then.get().toCompletableFuture();
        }).thenCompose(next -> next);
    }

    /** Asks to be let in, also where there may be no room yet; by another name where that one is taken. @return why not */
    CompletionStage<Optional<Refusal>> ask(Session session, JID jid, String nick, String password) {
        return ask(session, jid, nick, password, OTHER_NAMES);
    }

    private CompletionStage<Optional<Refusal>> ask(Session session, JID jid, String nick, String password, int others) {
        boolean first = rooms.find(jid.toString()).map(room -> room.sessions().stream().allMatch(session::equals)).orElse(true);
        return once(session, jid, nick, password, RoomStanza.enter(jid, nick, password, first ? HISTORY : 0)).thenCompose(refused ->
            refused.filter(why -> others > 0 && why.key().equals(TAKEN)).isPresent() ? ask(session, jid, nick + "_", password, others - 1)
                : CompletableFuture.completedStage(refused));
    }

    private CompletionStage<Optional<Refusal>> once(Session session, JID jid, String nick, String password, Presence request) {
        Waiting mine = new Waiting(session, jid.toString());
        CompletableFuture<Optional<Refusal>> entered = new CompletableFuture<>();
        CompletableFuture<Optional<Refusal>> already = waiting.putIfAbsent(mine, entered);
        if (already != null) {
            return already;
        }
        Room room = rooms.enter(session, jid, nick);
        if (isInside(session, room)) {
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
            remember(new Refused(session.jid().toString(), jid.toString()), refused, password);
            return refused;
        });
    }

    private void remember(Refused mine, Optional<Refusal> refused, String password) {
        if (refused.filter(why -> why.key().equals(LOCKED)).isPresent()) {
            locked.put(mine, !password.isEmpty());
        } else {
            locked.invalidate(mine);
        }
    }

    /** Goes out of a room. */
    void leave(Session session, Room room) {
        room.seat(session).ifPresent(seat -> session.send(RoomStanza.leave(room.jid(), seat.nick()), "room " + room.jid()));
        rooms.leave(session, room);
    }

    // ---- what the rooms answer

    void entered(Session session, Room room) {
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
            case "not-authorized" -> Refusal.of(Refusal.Kind.FORBIDDEN, LOCKED);
            case "registration-required" -> Refusal.of(Refusal.Kind.FORBIDDEN, "rooms.refused.members");
            case "forbidden" -> Refusal.of(Refusal.Kind.FORBIDDEN, "rooms.refused.banned");
            case "conflict" -> Refusal.of(Refusal.Kind.CONFLICT, TAKEN);
            case "service-unavailable" -> Refusal.unavailable("rooms.refused.full");
            case "item-not-found" -> Refusal.of(Refusal.Kind.MISSING, "rooms.none");
            case "not-allowed" -> Refusal.of(Refusal.Kind.FORBIDDEN, "rooms.refused.making");
            case "remote-server-not-found", "remote-server-timeout" -> Refusal.unavailable("rooms.unreachable");
            default -> Refusal.of(Refusal.Kind.FORBIDDEN, "rooms.refused.other", condition);
        };
    }
}
