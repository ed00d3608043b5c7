package org.igniterealtime.openfire.plugin.fireside.social.comments;

import org.igniterealtime.openfire.plugin.fireside.page.Face;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;

/**
 * A comment, for {@code comments/comment.vm}.
 *
 * @param post id of the post
 * @param mayDelete the viewer wrote it, or the post
 */
public record CommentModel(String id, String post, Face face, String href, SafeHtml body, String at, boolean mayDelete) {
}
