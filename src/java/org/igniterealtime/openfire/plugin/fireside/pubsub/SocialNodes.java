package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.util.Set;

/** Which nodes of an account are social, and so Fireside's own; all others stay with the host's PEP. */
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

    private static final String BESIDE_BLOG = BLOG + ":";
    private static final Set<String> NAMES = Set.of(BLOG, FOLLOWED, FOLLOWED_PRIVATELY, STORIES);

    private SocialNodes() {
    }

    /** Whether a node of that name is; besides the named ones, every sibling of the blog, as for groups and comments. */
    public static boolean has(String name) {
        return NAMES.contains(name) || name.startsWith(BESIDE_BLOG);
    }
}
