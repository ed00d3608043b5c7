package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import org.igniterealtime.openfire.plugin.fireside.page.Face;

/** A room in the list, for {@code rooms/row.vm}. */
public record RoomRow(String id, String jid, String href, Face face, String name, String preview, String by, String at, int unread,
                      boolean current) {
}
