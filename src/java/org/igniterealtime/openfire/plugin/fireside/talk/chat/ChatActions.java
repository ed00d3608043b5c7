package org.igniterealtime.openfire.plugin.fireside.talk.chat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.igniterealtime.openfire.plugin.fireside.archive.Chat;
import org.igniterealtime.openfire.plugin.fireside.archive.Kept;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Attachment;
import org.igniterealtime.openfire.plugin.fireside.desk.media.AttachmentForm;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.live.Call;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.session.Action;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.Answer;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.Cursor;
import org.igniterealtime.openfire.plugin.fireside.talk.words.Whole;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Meaning;
import org.xmpp.packet.JID;

/** What a page may do in a chat: send, type, read. */
final class ChatActions {
    private final Platform platform;
    private final ChatView view;
    private final Outbox outbox;

    ChatActions(Platform platform, ChatView view, Outbox outbox) {
        this.platform = platform;
        this.view = view;
        this.outbox = outbox;
    }

    void register() {
        on("chat/send", "to", this::send);
        on("chat/typing", "to", this::typing);
        on("chat/read", "to", this::read);
        Whole.register(platform, "chat/whole", view::whole);
        on("chat/edit", "to", this::edit);
        on("chat/delete", "to", this::delete);
        on("chat/react", "to", this::react);
    }

    @FunctionalInterface
    private interface With {
        CompletionStage<Optional<Refusal>> act(Session session, Page page, JID peer, Call call);
    }

    private void on(String name, String field, With with) {
        platform.actions().on(name, (session, page, call) -> Jids.bare(call.field(field))
            .map(peer -> with.act(session, page, peer, call))
            .orElseGet(() -> Action.refused(Refusal.invalid("people.badAddress"))));
    }

    private CompletionStage<Optional<Refusal>> send(Session session, Page page, JID peer, Call call) {
        Optional<List<Attachment>> files = AttachmentForm.read(call.field("files"));
        if (files.isEmpty()) {
            return Action.refused(Refusal.invalid("media.unreadable"));
        }
        if (files.get().isEmpty() && call.field("reply").isEmpty()) {
            return outbox.send(session, peer, call.reference(), call.field("body"), List.of());
        }
        String again = call.field("again");
        String reference = !files.get().isEmpty() && Call.isReference(again) ? again : call.reference();
        if (call.field("reply").isEmpty()) {
            return outbox.sendFiles(session, peer, reference, call.field("body"), files.get(), Answer.NONE);
        }
        return message(session, peer, call.field("reply")).thenCompose(answered -> {
            Answer answer = answered.map(message -> Answer.to(message, session.person().jid(), peer, platform.archive().preview(message))).orElse(Answer.NONE);
            return files.get().isEmpty() ? outbox.answer(session, peer, reference, call.field("body"), answer)
                : outbox.sendFiles(session, peer, reference, call.field("body"), files.get(), answer);
        });
    }

    // ---- what was said before

    private CompletionStage<Optional<Kept>> message(Session session, JID peer, String cursor) {
        long id = Cursor.id(cursor);
        return session.data("message", () -> id < 0 ? Optional.<Kept>empty() : platform.archive().find(session.person().username(), peer.toString(), id))
            .thenApply(found -> found.filter(message -> !message.fate().isGone()));
    }

    @FunctionalInterface
    private interface About {
        CompletionStage<Optional<Refusal>> act(Kept message);
    }

    private CompletionStage<Optional<Refusal>> about(Session session, JID peer, Call call, boolean own, About about) {
        return message(session, peer, call.field("id")).thenCompose(found -> {
            if (found.isEmpty() || found.get().stanzaId().isEmpty()) {
                return Action.refused(Refusal.of(Refusal.Kind.MISSING, "messages.unknown"));
            }
            return own && !found.get().outgoing() ? Action.refused(Refusal.of(Refusal.Kind.FORBIDDEN, "messages.notYours")) : about.act(found.get());
        });
    }

    private CompletionStage<Optional<Refusal>> edit(Session session, Page page, JID peer, Call call) {
        return about(session, peer, call, true, message -> answered(session, peer, message)
            .thenCompose(answer -> outbox.correct(session, peer, call.reference(), message.stanzaId(), call.field("body"), answer)));
    }

    // A correction stands for all of what it corrects (XEP-0308 §3).
    private CompletionStage<Answer> answered(Session session, JID peer, Kept message) {
        return message.bearing().parent() == 0 ? CompletableFuture.completedStage(Answer.NONE)
            : message(session, peer, Cursor.of(message.bearing().parent())).thenApply(parent -> parent
                .map(each -> Answer.to(each, session.person().jid(), peer, platform.archive().preview(each))).orElse(Answer.NONE));
    }

    private CompletionStage<Optional<Refusal>> delete(Session session, Page page, JID peer, Call call) {
        String words = platform.views().texts().of(page.locale(), "messages.fallback");
        return about(session, peer, call, true, message -> outbox.retract(session, peer, call.reference(), message.stanzaId(), words));
    }

    private CompletionStage<Optional<Refusal>> react(Session session, Page page, JID peer, Call call) {
        String emoji = call.field("emoji");
        if (!Meaning.isReaction(emoji)) {
            return Action.refused(Refusal.invalid("messages.noEmoji"));
        }
        return about(session, peer, call, false, message -> outbox.react(session, peer, call.reference(), message.stanzaId(), message.fate().toggled("", emoji)));
    }

    private CompletionStage<Optional<Refusal>> typing(Session session, Page page, JID peer, Call call) {
        String state = call.field("state");
        if (!ChatStanza.STATES.contains(state)) {
            return Action.refused(Refusal.invalid("live.malformed"));
        }
        whenTrusted(session, peer, () -> session.send(ChatStanza.state(peer, state), "chat " + peer));
        return Action.done();
    }

    // What I do is told to those who may see my presence, and to nobody else (XEP-0085 §9, XEP-0333 §8).
    private void whenTrusted(Session session, JID peer, Runnable tell) {
        session.data("trust", () -> platform.rosters().showsPresence(session.person().username(), peer)).thenAccept(trusted -> {
            if (trusted) {
                tell.run();
            }
        });
    }

    private CompletionStage<Optional<Refusal>> read(Session session, Page page, JID peer, Call call) {
        long upTo = Cursor.id(call.field("upto"));
        if (upTo < 0) {
            return Action.refused(Refusal.invalid("live.malformed"));
        }
        String owner = session.person().username();
        return session.data("read", () -> {
            Chat chat = platform.archive().chat(owner, peer.toString());
            if (upTo <= chat.read() || upTo > chat.last()) {
                return Optional.<Refusal>empty();
            }
            platform.archive().read(owner, peer.toString(), upTo);
            marked(owner, peer, upTo).ifPresent(id ->
                whenTrusted(session, peer, () -> session.send(ChatStanza.displayed(peer, id), "chat " + peer)));
            return Optional.<Refusal>empty();
        });
    }

    // The newest message read whose sender wants to know.
    private Optional<String> marked(String owner, JID peer, long upTo) {
        List<Kept> newest = platform.archive().page(owner, peer.toString(), upTo == Long.MAX_VALUE ? upTo : upTo + 1, 10);
        return newest.stream().filter(message -> !message.outgoing() && !message.stanzaId().isEmpty())
            .filter(message -> ChatStanza.markable(message.stanza())).map(Kept::stanzaId).findFirst();
    }
}
