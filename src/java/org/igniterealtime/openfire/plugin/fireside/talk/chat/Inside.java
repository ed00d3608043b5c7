package org.igniterealtime.openfire.plugin.fireside.talk.chat;

import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.archive.Kept;

/** Where addresses in messages lead within the application. */
@FunctionalInterface
public interface Inside {
    /** @return the path of a place of ours, or empty for an address that leads where it says */
    Optional<String> path(Kept message, String address);
}
