package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.archive.Spoken;
import org.igniterealtime.openfire.plugin.fireside.desk.media.AttachmentStanza;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Carried;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Gallery;
import org.igniterealtime.openfire.plugin.fireside.desk.media.MediaFeature;
import org.igniterealtime.openfire.plugin.fireside.page.Face;
import org.igniterealtime.openfire.plugin.fireside.social.people.People;
import org.igniterealtime.openfire.plugin.fireside.talk.words.Body;

/**
 * A message of a room, for {@code rooms/message.vm}: the same for all who see it so.
 *
 * @param id of its element
 * @param ref of the action that sent it, for who sent it
 * @param cursor rises with the order, as text too
 * @param body its words, which may be none where there are files
 * @param mentions whether it names who looks at it
 */
public record SpokenModel(String id, String ref, String cursor, boolean mine, Face face, Body body, Gallery files, String at, boolean mentions) {

    /** What a message looks like depends on: few different values, so that it is drawn few times. */
    record Look(boolean mine, boolean mentions, Locale locale) {
    }

    static SpokenModel of(Spoken said, Look look, MediaFeature media) {
        Carried carried = AttachmentStanza.read(said.stanza(), said.body());
        String cursor = cursor(said.id());
        return new SpokenModel("m-" + cursor, look.mine() ? said.stanzaId() : "", cursor, look.mine(), People.named(said.room() + '/' + said.nick(), said.nick()),
            Body.of(said.stanza(), carried.text(), address -> Optional.empty()), media.gallery(carried.files(), look.locale()), DateTimeFormatter.ISO_INSTANT.format(said.at()), look.mentions());
    }

    static String cursor(long id) {
        return String.format(Locale.ROOT, "%016x", id);
    }

    /** @return -1 when the text is no cursor */
    static long id(String cursor) {
        try {
            return cursor.length() == 16 ? Long.parseLong(cursor, 16) : -1;
        } catch (NumberFormatException none) {
            return -1;
        }
    }
}
