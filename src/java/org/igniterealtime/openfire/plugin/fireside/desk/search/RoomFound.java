package org.igniterealtime.openfire.plugin.fireside.desk.search;

import org.igniterealtime.openfire.plugin.fireside.desk.directory.Room;
import org.igniterealtime.openfire.plugin.fireside.live.Place;

/**
 * A room that was found, for {@code search/room.vm}.
 *
 * @param href where one goes in
 * @param occupants how many are in it, -1 where that is not said
 * @param way {@code everybody}, {@code password} or {@code members}
 */
public record RoomFound(String address, String name, String about, int occupants, String way, String href) {
    /** @param context of the web paths */
    static RoomFound of(Room room, String context) {
        return new RoomFound(room.jid().toString(), room.name(), room.about(), room.occupants(), room.way().name().toLowerCase(java.util.Locale.ROOT),
            context + new Place("rooms", room.jid().toString()).path());
    }
}
