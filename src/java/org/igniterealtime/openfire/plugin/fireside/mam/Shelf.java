package org.igniterealtime.openfire.plugin.fireside.mam;

import java.util.List;
import java.util.OptionalLong;
import org.xmpp.packet.JID;

/** One archive. Every method blocks on the database. */
interface Shelf {
    /** How many messages are read at once. */
    int CHUNK = 20;

    /** The key of a message by its id, whatever that text is. */
    OptionalLong key(String id);

    /**
     * The first messages of a part, or the last ones from the newest on; at most {@link #CHUNK}.
     *
     * @param span with somebody whom {@link #allows} does
     */
    List<Entry> chunk(Span span, boolean newestFirst);

    /** The key of a message of a part by how many come before it; -1 when there are not so many. */
    long nth(Span span, int index);

    int count(Span span);

    /** Whether who reads may ask for messages of somebody. */
    boolean allows(JID with);

    /** Whether a message is to or from somebody indeed: a chunk may have more. */
    boolean matches(Entry entry, JID with);
}
