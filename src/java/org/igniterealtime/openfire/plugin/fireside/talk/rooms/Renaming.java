package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.live.Call;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.muc.Room;
import org.igniterealtime.openfire.plugin.fireside.muc.RoomStanza;
import org.igniterealtime.openfire.plugin.fireside.muc.Rooms;
import org.igniterealtime.openfire.plugin.fireside.muc.Seat;
import org.igniterealtime.openfire.plugin.fireside.session.Action;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;

/** How somebody takes another name in a room (XEP-0045 §7.6): with all of his browsers, and from then on. */
final class Renaming {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Platform platform;
    private final Rooms rooms;
    private final Bookmarks bookmarks;
    private final BookmarkSync sync;
    // Each is taken out when it is answered or overdue.
    private final Map<Waiting, CompletableFuture<Optional<Refusal>>> waiting = new ConcurrentHashMap<>();

    private record Waiting(Session session, String room) {
    }

    Renaming(Platform platform, Rooms rooms, Bookmarks bookmarks, BookmarkSync sync) {
        this.platform = platform;
        this.rooms = rooms;
        this.bookmarks = bookmarks;
        this.sync = sync;
    }

    void register() {
        platform.actions().on("rooms/nick", this::act);
    }

    private CompletionStage<Optional<Refusal>> act(Session session, Page page, Call call) {
        Optional<Room> room = Jids.bare(call.field("to")).flatMap(jid -> rooms.find(jid.toString()))
            .filter(each -> each.seat(session).filter(Seat::inside).isPresent());
        if (room.isEmpty()) {
            return Action.refused(Refusal.of(Refusal.Kind.FORBIDDEN, "rooms.notInside"));
        }
        String nick = RoomActions.nick(session.person(), call.field("nick"));
        return rename(session, room.get(), nick).thenCompose(refused -> refused.isPresent() ? Action.refused(refused.get()) : keep(session, room.get(), nick));
    }

    private CompletionStage<Optional<Refusal>> rename(Session session, Room room, String nick) {
        if (room.seat(session).map(Seat::nick).filter(nick::equals).isPresent()) {
            return Action.done();
        }
        Waiting mine = new Waiting(session, room.jid().toString());
        CompletableFuture<Optional<Refusal>> answered = new CompletableFuture<>();
        if (waiting.putIfAbsent(mine, answered) != null) {
            return Action.refused(Refusal.of(Refusal.Kind.CONFLICT, "rooms.renaming"));
        }
        Runnable callOff = platform.sessions().clock().after(PATIENCE,
            () -> answered.complete(Optional.of(Refusal.unavailable("rooms.silent", room.jid().getDomain()))));
        session.send(RoomStanza.rename(room.jid(), nick), "room " + room.jid()).whenComplete((sent, fault) -> {
            if (fault != null) {
                answered.completeExceptionally(fault);
            }
        });
        return answered.whenComplete((refusal, fault) -> {
            callOff.run();
            waiting.remove(mine, answered);
        });
    }

    private CompletionStage<Optional<Refusal>> keep(Session session, Room room, String nick) {
        session.person().sessions().stream().filter(other -> other != session && room.seat(other).filter(Seat::inside).isPresent())
            .forEach(other -> rename(other, room, nick));
        return session.data("rooms", () -> {
            bookmarks.find(session.person(), room.jid().toString()).map(listed -> listed.bookmark().enteredAs(nick, "")).ifPresent(bookmark -> {
                bookmarks.save(session.person(), bookmark);
                sync.publish(session, bookmark);
            });
            return Optional.empty();
        });
    }

    // ---- what the rooms answer

    void renamed(Session session, Room room) {
        settle(session, room, Optional.empty());
    }

    /** §7.6.1. */
    void refused(Session session, Room room, String condition) {
        settle(session, room, Optional.of(switch (condition) {
            case "conflict" -> Refusal.of(Refusal.Kind.CONFLICT, Entrance.TAKEN);
            case "not-acceptable", "not-allowed", "forbidden" -> Refusal.of(Refusal.Kind.FORBIDDEN, "rooms.nickFixed");
            default -> Refusal.of(Refusal.Kind.FORBIDDEN, "rooms.refused.other", condition);
        }));
    }

    private void settle(Session session, Room room, Optional<Refusal> refusal) {
        CompletableFuture<Optional<Refusal>> asked = waiting.get(new Waiting(session, room.jid().toString()));
        if (asked != null) {
            asked.complete(refusal);
        }
    }
}
