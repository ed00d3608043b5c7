package org.igniterealtime.openfire.plugin.fireside.mam;

import java.time.Instant;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;

/**
 * A message of an archive, as it is told.
 *
 * @param key rises in the archive's order, and tells its time
 * @param id by which clients know it
 * @param message as XEP-0297 forwards it
 * @param size in characters, about
 */
record Entry(long key, String id, Element message, int size) {
    Instant at() {
        return Stamp.time(key);
    }
}
