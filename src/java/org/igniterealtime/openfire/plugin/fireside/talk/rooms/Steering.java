package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.live.Call;
import org.igniterealtime.openfire.plugin.fireside.muc.Occupant;
import org.igniterealtime.openfire.plugin.fireside.muc.Room;
import org.igniterealtime.openfire.plugin.fireside.muc.RoomStanza;
import org.igniterealtime.openfire.plugin.fireside.muc.Rooms;
import org.igniterealtime.openfire.plugin.fireside.muc.Seat;
import org.igniterealtime.openfire.plugin.fireside.session.Action;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/** What those may do with a room who have a say in it. The room decides; what it refuses is said. */
final class Steering {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Set<String> ROLES = Set.of("none", "visitor", "participant", "moderator");
    private static final Set<String> AFFILIATIONS = Set.of("none", "member", "admin", "owner", "outcast");
    private static final int LONGEST = 1_000;

    private final Platform platform;
    private final Rooms rooms;

    Steering(Platform platform, Rooms rooms) {
        this.platform = platform;
        this.rooms = rooms;
    }

    void register() {
        on("rooms/subject", this::subject);
        on("rooms/invite", this::invite);
        on("rooms/role", this::role);
        on("rooms/affiliation", this::affiliation);
        on("rooms/destroy", (session, room, call) -> ask(session, RoomStanza.destroy(room.jid())));
    }

    @FunctionalInterface
    private interface With {
        CompletionStage<Optional<Refusal>> act(Session session, Room room, Call call);
    }

    private void on(String name, With with) {
        platform.actions().on(name, (session, page, call) -> inside(session, call)
            .map(room -> with.act(session, room, call)).orElseGet(() -> Action.refused(Refusal.of(Refusal.Kind.FORBIDDEN, "rooms.notInside"))));
    }

    private Optional<Room> inside(Session session, Call call) {
        return Jids.bare(call.field("to")).flatMap(jid -> rooms.find(jid.toString()))
            .filter(room -> room.seat(session).filter(Seat::inside).isPresent());
    }

    private CompletionStage<Optional<Refusal>> subject(Session session, Room room, Call call) {
        String subject = XmlText.clean(call.field("subject")).strip();
        if (subject.length() > LONGEST) {
            return Action.refused(Refusal.of(Refusal.Kind.TOO_LARGE, "chat.tooLong", LONGEST));
        }
        return session.send(RoomStanza.subject(room.jid(), subject), "room " + room.jid()).thenApply(sent -> Optional.empty());
    }

    private CompletionStage<Optional<Refusal>> invite(Session session, Room room, Call call) {
        Optional<JID> whom = person(call.field("whom"));
        if (whom.isEmpty()) {
            return Action.refused(Refusal.invalid("people.badAddress"));
        }
        // Into a room for members alone only members come (XEP-0045 §7.8.2, the note); who may not make one is told so by the room.
        // COMPAT: Openfire admits whom one invites, and invites whom one admits, so that he would be invited twice.
        boolean mayAdmit = !room.isHere() && room.seat(session).map(seat -> seat.affiliation().equals("owner") || seat.affiliation().equals("admin")).orElse(false);
        CompletionStage<Optional<Refusal>> admitted = mayAdmit && room.has("muc_membersonly")
            ? ask(session, RoomStanza.affiliation(room.jid(), whom.get(), "member")) : Action.done();
        return admitted.thenCompose(refused -> refused.isPresent() ? Action.refused(refused.get())
            : session.send(RoomStanza.invite(room.jid(), whom.get()), "room " + room.jid()).thenApply(sent -> Optional.empty()));
    }

    // A name without a server is one of ours.
    private Optional<JID> person(String text) {
        String address = text.strip();
        return Jids.bare(address.contains("@") || address.isEmpty() ? address : address + "@" + platform.server().domain()).filter(jid -> jid.getNode() != null);
    }

    private CompletionStage<Optional<Refusal>> role(Session session, Room room, Call call) {
        Optional<Occupant> occupant = room.occupant(call.field("nick"));
        if (occupant.isEmpty() || !ROLES.contains(call.field("role"))) {
            return Action.refused(Refusal.of(Refusal.Kind.MISSING, "rooms.nobody"));
        }
        return ask(session, RoomStanza.role(room.jid(), occupant.get().nick(), call.field("role")));
    }

    private CompletionStage<Optional<Refusal>> affiliation(Session session, Room room, Call call) {
        boolean knows = room.isOpen() || room.seat(session).map(Seat::isModerator).orElse(false);
        Optional<JID> whom = room.occupant(call.field("nick")).map(Occupant::jid).filter(jid -> knows && !jid.isEmpty()).flatMap(Jids::bare);
        if (whom.isEmpty() || !AFFILIATIONS.contains(call.field("affiliation"))) {
            return Action.refused(Refusal.of(Refusal.Kind.MISSING, "rooms.nobody"));
        }
        return ask(session, RoomStanza.affiliation(room.jid(), whom.get(), call.field("affiliation")));
    }

    private CompletionStage<Optional<Refusal>> ask(Session session, IQ request) {
        return session.ask(request, PATIENCE).handle((answer, fault) -> {
            if (fault != null) {
                return Optional.of(Refusal.unavailable("rooms.silent", request.getTo().getDomain()));
            }
            return answer.getType() == IQ.Type.error ? Optional.of(Refusal.of(Refusal.Kind.FORBIDDEN, "rooms.mayNot")) : Optional.<Refusal>empty();
        });
    }
}
