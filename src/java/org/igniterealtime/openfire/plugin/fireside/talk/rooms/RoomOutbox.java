package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.igniterealtime.openfire.plugin.fireside.archive.Spoken;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.session.Action;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;
import org.xmpp.packet.JID;

/** Says things in rooms. What is acknowledged the room has said, and is on disk; a room that says nothing of it has not taken it. */
final class RoomOutbox {
    /** Characters of one message. */
    private static final int LONGEST = 65_536;
    /** Among so many messages one that was sent before is looked for. */
    private static final int LATELY = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private record Waiting(String room, String sender, String reference) {
    }

    private final Platform platform;
    // Each is taken out when it is heard, refused or overdue.
    private final Map<Waiting, CompletableFuture<Optional<Refusal>>> waiting = new ConcurrentHashMap<>();

    RoomOutbox(Platform platform) {
        this.platform = platform;
    }

    /**
     * @param reference of the action; the same again is not said again
     * @return why not
     */
    CompletionStage<Optional<Refusal>> send(Session session, JID room, String reference, String text) {
        String body = XmlText.clean(text);
        if (body.isBlank()) {
            return Action.refused(Refusal.invalid("chat.blank"));
        }
        if (body.length() > LONGEST) {
            return Action.refused(Refusal.of(Refusal.Kind.TOO_LARGE, "chat.tooLong", LONGEST));
        }
        Waiting mine = new Waiting(room.toString(), session.person().jid().toString(), reference);
        CompletableFuture<Optional<Refusal>> heard = new CompletableFuture<>();
        CompletableFuture<Optional<Refusal>> already = waiting.putIfAbsent(mine, heard);
        if (already != null) {
            return already;
        }
        Runnable callOff = platform.sessions().clock().after(PATIENCE, () -> heard.complete(Optional.of(Refusal.unavailable("rooms.notHeard"))));
        session.data("room " + room, () -> isKnown(session, room, reference)).thenCompose(known -> {
            if (known) {
                heard.complete(Optional.empty());
                return CompletableFuture.<Void>completedFuture(null);
            }
            return session.send(RoomStanza.text(room, reference, body), "room " + room);
        }).whenComplete((sent, fault) -> {
            if (fault != null) {
                heard.completeExceptionally(fault);
            }
        });
        return heard.whenComplete((refusal, fault) -> {
            callOff.run();
            waiting.remove(mine, heard);
        });
    }

    private boolean isKnown(Session session, JID room, String reference) {
        return platform.archive().room(room.toString(), Long.MAX_VALUE, LATELY).stream()
            .anyMatch(said -> said.stanzaId().equals(reference) && said.sender().equals(session.person().jid().toString()));
    }

    /** A room has said something, and it is kept. */
    void heard(Spoken said) {
        settle(new Waiting(said.room(), said.sender(), said.stanzaId()), Optional.empty());
    }

    /** A room has not taken what somebody said. @param sender bare JID */
    void returned(String room, String sender, String reference, String condition) {
        settle(new Waiting(room, sender, reference), Optional.of(condition.equals("forbidden") ? Refusal.of(Refusal.Kind.FORBIDDEN, "rooms.noVoice")
            : condition.equals("not-acceptable") ? Refusal.of(Refusal.Kind.FORBIDDEN, "rooms.notInside")
            : Refusal.of(Refusal.Kind.FORBIDDEN, "rooms.returned", condition)));
    }

    private void settle(Waiting mine, Optional<Refusal> refusal) {
        CompletableFuture<Optional<Refusal>> heard = mine.reference().isEmpty() ? null : waiting.get(mine);
        if (heard != null) {
            heard.complete(refusal);
        }
    }
}
