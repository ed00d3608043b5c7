package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.util.List;

/** What a node is that nobody has configured (XEP-0163 §3, XEP-0060 §8.2.3). */
final class NodeDefaults {
    // XEP-0501 §3: a story is gone after a day.
    private static final long DAY = 86_400;

    private NodeDefaults() {
    }

    static NodeConfig of(NodeId node) {
        if (!Ties.isAccount(node.service())) {
            return NodeConfig.keeping("", AccessModel.OPEN, PublishModel.PUBLISHERS);
        }
        String name = node.name();
        AccessModel access = name.equals(SocialNodes.BLOG) ? AccessModel.OPEN
            : name.equals(SocialNodes.FOLLOWED_PRIVATELY) || SocialNodes.isPrivate(name) ? AccessModel.WHITELIST : AccessModel.PRESENCE;
        boolean many = SocialNodes.has(name);
        return new NodeConfig("", "", "", access, List.of(), PublishModel.PUBLISHERS, true, many ? NodeConfig.UNLIMITED : 1,
            name.equals(SocialNodes.STORIES) ? DAY : 0, true, true, true, false, many ? "never" : "on_sub_and_presence");
    }
}
