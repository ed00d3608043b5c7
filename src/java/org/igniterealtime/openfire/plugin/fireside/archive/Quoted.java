package org.igniterealtime.openfire.plugin.fireside.archive;

/**
 * The message that another one answers, as far as a line says it.
 *
 * @param outgoing in one's own archive: the owner said it
 * @param nick in a room: of who said it
 * @param preview what it says
 */
public record Quoted(long id, boolean outgoing, String nick, Preview preview) {
}
