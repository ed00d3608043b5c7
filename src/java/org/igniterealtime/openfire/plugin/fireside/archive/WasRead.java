package org.igniterealtime.openfire.plugin.fireside.archive;

/** The owner has read a chat up to a message, with whatever client. */
public record WasRead(Chat chat) {
}
