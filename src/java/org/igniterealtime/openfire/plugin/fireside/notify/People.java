package org.igniterealtime.openfire.plugin.fireside.notify;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What has to be known of people to tell them of something. Addresses are bare JIDs. May read the database: lanes call it. */
public interface People {
    /** Whether that is where a local account has its nodes, rather than a service. */
    boolean isAccount(String service);

    /** Who may see that a local account is there (RFC 6121 §2: subscription {@code from} or {@code both}). */
    List<String> watchers(String account);

    /** Local accounts of which a local account may see that they are there. */
    List<String> watched(String account);

    /** Those of many, local or not, who have blocked somebody. */
    Set<String> blocking(Collection<String> accounts, String whom);
}
