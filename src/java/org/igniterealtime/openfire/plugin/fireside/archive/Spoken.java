package org.igniterealtime.openfire.plugin.fireside.archive;

import java.time.Instant;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;

/**
 * A message of a room, kept once for all who are in it.
 *
 * @param id rises in the order in which the room said it
 * @param room bare JID
 * @param nick of the occupant who said it, empty for the room itself
 * @param sender bare JID of who that was, empty where it is not known; not for the eyes of all
 * @param origin the id that the room gave it (XEP-0359 §3), or what stands for one: the same again is the same message
 * @param stanzaId the {@code id} attribute it travelled with, or empty
 * @param body its text
 * @param stanza the whole stanza as XML, or empty
 */
public record Spoken(long id, String room, String nick, String sender, String origin, String stanzaId, String body, String stanza) {
    public Instant at() {
        return Stamp.time(id);
    }

    Spoken withId(long other) {
        return new Spoken(other, room, nick, sender, origin, stanzaId, body, stanza);
    }
}
