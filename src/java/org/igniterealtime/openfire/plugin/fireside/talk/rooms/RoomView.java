package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.igniterealtime.openfire.plugin.fireside.archive.Archive;
import org.igniterealtime.openfire.plugin.fireside.archive.Spoken;
import org.igniterealtime.openfire.plugin.fireside.desk.media.MediaFeature;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.live.Patch;
import org.igniterealtime.openfire.plugin.fireside.live.Place;
import org.igniterealtime.openfire.plugin.fireside.muc.Occupant;
import org.igniterealtime.openfire.plugin.fireside.muc.Room;
import org.igniterealtime.openfire.plugin.fireside.muc.RoomAbout;
import org.igniterealtime.openfire.plugin.fireside.muc.RoomStanza;
import org.igniterealtime.openfire.plugin.fireside.muc.Rooms;
import org.igniterealtime.openfire.plugin.fireside.muc.Seat;
import org.igniterealtime.openfire.plugin.fireside.page.Face;
import org.igniterealtime.openfire.plugin.fireside.page.PlaceView;
import org.igniterealtime.openfire.plugin.fireside.page.Shell;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.social.people.People;
import org.igniterealtime.openfire.plugin.fireside.talk.attention.Level;
import org.igniterealtime.openfire.plugin.fireside.talk.attention.RegardMenu;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.Beside;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.Cursor;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.Look;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.MessageModel;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.Sight;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.Stretch;
import org.igniterealtime.openfire.plugin.fireside.talk.words.Whole;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;
import org.igniterealtime.openfire.plugin.fireside.view.Views;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.xmpp.packet.JID;

/** The places of rooms: the list of one's rooms, and one of them. */
final class RoomView implements PlaceView {
    /** Of a room where more is unread, so many at most. */
    private static final int UNREAD = 200;
    /** And so many before those. */
    private static final int BEFORE = 10;
    private final Platform platform;
    private final Views views;
    private final Rooms rooms;
    private final Bookmarks bookmarks;
    private final MediaFeature media;
    private final RoomPictures pictures;
    private final Entrance entrance;
    private final Configuring configuring;

    /**
     * What a page of this section remembers.
     *
     * @param room which it shows, or empty
     * @param sight what it shows of the room
     */
    record Showing(String room, Sight sight) {
    }

    static Optional<Showing> shown(Page page) {
        return Shell.shown(page, Showing.class);
    }

    RoomView(Platform platform, Rooms rooms, Bookmarks bookmarks, MediaFeature media, RoomPictures pictures, Entrance entrance, Configuring configuring) {
        this.pictures = pictures;
        this.entrance = entrance;
        this.configuring = configuring;
        this.media = media;
        this.platform = platform;
        this.views = platform.views();
        this.rooms = rooms;
        this.bookmarks = bookmarks;
    }

    // ---- places

    @Override
    public Drawing read(Session session, Place place, boolean withList) {
        Person viewer = session.person();
        Optional<JID> jid = Jids.bare(place.key()).filter(room -> room.getNode() != null);
        List<Bookmarks.Listed> mine = bookmarks.of(viewer);
        List<RoomRow> rows = withList ? rows(viewer, jid.map(JID::toString).orElse("")) : List.of();
        jid.ifPresent(room -> session.hurry());
        // What a room said is for who is in it, now or by his list of rooms; that he was let in once is no leave for ever.
        Optional<Log> log = jid.map(room -> log(session, room, mine, place.at()));
        return (locale, before) -> {
            SafeHtml list = withList ? views.render("rooms/list", locale, Map.of("rows", rows)) : null;
            if (log.isEmpty()) {
                return new Drawn(list, views.render("rooms/empty", locale, Map.of("service", platform.roomEvents().service())),
                    views.texts().of(locale, "rooms.list"), new Showing("", new Sight("", "")));
            }
            RoomPane pane = pane(session, log.get(), locale);
            return new Drawn(list, views.render("rooms/pane", locale, "room", pane), pane.name(), new Showing(pane.jid(), new Sight(pane.oldest(), pane.newest())));
        };
    }

    /** The rows of a list. Blocks. @param current the room that is open, or empty */
    List<RoomRow> rows(Person viewer, String current) {
        return bookmarks.of(viewer).stream().map(each -> row(viewer, each, current)).toList();
    }

    private record Log(JID room, Optional<Bookmark> bookmark, Stretch<Spoken> stretch, String at) {
        // What was said before somebody has ever looked is not new to him.
        Optional<Long> read() {
            return bookmark.map(Bookmark::read).filter(read -> read > 0);
        }

        boolean above() {
            return stretch.older() && !stretch.messages().isEmpty() && read().filter(read -> read < stretch.messages().get(0).id()).isPresent();
        }
    }

    private Log log(Session session, JID room, List<Bookmarks.Listed> mine, String at) {
        Optional<Bookmarks.Listed> listed = mine.stream().filter(each -> each.bookmark().room().equals(room.toString())).findFirst();
        Optional<Bookmark> bookmark = listed.map(Bookmarks.Listed::bookmark);
        if (!isInside(session, room)) {
            return new Log(room, bookmark, Stretch.none(), at);
        }
        // Where somebody stopped reading is on the first page.
        int most = Math.min(UNREAD, Math.max(Stretch.PAGE, listed.map(each -> each.bookmark().read() > 0 ? each.unread() + BEFORE : 0).orElse(0)));
        Stretch.Source<Spoken> source = RoomTalk.source(platform.archive(), room.toString());
        return new Log(room, bookmark, at.isEmpty() ? Stretch.before(source, Archive.NEWEST, most) : Stretch.around(source, Cursor.id(at)), at);
    }

    /** Whether a session may hear what a room says. */
    boolean isInside(Session session, JID room) {
        return seat(session, room.toString()).map(Seat::inside).orElse(false);
    }

    /** The rooms in which a session is, by their names. Blocks. */
    Map<String, String> heard(Session session) {
        Map<String, String> heard = new HashMap<>();
        rooms.with(session).stream().filter(room -> isInside(session, room.jid())).forEach(room -> heard.put(room.jid().toString(),
            name(room.jid().toString(), bookmarks.find(session.person(), room.jid().toString()).map(Bookmarks.Listed::bookmark))));
        return heard;
    }

    private Optional<Seat> seat(Session session, String room) {
        return rooms.find(room).flatMap(each -> each.seat(session));
    }

    private RoomPane pane(Session session, Log log, Locale locale) {
        String jid = log.room().toString();
        Optional<Room> room = rooms.find(jid);
        Optional<Seat> seat = room.flatMap(each -> each.seat(session));
        List<MessageModel> messages = models(session, jid, log.stretch().messages(), locale);
        String name = name(jid, log.bookmark());
        Face face = face(jid, name);
        boolean owns = seat.map(each -> each.inside() && each.affiliation().equals("owner")).orElse(false);
        RoomPane.Entry entry = new RoomPane.Entry(seat.filter(Seat::inside).map(Seat::nick).or(() -> log.bookmark().map(Bookmark::nick)).orElse(""),
            entrance.isLocked(session, log.room()), entrance.isWrongKey(session, log.room()),
            owns ? room.flatMap(each -> configuring.before(session, each, locale)).orElse(null) : null);
        return new RoomPane(jid, face, name, room.map(Room::subject).orElse(""), state(seat, log.bookmark().filter(Bookmark::autojoin).isPresent() && !entrance.hasBegun(session)), room.map(Room::size).orElse(0), messages,
            log.stretch().older(), messages.isEmpty() ? "" : messages.get(0).cursor(),
            log.stretch().newer() ? messages.get(messages.size() - 1).cursor() : "", log.at(),
            log.read().map(Cursor::of).orElse(""), log.above(), log.bookmark().map(RoomView::menu).orElse(null), room.map(each -> people(session, each, RoomPeople.AT_ONCE)).orElse(List.of()),
            seat.map(Seat::isModerator).orElse(false), owns,
            room.map(each -> RoomCard.of(each, face, views.texts(), locale)).orElseGet(() -> RoomCard.of(jid, face)), entry);
    }

    // As its owner calls it in his list, else as it calls itself.
    private String name(String room, Optional<Bookmark> bookmark) {
        return bookmark.map(Bookmark::title).filter(title -> !title.isEmpty())
            .orElseGet(() -> rooms.find(room).map(Room::name).orElseGet(() -> JID.unescapeNode(new JID(room).getNode())));
    }

    private Face face(String room, String name) {
        return pictures.face(room, name, rooms.find(room).map(Room::about).orElse(RoomAbout.NOTHING));
    }

    /** Messages of a room as somebody sees them. */
    List<MessageModel> models(Session session, String room, List<Spoken> messages, Locale locale) {
        Optional<Seat> seat = seat(session, room);
        return messages.stream().map(each -> model(each, look(session.person(), seat, each, locale))).toList();
    }

    /** How a room is regarded, in its menu. */
    static RegardMenu menu(Bookmark bookmark) {
        return new RegardMenu("rooms", bookmark.room(), bookmark.regard().pinned(), bookmark.level().word(), true);
    }

    private static String state(Optional<Seat> seat, boolean due) {
        return seat.isEmpty() ? due ? "entering" : "outside" : !seat.get().inside() ? "entering" : seat.get().maySpeak() ? "inside" : "silent";
    }

    /** How somebody sees a message. */
    Look look(Person viewer, Optional<Seat> seat, Spoken said, Locale locale) {
        String me = viewer.jid().toString();
        boolean mine = said.sender().equals(me);
        boolean bare = RoomStanza.isLikeness(said.origin());
        List<String> reacted = said.fate().reactionsOf(me);
        return new Look(mine, !mine && seat.map(each -> mentions(viewer, each, said)).orElse(false), reacted, seat.map(Seat::isModerator).orElse(false), bare, locale);
    }

    /** Whether a message means somebody, by his name or by a reference (XEP-0372 §3.2). */
    static boolean mentions(Person viewer, Seat seat, Spoken said) {
        return names(said.words(), seat.nick()) || Mentions.refers(said.stanza(), said.room(), seat.nick(), viewer.jid().toString());
    }

    /** Whether a text has somebody's name in it, as a word. */
    static boolean names(String text, String nick) {
        if (nick.length() < 2) {
            return false;
        }
        for (int at = 0; at <= text.length() - nick.length(); at++) {
            if (text.regionMatches(true, at, nick, 0, nick.length()) && ends(text, at - 1) && ends(text, at + nick.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean ends(String text, int at) {
        return at < 0 || at >= text.length() || !Character.isLetterOrDigit(text.charAt(at)) && text.charAt(at) != '_';
    }

    // ---- who is there

    private List<RoomPane.PersonRow> people(Session session, Room room, int most) {
        Optional<Seat> seat = room.seat(session);
        if (seat.filter(Seat::inside).isEmpty()) {
            return List.of();
        }
        // Who may know who the others are is told so by the room (XEP-0045 §4.2); what another of us was told is his.
        boolean knows = room.isOpen() || seat.get().isModerator();
        return room.occupants().stream().limit(most).map(each -> new RoomPane.PersonRow(
            "occupant-" + Integer.toHexString(each.nick().hashCode()), People.named(room.jid().toString() + '/' + each.nick(), each.nick()).with(each.show()), each.nick(), rank(each), knows ? each.jid() : "",
            each.nick().equals(seat.get().nick()), may(seat.get(), each, knows))).toList();
    }

    // As the room will most likely have it (XEP-0045 §5.1.1, §5.2.1); it decides.
    private static Set<String> may(Seat mine, Occupant other, boolean knows) {
        boolean owner = mine.affiliation().equals("owner");
        boolean admin = owner || mine.affiliation().equals("admin");
        boolean above = other.affiliation().equals("owner") || other.affiliation().equals("admin");
        if (!mine.isModerator() || other.nick().equals(mine.nick()) || above && !owner) {
            return Set.of();
        }
        Set<String> may = new TreeSet<>(Set.of("kick"));
        if (!above) {
            may.add(other.role().equals("visitor") ? "voice" : "silence");
        }
        if (admin && knows && !other.jid().isEmpty()) {
            may.add("ban");
            if (owner) {
                may.add(other.affiliation().equals("owner") ? "unown" : other.affiliation().equals("admin") ? "own" : "administer");
            }
        }
        return may;
    }

    private static String rank(Occupant occupant) {
        return occupant.affiliation().equals("owner") || occupant.affiliation().equals("admin") ? occupant.affiliation() : occupant.role();
    }

    // ---- fragments

    Patch appended(Spoken said, Look look) {
        return Patch.of("append", "messages", views.render("messages/message", look.locale(), "m", model(said, look)).html());
    }

    Patch replaced(Spoken said, Look look) {
        MessageModel model = model(said, look);
        return Patch.of("replace", model.id(), views.render("messages/message", look.locale(), "m", model).html());
    }

    /** Of a message in the thread beside the log. @param added whether it is new */
    Patch inThread(Spoken said, boolean added, Look look) {
        return Beside.inThread(model(said, look), added, views, look.locale());
    }

    private MessageModel model(Spoken said, Look look) {
        return MessageModel.of(said, look, media);
    }

    /** Who is there, one by one. @param most so many of them */
    Patch people(Session session, Room room, int most, Locale locale) {
        Map<String, Object> model = Map.of("people", people(session, room, most), "size", room.size(), "roomJid", room.jid().toString());
        return Patch.of("replace", "room-people", views.render("rooms/people", locale, model).html());
    }

    /** How many are there: the same for everybody. */
    Patch size(Room room, Locale locale) {
        return Patch.of("replace", "room-size", views.render("rooms/size", locale, "size", room.size()).html());
    }

    /** What it is, in its head and beside who is there. */
    List<Patch> about(Session session, Room room, Locale locale) {
        String jid = room.jid().toString();
        String name = name(jid, bookmarks.known(session.person(), jid).map(Bookmarks.Listed::bookmark));
        Face face = face(jid, name);
        List<Patch> patches = new ArrayList<>(List.of(Patch.of("replace", "room-title", views.render("rooms/title", locale, Map.of("name", name)).html()),
            Patch.of("replace", "room-face", views.render("rooms/face", locale, Map.of("face", face)).html()),
            Patch.of("replace", "room-about", views.render("rooms/about", locale, "card", RoomCard.of(room, face, views.texts(), locale)).html())));
        if (room.seat(session).filter(seat -> seat.affiliation().equals("owner")).isPresent()) {
            patches.add(Patch.of("replace", "room-picture-form", views.render("rooms/settings-picture", locale, Map.of("roomJid", jid, "face", face)).html()));
        }
        return patches;
    }

    Patch subject(Room room, Locale locale) {
        return Patch.of("replace", "room-subject", views.render("rooms/subject", locale, "subject", room.subject()).html());
    }

    static String rowId(String room) {
        return "room-" + room;
    }

    RoomRow row(Person viewer, Bookmarks.Listed listed, String current) {
        Bookmark bookmark = listed.bookmark();
        String name = name(bookmark.room(), Optional.of(bookmark));
        Face face = face(bookmark.room(), name);
        return new RoomRow(rowId(bookmark.room()), bookmark.room(), views.context() + new Place("rooms", bookmark.room()).path(), face, name,
            listed.preview().kind().name().toLowerCase(Locale.ROOT), listed.preview().text(), listed.by(), listed.last() == 0 ? "" : DateTimeFormatter.ISO_INSTANT.format(Stamp.time(listed.last())), listed.unread(),
            listed.mentions(), listed.telling() > 0, bookmark.room().equals(current), bookmark.regard().pinned(), bookmark.level() == Level.NEVER);
    }

    /** All rows of the list anew. */
    Patch list(List<RoomRow> rows, Locale locale) {
        return Patch.of("update", "rooms", views.render("rooms/rows", locale, "rows", rows).html());
    }

    /** @param onTop whether it goes there: of the pinned ones, or of the others, which follow them */
    Patch row(RoomRow row, boolean onTop, Locale locale) {
        String html = views.render("rooms/row", locale, "row", row).html();
        return !onTop ? Patch.of("replace", row.id(), html) : row.pinned() ? Patch.of("prepend", "rooms", html) : Patch.of("after", "rooms-rest", html);
    }

    /** One message of a room, for who is in it. Blocks. */
    Optional<Whole.Said> whole(Session session, JID room, long id) {
        return !isInside(session, room) ? Optional.empty() : platform.archive().room(room.toString(), id + 1, 1).stream()
            .filter(said -> said.id() == id && !said.fate().isGone()).findFirst()
            .map(said -> new Whole.Said(Cursor.element(id), said.source(), said.words(), address -> Optional.empty()));
    }
}
