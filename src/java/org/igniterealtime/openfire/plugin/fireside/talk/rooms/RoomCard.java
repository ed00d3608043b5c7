package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.igniterealtime.openfire.plugin.fireside.muc.Room;
import org.igniterealtime.openfire.plugin.fireside.muc.RoomAbout;
import org.igniterealtime.openfire.plugin.fireside.page.Face;
import org.igniterealtime.openfire.plugin.fireside.view.Texts;

/**
 * What a room is, for {@code rooms/about.vm}.
 *
 * @param description or empty
 * @param subject or empty
 * @param traits what it says it is like, in words
 */
public record RoomCard(String jid, Face face, String description, String subject, List<String> traits) {
    /** Of one in which somebody is. @param face as he sees it */
    static RoomCard of(Room room, Face face, Texts texts, Locale locale) {
        // COMPAT: Openfire describes a room by its name until somebody describes it.
        String description = room.about().description().equals(room.jid().getNode()) ? "" : room.about().description();
        return new RoomCard(room.jid().toString(), face, description, room.subject(), traits(room.about(), texts, locale));
    }

    /** Of one that is not known. */
    static RoomCard of(String jid, Face face) {
        return new RoomCard(jid, face, "", "", List.of());
    }

    // XEP-0045 §15.3; what is not said of it is not said here.
    private static List<String> traits(RoomAbout about, Texts texts, Locale locale) {
        List<String> traits = new ArrayList<>();
        add(traits, about, "muc_hidden", texts.of(locale, "rooms.trait.hidden"));
        add(traits, about, "muc_public", texts.of(locale, "rooms.trait.public"));
        add(traits, about, "muc_membersonly", texts.of(locale, "rooms.trait.members"));
        add(traits, about, "muc_open", texts.of(locale, "rooms.trait.open"));
        add(traits, about, "muc_passwordprotected", texts.of(locale, "rooms.trait.password"));
        add(traits, about, "muc_moderated", texts.of(locale, "rooms.trait.moderated"));
        add(traits, about, "muc_nonanonymous", texts.of(locale, "rooms.trait.known"));
        add(traits, about, "muc_semianonymous", texts.of(locale, "rooms.trait.anonymous"));
        add(traits, about, "muc_temporary", texts.of(locale, "rooms.trait.temporary"));
        return List.copyOf(traits);
    }

    private static void add(List<String> traits, RoomAbout about, String feature, String words) {
        if (about.has(feature)) {
            traits.add(words);
        }
    }
}
