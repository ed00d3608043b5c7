package org.igniterealtime.openfire.plugin.fireside.archive;

import java.time.Instant;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;

/**
 * A message in the archive of one local account.
 *
 * @param id rises in the order of routing; the same in the archives of both sides when both are local
 * @param owner username of the account
 * @param peer bare JID of the other side
 * @param outgoing the owner sent it, with whatever client
 * @param origin what makes it this message and no other: the reference of the action that a page sent, or one made of the id
 * @param stanzaId the {@code id} attribute it travelled with, or empty
 * @param body its text
 * @param stanza the whole stanza as XML, or empty
 * @param error the stanza error that came back, or empty
 * @param bearing what it has to do with another message
 * @param fate what has become of it
 */
public record Kept(long id, String owner, String peer, boolean outgoing, String origin, String stanzaId, String body,
                   String stanza, State state, String error, Bearing bearing, Fate fate) {

    /** The origin of a message that came out of the host's offline store begins so. */
    static final String LATE = "late-";

    /** How far a message is known to have come. The order is that of progress. */
    public enum State { SENT, DELIVERED, DISPLAYED, FAILED }

    public Kept {
        bearing = Bearing.orNone(bearing);
        fate = Fate.orNone(fate);
    }

    /** One that has to do with no other, as it was said. */
    public Kept(long id, String owner, String peer, boolean outgoing, String origin, String stanzaId, String body, String stanza, State state, String error) {
        this(id, owner, peer, outgoing, origin, stanzaId, body, stanza, state, error, Bearing.NONE, Fate.NONE);
    }

    /** Its text as it is now. */
    public String words() {
        return fate.edit() == null ? body : fate.edit().body();
    }

    /** The stanza that has its text as it is now, or empty. */
    public String source() {
        return fate.edit() == null ? stanza : fate.edit().stanza();
    }

    public Instant at() {
        return Stamp.time(id);
    }

    Kept withId(long other) {
        return new Kept(other, owner, peer, outgoing, origin, stanzaId, body, stanza, state, error, bearing, fate);
    }

    Kept with(State newState, String newError) {
        return new Kept(id, owner, peer, outgoing, origin, stanzaId, body, stanza, newState, newError, bearing, fate);
    }

    Kept withBody(String other) {
        return new Kept(id, owner, peer, outgoing, origin, stanzaId, other, stanza, state, error, bearing, fate);
    }

    Kept with(Bearing other) {
        return new Kept(id, owner, peer, outgoing, origin, stanzaId, body, stanza, state, error, other, fate);
    }

    Kept with(Fate other) {
        boolean gone = other.isGone();
        return new Kept(id, owner, peer, outgoing, origin, stanzaId, gone ? "" : body, gone ? "" : stanza, state, error, bearing, other);
    }
}
