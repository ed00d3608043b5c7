package org.igniterealtime.openfire.plugin.fireside.social.notices;

/**
 * Something that its owner should know.
 *
 * @param id a {@code Stamp} id
 * @param who bare JID of who did it
 * @param post the {@code created} of the post that it is about, 0 for none
 * @param excerpt what was said, its beginning, or empty; of an invitation the address of the room
 */
public record Notice(long id, String owner, Kind kind, String who, long post, String excerpt, boolean seen) {
    /** What has happened. */
    public enum Kind {
        LIKED, COMMENTED, ANSWERED, MENTIONED, SHARED, FOLLOWED, INVITED;

        /** As it stands in the database and in the i18n keys. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
