package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.live.Call;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.live.Patch;
import org.igniterealtime.openfire.plugin.fireside.muc.ConfigForm;
import org.igniterealtime.openfire.plugin.fireside.muc.Room;
import org.igniterealtime.openfire.plugin.fireside.muc.RoomStanza;
import org.igniterealtime.openfire.plugin.fireside.muc.Rooms;
import org.igniterealtime.openfire.plugin.fireside.muc.Seat;
import org.igniterealtime.openfire.plugin.fireside.session.Action;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.social.people.Picture;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.xmpp.packet.IQ;

/** How owners say what their rooms are to be (XEP-0045 §10.2), and which picture they have. The room decides; what it refuses is said. */
final class Configuring {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LARGEST_PICTURE = 64 << 10;
    private static final int LONGEST = 4_000;

    private final Platform platform;
    private final Rooms rooms;
    private final Descriptions descriptions;
    private final RoomPictures pictures;
    // What owners have before them, to tell what they change.
    private final Cache<Filling, ConfigForm> forms = Caffeine.newBuilder().maximumSize(2_000).expireAfterAccess(Duration.ofHours(2))
        .executor(Runnable::run).build();

    /** @param client full JID */
    private record Filling(String client, String room) {
    }

    Configuring(Platform platform, Rooms rooms, Descriptions descriptions, RoomPictures pictures) {
        this.platform = platform;
        this.rooms = rooms;
        this.descriptions = descriptions;
        this.pictures = pictures;
    }

    void register() {
        on("rooms/settings", this::open);
        on("rooms/configure", this::save);
        on("rooms/picture", this::picture);
    }

    @FunctionalInterface
    private interface With {
        CompletionStage<Optional<Refusal>> act(Session session, Page page, Room room, Call call);
    }

    private void on(String name, With with) {
        platform.actions().on(name, (session, page, call) -> Jids.bare(call.field("to")).flatMap(jid -> rooms.find(jid.toString()))
            .filter(room -> room.seat(session).filter(Seat::inside).isPresent()).map(room -> with.act(session, page, room, call))
            .orElseGet(() -> Action.refused(Refusal.of(Refusal.Kind.FORBIDDEN, "rooms.notInside"))));
    }

    // ---- the form

    // What goes wrong stands in the dialog, which is open by then.
    private CompletionStage<Optional<Refusal>> open(Session session, Page page, Room room, Call call) {
        session.then(session.ask(RoomStanza.configuration(room.jid()), PATIENCE), (answer, fault) -> {
            Optional<ConfigForm> form = fault == null ? form(answer) : Optional.empty();
            form.ifPresent(read -> forms.put(filling(session, room), read));
            String why = form.isPresent() ? "" : platform.views().texts().of(page.locale(), fault != null ? "rooms.silent" : "rooms.mayNot", room.jid().getDomain());
            SafeHtml html = form.map(read -> draw(room, read, page.locale()))
                .orElseGet(() -> platform.views().render("rooms/settings-refused", page.locale(), Map.of("why", why)));
            RoomView.shown(page).filter(showing -> showing.room().equals(room.jid().toString()))
                .ifPresent(showing -> page.patch(Patch.of("update", "room-settings-body", html.html())));
        });
        return Action.done();
    }

    private static Optional<ConfigForm> form(IQ answer) {
        return answer.getType() == IQ.Type.result && answer.getChildElement() != null && Ns.MUC_OWNER.equals(answer.getChildElement().getNamespaceURI())
            ? ConfigForm.read(answer.getChildElement()) : Optional.empty();
    }

    private static Filling filling(Session session, Room room) {
        return new Filling(session.jid().toString(), room.jid().toString());
    }

    private SafeHtml draw(Room room, ConfigForm form, Locale locale) {
        return platform.views().render("rooms/settings", locale, Map.of("roomJid", room.jid().toString(),
            "face", pictures.face(room.jid().toString(), room.name(), room.about()), "pictured", room.about().has(Ns.VCARD) || !room.about().picture().isEmpty(),
            "settings", SettingsModel.of(form, platform.views().texts(), locale)));
    }

    /** The form that somebody has before him, for a pane that is drawn anew. */
    Optional<SafeHtml> before(Session session, Room room, Locale locale) {
        return Optional.ofNullable(forms.getIfPresent(filling(session, room))).map(form -> draw(room, form, locale));
    }

    // ---- filled in

    private CompletionStage<Optional<Refusal>> save(Session session, Page page, Room room, Call call) {
        if (call.fields().values().stream().anyMatch(text -> text.length() > LONGEST)) {
            return Action.refused(Refusal.of(Refusal.Kind.TOO_LARGE, "chat.tooLong", LONGEST));
        }
        ConfigForm known = forms.getIfPresent(filling(session, room));
        if (known != null && SettingsModel.name(known).equals(call.field("form"))) {
            return submit(session, room, known, call);
        }
        return session.ask(RoomStanza.configuration(room.jid()), PATIENCE).handle((answer, fault) -> fault == null ? form(answer) : Optional.<ConfigForm>empty())
            .thenCompose(form -> form.filter(now -> SettingsModel.name(now).equals(call.field("form"))).map(now -> submit(session, room, now, call))
                .orElseGet(() -> Action.refused(Refusal.of(Refusal.Kind.CONFLICT, "rooms.config.old"))));
    }

    private CompletionStage<Optional<Refusal>> submit(Session session, Room room, ConfigForm form, Call call) {
        Map<String, List<String>> changes = Filled.changes(form, call);
        if (changes.isEmpty()) {
            return Action.done();
        }
        IQ request = RoomStanza.configuration(room.jid());
        request.setType(IQ.Type.set);
        form.submit(request.getChildElement(), changes);
        return session.ask(request, PATIENCE).handle((answer, fault) -> {
            Optional<Refusal> refused = fault != null ? Optional.of(Refusal.unavailable("rooms.silent", room.jid().getDomain())) : refused(answer);
            if (refused.isEmpty()) {
                forms.invalidate(filling(session, room));
                descriptions.changed(session, room);
            }
            return refused;
        });
    }

    /** §10.2 and RFC 6120 §8.3; what the room itself says of it is said too. */
    private static Optional<Refusal> refused(IQ answer) {
        if (answer.getType() != IQ.Type.error) {
            return Optional.empty();
        }
        String words = RoomStanza.words(answer);
        return Optional.of(switch (RoomStanza.condition(answer)) {
            case "forbidden", "not-allowed" -> Refusal.of(Refusal.Kind.FORBIDDEN, "rooms.mayNot");
            case "service-unavailable", "feature-not-implemented" -> Refusal.of(Refusal.Kind.FORBIDDEN, "rooms.config.cannot");
            default -> words.isEmpty() ? Refusal.of(Refusal.Kind.INVALID, "rooms.config.refused") : Refusal.of(Refusal.Kind.INVALID, "rooms.config.refusedSaying", words);
        });
    }

    // ---- the picture

    private CompletionStage<Optional<Refusal>> picture(Session session, Page page, Room room, Call call) {
        String data = call.field("picture");
        Optional<Picture> picture = Picture.ofBase64(data.substring(data.indexOf(',') + 1)).filter(each -> each.bytes().length <= LARGEST_PICTURE);
        if (picture.isEmpty() && !data.isEmpty()) {
            return Action.refused(Refusal.invalid("rooms.badPicture"));
        }
        return pictures.give(session, room.jid(), picture).handle((answer, fault) -> {
            Optional<Refusal> refused = fault != null ? Optional.of(Refusal.unavailable("rooms.silent", room.jid().getDomain())) : refused(answer);
            if (refused.isEmpty()) {
                descriptions.changed(session, room);
            }
            return refused;
        });
    }
}
