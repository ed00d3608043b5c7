package org.igniterealtime.openfire.plugin.fireside.social.posts;

/**
 * What is said of a post, in numbers.
 *
 * @param likes people who like it, each once
 * @param liked whether the viewer does
 */
public record Foot(int likes, int comments, boolean liked) {
    public static final Foot NONE = new Foot(0, 0, false);
}
