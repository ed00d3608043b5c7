package org.igniterealtime.openfire.plugin.fireside.outside.web;

import java.io.IOException;
import org.apache.hc.core5.http.nio.CapacityChannel;

/** How much may come: as much as has been taken. */
final class Window {
    private CapacityChannel channel;
    private int owed;

    /** What there was room for has come. */
    synchronized void opens(CapacityChannel capacity) throws IOException {
        channel = capacity;
        int given = owed;
        owed = 0;
        if (given > 0) {
            channel.update(given);
        }
    }

    /** So much has been taken. */
    synchronized void credit(int bytes) throws IOException {
        if (channel == null) {
            owed += bytes;
        } else {
            channel.update(bytes);
        }
    }
}
