package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.xmpp.NodeUri;
import org.xmpp.packet.JID;

/** Who knows the posts of people on other servers; the feature of those people does. Shows each to whom it was sent, and nobody else. */
public interface Elsewhere {
    /** Whom somebody follows there: bare JIDs. Blocks. */
    Set<String> followed(Person viewer);

    /**
     * What some people have written, newest first. Blocks.
     *
     * @param authors bare JIDs, of this server too, which has nothing here
     * @param before the {@code created} of the last post of the page before
     */
    List<Post> newest(Person viewer, Set<String> authors, long before, int most);

    /** A post by its {@code created}. Blocks. @param viewer bare JID, or null for anybody */
    Optional<Post> find(long created, String viewer);

    /** A post by its address. Blocks. @param viewer bare JID */
    Optional<Post> find(NodeUri address, String viewer);
    /** Those of some posts that somebody was sent, each as it says to him. Blocks. @param viewer bare JID @param created of the posts */
    List<Post> seen(String viewer, Collection<Long> created);

    /** The people of whom somebody was sent anything that is there still: bare JIDs. Blocks. @param viewer bare JID */
    Set<String> senders(String viewer);

    /** All versions that there are of posts before one, newest first by creation, all of the last one; about so many. Blocks. */
    List<AllPosts.Version> versions(long before, int most);

    /** What some posts say, all versions of each. Blocks. */
    List<Post> saying(Collection<Long> created);

    /** Somebody looks at what a person has written: it is asked for, where it was not lately, and shown when it comes. Returns at once. */
    void look(Session viewer, JID author);

    /** There is no other server. */
    Elsewhere NOWHERE = new Elsewhere() {
        @Override
        public Set<String> followed(Person viewer) {
            return Set.of();
        }

        @Override
        public List<Post> newest(Person viewer, Set<String> authors, long before, int most) {
            return List.of();
        }

        @Override
        public Optional<Post> find(long created, String viewer) {
            return Optional.empty();
        }

        @Override
        public Optional<Post> find(NodeUri address, String viewer) {
            return Optional.empty();
        }

        @Override
        public List<Post> seen(String viewer, Collection<Long> created) {
            return List.of();
        }

        @Override
        public Set<String> senders(String viewer) {
            return Set.of();
        }

        @Override
        public List<AllPosts.Version> versions(long before, int most) {
            return List.of();
        }

        @Override
        public List<Post> saying(Collection<Long> created) {
            return List.of();
        }

        @Override
        public void look(Session viewer, JID author) {
            // There is nothing to ask for.
        }
    };
}
