package org.igniterealtime.openfire.plugin.fireside.social.remote;

import org.dom4j.Element;

/** One thing that a node elsewhere tells of itself (XEP-0060 §7.1.2, §7.2.2, §8.4.2, §8.5.2). */
sealed interface Change {
    /** @param payload null where the event came without */
    record Published(String itemId, Element payload) implements Change {
    }

    record Retracted(String itemId) implements Change {
    }

    /** Nothing that was in the node is there any more. */
    record Emptied() implements Change {
    }
}
