package org.igniterealtime.openfire.plugin.fireside.social.people;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.igniterealtime.openfire.plugin.fireside.feature.Feature;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.host.Contact;
import org.igniterealtime.openfire.plugin.fireside.live.Patch;
import org.igniterealtime.openfire.plugin.fireside.page.Shell;
import org.igniterealtime.openfire.plugin.fireside.route.ProfileChanged;
import org.igniterealtime.openfire.plugin.fireside.session.Availability;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.session.Signals;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;
import org.xmpp.packet.JID;
import org.xmpp.packet.Presence;

/** Registers the contacts, and keeps what is shown of people as they are. */
public final class PeopleFeature implements Feature {
    /** Several changes of a roster within this time are one drawing of the list. */
    private static final Duration GATHER = Duration.ofMillis(100);

    private final AtomicReference<People> people = new AtomicReference<>();
    private final Set<Session> redrawing = ConcurrentHashMap.newKeySet();
    private Platform platform;
    private Pictures pictures;
    private PeopleView view;

    /** For the features that show people; there once this feature has registered. */
    public People people() {
        return people.get();
    }

    @Override
    public void register(Platform rooms) {
        platform = rooms;
        pictures = new Pictures();
        people.set(new People(rooms, pictures));
        Blocks blocks = people.get().blocks();
        view = new PeopleView(rooms, people.get(), blocks);
        rooms.shell().faces(people.get());
        rooms.shell().place("contacts", view);
        rooms.nav().add("contacts", 5, "nav.contacts", "users", person -> 0);
        rooms.web().on("avatar", new AvatarPages(rooms, people.get(), pictures)::answer);
        new ContactActions(rooms).register();
        new Completion(rooms, people.get()).register();
        blocks.register();
        rooms.signals().on(Signals.PresenceSeen.class, this::presenceSeen);
        rooms.signals().on(Signals.RosterSeen.class, this::rosterSeen);
        rooms.signals().on(People.NameLearnt.class, (session, learnt) -> Shell.each(session, PeopleView.Showing.class, (page, showing) -> {
            if (showing.jid().equals(learnt.jid())) {
                rooms.shell().refresh(session, page, false);
            }
        }));
        rooms.events().on(ProfileChanged.class, changed -> pictures.forget(changed.account().toString()));
    }

    // ---- presence

    private void presenceSeen(Session session, Signals.PresenceSeen seen) {
        newPicture(session, seen.contact());
        if (Shell.mayShow(session, PeopleView.Showing.class)) {
            session.then(session.data("presence", () -> platform.rosters().find(session.person().username(), new JID(seen.contact()))),
                (contact, fault) -> {
                    if (fault == null) {
                        contact.filter(Contact::listed).ifPresent(item -> redrawRows(session, item));
                    }
                });
        }
    }

    // XEP-0153 §4.3: presence carries the hash of the picture; a new one is fetched when it is next seen.
    private void newPicture(Session session, String contact) {
        Optional<String> hash = session.person().presences().best(contact).map(Availability::photo).filter(photo -> !photo.isEmpty());
        Optional<String> known = pictures.known(session.person().username(), contact);
        if (hash.isPresent() && known.isPresent() && !known.get().equals(hash.get())) {
            pictures.forget(contact);
        }
    }

    private void redrawRows(Session session, Contact contact) {
        Shell.each(session, PeopleView.Showing.class, (page, showing) -> {
            Map<String, SafeHtml> rows = view.rows(session.person(), contact, showing.jid(), page.locale());
            rows.forEach((id, html) -> page.patch(Patch.of("replace", id, html.html())));
            if (showing.jid().equals(contact.jid().toString())) {
                page.patch(Patch.of("replace", "person-head", platform.views()
                    .render("people/head", page.locale(), "person", view.pane(session.person(), contact)).html()));
            }
        });
    }

    // ---- roster

    private void rosterSeen(Session session, Signals.RosterSeen seen) {
        people.get().forget(session.person().username(), seen.contact());
        grantBack(session, new JID(seen.contact()));
        if (redrawing.add(session)) {
            platform.sessions().clock().after(GATHER, () -> {
                // Here, not in the mailbox: that of a session that has ended runs nothing, and the session would stay in the set.
                redrawing.remove(session);
                session.run(() -> Shell.each(session, PeopleView.Showing.class,
                    (page, showing) -> platform.shell().refresh(session, page, true)));
            });
        }
    }

    // Whom I asked to be my contact is not asked about again when he asks in turn.
    private void grantBack(Session session, JID jid) {
        session.data("roster", () -> platform.rosters().find(session.person().username(), jid)).thenAccept(contact -> contact
            .filter(Contact::wanted).ifPresent(item -> session.send(ContactActions.presence(jid, Presence.Type.subscribed), "subscription")));
    }
}
