package org.igniterealtime.openfire.plugin.fireside.talk.shares;

import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.igniterealtime.openfire.plugin.fireside.archive.Archive;
import org.igniterealtime.openfire.plugin.fireside.archive.Chat;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.host.Contact;
import org.igniterealtime.openfire.plugin.fireside.page.Face;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.igniterealtime.openfire.plugin.fireside.social.people.Completion;
import org.igniterealtime.openfire.plugin.fireside.social.people.People;
import org.xmpp.packet.JID;

/** To whom somebody may want to send something: those with whom he talked last, then his contacts. */
final class Recipients {
    /** People that are shown at once. */
    static final int MOST = 20;
    private static final int RECENT = 40;

    private final Platform platform;
    private final People people;

    Recipients(Platform platform, People people) {
        this.platform = platform;
        this.people = people;
    }

    /** Blocks. @param letters some of the name or the address, whatever their case and accents; all people without any */
    List<Face> of(Person viewer, String letters, Locale locale) {
        String wanted = Completion.fold(letters.strip());
        Map<String, Face> found = new LinkedHashMap<>();
        for (Chat chat : platform.archive().chats(viewer.username(), Archive.NEWEST, RECENT)) {
            // Without letters the last ones leave room for others.
            if (wanted.isEmpty() && found.size() >= MOST / 2) {
                break;
            }
            add(found, people.face(viewer, new JID(chat.peer())), wanted);
        }
        contacts(viewer, locale).forEach(face -> add(found, face, wanted));
        found.remove(viewer.jid().toString());
        return found.values().stream().limit(MOST).toList();
    }

    private List<Face> contacts(Person viewer, Locale locale) {
        Comparator<Object> words = Collator.getInstance(locale)::compare;
        List<Face> faces = new ArrayList<>(platform.rosters().of(viewer.username()).stream().filter(Contact::listed)
            .filter(contact -> contact.jid().getNode() != null).map(contact -> people.face(viewer, contact)).toList());
        faces.sort(Comparator.comparing(Face::name, words::compare));
        return faces;
    }

    private static void add(Map<String, Face> found, Face face, String wanted) {
        if (Completion.fold(face.name() + ' ' + face.jid()).contains(wanted)) {
            found.putIfAbsent(face.jid(), face);
        }
    }
}
