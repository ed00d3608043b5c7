package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.util.List;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;

/**
 * What of a post is the same for all who see it, for {@code posts/post.vm}.
 *
 * @param label how it is called by who cannot see it: its title, or how it begins
 * @param title empty when it has none, or when its words begin with it
 * @param at ISO 8601
 * @param shared what it is about, or null
 * @param audience {@code public}, {@code contacts} or {@code group}
 */
public record PostModel(String id, String href, String label, String title, SafeHtml body, String at, boolean edited, String audience,
                        List<Tag> tags, PostFiles files, boolean nsfw, Shared shared) {
    /** Another post, of which all know no more than whose it is. @param href the posts of who wrote it */
    public record Shared(String author, String href) {
    }

    /** @param href what else has it */
    public record Tag(String name, String href) {
    }
}
