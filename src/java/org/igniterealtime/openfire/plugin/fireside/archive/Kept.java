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
 */
public record Kept(long id, String owner, String peer, boolean outgoing, String origin, String stanzaId, String body,
                   String stanza, State state, String error) {

    /** The origin of a message that came out of the host's offline store begins so. */
    static final String LATE = "late-";

    /** How far a message is known to have come. The order is that of progress. */
    public enum State { SENT, DELIVERED, DISPLAYED, FAILED }

    public Instant at() {
        return Stamp.time(id);
    }

    Kept withId(long other) {
        return new Kept(other, owner, peer, outgoing, origin, stanzaId, body, stanza, state, error);
    }

    Kept with(State newState, String newError) {
        return new Kept(id, owner, peer, outgoing, origin, stanzaId, body, stanza, newState, newError);
    }
}
