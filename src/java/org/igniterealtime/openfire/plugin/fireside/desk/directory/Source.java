package org.igniterealtime.openfire.plugin.fireside.desk.directory;

import java.util.List;
import java.util.Optional;

/** Where entries of a kind come from. Called in a lane: may block. */
interface Source {
    /** Some keys after one, in an order that stays; none when there are no more. @param after empty for the first */
    List<String> keys(String after);

    /** What there is of a key now, or empty. */
    Optional<Entry> entry(String key);
}
