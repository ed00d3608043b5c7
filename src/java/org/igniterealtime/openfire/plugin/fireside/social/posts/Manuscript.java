package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.util.List;

/**
 * What somebody has written and wants published.
 *
 * @param reference the same again is the same post: it is published once
 * @param edits id of the post that it changes, or empty
 * @param shares id of the post that it is about, or empty
 * @param text Markdown
 */
record Manuscript(String reference, String edits, String shares, String title, String text, List<String> tags, Audience audience,
                  boolean nsfw) {
}
