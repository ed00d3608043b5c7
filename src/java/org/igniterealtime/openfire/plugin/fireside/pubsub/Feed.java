package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;

/**
 * Items of many nodes as one list, newest first. Somebody follows a thousand nodes of which a few are lively: his page is
 * found by walking down all that is new. Only what that does not find is asked for node by node.
 */
final class Feed {
    private static final int CHUNK = 500;
    /** To walk over so many items takes as long as to ask one node, on HSQLDB and PostgreSQL alike. */
    private static final int WALK = 32;
    /** So many candidates are held at most, beside those of one node. */
    private static final int HELD = 10_000;
    private static final Comparator<ItemKey> NEWEST_FIRST = Comparator.comparingLong(ItemKey::created).reversed();

    private final ItemStore items;
    private final Expiry expiry;

    Feed(ItemStore items, Expiry expiry) {
        this.items = items;
        this.expiry = expiry;
    }

    /** @param nodes that the reader may read */
    List<ItemKey> newest(Prepared sql, List<Node> nodes, long before, int most) throws SQLException {
        Map<Long, Long> wanted = new HashMap<>();
        nodes.forEach(node -> wanted.put(node.key(), expiry.of(node)));
        List<ItemKey> found = new ArrayList<>();
        long from = before;
        for (int left = wanted.size() * WALK; left >= CHUNK && found.size() < most; left -= CHUNK) {
            List<ItemKey> chunk = items.newest(sql, from, CHUNK);
            chunk.stream().filter(item -> isWanted(item, wanted)).forEach(found::add);
            if (chunk.size() < CHUNK) {
                return first(found, most);
            }
            from = chunk.get(CHUNK - 1).created();
        }
        if (found.size() < most) {
            found.addAll(each(sql, wanted, from, most - found.size()));
        }
        return first(found, most);
    }

    // Node by node. One list for all of them would have HSQLDB walk over what all others have written, too.
    private List<ItemKey> each(Prepared sql, Map<Long, Long> wanted, long before, int most) throws SQLException {
        List<ItemKey> found = new ArrayList<>();
        for (Map.Entry<Long, Long> node : wanted.entrySet()) {
            found.addAll(items.walk(sql, node.getKey(), ItemOrder.CREATION, false, before, node.getValue(), most));
            if (found.size() > HELD) {
                found.sort(NEWEST_FIRST);
                found.subList(Math.min(most, found.size()), found.size()).clear();
            }
        }
        found.sort(NEWEST_FIRST);
        return first(found, most);
    }

    private static boolean isWanted(ItemKey item, Map<Long, Long> wanted) {
        Long alive = wanted.get(item.node());
        return alive != null && item.changed() >= alive;
    }

    private static List<ItemKey> first(List<ItemKey> found, int most) {
        return found.size() <= most ? found : found.subList(0, most);
    }
}
