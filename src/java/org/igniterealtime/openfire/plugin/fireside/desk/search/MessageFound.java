package org.igniterealtime.openfire.plugin.fireside.desk.search;

import java.util.List;
import org.igniterealtime.openfire.plugin.fireside.page.Face;

/**
 * A message that was found, for {@code search/message.vm}.
 *
 * @param cursor rises with its time
 * @param href where it stands in its chat
 * @param face of the chat or room
 * @param chat what that is called
 * @param mine whether the viewer said it
 * @param by who else did
 * @param at ISO 8601, UTC
 * @param kind of what it carries, {@code text} for words
 * @param words some of them around what was looked for
 */
public record MessageFound(String cursor, String href, Face face, String chat, boolean room, boolean mine, String by, String at, String kind, List<Excerpt.Piece> words) {
}
