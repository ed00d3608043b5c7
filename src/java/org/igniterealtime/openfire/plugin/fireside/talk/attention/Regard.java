package org.igniterealtime.openfire.plugin.fireside.talk.attention;

/**
 * How somebody regards a chat or a room.
 *
 * @param pinned whether it stands before the others
 */
public record Regard(boolean pinned, Level level) {
    /** Nothing said. */
    public static final Regard NONE = new Regard(false, Level.DEFAULT);

    public Regard pinned(boolean now) {
        return new Regard(now, level);
    }

    public Regard level(Level now) {
        return new Regard(pinned, now);
    }
}
