package org.igniterealtime.openfire.plugin.fireside.muc;

/**
 * Somebody in a room.
 *
 * @param nick by which he is known there
 * @param jid bare, empty where the room does not say; for the eyes of those alone whom it was told
 * @param role {@code moderator}, {@code participant} or {@code visitor} (XEP-0045 §5.1)
 * @param affiliation {@code owner}, {@code admin}, {@code member} or {@code none} (XEP-0045 §5.2)
 * @param show {@code online}, {@code away}, {@code xa} or {@code dnd}
 */
public record Occupant(String nick, String jid, String role, String affiliation, String show) {
    public boolean isModerator() {
        return role.equals("moderator");
    }

    public boolean isOwner() {
        return affiliation.equals("owner");
    }
}
