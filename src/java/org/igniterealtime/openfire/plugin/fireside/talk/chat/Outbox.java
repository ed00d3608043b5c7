package org.igniterealtime.openfire.plugin.fireside.talk.chat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Attachment;
import org.igniterealtime.openfire.plugin.fireside.desk.media.AttachmentStanza;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Media;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.session.Action;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.Answer;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.MessageStanza;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Meaning;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;

/** Sends texts and files. Kept first, routed then, acknowledged last: what is acknowledged is on disk, what is refused has gone nowhere. */
public final class Outbox {
    /** Characters of one message. */
    private static final int LONGEST = 65_536;

    /** Characters of a reference that several messages come of. */
    private static final int REFERENCE = 60;

    private final Platform platform;
    private final Media media;
    // Of sessions that have sent files: until it is known what those are, nothing overtakes them.
    private final Cache<Session, CompletionStage<?>> before = Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();

    Outbox(Platform platform, Media media) {
        this.platform = platform;
        this.media = media;
    }

    /**
     * @param reference of the action; the same again is not sent again
     * @param text as somebody typed it
     * @param beside what the message carries beside it
     * @return why not
     */
    public CompletionStage<Optional<Refusal>> send(Session session, JID peer, String reference, String text, List<Element> beside) {
        String body = XmlText.clean(text);
        Optional<Refusal> unfit = unfit(body);
        return unfit.isPresent() ? Action.refused(unfit.get())
            : before(session).thenCompose(turn -> sendFit(session, peer, reference, body, beside));
    }

    /** A text that answers another message. */
    CompletionStage<Optional<Refusal>> answer(Session session, JID peer, String reference, String text, Answer answer) {
        String body = XmlText.clean(text);
        Optional<Refusal> unfit = unfit(body);
        return unfit.isPresent() ? Action.refused(unfit.get())
            : before(session).thenCompose(turn -> sendFit(session, peer, reference, answer.body(body), answer.beside()));
    }

    /** Other words for a message sent before. @param of the id that it travelled with */
    CompletionStage<Optional<Refusal>> correct(Session session, JID peer, String reference, String of, String text, Answer answer) {
        String body = XmlText.clean(text);
        Optional<Refusal> unfit = unfit(body);
        List<Element> beside = Stream.concat(Stream.of(MessageStanza.correction(of)), answer.beside().stream()).toList();
        return unfit.isPresent() ? Action.refused(unfit.get())
            : before(session).thenCompose(turn -> sendFit(session, peer, reference, answer.body(body), beside));
    }

    /** Takes a message back. @param words for those who cannot */
    CompletionStage<Optional<Refusal>> retract(Session session, JID peer, String reference, String of, String words) {
        return about(session, peer, reference, ChatStanza.about(peer, reference, words, MessageStanza.retraction(of)));
    }

    /** @param emoji all reactions to the message from now on */
    CompletionStage<Optional<Refusal>> react(Session session, JID peer, String reference, String of, List<String> emoji) {
        return about(session, peer, reference, ChatStanza.about(peer, reference, null, MessageStanza.reactions(of, emoji)));
    }

    private static Optional<Refusal> unfit(String body) {
        if (body.isBlank()) {
            return Optional.of(Refusal.invalid("chat.blank"));
        }
        return body.length() > LONGEST ? Optional.of(Refusal.of(Refusal.Kind.TOO_LARGE, "chat.tooLong", LONGEST)) : Optional.empty();
    }

    /**
     * Text and files: each file is a message of its own, behind the text, since other clients take only a message that is
     * nothing but a file's address for a file. Their references are {@code <reference>-0} for the text and {@code -1} on for the files.
     *
     * @param reference of the action, or of an earlier one that was refused: what of that one went goes no second time
     * @param text may be blank
     * @param files at least one
     * @param answer for the text, or for the first file without one
     */
    public CompletionStage<Optional<Refusal>> sendFiles(Session session, JID peer, String reference, String text, List<Attachment> files, Answer answer) {
        String body = XmlText.clean(text);
        Optional<Refusal> unfit = body.isBlank() ? Optional.empty() : unfit(body);
        if (unfit.isPresent() || reference.length() > REFERENCE) {
            return Action.refused(unfit.orElse(Refusal.invalid("live.malformed")));
        }
        CompletionStage<List<Attachment>> complete = before(session).thenApply(turn -> List.of());
        for (Attachment file : files) {
            complete = complete.thenCombine(media.complete(file), (before, each) -> Stream.concat(before.stream(), Stream.of(each)).toList());
        }
        before.put(session, complete);
        return complete.thenCompose(all -> sendAll(session, peer, reference, body, all, answer));
    }

    private CompletionStage<?> before(Session session) {
        CompletionStage<?> known = before.getIfPresent(session);
        return known == null ? CompletableFuture.completedStage(null) : known;
    }

    // All are kept before the first has gone far: the archive takes them in this order, and so do those they go to.
    private CompletionStage<Optional<Refusal>> sendAll(Session session, JID peer, String reference, String body, List<Attachment> files, Answer answer) {
        CompletionStage<Optional<Refusal>> sent = body.isBlank() ? Action.done()
            : sendFit(session, peer, reference + "-0", answer.body(body), answer.beside());
        for (int i = 0; i < files.size(); i++) {
            Attachment file = files.get(i);
            sent = sent.thenCombine(sendFit(session, peer, reference + "-" + (i + 1), file.url(), i == 0 && body.isBlank() ? withAnswer(file, answer) : AttachmentStanza.beside(file)),
                (one, other) -> one.isPresent() ? one : other);
        }
        return sent;
    }

    // What is nothing but a file's address has no room for a quotation.
    private static List<Element> withAnswer(Attachment file, Answer answer) {
        return Stream.concat(AttachmentStanza.beside(file).stream(), new Answer(answer.of(), answer.to(), "").beside().stream()).toList();
    }

    private CompletionStage<Optional<Refusal>> sendFit(Session session, JID peer, String reference, String body, List<Element> beside) {
        Message message = ChatStanza.text(peer, reference, body);
        beside.forEach(message.getElement()::add);
        // A plain text is known by its words alone.
        return route(session, peer, reference, body, message, beside.isEmpty() ? "" : asKept(session, message));
    }

    private CompletionStage<Optional<Refusal>> about(Session session, JID peer, String reference, Message message) {
        return before(session).thenCompose(turn -> route(session, peer, reference, "", message, asKept(session, message)));
    }

    private CompletionStage<Optional<Refusal>> route(Session session, JID peer, String reference, String body, Message message, String stanza) {
        Meaning meaning = Meaning.read(message.getElement());
        return platform.archive().send(session.person().username(), peer, reference, body, stanza, meaning).thenCompose(sent -> {
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
            platform.archive().failed(session.person().username(), null, reference, "not-sent");
            throw new CompletionException(cause);
        });
    }

    private static String asKept(Session session, Message message) {
        Message kept = message.createCopy();
        kept.setFrom(session.person().jid());
        return kept.toXML();
    }
}
