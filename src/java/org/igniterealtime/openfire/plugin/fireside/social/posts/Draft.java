package org.igniterealtime.openfire.plugin.fireside.social.posts;

/**
 * What somebody has begun to write.
 *
 * @param text Markdown
 * @param tags as typed
 * @param savedAt milliseconds since 1970
 * @param publishAt likewise; 0 when it waits for its author and not for a time
 */
public record Draft(String owner, String id, String title, String text, Audience audience, String tags, long savedAt, long publishAt) {
    private static final int LONGEST = 80;

    /** What a list calls it. */
    public String name() {
        String line = title.isBlank() ? text.strip().lines().findFirst().orElse("") : title;
        return line.codePointCount(0, line.length()) <= LONGEST ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "\u2026";
    }
}
