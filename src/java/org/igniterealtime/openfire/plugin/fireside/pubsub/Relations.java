package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.util.Set;

/** What an account is to others, as the host knows it. May read the database: lanes call it. Addresses are bare JIDs. */
public interface Relations {
    /** Whether it is known at all who is in whose roster; where it is not, what asks for that is not offered. */
    default boolean knowContacts() {
        return true;
    }

    /** Whether there is such a local account. */
    boolean isAccount(String jid);

    /** Whether a local account lets somebody see its presence (RFC 6121 §2: subscription {@code from} or {@code both}). */
    boolean showsPresence(String account, String viewer);

    /** The groups of the account's roster that somebody is in; empty when he is not in it. */
    Set<String> groups(String account, String viewer);

    /** Whether the account has blocked somebody (XEP-0191). */
    boolean blocks(String account, String viewer);
}
