package org.igniterealtime.openfire.plugin.fireside.archive;

import org.igniterealtime.openfire.plugin.fireside.xmpp.Meaning;

/** What rooms said before the archive kept it. */
public interface Earlier {
    /** Sees to it that what is to be had of that is kept, before what a room said is read. May block. */
    void bring(String room);

    /**
     * A room says again what it said before, as it does to who enters. Returns at once.
     *
     * @return whether it is taken care of here, and not to be kept as it comes
     */
    boolean takes(Spoken message, Meaning meaning);
}
