package org.igniterealtime.openfire.plugin.fireside.archive;

import java.time.Instant;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;

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
 * @param occupant by which the room knows who said it (XEP-0421), where it is the room's word; or empty
 * @param bearing what it has to do with another message
 * @param fate what has become of it
 */
public record Spoken(long id, String room, String nick, String sender, String origin, String stanzaId, String body, String stanza,
                     String occupant, Bearing bearing, Fate fate) {
    public Spoken {
        // One that is longer than any that is kept is none.
        stanzaId = stanzaId.length() <= Jids.MOST ? stanzaId : "";
        occupant = occupant == null ? "" : occupant;
        bearing = Bearing.orNone(bearing);
        fate = Fate.orNone(fate);
    }

    /** One that has to do with no other, as it was said. */
    public Spoken(long id, String room, String nick, String sender, String origin, String stanzaId, String body, String stanza) {
        this(id, room, nick, sender, origin, stanzaId, body, stanza, "", Bearing.NONE, Fate.NONE);
    }

    /** Its text as it is now. */
    public String words() {
        return fate.edit() == null ? body : fate.edit().body();
    }

    /** The stanza that has its text as it is now, or empty. */
    public String source() {
        return fate.edit() == null ? stanza : fate.edit().stanza();
    }

    /** What tells who said it from everybody else, whatever his nick; empty where nothing does. */
    public String author() {
        return !sender.isEmpty() ? sender : occupant;
    }

    /** Whether the same one said both, as far as that is certain. */
    public boolean isBySame(Spoken other) {
        return !sender.isEmpty() && sender.equals(other.sender) || !occupant.isEmpty() && occupant.equals(other.occupant);
    }

    public Instant at() {
        return Stamp.time(id);
    }

    Spoken withId(long other) {
        return new Spoken(other, room, nick, sender, origin, stanzaId, body, stanza, occupant, bearing, fate);
    }

    /** What it says to who does not understand it is nothing to be shown or found. */
    Spoken emptied() {
        return new Spoken(id, room, nick, sender, origin, stanzaId, "", stanza, occupant, bearing, fate);
    }

    Spoken with(Bearing other) {
        return new Spoken(id, room, nick, sender, origin, stanzaId, body, stanza, occupant, other, fate);
    }

    Spoken with(Fate other) {
        boolean gone = other.isGone();
        return new Spoken(id, room, nick, sender, origin, stanzaId, gone ? "" : body, gone ? "" : stanza, occupant, bearing, other);
    }
}
