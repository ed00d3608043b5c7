package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;

/** The transaction that changes a node, for {@link Beside}. What it does is told after the commit, like everything else. */
public interface Writing {
    Prepared sql();

    Optional<Node> find(NodeId id) throws SQLException;

    /** @param key of its row */
    Optional<Node> find(long key) throws SQLException;

    /** The node, made now with that owner when there is none. */
    Node ensure(NodeId id, NodeConfig config, String owner) throws SQLException;

    /**
     * Gives nodes of one creator another access model, untold: who reads asks anew.
     *
     * @param keys of their rows; those of other creators stay as they are
     */
    void open(Collection<Long> keys, String creator, AccessModel access, List<String> rosterGroups) throws SQLException;

    /** Removes a node with all that is in it. */
    void delete(Node node) throws SQLException;
}
