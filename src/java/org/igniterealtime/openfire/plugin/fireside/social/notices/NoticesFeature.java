package org.igniterealtime.openfire.plugin.fireside.social.notices;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.feature.Feature;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.host.AccountGone;
import org.igniterealtime.openfire.plugin.fireside.host.Contact;
import org.igniterealtime.openfire.plugin.fireside.live.Place;
import org.igniterealtime.openfire.plugin.fireside.page.Face;
import org.igniterealtime.openfire.plugin.fireside.page.PlaceView;
import org.igniterealtime.openfire.plugin.fireside.page.Shell;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.session.Signals;
import org.igniterealtime.openfire.plugin.fireside.social.people.People;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;
import org.xmpp.packet.JID;

/** Registers the place {@code notices} with its count. */
public final class NoticesFeature implements Feature {

    private static final String SECTION = "notices";

    private final Supplier<People> everybody;
    private Platform platform;
    private People people;
    private NoticeStore store;
    private Notices notices;

    /** What the page remembers. */
    private record Showing() {
    }

    public NoticesFeature(Supplier<People> everybody) {
        this.everybody = everybody;
    }

    /** For the features that have something to tell; there once this feature has registered. */
    public Notices notices() {
        return notices;
    }

    @Override
    public void register(Platform rooms) {
        platform = rooms;
        people = everybody.get();
        store = new NoticeStore(rooms.database());
        notices = new Notices(rooms, store);
        rooms.shell().placeWithPane(SECTION, this::read);
        rooms.shell().inSight(SECTION, (session, page) -> rooms.shell().refresh(session, page, false));
        rooms.nav().add(SECTION, 6, "nav.notices", "bell", notices::unseen);
        rooms.sessions().prepare(notices::read);
        rooms.events().on(AccountGone.class, gone -> store.forget(gone.username()));
        rooms.signals().on(Notices.NoticesChanged.class, (session, changed) -> {
            rooms.shell().recount(session);
            if (changed.fresh()) {
                refresh(session);
            }
        });
        rooms.signals().on(Signals.RosterSeen.class, (session, seen) -> refresh(session));
    }

    private void refresh(Session session) {
        Shell.each(session, Showing.class, (page, showing) -> session.once("notices " + page.id(), () -> platform.shell().refresh(session, page, false)));
    }

    private PlaceView.Drawing read(Session session, Place place, boolean withList) {
        Person viewer = session.person();
        List<Notice> newest = store.newest(viewer.username(), Notices.SHOWN);
        Map<Long, String> openings = notices.openings(viewer, newest);
        List<List<Notice>> readable = together(Notices.readable(newest, openings));
        readable.forEach(same -> people.face(viewer, new JID(same.get(0).who())));
        List<Face> requests = platform.rosters().of(viewer.username()).stream().filter(Contact::asking)
            .map(contact -> people.face(viewer, contact.jid())).toList();
        if (!newest.isEmpty() && !newest.get(0).seen() && isLookedAt(session)) {
            notices.see(viewer.username(), newest.get(0).id());
        }
        return (locale, before) -> new PlaceView.Drawn(withList ? SafeHtml.NONE : null, platform.views().render("notices/pane", locale,
            Map.of("rows", readable.stream().map(same -> row(viewer, same, openings, locale)).toList(), "requests", requests)),
            platform.views().texts().of(locale, "nav.notices"), new Showing());
    }

    // What comes to a page behind others is not seen.
    private static boolean isLookedAt(Session session) {
        return session.pages().stream().anyMatch(page -> page.visible() && page.place().section().equals(SECTION));
    }

    /** The likes of one post stand where the newest of them is. */
    private static List<List<Notice>> together(List<Notice> newestFirst) {
        Map<Object, List<Notice>> together = new LinkedHashMap<>();
        newestFirst.forEach(notice -> together.computeIfAbsent(notice.kind() == Notice.Kind.LIKED ? (Object) notice.post() : notice, same -> new ArrayList<>())
            .add(notice));
        return List.copyOf(together.values());
    }

    private NoticeRow row(Person viewer, List<Notice> same, Map<Long, String> openings, Locale locale) {
        Notice notice = same.get(0);
        String href = platform.views().context() + (notice.post() > 0 ? "/feed/post-" + String.format(Locale.ROOT, "%016x", notice.post())
            : notice.kind() == Notice.Kind.INVITED ? new Place("rooms", notice.excerpt()).path() : new Place("contacts", notice.who()).path());
        return new NoticeRow(Long.toHexString(notice.id()), people.face(viewer, new JID(notice.who())), notice.kind().word(),
            same.size() > 1 ? platform.views().texts().of(locale, "notices.likedToo", same.size() - 1) : platform.views().texts().of(locale, words(notice.kind())),
            excerpt(notice, openings, locale), href,
            DateTimeFormatter.ISO_INSTANT.format(Stamp.time(notice.id())), notice.seen());
    }

    // A post whose beginning says nothing is there for what it shows.
    private String excerpt(Notice notice, Map<Long, String> openings, Locale locale) {
        String words = notice.excerpt().isEmpty() ? openings.getOrDefault(notice.post(), "") : notice.excerpt();
        return words.isEmpty() && openings.containsKey(notice.post()) ? platform.views().texts().of(locale, "posts.picture") : words;
    }

    private static String words(Notice.Kind kind) {
        return switch (kind) {
            case LIKED -> "notices.liked";
            case COMMENTED -> "notices.commented";
            case ANSWERED -> "notices.answered";
            case MENTIONED -> "notices.mentioned";
            case SHARED -> "notices.shared";
            case FOLLOWED -> "notices.followed";
            case INVITED -> "notices.invited";
        };
    }
}
