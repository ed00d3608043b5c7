package org.igniterealtime.openfire.plugin.fireside.desk.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.igniterealtime.openfire.plugin.fireside.desk.directory.Answer;
import org.igniterealtime.openfire.plugin.fireside.session.Session;

/** The messages among what can be searched for, as the feature finds them that has them. Every call may block. */
public interface Messages {
    /** There are none. */
    Messages NONE = new Messages() {
        @Override
        public boolean isComplete() {
            return true;
        }

        @Override
        public Answer<MessageFound> find(Session viewer, Question question, Map<String, Set<String>> called, String chat, long before, int most) {
            return new Answer<>(List.of(), false);
        }

        @Override
        public Optional<String> name(Session viewer, String chat) {
            return Optional.empty();
        }
    };

    /** Whether all that there is can be found by now. */
    boolean isComplete();

    /**
     * What somebody may see that answers, newest first.
     *
     * @param called bare JIDs of those whom he calls by a name in the question, by that name
     * @param chat the chat or room alone in which he looks, a bare JID, or empty
     * @param before all are older than this id
     */
    Answer<MessageFound> find(Session viewer, Question question, Map<String, Set<String>> called, String chat, long before, int most);

    /** What somebody calls a chat or a room; empty for what is no address. */
    Optional<String> name(Session viewer, String chat);
}
