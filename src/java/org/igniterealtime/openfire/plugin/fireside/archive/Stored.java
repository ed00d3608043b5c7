package org.igniterealtime.openfire.plugin.fireside.archive;

/**
 * A message is in the archive, or safe on the spool.
 *
 * @param chat the chat as it is with this message; null while the database is down
 */
public record Stored(Kept message, Chat chat) {
}
