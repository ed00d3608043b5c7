package org.igniterealtime.openfire.plugin.fireside.talk.chat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.session.Action;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;

/** Sends texts. Kept first, routed then, acknowledged last: what is acknowledged is on disk, what is refused has gone nowhere. */
public final class Outbox {
    /** Characters of one message. */
    private static final int LONGEST = 65_536;

    private final Platform platform;

    Outbox(Platform platform) {
        this.platform = platform;
    }

    /**
     * @param reference of the action; the same again is not sent again
     * @param text as somebody typed it
     * @param beside what the message carries beside it
     * @return why not
     */
    public CompletionStage<Optional<Refusal>> send(Session session, JID peer, String reference, String text, List<Element> beside) {
        String body = XmlText.clean(text);
        if (body.isBlank()) {
            return Action.refused(Refusal.invalid("chat.blank"));
        }
        if (body.length() > LONGEST) {
            return Action.refused(Refusal.of(Refusal.Kind.TOO_LARGE, "chat.tooLong", LONGEST));
        }
        Message message = ChatStanza.text(peer, reference, body);
        beside.forEach(message.getElement()::add);
        return platform.archive().send(session.person().username(), peer, reference, body).thenCompose(sent -> {
            if (!sent.fresh()) {
                return CompletableFuture.completedFuture(Optional.<Refusal>empty());
            }
            return session.send(message, "chat " + peer).thenApply(done -> Optional.<Refusal>empty());
        }).exceptionally(fault -> {
            Throwable cause = fault instanceof CompletionException ? fault.getCause() : fault;
            if (cause instanceof Outage) {
                return Optional.of(Refusal.unavailable("chat.outage"));
            }
            // It is kept, but has not gone: the message itself says so from now on.
            platform.archive().failed(session.person().username(), reference, "not-sent");
            throw new CompletionException(cause);
        });
    }
}
