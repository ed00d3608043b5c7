package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.muc.Room;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/** What rooms say of themselves (XEP-0045 §6.4): asked once a room, whoever of us enters it, and again when it says that it has changed. */
final class RoomAbout {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int FEATURES = 200;

    // Each is taken out when it is answered or overdue.
    private final Map<String, CompletableFuture<IQ>> asked = new ConcurrentHashMap<>();

    /** Asks; who asks meanwhile gets the same answer, unless it is a refusal: a room may tell one what it hides from another. */
    CompletableFuture<IQ> ask(Session session, JID room) {
        CompletableFuture<IQ> mine = new CompletableFuture<>();
        CompletableFuture<IQ> already = asked.putIfAbsent(room.toString(), mine);
        if (already != null) {
            return already.thenCompose(answer -> answer.getType() == IQ.Type.error ? ask(session, room) : CompletableFuture.completedFuture(answer));
        }
        IQ question = new IQ(IQ.Type.get);
        question.setTo(room);
        question.setChildElement("query", Ns.DISCO_INFO);
        session.ask(question, PATIENCE).whenComplete((answer, fault) -> {
            asked.remove(room.toString(), mine);
            if (fault == null) {
                mine.complete(answer);
            } else {
                mine.completeExceptionally(fault);
            }
        });
        return mine;
    }

    /** Asks, and has the room know. @return whether it is another one by now; false when it does not say */
    CompletionStage<Boolean> read(Session session, Room room) {
        return ask(session, room.jid()).handle((answer, fault) -> fault == null && answer.getType() == IQ.Type.result && answer.getChildElement() != null
            && describe(room, answer.getChildElement()));
    }

    /** @param query the answer's @return whether it is another one by now */
    static boolean describe(Room room, Element query) {
        Set<String> features = new HashSet<>();
        for (Element feature : Xml.children(query, "feature", Ns.DISCO_INFO)) {
            if (features.size() < FEATURES) {
                features.add(feature.attributeValue("var", ""));
            }
        }
        String name = Xml.children(query, "identity", Ns.DISCO_INFO).stream().map(each -> each.attributeValue("name", "")).findFirst().orElse("");
        room.open(features.contains("muc_nonanonymous"));
        return room.describe(name.strip(), features);
    }
}
