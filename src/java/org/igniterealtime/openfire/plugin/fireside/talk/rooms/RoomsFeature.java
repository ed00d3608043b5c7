package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.igniterealtime.openfire.plugin.fireside.archive.Bearing;
import org.igniterealtime.openfire.plugin.fireside.archive.Fate;
import org.igniterealtime.openfire.plugin.fireside.archive.Revised;
import org.igniterealtime.openfire.plugin.fireside.archive.Said;
import org.igniterealtime.openfire.plugin.fireside.archive.Spoken;
import org.igniterealtime.openfire.plugin.fireside.desk.media.MediaFeature;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.feature.Feature;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.RateLimit;
import org.igniterealtime.openfire.plugin.fireside.host.AccountGone;
import org.igniterealtime.openfire.plugin.fireside.live.Drawn;
import org.igniterealtime.openfire.plugin.fireside.muc.Room;
import org.igniterealtime.openfire.plugin.fireside.muc.RoomStanza;
import org.igniterealtime.openfire.plugin.fireside.muc.Rooms;
import org.igniterealtime.openfire.plugin.fireside.muc.Seat;
import org.igniterealtime.openfire.plugin.fireside.page.Shell;
import org.igniterealtime.openfire.plugin.fireside.route.BookmarksChanged;
import org.igniterealtime.openfire.plugin.fireside.route.InvitedToRoom;
import org.igniterealtime.openfire.plugin.fireside.route.RoomGone;
import org.igniterealtime.openfire.plugin.fireside.route.RoomModerated;
import org.igniterealtime.openfire.plugin.fireside.route.RoomSpoke;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.social.notices.Notice;
import org.igniterealtime.openfire.plugin.fireside.social.notices.Notices;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.Look;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Meaning;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;

/** Registers rooms, and keeps the pages that show them as the rooms are. */
public final class RoomsFeature implements Feature, Rooms.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(RoomsFeature.class);
    /** As {@code host} has it: a message nested deeper is kept without its XML. */
    private static final int DEEPEST = 100;
    /** Invitations that one person gives at once; as many again in ten minutes. */
    private static final int INVITATIONS = 30;
    private static final Duration SETTLED = Duration.ofSeconds(1);
    private static final int LARGEST_STANZA = 1 << 20;

    private record SubjectChanged(Room room) {
    }

    /** The session is in a room, or out of it: what it shows of it is another thing. */
    private record SeatChanged(String room) {
    }

    /** @param counted whether the person has more to read by it */
    private record SaidInRoom(Spoken said, Drawn<Look> drawn, Drawn<RowLook> rows, boolean counted) {
    }

    /** What a row of the list depends on. */
    private record RowLook(RoomRow row, Locale locale) {
    }

    /** @param drawn for each of the messages, in order */
    private record RevisedInRoom(String room, List<Spoken> messages, List<Drawn<Look>> drawn) {
    }

    /** The person is in another room, or in one less. */
    record ListChanged() {
    }

    /** @param onTop whether something was said @param counted whether the count of what is unread is another one */
    record RowChanged(String room, boolean onTop, boolean counted) {
    }

    private final MediaFeature media;
    private final Supplier<Notices> everyNotice;
    private final RateLimit invitations = new RateLimit(INVITATIONS, Duration.ofMinutes(10));
    private Platform platform;
    private Rooms rooms;
    private Bookmarks bookmarks;
    private BookmarkSync sync;
    private Entrance entrance;
    private RoomOutbox outbox;
    private RoomView view;
    private RoomPeople people;

    public RoomsFeature(MediaFeature media, Supplier<Notices> everyNotice) {
        this.media = media;
        this.everyNotice = everyNotice;
    }

    @Override
    public void register(Platform ground) {
        platform = ground;
        rooms = new Rooms(ground.roomEvents()::isHere, this);
        bookmarks = new Bookmarks(new BookmarkStore(ground.database()), ground.archive());
        sync = new BookmarkSync(bookmarks);
        entrance = new Entrance(ground, rooms);
        outbox = new RoomOutbox(ground, media.media());
        view = new RoomView(ground, rooms, bookmarks, media);
        ground.shell().place("rooms", view);
        ground.nav().add("rooms", 2, "nav.rooms", "hash", bookmarks::unread);
        people = new RoomPeople(ground, rooms, view);
        people.register();
        new Steering(ground, rooms).register();
        new RoomActions(ground, rooms, entrance, bookmarks, sync, outbox, view).register();
        ground.disco().add(Ns.MUC);
        ground.sessions().divert(rooms);
        ground.sessions().whenBound(this::begin);
        ground.sessions().whenEnded(rooms::leave);
        ground.events().on(RoomSpoke.class, this::spoke);
        ground.events().on(RoomModerated.class, this::moderated);
        ground.events().on(Said.class, this::kept);
        ground.events().on(Revised.class, this::revised);
        ground.events().on(RoomGone.class, gone -> ground.sessions().dataLane().call(gone, () -> {
            ground.archive().forgetRoom(gone.room().toString());
            return null;
        }));
        ground.events().on(BookmarksChanged.class, changed -> ground.sessions().signal(changed.account().getNode(), changed));
        // COMPAT: newer Openfires do what is asked of a node on another thread, after they have said that they did.
        ground.signals().on(BookmarksChanged.class, (session, changed) -> ground.sessions().clock().after(SETTLED,
            () -> session.run(() -> session.once(BookmarksChanged.class, () -> listed(session)))));
        ground.signals().on(ListChanged.class, (session, changed) -> session.once(changed, () -> listChanged(session)));
        ground.events().on(InvitedToRoom.class, this::invited);
        ground.events().on(AccountGone.class, gone -> bookmarks.forget(gone.username()));
        ground.signals().on(SubjectChanged.class, (session, changed) -> eachWith(session, changed.room().jid().toString(),
            page -> page.patch(view.subject(changed.room(), page.locale()))));
        ground.signals().on(SeatChanged.class, (session, changed) -> eachWith(session, changed.room(), page -> platform.shell().refresh(session, page, false)));
        ground.signals().on(SaidInRoom.class, this::show);
        ground.signals().on(RevisedInRoom.class, this::showRevised);
        ground.signals().on(RowChanged.class, (session, changed) -> showRow(session, changed, new Drawn<>()));
    }

    // ---- log-in

    // What can wait, waits: the page is there before its rooms are entered.
    private void begin(Session session) {
        session.available().thenRun(() -> listed(session));
    }

    // What the account's other clients have listed is entered, and what they have unlisted is left (XEP-0402 §4).
    private void listed(Session session) {
        sync.read(session).whenComplete((outcome, fault) -> {
            if (fault != null) {
                LOG.debug("The rooms of {} are not known", session.person().username(), fault);
                return;
            }
            outcome.now().stream().filter(Bookmark::autojoin).forEach(each -> enter(session, each.room(), each.nick()));
            outcome.gone().forEach(each -> rooms.find(each).ifPresent(room -> entrance.leave(session, room)));
            session.run(() -> listChanged(session));
        });
    }

    private void enter(Session session, String address, String nick) {
        JID room = new JID(address);
        (platform.roomEvents().isHere(room) ? entrance.ask(session, room, nick) : entrance.enter(session, room, nick))
            .thenAccept(refused -> refused.ifPresent(why -> LOG.debug("{} is not in {}: {}", session.person().username(), room, why.key())));
    }

    // The pane stays as it is; nothing of what is being written is lost.
    private void listChanged(Session session) {
        platform.shell().recount(session);
        Shell.each(session, RoomView.Showing.class, (page, showing) -> session.then(session.data("rooms", () -> view.rows(session.person(), showing.room())),
            (rows, fault) -> {
                if (fault == null) {
                    page.patch(view.list(rows, page.locale()));
                }
            }));
    }

    // ---- what rooms do, on the host's threads

    @Override
    public void occupantsChanged(Room room) {
        people.changed(room);
    }

    @Override
    public void entered(Room room, Session session) {
        entrance.entered(session, room);
        session.signal(new SeatChanged(room.jid().toString()));
    }

    @Override
    public void seatChanged(Room room, Session session) {
        session.signal(new SeatChanged(room.jid().toString()));
    }

    @Override
    public void left(Room room, Session session) {
        session.signal(new SeatChanged(room.jid().toString()));
    }

    @Override
    public void refused(Room room, Session session, String condition) {
        entrance.refused(session, room, condition);
    }

    @Override
    public void subject(Room room) {
        room.sessions().forEach(session -> session.signal(new SubjectChanged(room)));
    }

    // Of a room here the host tells, once and of all that was said.
    @Override
    public void said(Room room, Message message) {
        Optional<Instant> before = RoomStanza.delay(message);
        if (room.isHere() && before.isEmpty()) {
            return;
        }
        boolean byRoom = message.getFrom().getResource() == null;
        Meaning meaning = Meaning.read(message.getElement(), byRoom);
        boolean more = meaning.isMore();
        if (message.getBody() == null && !more || byRoom && meaning.kind() != Meaning.Kind.MODERATION) {
            return;
        }
        String nick = byRoom ? RoomStanza.moderator(message) : message.getFrom().getResource();
        String id = message.getID() == null ? "" : message.getID();
        String body = message.getBody() == null ? "" : message.getBody();
        String given = room.isHere() || room.has(Ns.STANZA_ID) ? RoomStanza.stanzaId(message, room.jid()) : "";
        String origin = !given.isEmpty() ? given
            : RoomStanza.likeness(nick, id.isEmpty() ? before.map(Instant::toString).orElse("") : id, body + meaning.kind() + meaning.of());
        String sender = before.isPresent() || byRoom ? "" : room.account(nick).map(JID::toString).orElse("");
        String occupant = byRoom || !room.has(Ns.OCCUPANT_ID) ? "" : RoomStanza.occupantId(message);
        platform.archive().said(new Spoken(before.map(Stamp::at).orElse(0L), room.jid().toString(), nick, sender, origin, id, body, xml(message), occupant,
            Bearing.NONE, Fate.NONE), meaning);
    }

    private static String xml(Message message) {
        if (!Xml.isShallow(message.getElement(), DEEPEST)) {
            return "";
        }
        String xml = message.getElement().asXML();
        return xml.length() > LARGEST_STANZA ? "" : xml;
    }

    private void spoke(RoomSpoke spoke) {
        Meaning meaning = spoke.meaning();
        if (!spoke.body().isEmpty() || meaning.isMore()) {
            String origin = !spoke.origin().isEmpty() ? spoke.origin()
                : RoomStanza.likeness(spoke.nick(), spoke.stanzaId(), spoke.body() + meaning.kind() + meaning.of());
            platform.archive().said(new Spoken(0, spoke.room().toBareJID(), spoke.nick(), spoke.sender() == null ? "" : spoke.sender().toBareJID(), origin,
                spoke.stanzaId(), spoke.body(), spoke.stanza()), meaning);
        }
    }

    private void moderated(RoomModerated event) {
        String origin = RoomStanza.likeness(event.byNick(), event.id(), "moderated");
        platform.archive().said(new Spoken(0, event.room().toBareJID(), event.byNick(), "", origin, "", "", ""),
            new Meaning(Meaning.Kind.MODERATION, event.id(), List.of(), event.reason(), ""));
    }

    @Override
    public void returned(Room room, Session session, String id, String condition) {
        outbox.returned(room.jid().toString(), session.person().jid().toString(), id, condition);
    }

    private void invited(InvitedToRoom invited) {
        if (invitations.allows(invited.by().toString())) {
            platform.sessions().dataLane().call(invited.account(), () -> {
                everyNotice.get().add(invited.account(), Notice.Kind.INVITED, invited.by().toString(), 0, invited.room().toString());
                return null;
            });
        }
    }

    // ---- what is kept, and then shown

    private void kept(Said event) {
        Spoken said = event.message();
        outbox.heard(said);
        Drawn<Look> drawn = new Drawn<>();
        Drawn<RowLook> rows = new Drawn<>();
        SaidInRoom seen = new SaidInRoom(said, drawn, rows, false);
        SaidInRoom unread = new SaidInRoom(said, drawn, rows, true);
        rooms.find(said.room()).map(Room::sessions).ifPresent(sessions -> {
            String line = Bookmarks.preview(said);
            Set<Person> counting = sessions.stream().map(Session::person).distinct().filter(person -> counts(person, said, line)).collect(Collectors.toSet());
            sessions.forEach(session -> session.signal(counting.contains(session.person()) ? unread : seen));
        });
    }

    private void revised(Revised event) {
        outbox.heard(event.by());
        if (!event.messages().isEmpty()) {
            String room = event.by().room();
            RevisedInRoom seen = new RevisedInRoom(room, event.messages(), event.messages().stream().map(each -> new Drawn<Look>()).toList());
            rooms.find(room).map(Room::sessions).ifPresent(sessions -> sessions.forEach(session -> session.signal(seen)));
        }
    }

    private void showRevised(Session session, RevisedInRoom event) {
        Optional<Seat> seat = rooms.find(event.room()).flatMap(room -> room.seat(session));
        if (seat.filter(Seat::inside).isEmpty()) {
            return;
        }
        eachWith(session, event.room(), page -> {
            for (int i = 0; i < event.messages().size(); i++) {
                Spoken said = event.messages().get(i);
                Look look = view.look(session.person(), seat, said, page.locale());
                event.drawn().get(i).by(look, () -> List.of(view.replaced(said, look))).forEach(page::patch);
            }
        });
    }

    private boolean counts(Person person, Spoken said, String line) {
        return bookmarks.said(person, said, line, said.sender().equals(person.jid().toString()));
    }

    private void show(Session session, SaidInRoom event) {
        Spoken said = event.said();
        Optional<Seat> seat = rooms.find(said.room()).flatMap(room -> room.seat(session));
        if (seat.filter(Seat::inside).isEmpty()) {
            return;
        }
        boolean mine = said.sender().equals(session.person().jid().toString());
        eachWith(session, said.room(), page -> {
            Look look = view.look(session.person(), seat, said, page.locale());
            event.drawn().by(look, () -> List.of(view.appended(said, look))).forEach(page::patch);
        });
        if (!mine && RoomView.names(said.body(), seat.get().nick())) {
            session.pages().forEach(page -> page.tone("message"));
        }
        showRow(session, new RowChanged(said.room(), true, event.counted()), event.rows());
    }

    // Of many who have the same to read it is drawn once.
    private void showRow(Session session, RowChanged changed, Drawn<RowLook> drawn) {
        session.once(changed, () -> {
            Person person = session.person();
            bookmarks.known(person, changed.room()).ifPresent(listed -> Shell.each(session, RoomView.Showing.class, (page, showing) -> {
                RowLook look = new RowLook(view.row(person, listed, showing.room()), page.locale());
                drawn.by(look, () -> List.of(view.row(look.row(), changed.onTop(), look.locale()))).forEach(page::patch);
            }));
            if (changed.counted()) {
                platform.shell().recount(session);
            }
        });
    }

    /** Makes a change on each page that shows a room. */
    static void eachWith(Session session, String room, java.util.function.Consumer<org.igniterealtime.openfire.plugin.fireside.live.Page> change) {
        Shell.each(session, RoomView.Showing.class, (page, showing) -> {
            if (showing.room().equals(room)) {
                change.accept(page);
            }
        });
    }
}
