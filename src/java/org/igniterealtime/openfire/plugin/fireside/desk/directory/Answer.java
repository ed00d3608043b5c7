package org.igniterealtime.openfire.plugin.fireside.desk.directory;

import java.util.List;

/**
 * A page of what somebody may see of what he looks for.
 *
 * @param more whether there is more behind it; not said where looking on would take too long
 */
public record Answer<T>(List<T> found, boolean more) {
    static <T> Answer<T> none() {
        return new Answer<>(List.of(), false);
    }
}
