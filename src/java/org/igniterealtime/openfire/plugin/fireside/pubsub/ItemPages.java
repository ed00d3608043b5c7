package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Rsm;

/**
 * The items of one node in pages (XEP-0060 §6.5.4, XEP-0059). A page begins beside an item that the reader has, so that what
 * is published or retracted meanwhile makes him miss nothing and see nothing twice.
 */
final class ItemPages {
    /** Most entries of a page: Movim asks for the comments of a post in one. */
    static final int MOST = 500;
    /** Where counting on to an index ends. */
    private static final int FARTHEST = 10_000;

    private final ItemStore items;
    private final Expiry expiry;

    ItemPages(ItemStore items, Expiry expiry) {
        this.items = items;
        this.expiry = expiry;
    }

    /**
     * What part is wanted.
     *
     * @param rsm empty for the newest
     * @param most entries, when there is no {@code rsm}
     * @param size characters of payload beyond which the page ends, after one item at least
     */
    record Wanted(ItemOrder order, boolean descending, Optional<Rsm> rsm, int most, int size) {
        /**
         * Whether the answer says which part of all it is. Who asks for the newest few, and gets them, is not told, and nothing is
         * counted for him.
         */
        boolean counts() {
            return rsm.isPresent() || most >= MOST;
        }
    }

    /**
     * A part of a node's items.
     *
     * @param index of the first among all; 0 where that is not wanted
     * @param count of all; of these where that is not wanted
     */
    record Page(List<ItemKey> items, int index, int count) {
        boolean isWhole() {
            return items.size() == count;
        }
    }

    Page page(Prepared sql, Node node, Wanted wanted) throws SQLException, PubSubError {
        long alive = expiry.of(node);
        Walk walk = walk(sql, node, wanted, alive);
        List<ItemKey> there = walk.most() == 0 ? List.of()
            : items.walk(sql, node.key(), wanted.order(), walk.up(), walk.from(), alive, walk.most());
        List<ItemKey> found = new ArrayList<>(fit(there, wanted.size()));
        if (walk.up() == wanted.descending()) {
            Collections.reverse(found);
        }
        if (!wanted.counts() && found.size() == there.size()) {
            return new Page(found, 0, found.size());
        }
        int count = items.count(sql, node.key(), wanted.order(), true, Long.MIN_VALUE, alive);
        int index = found.isEmpty() ? 0
            : items.count(sql, node.key(), wanted.order(), wanted.descending(), wanted.order().stamp(found.get(0)), alive);
        return new Page(found, index, count);
    }

    /** How a page is come to. @param up from older to newer @param from a stamp which is not itself among them */
    private record Walk(boolean up, long from, int most) {
    }

    private Walk walk(Prepared sql, Node node, Wanted wanted, long alive) throws SQLException, PubSubError {
        if (wanted.rsm().isEmpty()) {
            return new Walk(false, Long.MAX_VALUE, Math.min(wanted.most(), MOST));
        }
        Rsm rsm = wanted.rsm().get();
        int most = rsm.max() < 0 ? MOST : Math.min(rsm.max(), MOST);
        boolean forwards = rsm.before().isEmpty();
        boolean up = forwards != wanted.descending();
        Optional<String> beside = forwards ? rsm.after() : rsm.before().filter(id -> !id.isEmpty());
        if (beside.isPresent()) {
            ItemKey item = items.findKey(sql, node.key(), beside.get()).orElseThrow(() -> No.NOT_FOUND);
            return new Walk(up, wanted.order().stamp(item), most);
        }
        return new Walk(up, rsm.index() > 0 && forwards ? before(sql, node, wanted.order(), up, rsm.index(), alive) : end(up), most);
    }

    private static long end(boolean up) {
        return up ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    // The stamp of the item before an index (XEP-0059 §2.6, which lets a service refuse to count that far).
    private long before(Prepared sql, Node node, ItemOrder order, boolean up, int index, long alive) throws SQLException, PubSubError {
        if (index > FARTHEST) {
            throw No.TOO_FAR;
        }
        long from = end(up);
        for (int left = index; left > 0;) {
            List<ItemKey> skipped = items.walk(sql, node.key(), order, up, from, alive, Math.min(left, MOST));
            if (skipped.isEmpty()) {
                throw No.NOT_FOUND;
            }
            left -= skipped.size();
            from = order.stamp(skipped.get(skipped.size() - 1));
        }
        return from;
    }

    private static List<ItemKey> fit(List<ItemKey> found, int size) {
        int taken = 0;
        for (long sum = 0; taken < found.size(); taken++) {
            sum += found.get(taken).size();
            if (sum > size && taken > 0) {
                break;
            }
        }
        return found.subList(0, taken);
    }
}
