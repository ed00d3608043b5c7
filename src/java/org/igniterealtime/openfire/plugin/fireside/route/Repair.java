package org.igniterealtime.openfire.plugin.fireside.route;

import java.util.Locale;

/**
 * What Fireside mends of the host for everybody, whatever client he uses: each with its versions, and a property of the host
 * that switches it off, {@link #property()}. Of each a test shows that the host alone does not do it, and so fails when it does.
 */
public enum Repair {
    /** What is said in rooms has the room's id (XEP-0359 §3). Openfire 4.2; newer ones put their own in the place of ours. */
    ROOM_STANZA_IDS,
    /** What is said in rooms has an id at all, by which it can be answered, corrected and marked. All versions. */
    ROOM_MESSAGE_IDS,
    /** Occupants of rooms are known again, whatever their nick (XEP-0421). Those whose rooms have no such ids of their own. */
    OCCUPANT_IDS,
    /** Moderators take back what others said in a room (XEP-0425). All versions. */
    MODERATION,
    /** Rooms have vCards, and so pictures (XEP-0486). Openfire 4.2 to 4.4. */
    ROOM_CARDS;

    /** {@code false} switches it off, at once: as {@code fireside.repairs.occupant-ids}. */
    public String property() {
        return "fireside.repairs." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
