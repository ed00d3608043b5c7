package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

/**
 * What a session is in a room.
 *
 * @param nick the one that was asked for, until it is inside
 * @param inside whether the room has let it in
 */
record Seat(String nick, String role, String affiliation, boolean inside) {
    static Seat before(String nick) {
        return new Seat(nick, "none", "none", false);
    }

    boolean isModerator() {
        return inside && role.equals("moderator");
    }

    boolean maySpeak() {
        return inside && !role.equals("visitor");
    }
}
