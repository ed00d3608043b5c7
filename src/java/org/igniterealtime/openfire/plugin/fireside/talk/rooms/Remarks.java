package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.igniterealtime.openfire.plugin.fireside.archive.Spoken;
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
import org.igniterealtime.openfire.plugin.fireside.talk.messages.Answer;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.Cursor;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.MessageStanza;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Meaning;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/** What can be done in a room with what was said in it: correct, take back, react, answer. */
final class Remarks {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LONGEST_REASON = 200;

    private final Platform platform;
    private final Rooms rooms;
    private final RoomOutbox outbox;

    Remarks(Platform platform, Rooms rooms, RoomOutbox outbox) {
        this.platform = platform;
        this.rooms = rooms;
        this.outbox = outbox;
    }

    void register() {
        on("rooms/edit", true, this::edit);
        on("rooms/delete", true, this::delete);
        on("rooms/react", false, this::react);
        on("rooms/moderate", false, this::moderate);
    }

    @FunctionalInterface
    private interface About {
        CompletionStage<Optional<Refusal>> act(Session session, Page page, Spoken said, Call call);
    }

    private void on(String name, boolean own, About about) {
        platform.actions().on(name, (session, page, call) -> {
            Optional<JID> room = inside(session, call.field("to"));
            return room.isEmpty() ? Action.refused(Refusal.of(Refusal.Kind.FORBIDDEN, "rooms.notInside"))
                : said(session, room.get(), call.field("id")).thenCompose(found -> {
                    if (found.isEmpty()) {
                        return Action.refused(Refusal.of(Refusal.Kind.MISSING, "messages.unknown"));
                    }
                    boolean mine = found.get().sender().equals(session.person().jid().toString()) && !found.get().stanzaId().isEmpty();
                    return own && !mine ? Action.refused(Refusal.of(Refusal.Kind.FORBIDDEN, "messages.notYours")) : about.act(session, page, found.get(), call);
                });
        });
    }

    private Optional<JID> inside(Session session, String to) {
        return Jids.bare(to).filter(jid -> rooms.find(jid.toString()).flatMap(room -> room.seat(session)).filter(Seat::inside).isPresent());
    }

    private CompletionStage<Optional<Spoken>> said(Session session, JID room, String cursor) {
        long id = Cursor.id(cursor);
        return session.data("message", () -> id < 0 ? Optional.<Spoken>empty() : platform.archive().findInRoom(room.toString(), id))
            .thenApply(found -> found.filter(said -> !said.fate().isGone()));
    }

    /** What makes a text an answer. @param cursor of what it answers, or empty */
    CompletionStage<Answer> answer(Session session, JID room, String cursor) {
        if (cursor.isEmpty() || inside(session, room.toString()).isEmpty()) {
            return CompletableFuture.completedStage(Answer.NONE);
        }
        // A room that gives no ids leaves those of the senders (XEP-0461 §3).
        return said(session, room, cursor).thenApply(found -> found.map(said -> Answer.to(said, given(said).isEmpty() ? said.stanzaId() : given(said),
            platform.archive().preview(said))).orElse(Answer.NONE));
    }

    private static String given(Spoken said) {
        return RoomStanza.isLikeness(said.origin()) ? "" : said.origin();
    }

    private CompletionStage<Optional<Refusal>> edit(Session session, Page page, Spoken said, Call call) {
        JID room = new JID(said.room());
        // A correction stands for all of what it corrects (XEP-0308 §3).
        return answer(session, room, said.bearing().parent() == 0 ? "" : Cursor.of(said.bearing().parent()))
            .thenCompose(answer -> outbox.correct(session, room, call.reference(), said.stanzaId(), call.field("body"), answer));
    }

    private CompletionStage<Optional<Refusal>> delete(Session session, Page page, Spoken said, Call call) {
        String words = platform.views().texts().of(page.locale(), "messages.fallback");
        return outbox.about(session, new JID(said.room()), call.reference(), words,
            MessageStanza.retraction(given(said).isEmpty() ? said.stanzaId() : given(said)));
    }

    private CompletionStage<Optional<Refusal>> react(Session session, Page page, Spoken said, Call call) {
        String emoji = call.field("emoji");
        if (!Meaning.isReaction(emoji)) {
            return Action.refused(Refusal.invalid("messages.noEmoji"));
        }
        return given(said).isEmpty() ? Action.refused(Refusal.of(Refusal.Kind.FORBIDDEN, "messages.cannot"))
            : outbox.about(session, new JID(said.room()), call.reference(), null,
                MessageStanza.reactions(given(said), said.fate().toggled(session.person().jid().toString(), emoji)));
    }

    private CompletionStage<Optional<Refusal>> moderate(Session session, Page page, Spoken said, Call call) {
        Optional<Room> room = rooms.find(said.room());
        boolean may = room.flatMap(each -> each.seat(session)).filter(Seat::isModerator).isPresent();
        boolean can = room.filter(each -> each.isHere() || each.has(Ns.MODERATION)).isPresent() && !given(said).isEmpty();
        String reason = XmlText.clean(call.field("reason")).strip();
        if (!may || !can) {
            return Action.refused(Refusal.of(Refusal.Kind.FORBIDDEN, may ? "messages.cannot" : "rooms.mayNot"));
        }
        IQ request = RoomStanza.moderate(new JID(said.room()), given(said), reason.substring(0, Math.min(LONGEST_REASON, reason.length())));
        return session.ask(request, PATIENCE).handle((answer, fault) -> {
            if (fault != null) {
                return Optional.of(Refusal.unavailable("rooms.silent", request.getTo().getDomain()));
            }
            return answer.getType() == IQ.Type.error ? Optional.of(Refusal.of(Refusal.Kind.FORBIDDEN, "rooms.mayNot")) : Optional.<Refusal>empty();
        });
    }
}
