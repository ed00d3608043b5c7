package org.igniterealtime.openfire.plugin.fireside.social.posts;

import org.igniterealtime.openfire.plugin.fireside.page.Face;

/**
 * Whose posts one can choose, for {@code posts/row.vm}.
 *
 * @param face null for a choice of several people
 * @param icon of such a choice
 * @param at ISO 8601, of the newest post; empty when there is none
 */
public record FeedRow(String id, String href, Face face, String icon, String name, String preview, String at, boolean current) {
}
