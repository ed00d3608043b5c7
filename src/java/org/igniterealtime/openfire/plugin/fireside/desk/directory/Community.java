package org.igniterealtime.openfire.plugin.fireside.desk.directory;

import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeId;

/**
 * A node of our service, where people write for whoever reads it.
 *
 * @param title or the node's name
 * @param about what it is for, or empty
 * @param subscribers how many people are
 * @param newest when something was last written, as ISO 8601 in UTC, or empty
 * @param open whether everybody may read it
 */
public record Community(NodeId node, String title, String about, int subscribers, String newest, boolean open) {
    private static final int TITLE = 200;
    private static final int ABOUT = 300;

    public Community {
        title = Line.of(title, TITLE);
        about = Line.of(about, ABOUT);
    }
}
