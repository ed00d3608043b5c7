package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import org.igniterealtime.openfire.plugin.fireside.page.Face;

/**
 * A room to choose, for {@code rooms/explored.vm}.
 *
 * @param people how many are in it, -1 where that is not said
 * @param locked whether not everybody is let in
 */
public record FoundRoom(String jid, Face face, String name, String about, int people, boolean locked) {
}
