package org.igniterealtime.openfire.plugin.fireside.social.people;

import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.host.Contact;
import org.igniterealtime.openfire.plugin.fireside.live.Place;
import org.igniterealtime.openfire.plugin.fireside.page.Face;
import org.igniterealtime.openfire.plugin.fireside.page.PlaceView;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.xmpp.packet.JID;

/** The places of contacts: the list by groups, and one person. */
final class PeopleView implements PlaceView {
    private final Platform platform;
    private final People people;
    private final Blocks blocks;

    /** What a page of this section remembers. @param jid whose pane it shows, or empty */
    record Showing(String jid) {
    }

    PeopleView(Platform platform, People people, Blocks blocks) {
        this.platform = platform;
        this.people = people;
        this.blocks = blocks;
    }

    @Override
    public Drawing read(Session session, Place place, boolean withList) {
        Person viewer = session.person();
        Optional<JID> jid = Jids.bare(place.key());
        List<Contact> contacts = withList ? platform.rosters().of(viewer.username()) : List.of();
        // Names that the roster does not have are looked up here, not while drawing.
        contacts.stream().filter(contact -> contact.name().isBlank()).forEach(contact -> people.face(viewer, contact));
        Optional<PersonPane> pane = jid.map(chosen -> pane(viewer, chosen));
        List<PersonSection.Drawing> covers = read(session, jid, people.covers());
        List<PersonSection.Drawing> buttons = read(session, jid, people.buttons());
        List<PersonSection.Drawing> sections = read(session, jid, people.sections());
        List<PersonSection.Drawing> end = read(session, jid, List.of(blocks::section));
        return (locale, before) -> {
            SafeHtml list = withList ? list(viewer, contacts, jid, locale) : null;
            SafeHtml drawn = pane.map(person -> platform.views().render("people/pane", locale, Map.of("person", person,
                "covers", draw(covers, locale), "buttons", draw(buttons, locale), "sections", draw(sections, locale), "end", draw(end, locale))))
                .orElseGet(() -> platform.views().render("people/empty", locale, Map.of()));
            String title = pane.map(PersonPane::name).orElseGet(() -> platform.views().texts().of(locale, "people.list"));
            return new Drawn(list, drawn, title, new Showing(jid.map(JID::toString).orElse("")));
        };
    }

    private static List<PersonSection.Drawing> read(Session session, Optional<JID> jid, List<PersonSection> sections) {
        return jid.map(chosen -> sections.stream().map(section -> section.read(session, chosen)).toList()).orElse(List.of());
    }

    private static List<SafeHtml> draw(List<PersonSection.Drawing> drawings, Locale locale) {
        return drawings.stream().map(drawing -> drawing.draw(locale)).toList();
    }

    private SafeHtml list(Person viewer, List<Contact> contacts, Optional<JID> current, Locale locale) {
        List<Face> requests = contacts.stream().filter(Contact::asking).map(contact -> people.face(viewer, contact)).toList();
        List<Contact> listed = contacts.stream().filter(Contact::listed).toList();
        return platform.views().render("people/list", locale, Map.of("requests", requests,
            "groups", groups(viewer, listed, current.map(JID::toString).orElse(""), locale), "total", listed.size()));
    }

    private List<PersonGroup> groups(Person viewer, List<Contact> contacts, String current, Locale locale) {
        Comparator<Object> words = Collator.getInstance(locale)::compare;
        Map<String, List<PersonRow>> byName = new TreeMap<>(Comparator.comparing(String::isEmpty).thenComparing(words::compare)
            .thenComparing(Comparator.naturalOrder()));
        for (Contact contact : contacts) {
            Face face = people.face(viewer, contact);
            List<String> names = contact.groups().isEmpty() ? List.of("") : contact.groups();
            names.stream().distinct().forEach(group -> byName.computeIfAbsent(group, any -> new ArrayList<>())
                .add(row(viewer, contact, face, group, current)));
        }
        List<PersonGroup> groups = new ArrayList<>();
        byName.forEach((name, rows) -> {
            rows.sort(Comparator.comparing(PersonRow::name, words::compare).thenComparing(PersonRow::jid));
            groups.add(new PersonGroup(name, rows));
        });
        return groups;
    }

    PersonRow row(Person viewer, Contact contact, Face face, String group, String current) {
        String bare = face.jid();
        return new PersonRow(rowId(bare, group), bare, platform.views().context() + new Place("contacts", bare).path(), face,
            face.name(), people.statusText(viewer, bare), bare.equals(current), contact.asked() && !contact.visible());
    }

    // Somebody in two groups stands in the list twice.
    private static String rowId(String bare, String group) {
        return "person-" + (group.isEmpty() ? "" : Integer.toHexString(group.hashCode()) + "-") + bare;
    }

    /** One contact's rows, drawn anew. */
    Map<String, SafeHtml> rows(Person viewer, Contact contact, String current, Locale locale) {
        Map<String, SafeHtml> rows = new HashMap<>();
        Face face = people.face(viewer, contact);
        for (String group : contact.groups().isEmpty() ? List.of("") : contact.groups()) {
            PersonRow row = row(viewer, contact, face, group, current);
            rows.put(row.id(), platform.views().render("people/row", locale, "row", row));
        }
        return rows;
    }

    private PersonPane pane(Person viewer, JID jid) {
        return platform.rosters().find(viewer.username(), jid).filter(Contact::listed).map(contact -> pane(viewer, contact))
            .orElseGet(() -> {
                Face face = people.face(viewer, jid);
                return new PersonPane(face.jid(), face, face.name(), people.statusText(viewer, face.jid()), "", "none", false, false,
                    platform.server().isAccount(jid), false, jid.equals(viewer.jid()));
            });
    }

    PersonPane pane(Person viewer, Contact contact) {
        Face face = people.face(viewer, contact);
        return new PersonPane(face.jid(), face, face.name(), people.statusText(viewer, face.jid()),
            String.join(", ", contact.groups()), contact.subscription(), contact.asked(), true,
            platform.server().isAccount(contact.jid()), contact.shared(), false);
    }
}
