package org.igniterealtime.openfire.plugin.fireside.host;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.xmpp.packet.JID;

/**
 * Which nodes accounts have in the host's own PEP, as its table says, which is alike from 4.2.0 to 5.1. A node that is younger
 * than two minutes may not stand there yet; what is in a node may not either, and is asked for ({@link Errand}).
 */
public final class PepNodes {
    private static final String NODES = "SELECT serviceID, nodeID FROM ofPubsubNode WHERE leaf = 1 AND nodeID LIKE ?";

    private final Database database;
    private final String domain;

    /** @param domain of the accounts */
    public PepNodes(Database database, String domain) {
        this.database = database;
        this.domain = domain;
    }

    /**
     * The names of some nodes by the username of the account that has them.
     *
     * @param prefix of all the names
     * @param name which of those
     */
    public Map<String, List<String>> named(String prefix, Predicate<String> name) {
        return database.read(connection -> {
            Map<String, List<String>> nodes = new TreeMap<>();
            try (PreparedStatement statement = connection.prepareStatement(NODES)) {
                statement.setString(1, prefix + "%");
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        JID account = row.getString(1).indexOf('@') > 0 ? new JID(row.getString(1)) : null;
                        if (account != null && domain.equals(account.getDomain()) && name.test(row.getString(2))) {
                            nodes.computeIfAbsent(account.getNode(), any -> new ArrayList<>()).add(row.getString(2));
                        }
                    }
                }
            }
            return nodes;
        });
    }
}
