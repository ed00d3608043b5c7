package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.igniterealtime.openfire.plugin.fireside.archive.Bearing;
import org.igniterealtime.openfire.plugin.fireside.archive.Fate;
import org.igniterealtime.openfire.plugin.fireside.archive.Preview;
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
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.live.Place;
import org.igniterealtime.openfire.plugin.fireside.muc.Occupant;
import org.igniterealtime.openfire.plugin.fireside.muc.Room;
import org.igniterealtime.openfire.plugin.fireside.muc.RoomStanza;
import org.igniterealtime.openfire.plugin.fireside.muc.Rooms;
import org.igniterealtime.openfire.plugin.fireside.muc.Seat;
import org.igniterealtime.openfire.plugin.fireside.page.Shell;
import org.igniterealtime.openfire.plugin.fireside.pubsub.ItemPublished;
import org.igniterealtime.openfire.plugin.fireside.pubsub.ItemRetracted;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Node;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeDeleted;
import org.igniterealtime.openfire.plugin.fireside.pubsub.SocialNodes;
import org.igniterealtime.openfire.plugin.fireside.route.BookmarksChanged;
import org.igniterealtime.openfire.plugin.fireside.route.InvitedToRoom;
import org.igniterealtime.openfire.plugin.fireside.route.RoomConfigured;
import org.igniterealtime.openfire.plugin.fireside.route.RoomGone;
import org.igniterealtime.openfire.plugin.fireside.route.RoomModerated;
import org.igniterealtime.openfire.plugin.fireside.route.RoomSpoke;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.social.notices.Notice;
import org.igniterealtime.openfire.plugin.fireside.social.notices.Notices;
import org.igniterealtime.openfire.plugin.fireside.talk.attention.Attention;
import org.igniterealtime.openfire.plugin.fireside.talk.attention.Occasion;
import org.igniterealtime.openfire.plugin.fireside.talk.attention.RegardMenu;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.Look;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.Looking;
import org.igniterealtime.openfire.plugin.fireside.talk.reads.Reads;
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
    /** What a room says of before, to who comes in, draws nobody to it. */
    private static final Duration NEW = Duration.ofMinutes(1);

    private record SubjectChanged(Room room) {
    }

    /** A room says something else of itself. @param before what it called itself until now, or empty */
    private record AboutChanged(Room room, String before) {
    }

    /** The session is in a room, or out of it: what it shows of it is another thing. */
    record SeatChanged(String room) {
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

    /** Somebody regards a room in another way. */
    record RegardChanged(RegardMenu menu) {
    }

    /** @param onTop whether something was said @param counted whether the count of what is unread is another one */
    record RowChanged(String room, boolean onTop, boolean counted) {
    }

    private final MediaFeature media;
    private final Supplier<Notices> everyNotice;
    private final Supplier<Attention> attention;
    private final Supplier<Reads> reads;
    private final RateLimit invitations = new RateLimit(INVITATIONS, Duration.ofMinutes(10));
    private final Cache<InvitedToRoom, Boolean> invitedLately = Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(1))
        .executor(Runnable::run).build();
    private Platform platform;
    private Rooms rooms;
    private Bookmarks bookmarks;
    private BookmarkSync sync;
    private final RoomQuestions questions = new RoomQuestions();
    private RoomTyping typing;
    private Entrance entrance;
    private Renaming renaming;
    private Descriptions descriptions;
    private RoomOutbox outbox;
    private RoomView view;
    private RoomPeople people;
    private RoomReads read;

    public RoomsFeature(MediaFeature media, Supplier<Notices> everyNotice, Supplier<Attention> attention, Supplier<Reads> reads) {
        this.media = media;
        this.everyNotice = everyNotice;
        this.attention = attention;
        this.reads = reads;
    }

    /** The rooms whose messages a session may hear now, bare JIDs, by what their names are. Blocks. */
    public Map<String, String> heard(Session session) {
        return view.heard(session);
    }

    @Override
    public void register(Platform ground) {
        platform = ground;
        rooms = new Rooms(ground.roomEvents()::isHere, this);
        bookmarks = new Bookmarks(new BookmarkStore(ground.database()), ground.archive());
        sync = new BookmarkSync(bookmarks);
        entrance = new Entrance(ground, rooms, questions);
        outbox = new RoomOutbox(ground, rooms, media.media());
        RoomPictures pictures = new RoomPictures(ground, rooms);
        descriptions = new Descriptions(pictures, questions, (room, before) -> room.sessions().forEach(session -> session.signal(new AboutChanged(room, before))));
        Configuring configuring = new Configuring(ground, rooms, descriptions, pictures);
        renaming = new Renaming(ground, rooms, bookmarks, sync);
        view = new RoomView(ground, rooms, bookmarks, media, pictures, entrance, configuring);
        ground.web().on(RoomPictures.SEGMENT, pictures::answer);
        configuring.register();
        renaming.register();
        new Exploring(ground, pictures).register();
        ground.shell().place("rooms", view);
        ground.nav().add("rooms", 2, "nav.rooms", "hash", bookmarks::unread);
        people = new RoomPeople(ground, rooms, view);
        people.register();
        new Steering(ground, rooms).register();
        typing = new RoomTyping(ground, rooms);
        typing.register();
        new SelfPing(ground, rooms, entrance, questions, (session, room) -> bookmarks.known(session.person(), room.toString()).map(Bookmarks.Listed::bookmark)).open();
        read = new RoomReads(ground, bookmarks, reads.get());
        read.register();
        new RoomActions(ground, rooms, entrance, bookmarks, sync, outbox, view, read).register();
        new Looking<>(new RoomTalk(ground.archive(), view), ground.views(), "rooms", "rooms").register(ground.actions());
        new RoomRegards(ground, bookmarks, sync).register();
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
        ground.events().on(ItemPublished.class, changed -> bookmarksChanged(changed.node()));
        ground.events().on(ItemRetracted.class, changed -> bookmarksChanged(changed.node()));
        ground.events().on(NodeDeleted.class, changed -> bookmarksChanged(changed.node()));
        // COMPAT: newer Openfires do what is asked of a node on another thread, after they have said that they did.
        ground.signals().on(BookmarksChanged.class, (session, changed) -> ground.sessions().clock().after(SETTLED,
            () -> session.run(() -> session.once(BookmarksChanged.class, () -> listed(session)))));
        ground.signals().on(ListChanged.class, (session, changed) -> session.once(changed, () -> listChanged(session)));
        ground.events().on(InvitedToRoom.class, this::invited);
        ground.events().on(AccountGone.class, gone -> bookmarks.forget(gone.username()));
        ground.signals().on(SubjectChanged.class, (session, changed) -> eachWith(session, changed.room().jid().toString(),
            (page, showing) -> page.patch(view.subject(changed.room(), page.locale()))));
        ground.signals().on(AboutChanged.class, this::aboutChanged);
        // COMPAT: Openfire 4.2 tells nobody that a room is configured anew (XEP-0045 §10.2.1).
        ground.events().on(RoomConfigured.class, configured -> rooms.find(configured.room().toString())
            .ifPresent(room -> room.sessions().stream().findFirst().ifPresent(session -> descriptions.changed(session, room))));
        ground.signals().on(SeatChanged.class, (session, changed) -> eachWith(session, changed.room(), (page, showing) -> platform.shell().refresh(session, page, false)));
        ground.signals().on(SaidInRoom.class, this::show);
        ground.signals().on(RevisedInRoom.class, this::showRevised);
        ground.signals().on(RowChanged.class, (session, changed) -> showRow(session, changed, new Drawn<>()));
        ground.signals().on(RegardChanged.class, (session, changed) -> eachWith(session, changed.menu().jid(),
            (page, showing) -> page.patch(changed.menu().patch(ground.views(), page.locale()))));
    }

    private void bookmarksChanged(Node node) {
        JID account = new JID(node.id().service());
        if (node.id().name().equals(SocialNodes.BOOKMARKS) && platform.server().isAccount(account)) {
            platform.sessions().signal(account.getNode(), new BookmarksChanged(account));
        }
    }

    // ---- log-in

    // What can wait, waits: the page is there before its rooms are entered.
    private void begin(Session session) {
        session.available().thenCombine(session.shown(), (there, shown) -> there).thenRun(() -> {
            if (!session.over()) {
                listed(session, sync.begin(session));
            }
        });
    }

    private void listed(Session session) {
        listed(session, sync.read(session));
    }

    // What the account's other clients have listed is entered, and what they have unlisted is left (XEP-0402 §4).
    private void listed(Session session, CompletionStage<BookmarkSync.Outcome> read) {
        read.whenComplete((outcome, fault) -> {
            List<Bookmark> entering = fault != null ? List.of() : outcome.now().stream().filter(Bookmark::autojoin).toList();
            entering.forEach(each -> enter(session, each));
            if (fault == null) {
                outcome.gone().forEach(each -> rooms.find(each).ifPresent(room -> entrance.leave(session, room)));
            } else {
                LOG.debug("The rooms of {} are not known", session.person().username(), fault);
            }
            boolean first = entrance.begun(session);
            session.run(() -> {
                if (fault == null) {
                    listChanged(session);
                    outcome.now().forEach(each -> session.signal(new RegardChanged(RoomView.menu(each))));
                }
                if (first) {
                    stayOutside(session, entering.stream().map(Bookmark::room).collect(Collectors.toSet()));
                }
            });
        });
    }

    // What looked as if it were about to be entered is not, where another client has said so, or nobody could say.
    private void stayOutside(Session session, Set<String> entering) {
        Shell.each(session, RoomView.Showing.class, (page, showing) -> {
            if (!showing.room().isEmpty() && !entering.contains(showing.room()) && rooms.find(showing.room()).flatMap(room -> room.seat(session)).isEmpty()) {
                platform.shell().refresh(session, page, false);
            }
        });
    }

    private void enter(Session session, Bookmark bookmark) {
        JID room = new JID(bookmark.room());
        // One in which somebody of us is already is a room.
        boolean known = platform.roomEvents().isHere(room) || rooms.find(bookmark.room()).isPresent();
        (known ? entrance.ask(session, room, bookmark.nick(), bookmark.password()) : entrance.enter(session, room, bookmark.nick(), bookmark.password()))
            .thenAccept(refused -> refused.ifPresent(why -> {
                LOG.debug("{} is not in {}: {}", session.person().username(), room, why.key());
                session.signal(new SeatChanged(bookmark.room()));
            }));
    }

    // By its own name it is in a list, until it gets another one there; so it has one also while nobody is in it.
    private void aboutChanged(Session session, AboutChanged changed) {
        Room room = changed.room();
        Optional<Bookmark> listed = bookmarks.known(session.person(), room.jid().toString()).map(Bookmarks.Listed::bookmark)
            .filter(bookmark -> (bookmark.title().isEmpty() || bookmark.title().equals(changed.before())) && !room.about().name().isEmpty());
        session.then(session.data("rooms", () -> {
            listed.map(bookmark -> bookmark.called(room.name())).filter(bookmark -> !bookmark.equals(listed.get())).ifPresent(bookmark -> {
                bookmarks.save(session.person(), bookmark);
                sync.publish(session, bookmark);
            });
            kindKnown(session.person(), room);
            return null;
        }), (kept, fault) -> {
            // Its name stands in many places.
            boolean renamed = !changed.before().isEmpty() && !changed.before().equals(room.about().name());
            eachWith(session, room.jid().toString(), (page, showing) -> {
                if (renamed) {
                    platform.shell().refresh(session, page, false);
                } else {
                    view.about(session, room, page.locale()).forEach(page::patch);
                }
            });
            showRow(session, new RowChanged(room.jid().toString(), false, false), new Drawn<>());
        });
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
        typing.writing().occupantsChanged(room);
        people.changed(room);
    }

    @Override
    public void entered(Room room, Session session) {
        entrance.entered(session, room);
        descriptions.wanted(session, room);
        session.data("rooms", () -> {
            kindKnown(session.person(), room);
            return null;
        });
        session.signal(new SeatChanged(room.jid().toString()));
    }

    // What a group's members want to be told of is another thing than what a channel's visitors want.
    private void kindKnown(Person person, Room room) {
        Optional<Bookmark> before = bookmarks.find(person, room.jid().toString()).map(Bookmarks.Listed::bookmark);
        before.filter(bookmark -> bookmark.members() != room.isForMembers()).ifPresent(bookmark -> {
            bookmarks.save(person, bookmark.forMembers(room.isForMembers()));
            platform.sessions().signal(person.username(), new ListChanged());
            platform.sessions().signal(person.username(), new RegardChanged(RoomView.menu(bookmark.forMembers(room.isForMembers()))));
        });
    }

    @Override
    public void seatChanged(Room room, Session session) {
        renaming.renamed(session, room);
        session.signal(new SeatChanged(room.jid().toString()));
    }

    @Override
    public void left(Room room, Session session) {
        session.signal(new SeatChanged(room.jid().toString()));
    }

    @Override
    public void writes(Room room, String nick, String state) {
        typing.writing().says(room, nick, state);
    }

    @Override
    public void refused(Room room, Session session, String condition) {
        if (room.seat(session).filter(Seat::inside).isPresent()) {
            renaming.refused(session, room, condition);
        } else {
            entrance.refused(session, room, condition);
            session.signal(new SeatChanged(room.jid().toString()));
        }
    }

    @Override
    public void aboutChanged(Room room, Session session) {
        descriptions.changed(session, room);
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
        if (!room.isHere() && before.isEmpty() && message.getBody() == null && message.getFrom().getResource() != null) {
            sender(room, message.getFrom().getResource()).ifPresent(account -> read.marked(account, room.jid().toString(), message.getElement()));
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

    // Who has a nick of ours, or is known to be one of us.
    private static Optional<JID> sender(Room room, String nick) {
        return room.account(nick).or(() -> room.occupant(nick).map(Occupant::jid).filter(jid -> !jid.isEmpty()).map(JID::new));
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
        } else if (spoke.sender() != null && spoke.stanza().contains(Ns.MARKERS)) {
            read.marked(spoke.sender().asBareJID(), spoke.room().toBareJID(), Xml.parse(spoke.stanza()));
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
        // COMPAT: Openfire invites whom somebody makes a member (XEP-0045 §9.3), and then whom he invites.
        if (invitedLately.asMap().putIfAbsent(invited, true) == null && invitations.allows(invited.by().toString())) {
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
        rooms.find(said.room()).ifPresent(room -> {
            List<Session> sessions = room.sessions();
            Preview line = platform.archive().preview(said);
            Set<Person> counting = sessions.stream().map(Session::person).distinct().filter(person -> counts(room, person, said, line)).collect(Collectors.toSet());
            sessions.forEach(session -> session.signal(counting.contains(session.person()) ? unread : seen));
        });
    }

    private void revised(Revised event) {
        outbox.heard(event.by());
        if (!event.messages().isEmpty()) {
            String room = event.by().room();
            RevisedInRoom seen = new RevisedInRoom(room, event.messages(), event.messages().stream().map(each -> new Drawn<Look>()).toList());
            rooms.find(room).map(Room::sessions).ifPresent(sessions -> {
                sessions.forEach(session -> session.signal(seen));
                sessions.stream().map(Session::person).distinct().filter(person -> relisted(person, event.messages()))
                    .forEach(person -> platform.sessions().signal(person.username(), new RowChanged(room, false, false)));
            });
        }
    }

    private boolean relisted(Person person, List<Spoken> messages) {
        boolean changed = false;
        for (Spoken said : messages) {
            changed |= bookmarks.revised(person, said, platform.archive().preview(said));
        }
        return changed;
    }

    private void showRevised(Session session, RevisedInRoom event) {
        Optional<Seat> seat = rooms.find(event.room()).flatMap(room -> room.seat(session));
        if (seat.filter(Seat::inside).isEmpty()) {
            return;
        }
        eachWith(session, event.room(), (page, showing) -> {
            for (int i = 0; i < event.messages().size(); i++) {
                Spoken said = event.messages().get(i);
                Look look = view.look(session.person(), seat, said, page.locale());
                event.drawn().get(i).by(look, () -> List.of(view.replaced(said, look))).forEach(page::patch);
                if (showing.sight().hasInThread(said.id(), said.bearing().root())) {
                    page.patch(view.inThread(said, false, look));
                }
            }
        });
    }

    private boolean counts(Room room, Person person, Spoken said, Preview line) {
        int before = bookmarks.unread(person);
        boolean mine = said.sender().equals(person.jid().toString());
        boolean names = !mine && person.sessions().stream().map(room::seat).flatMap(Optional::stream).anyMatch(seat -> RoomView.mentions(person, seat, said));
        bookmarks.said(person, said, line, mine, names).ifPresent(listed -> {
            if (mine) {
                // Who says something has read what was said before.
                platform.sessions().dataLane().call(person, "rooms", null, () -> {
                    read.read(person.username(), said.room(), said.id());
                    return null;
                });
            } else if (said.id() > listed.bookmark().read() && said.at().isAfter(Instant.now().minus(NEW)) && listed.bookmark().level().tells(names)) {
                attention.get().draw(person, new Place("rooms", said.room()), locale -> occasion(room, listed, locale));
            }
        });
        return bookmarks.unread(person) != before;
    }

    private Occasion occasion(Room room, Bookmarks.Listed listed, Locale locale) {
        String title = listed.bookmark().title().isEmpty() ? room.name() : listed.bookmark().title();
        return new Occasion(title, platform.views().texts().of(locale, "rooms.by", listed.by()) + " " + listed.preview().text());
    }

    private void show(Session session, SaidInRoom event) {
        Spoken said = event.said();
        Optional<Seat> seat = rooms.find(said.room()).flatMap(room -> room.seat(session));
        if (seat.filter(Seat::inside).isEmpty()) {
            return;
        }
        eachWith(session, said.room(), (page, showing) -> {
            Look look = view.look(session.person(), seat, said, page.locale());
            if (showing.sight().isLive()) {
                event.drawn().by(look, () -> List.of(view.appended(said, look))).forEach(page::patch);
            }
            if (showing.sight().hasInThread(said.id(), said.bearing().root())) {
                page.patch(view.inThread(said, true, look));
            }
        });
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
    static void eachWith(Session session, String room, BiConsumer<Page, RoomView.Showing> change) {
        Shell.each(session, RoomView.Showing.class, (page, showing) -> {
            if (showing.room().equals(room)) {
                change.accept(page, showing);
            }
        });
    }
}
