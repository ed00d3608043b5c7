package org.igniterealtime.openfire.plugin.fireside.archive;

/**
 * The newest message of a room, as lists have it.
 *
 * @param id of the message
 * @param nick of who said it
 * @param preview what is to be read of it
 */
public record RoomLine(long id, String nick, Preview preview) {
}
