package org.igniterealtime.openfire.plugin.fireside.archive;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.util.ArrayList;
import java.util.List;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Meaning;

/**
 * What has become of a message since it was said.
 *
 * @param edit its words as they were corrected, or null
 * @param gone who took it back, or null
 * @param reactions of each who has reacted, the first first
 * @param replies how many answers its thread has, of one that began it
 */
public record Fate(Edit edit, Gone gone, List<Reaction> reactions, int replies) {
    public static final Fate NONE = new Fate(null, null, List.of(), 0);

    /** People whose reactions to one message are kept. */
    public static final int MOST_REACTING = 300;

    private static final Gson GSON = new Gson();

    /** @param id of the correction, which tells when it was @param stanza the whole of it as XML */
    public record Edit(long id, String body, String stanza) {
    }

    /** @param by the nick of a moderator who took it back, or empty for who said it @param reason in his words, or empty */
    public record Gone(String by, String reason) {
    }

    /** @param who bare JID, or what a room knows somebody by @param name what to call him where that is another thing: his nick */
    public record Reaction(String who, String name, List<String> emoji) {
    }

    public Fate {
        reactions = reactions == null ? List.of() : List.copyOf(reactions);
    }

    Fate corrected(Edit now) {
        return new Fate(now, gone, reactions, replies);
    }

    /** Nothing of what it said stays. */
    Fate takenBack(Gone by) {
        return new Fate(null, by, List.of(), replies);
    }

    Fate withReplies(int more) {
        return new Fate(edit, gone, reactions, Math.max(0, replies + more));
    }

    /** Somebody reacts, instead of all of his reactions before. */
    Fate reacting(String who, String name, List<String> emoji) {
        List<Reaction> now = new ArrayList<>(reactions);
        int at = -1;
        for (int i = 0; i < now.size(); i++) {
            at = now.get(i).who().equals(who) ? i : at;
        }
        if (at >= 0) {
            now.remove(at);
        }
        if (!emoji.isEmpty() && now.size() < MOST_REACTING) {
            now.add(at < 0 ? now.size() : at, new Reaction(who, name, List.copyOf(emoji.subList(0, Math.min(Meaning.MOST_REACTIONS, emoji.size())))));
        }
        return new Fate(edit, gone, now, replies);
    }

    /** With what somebody has reacted. */
    public List<String> reactionsOf(String who) {
        return reactions.stream().filter(each -> each.who().equals(who)).findFirst().map(Reaction::emoji).orElse(List.of());
    }

    /** With what somebody reacts once he has added one, or taken it away. */
    public List<String> toggled(String who, String emoji) {
        List<String> now = new ArrayList<>(reactionsOf(who));
        if (!now.remove(emoji)) {
            now.add(emoji);
        }
        return now;
    }

    public boolean isGone() {
        return gone != null;
    }

    /** As JSON, for the database; empty for nothing. */
    String write() {
        return equals(NONE) ? "" : GSON.toJson(this);
    }

    /** @param json of {@link #write}, or null */
    static Fate read(String json) {
        if (json == null || json.isEmpty()) {
            return NONE;
        }
        try {
            Fate fate = GSON.fromJson(json, Fate.class);
            return fate == null ? NONE : fate;
        } catch (JsonParseException unreadable) {
            return NONE;
        }
    }

    static Fate orNone(Fate fate) {
        return fate == null ? NONE : fate;
    }
}
