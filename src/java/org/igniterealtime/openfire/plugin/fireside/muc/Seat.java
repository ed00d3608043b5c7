package org.igniterealtime.openfire.plugin.fireside.muc;

/**
 * What a session is in a room.
 *
 * @param nick the one that was asked for, until it is inside
 * @param inside whether the room has let it in
 */
public record Seat(String nick, String role, String affiliation, boolean inside) {
    static Seat before(String nick) {
        return new Seat(nick, "none", "none", false);
    }

    public boolean isModerator() {
        return inside && role.equals("moderator");
    }

    public boolean maySpeak() {
        return inside && !role.equals("visitor");
    }
}
