package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.util.function.ToLongFunction;

/** What items are ordered by (XEP-0413 §3). */
enum ItemOrder {
    CREATION("createdId", ItemKey::created), MODIFICATION("changedId", ItemKey::changed);

    private final String column;
    private final ToLongFunction<ItemKey> stamp;

    ItemOrder(String column, ToLongFunction<ItemKey> stamp) {
        this.column = column;
        this.stamp = stamp;
    }

    String column() {
        return column;
    }

    long stamp(ItemKey item) {
        return stamp.applyAsLong(item);
    }
}
