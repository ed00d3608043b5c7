package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.igniterealtime.openfire.plugin.fireside.muc.RoomStanza;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/** Rooms are asked what they are (XEP-0045 §6.4): once at a time, however many of us want to know. */
final class RoomQuestions {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    // Each is taken out when it is answered or overdue.
    private final Map<String, CompletableFuture<IQ>> asked = new ConcurrentHashMap<>();

    /** Asks; who asks meanwhile gets the same answer, unless it is a refusal: a room may tell one what it hides from another. */
    CompletableFuture<IQ> ask(Session session, JID room) {
        CompletableFuture<IQ> mine = new CompletableFuture<>();
        CompletableFuture<IQ> already = asked.putIfAbsent(room.toString(), mine);
        if (already != null) {
            return already.thenCompose(answer -> answer.getType() == IQ.Type.error ? ask(session, room) : CompletableFuture.completedFuture(answer));
        }
        session.ask(RoomStanza.info(room), PATIENCE).whenComplete((answer, fault) -> {
            asked.remove(room.toString(), mine);
            if (fault == null) {
                mine.complete(answer);
            } else {
                mine.completeExceptionally(fault);
            }
        });
        return mine;
    }
}
