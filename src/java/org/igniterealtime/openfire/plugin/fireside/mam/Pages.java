package org.igniterealtime.openfire.plugin.fireside.mam;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.xmpp.packet.PacketError;

/** Finds the page that a client asks for (XEP-0313 §4.3, XEP-0059). Blocks on the database. */
final class Pages {
    /** Messages of one page. */
    static final int MOST = 100;
    private static final int USUAL = 50;
    /** Characters of one page, about: it ends with the message that goes beyond. */
    private static final int CHARACTERS = 2_000_000;
    /** Messages that are looked at for one page. */
    private static final int LOOKED_AT = 2_000;

    /** @param entries oldest first @param complete nothing follows in the direction in which one pages @param count of all, or -1 */
    record Page(List<Entry> entries, boolean complete, int count) {
    }

    private Pages() {
    }

    static Page find(Shelf shelf, Asked asked) throws HistoryError {
        Span whole = whole(shelf, asked);
        int most = asked.rsm().max() < 0 ? USUAL : Math.min(MOST, asked.rsm().max());
        if (most == 0) {
            int count = asked.ids().isEmpty() ? shelf.count(whole) : byIds(shelf, asked, whole, MOST).size();
            return new Page(List.of(), count == 0, count);
        }
        Span span = part(shelf, asked, whole);
        boolean backwards = asked.rsm().before().isPresent() && asked.rsm().after().isEmpty();
        if (!asked.ids().isEmpty()) {
            List<Entry> wanted = byIds(shelf, asked, span, Integer.MAX_VALUE);
            int from = backwards ? Math.max(0, wanted.size() - most) : 0;
            return new Page(wanted.subList(from, Math.min(wanted.size(), from + most)), wanted.size() <= most, -1);
        }
        return span == null ? new Page(List.of(), true, -1) : scan(shelf, span, most, backwards, span.equals(whole));
    }

    // What the form says is what the result is of (§4.1).
    private static Span whole(Shelf shelf, Asked asked) throws HistoryError {
        if (asked.times().with() != null && !shelf.allows(asked.times().with())) {
            throw new HistoryError(PacketError.Condition.forbidden);
        }
        Span whole = asked.times();
        if (asked.afterId() != null) {
            whole = whole.above(key(shelf, asked.afterId()));
        }
        return asked.beforeId() == null ? whole : whole.below(key(shelf, asked.beforeId()));
    }

    // What RSM says is the page of it.
    private static Span part(Shelf shelf, Asked asked, Span whole) throws HistoryError {
        Span part = whole;
        if (asked.rsm().after().isPresent()) {
            part = part.above(key(shelf, asked.rsm().after().get()));
        }
        Optional<String> before = asked.rsm().before().filter(id -> !id.isEmpty());
        if (before.isPresent()) {
            part = part.below(key(shelf, before.get()));
        }
        int index = asked.rsm().index();
        if (index > HistoryStore.DEEPEST || index > 0 && !asked.ids().isEmpty()) {
            throw new HistoryError(PacketError.Condition.feature_not_implemented);
        }
        if (index > 0) {
            long key = shelf.nth(part, index);
            return key < 0 ? null : part.above(key - 1);
        }
        return part;
    }

    private static long key(Shelf shelf, String id) throws HistoryError {
        OptionalLong key = shelf.key(id);
        if (key.isEmpty()) {
            throw new HistoryError(PacketError.Condition.item_not_found);
        }
        return key.getAsLong();
    }

    private static List<Entry> byIds(Shelf shelf, Asked asked, Span span, int most) throws HistoryError {
        TreeSet<Long> keys = new TreeSet<>();
        for (String id : asked.ids()) {
            keys.add(key(shelf, id));
        }
        List<Entry> entries = new ArrayList<>();
        for (long key : keys) {
            if (span.has(key) && entries.size() < most) {
                shelf.chunk(span.above(key - 1).below(key + 1), false).stream().filter(each -> isWanted(shelf, span, each)).forEach(entries::add);
            }
        }
        return entries;
    }

    private static boolean isWanted(Shelf shelf, Span span, Entry entry) {
        return span.with() == null || shelf.matches(entry, span.with());
    }

    private static Page scan(Shelf shelf, Span span, int most, boolean backwards, boolean all) throws HistoryError {
        List<Entry> page = new ArrayList<>();
        Span rest = span;
        int characters = 0;
        for (int looked = 0; looked < LOOKED_AT; looked += Shelf.CHUNK) {
            List<Entry> chunk = shelf.chunk(rest, backwards);
            for (Entry each : chunk) {
                if (isWanted(shelf, span, each)) {
                    if (page.size() == most || characters > CHARACTERS) {
                        return page(page, backwards, false, all);
                    }
                    page.add(each);
                    characters += each.size();
                }
                rest = backwards ? rest.below(each.key()) : rest.above(each.key());
            }
            if (chunk.size() < Shelf.CHUNK) {
                return page(page, backwards, true, all);
            }
        }
        if (page.isEmpty()) {
            // There is nothing from which one could go on.
            throw new HistoryError(PacketError.Condition.resource_constraint);
        }
        return page(page, backwards, false, all);
    }

    private static Page page(List<Entry> entries, boolean backwards, boolean complete, boolean all) {
        if (backwards) {
            Collections.reverse(entries);
        }
        return new Page(entries, complete, all && complete ? entries.size() : -1);
    }
}
