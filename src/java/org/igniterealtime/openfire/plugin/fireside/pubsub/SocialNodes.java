package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.util.Set;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;

/**
 * Which nodes of an account are Fireside's own; all others stay with the host's PEP. They are the social ones, and lists that an
 * account's clients share. COMPAT: of those Openfire 4.2 keeps one item at most where it was not told otherwise beforehand, and shows
 * that one to contacts, since it ignores publish-options; newer ones refuse the second item.
 */
public final class SocialNodes {
    /** XEP-0277 §2: what somebody posts for everybody. */
    public static final String BLOG = "urn:xmpp:microblog:0";
    /** What somebody posts for contacts alone. */
    public static final String CONTACTS = BLOG + ":contacts";
    /** What somebody follows, for all who may know (XEP-0465). */
    public static final String FOLLOWED = "urn:xmpp:pubsub:subscription";
    /** What somebody follows for himself alone. COMPAT: Movim named the two the wrong way round, and clients keep to it. */
    public static final String FOLLOWED_PRIVATELY = "urn:xmpp:pubsub:movim-public-subscription";
    /** XEP-0501. */
    public static final String STORIES = "urn:xmpp:pubsub-social-feed:stories:0";

    /** XEP-0402: the rooms in somebody's list. */
    public static final String BOOKMARKS = Ns.BOOKMARKS;
    /** XEP-0048 §3: the same as older clients have it, all in one item. COMPAT: so has Converse 14 where no server says {@code #compat}. */
    public static final String OLD_BOOKMARKS = Ns.OLD_BOOKMARKS;
    /** XEP-0490: how far somebody has read. */
    public static final String DISPLAYED = Ns.DISPLAYED;

    private static final String BESIDE_BLOG = BLOG + ":";
    private static final Set<String> NAMES = Set.of(BLOG, FOLLOWED, FOLLOWED_PRIVATELY, STORIES, BOOKMARKS, OLD_BOOKMARKS, DISPLAYED);
    private static final Set<String> PRIVATE = Set.of(BOOKMARKS, OLD_BOOKMARKS, DISPLAYED);

    private SocialNodes() {
    }

    /** Whether a node of that name is; besides the named ones, every sibling of the blog, as for groups and comments. */
    public static boolean has(String name) {
        return NAMES.contains(name) || name.startsWith(BESIDE_BLOG);
    }

    /** Whether what is in a node of that name is for its owner's own clients alone (XEP-0223). */
    public static boolean isPrivate(String name) {
        return PRIVATE.contains(name);
    }
}
