package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import org.igniterealtime.openfire.plugin.fireside.page.Face;

/**
 * A room in the list, for {@code rooms/row.vm}.
 *
 * @param kind of what was said last, as {@code text}
 * @param preview of it
 * @param named how many of those unread have the viewer's name in them
 * @param telling whether he wants to be told of any of them
 * @param muted whether he wants to be told of none ever
 */
public record RoomRow(String id, String jid, String href, Face face, String name, String kind, String preview, String by, String at, int unread, int named,
                      boolean telling, boolean current, boolean pinned, boolean muted) {
}
