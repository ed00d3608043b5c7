package org.igniterealtime.openfire.plugin.fireside.desk.media;

import java.time.Instant;
import java.util.List;
import org.xmpp.packet.JID;

/** What somebody has uploaded: at this very server, or at a service of another process. Its calls block, in the data lane. */
interface Library {
    /**
     * A file.
     *
     * @param url what the world calls it
     * @param href what a page of ours calls it
     * @param type media type without parameters
     * @param size bytes
     * @param created tells its place among the others
     */
    record Owned(String id, String url, String href, String name, String type, long size, long created, Instant at) {
    }

    /** Some files, newest first. @param used bytes of all of them @param quota bytes that they may have */
    record Listing(List<Owned> files, long used, long quota) {
    }

    /**
     * @param owner bare JID of an account of ours
     * @param before the {@code created} of the last one of the page before, or {@link Long#MAX_VALUE}
     * @throws org.igniterealtime.openfire.plugin.fireside.store.Outage when that cannot be told now
     */
    Listing list(JID owner, long before, int most);

    /** @return false when he has no such file */
    boolean delete(JID owner, String id);
}
