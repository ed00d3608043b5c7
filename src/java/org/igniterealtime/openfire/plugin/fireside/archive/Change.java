package org.igniterealtime.openfire.plugin.fireside.archive;

import org.igniterealtime.openfire.plugin.fireside.xmpp.Meaning;

/** What the archive is asked to keep, in the order in which it is asked. */
sealed interface Change {
    /** A message, to be kept once. @param meaning what it is about */
    record Message(Kept kept, Meaning meaning) implements Change {
        Message(Kept kept) {
            this(kept, Meaning.WORDS);
        }
    }

    /** A message of the host's offline store, to be kept unless it was when it was routed; its id tells when that was. */
    record Late(Kept kept, Meaning meaning) implements Change {
    }

    /** A message of a room, to be kept once. @param meaning what it is about */
    record Said(Spoken message, Meaning meaning) implements Change {
    }

    /** A receipt (XEP-0184) or an error for one message that the owner sent. */
    record State(String owner, String peer, String stanzaId, Kept.State state, String error) implements Change {
    }

    /** The peer has displayed what the owner sent, up to a message (XEP-0333). */
    record Displayed(String owner, String peer, String stanzaId) implements Change {
    }

    /** The owner has read up to a message: by its id, or by the stanza id that another client names. */
    record Read(String owner, String peer, long id, String stanzaId) implements Change {
    }
}
