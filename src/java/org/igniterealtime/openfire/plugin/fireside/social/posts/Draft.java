package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.util.List;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Attachment;

/**
 * What somebody has begun to write.
 *
 * @param text Markdown
 * @param tags as typed
 * @param nsfw to be shown only after a click
 * @param shares id of the post that it is about, or empty
 * @param files as its author describes them
 * @param savedAt milliseconds since 1970
 * @param publishAt likewise; 0 when it waits for its author and not for a time
 */
public record Draft(String owner, String id, String title, String text, Audience audience, String tags, boolean nsfw, String shares,
                    List<Attachment> files, long savedAt, long publishAt) {
    private static final int LONGEST = 80;

    /** The same, to be published at another time. @param at milliseconds since 1970, 0 for none */
    Draft at(long at) {
        return new Draft(owner, id, title, text, audience, tags, nsfw, shares, files, savedAt, at);
    }

    /** What a list calls it. */
    public String name() {
        String words = title.isBlank() ? text : title;
        String line = (words.isBlank() ? files.stream().map(file -> file.alt().isEmpty() ? file.name() : file.alt()).findFirst().orElse("") : words)
            .strip().lines().findFirst().orElse("");
        return line.codePointCount(0, line.length()) <= LONGEST ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "\u2026";
    }
}
