package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.sql.SQLException;
import org.dom4j.Element;

/** What a feature does in the very transaction that changes a node. Keeps its own rows in step, whatever happens. */
public interface Beside {
    /**
     * Before an item is kept.
     *
     * @param payload a copy, which may be changed
     * @return the payload to keep
     * @throws PubSubError when it may not be
     */
    default Element prepare(Writing writing, Node node, String itemId, String publisher, Element payload) throws SQLException, PubSubError {
        return payload;
    }

    default void published(Writing writing, Node node, Item item) throws SQLException {
    }

    default void retracted(Writing writing, Node node, Item item) throws SQLException {
    }

    /** @param node as it is configured now */
    default void configured(Writing writing, Node node) throws SQLException {
    }

    /** @param purged only its items are gone */
    default void deleted(Writing writing, Node node, boolean purged) throws SQLException {
    }
}
