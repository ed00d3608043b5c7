package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.archive.Spoken;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Attachment;
import org.igniterealtime.openfire.plugin.fireside.desk.media.AttachmentStanza;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Media;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.muc.RoomStanza;
import org.igniterealtime.openfire.plugin.fireside.muc.Rooms;
import org.igniterealtime.openfire.plugin.fireside.session.Action;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.Answer;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.MessageStanza;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;

/** Says things in rooms. What is acknowledged the room has said, and is on disk; a room that says nothing of it has not taken it. */
final class RoomOutbox {
    /** Characters of one message. */
    private static final int LONGEST = 65_536;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private record Waiting(String room, String sender, String reference) {
    }

    private final Platform platform;
    private final Rooms rooms;
    private final Media media;
    // Each is taken out when it is heard, refused or overdue.
    private final Map<Waiting, CompletableFuture<Optional<Refusal>>> waiting = new ConcurrentHashMap<>();

    RoomOutbox(Platform platform, Rooms rooms, Media media) {
        this.platform = platform;
        this.rooms = rooms;
        this.media = media;
    }

    /**
     * Text and files: each file is a message of its own, behind the text. Where there are files, the references of the messages are
     * {@code <reference>-0} for the text and {@code -1} on for the files.
     *
     * @param reference of the action, or of an earlier one that was refused; what was said with it is not said again
     * @param text may be blank where there are files
     * @param answer for the text, or for the first file without one
     * @return why not
     */
    CompletionStage<Optional<Refusal>> send(Session session, JID room, String reference, String text, List<Attachment> files, Answer answer) {
        String body = XmlText.clean(text);
        if (body.isBlank() && files.isEmpty()) {
            return Action.refused(Refusal.invalid("chat.blank"));
        }
        if (body.length() > LONGEST) {
            return Action.refused(Refusal.of(Refusal.Kind.TOO_LARGE, "chat.tooLong", LONGEST));
        }
        if (files.isEmpty()) {
            return say(session, room, reference, answer.body(body), answer.beside());
        }
        CompletionStage<Optional<Refusal>> said = body.isBlank() ? Action.done() : say(session, room, reference + "-0", answer.body(body), answer.beside());
        for (int i = 0; i < files.size(); i++) {
            String part = reference + "-" + (i + 1);
            Attachment file = files.get(i);
            // What is nothing but a file's address has no room for a quotation.
            List<Element> answers = i == 0 && body.isBlank() ? new Answer(answer.of(), answer.to(), "").beside() : List.of();
            said = said.thenCompose(refused -> refused.isPresent() ? Action.refused(refused.get()) : media.complete(file)
                .thenCompose(whole -> say(session, room, part, whole.url(), Stream.concat(AttachmentStanza.beside(whole).stream(), answers.stream()).toList())));
        }
        return said;
    }

    /** Other words for what was said before. @param of the id that it travelled with */
    CompletionStage<Optional<Refusal>> correct(Session session, JID room, String reference, String of, String text, Answer answer) {
        String body = XmlText.clean(text);
        if (body.isBlank()) {
            return Action.refused(Refusal.invalid("chat.blank"));
        }
        List<Element> beside = Stream.concat(Stream.of(MessageStanza.correction(of)), answer.beside().stream()).toList();
        return body.length() > LONGEST ? Action.refused(Refusal.of(Refusal.Kind.TOO_LARGE, "chat.tooLong", LONGEST))
            : say(session, room, reference, answer.body(body), beside);
    }

    /** Says something about what was said before. @param body for those who do not understand it, or null */
    CompletionStage<Optional<Refusal>> about(Session session, JID room, String reference, String body, List<Element> beside) {
        return say(session, room, reference, RoomStanza.about(room, reference, body, beside));
    }

    private CompletionStage<Optional<Refusal>> say(Session session, JID room, String reference, String body, List<Element> beside) {
        Message message = RoomStanza.text(room, reference, body);
        beside.forEach(message.getElement()::add);
        rooms.find(room.toString()).ifPresent(known -> Mentions.refer(message, known));
        return say(session, room, reference, message);
    }

    private CompletionStage<Optional<Refusal>> say(Session session, JID room, String reference, Message message) {
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
            return session.send(message, "room " + room);
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
        return platform.archive().isInRoom(room.toString(), reference, session.person().jid().toString());
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
