package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import java.util.List;
import java.util.Set;
import org.igniterealtime.openfire.plugin.fireside.live.Place;
import org.igniterealtime.openfire.plugin.fireside.page.Face;
import org.igniterealtime.openfire.plugin.fireside.talk.attention.RegardMenu;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.MessageModel;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;

/**
 * An open room, for {@code rooms/pane.vm}.
 *
 * @param state {@code inside}, {@code silent} for who may listen only, {@code entering}, or {@code outside}
 * @param oldest where earlier messages go on from
 * @param newest where later ones do; empty where there are none
 * @param at the moment around which it was opened, or empty
 * @param read the cursor up to which it had been read when it was opened, or empty
 * @param above whether more is unread than it shows
 * @param regard of what to be told, for who has it in his list; or null
 */
public record RoomPane(String jid, Face face, String name, String subject, String state, int size, List<MessageModel> messages, boolean older,
                       String oldest, String newest, String at, String read, boolean above, RegardMenu regard, List<PersonRow> people, boolean moderates,
                       boolean owns, RoomCard card, Entry entry) {
    /** Its path below the context. */
    public String path() {
        return new Place("rooms", jid).path();
    }

    /** That of where one searches in it. */
    public String searchPath() {
        return Place.asking("search", "", "messages").in(jid).path();
    }

    /**
     * How one comes in.
     *
     * @param nick by which one is there, or would be; empty for one's own name
     * @param locked whether the room wants a password
     * @param wrong whether it was given another one
     * @param settings the form that an owner has before him, or null
     */
    public record Entry(String nick, boolean locked, boolean wrong, SafeHtml settings) {
    }

    /**
     * @param id of its menu
     * @param role {@code owner}, {@code admin}, {@code moderator}, {@code participant} or {@code visitor}
     * @param may what who looks at it may do with him
     */
    public record PersonRow(String id, Face face, String nick, String role, String jid, boolean me, Set<String> may) {
    }
}
