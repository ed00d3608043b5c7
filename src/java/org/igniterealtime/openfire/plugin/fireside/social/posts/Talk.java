package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;

/** Who knows what is said of posts; the feature of comments does. */
public interface Talk {
    /** By the keys of the nodes of comments; those of which nothing is said are left out. Blocks. @param viewer bare JID */
    Map<Long, Foot> feet(Collection<Long> talkKeys, String viewer);

    /** Of a post of another server, as far as it is known to the viewer. @param viewer bare JID */
    Foot foot(Post remote, String viewer);

    /** Reads what is said, for the post's own place. Blocks. @param talkKey 0 for a post that nothing can be said of */
    Thread thread(Session session, Post post, long talkKey);

    /** What everybody may read of what is said, drawn for the world. Blocks. */
    SafeHtml open(Post post, long talkKey, Locale locale);

    /** What was read, to be drawn in the session's mailbox. */
    @FunctionalInterface
    interface Thread {
        SafeHtml draw(Locale locale);
    }

    /** Of posts of which nothing can be said. */
    Talk SILENCE = new Talk() {
        @Override
        public Map<Long, Foot> feet(Collection<Long> talkKeys, String viewer) {
            return Map.of();
        }

        @Override
        public Foot foot(Post remote, String viewer) {
            return Foot.NONE;
        }

        @Override
        public Thread thread(Session session, Post post, long talkKey) {
            return locale -> SafeHtml.NONE;
        }

        @Override
        public SafeHtml open(Post post, long talkKey, Locale locale) {
            return SafeHtml.NONE;
        }
    };
}
