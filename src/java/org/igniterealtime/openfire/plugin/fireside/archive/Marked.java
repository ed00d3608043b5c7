package org.igniterealtime.openfire.plugin.fireside.archive;

import java.util.List;

/**
 * What is known of messages that the owner sent has changed.
 *
 * @param messages as they are now, oldest first, at most a page of them
 */
public record Marked(String owner, String peer, List<Kept> messages) {
}
