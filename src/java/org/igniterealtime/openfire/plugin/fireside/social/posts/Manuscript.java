package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.util.List;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Attachment;

/**
 * What somebody has written and wants published.
 *
 * @param reference the same again is the same post: it is published once
 * @param edits id of the post that it changes, or empty
 * @param shares id of the post that it is about, or empty
 * @param text Markdown
 * @param files as its author describes them
 */
record Manuscript(String reference, String edits, String shares, String title, String text, List<String> tags, Audience audience,
                  boolean nsfw, List<Attachment> files) {
    /** The same with other files. */
    Manuscript files(List<Attachment> others) {
        return new Manuscript(reference, edits, shares, title, text, tags, audience, nsfw, others);
    }

    /** Whether it says nothing, and shows nothing. */
    boolean isBlank() {
        return title.isBlank() && text.isBlank() && files.isEmpty();
    }
}
