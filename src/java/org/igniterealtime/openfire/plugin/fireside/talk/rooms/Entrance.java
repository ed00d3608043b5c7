package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

/** How sessions come into rooms, and out of them. */
final class Entrance {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Messages of before that a room is asked for, when nobody of us was in it. */
    private static final int HISTORY = 50;
    private static final int FEATURES = 200;

    private record Waiting(Session session, String room) {
    }

    private final Platform platform;
    private final Rooms rooms;
    // Each is taken out when it is answered or overdue.
    private final Map<Waiting, CompletableFuture<Optional<Refusal>>> waiting = new ConcurrentHashMap<>();

    Entrance(Platform platform, Rooms rooms) {
        this.platform = platform;
        this.rooms = rooms;
    }

    /** Goes into a room that is there. @return why not */
    CompletionStage<Optional<Refusal>> enter(Session session, JID jid, String nick) {
        IQ question = new IQ(IQ.Type.get);
        question.setTo(jid);
        question.setChildElement("query", Ns.DISCO_INFO);
        return session.ask(question, PATIENCE).handle((answer, fault) -> {
            if (fault != null) {
                return CompletableFuture.completedFuture(Optional.of(Refusal.unavailable("rooms.silent", jid.getDomain())));
            }
            // A room that says nothing of itself may still let in whom it knows.
            if (answer.getType() == IQ.Type.error && RoomStanza.condition(answer).equals("item-not-found")) {
                return CompletableFuture.completedFuture(Optional.of(Refusal.of(Refusal.Kind.MISSING, "rooms.none")));
            }
            return ask(session, jid, nick, answer).toCompletableFuture();
        }).thenCompose(next -> next);
    }

    private CompletionStage<Optional<Refusal>> ask(Session session, JID jid, String nick, IQ about) {
        Element query = about.getType() == IQ.Type.result ? about.getChildElement() : null;
        if (query != null && Xml.children(query, "feature", Ns.DISCO_INFO).stream().noneMatch(each -> Ns.MUC.equals(each.attributeValue("var")))) {
            return CompletableFuture.completedStage(Optional.of(Refusal.invalid("rooms.noRoom")));
        }
        CompletionStage<Optional<Refusal>> entered = ask(session, jid, nick);
        if (query != null) {
            rooms.find(jid.toString()).ifPresent(room -> describe(room, query));
        }
        return entered;
    }

    private static void describe(Room room, Element query) {
        Set<String> features = new HashSet<>();
        for (Element feature : Xml.children(query, "feature", Ns.DISCO_INFO)) {
            if (features.size() < FEATURES) {
                features.add(feature.attributeValue("var", ""));
            }
        }
        String name = Xml.children(query, "identity", Ns.DISCO_INFO).stream().map(each -> each.attributeValue("name", "")).findFirst().orElse("");
        room.describe(name.strip(), features);
        room.open(features.contains("muc_nonanonymous"));
    }

    /** Asks to be let in, also where there may be no room yet. @return why not */
    CompletionStage<Optional<Refusal>> ask(Session session, JID jid, String nick) {
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
        session.send(RoomStanza.enter(jid, nick, room.sessions().size() > 1 ? 0 : HISTORY), "room " + jid).whenComplete((sent, fault) -> {
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
