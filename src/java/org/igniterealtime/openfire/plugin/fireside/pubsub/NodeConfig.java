package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.util.List;

/**
 * A node's configuration (XEP-0060 §16.4.3), the part that this engine honours.
 *
 * @param type {@code pubsub#type}, a namespace or empty
 * @param rosterGroups with the access model roster: which groups of the owner's roster
 * @param maxItems the oldest beyond so many go; {@link #UNLIMITED} for {@code max}
 * @param itemExpire seconds after which an item goes; 0 for never
 * @param sendLast {@code never}, {@code on_sub} or {@code on_sub_and_presence}
 */
public record NodeConfig(String title, String description, String type, AccessModel access, List<String> rosterGroups,
                         PublishModel publish, boolean persist, int maxItems, long itemExpire, boolean deliverPayloads,
                         boolean notifyRetract, boolean notifyDelete, boolean notifyConfig, String sendLast) {
    public static final int UNLIMITED = -1;

    /** A node that keeps everything, with payloads, and tells of retractions and of its end. */
    public static NodeConfig keeping(String title, AccessModel access, PublishModel publish) {
        return new NodeConfig(title, "", "", access, List.of(), publish, true, UNLIMITED, 0, true, true, true, false, "never");
    }

    /**
     * Whether there is anything to publish in it. A node that neither keeps items nor sends them on has none: its publishers
     * ring, and its subscribers hear that (XEP-0060 §4.3).
     */
    public boolean hasItems() {
        return persist || deliverPayloads;
    }

    public NodeConfig with(AccessModel newAccess, List<String> newGroups) {
        return new NodeConfig(title, description, type, newAccess, List.copyOf(newGroups), publish, persist, maxItems, itemExpire,
            deliverPayloads, notifyRetract, notifyDelete, notifyConfig, sendLast);
    }
}
