package org.igniterealtime.openfire.plugin.fireside.talk.finding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.search.Query;
import org.igniterealtime.openfire.plugin.fireside.archive.Contents;
import org.igniterealtime.openfire.plugin.fireside.archive.Kept;
import org.igniterealtime.openfire.plugin.fireside.archive.MessageKey;
import org.igniterealtime.openfire.plugin.fireside.archive.MessageKey.Shelf;
import org.igniterealtime.openfire.plugin.fireside.archive.Spoken;

/** Finds messages: what the index has that answers, as far as the archive still has it with those words. Blocks. */
final class RemarkSearch {
    /** Hits that are looked at in one step. Few are other than the index has them, and none is of somebody else: a step is enough, as a rule. */
    private static final int LEAST_STEP = 20;
    private static final int STEPS = 10;

    private final Contents contents;

    RemarkSearch(Contents contents) {
        this.contents = contents;
    }

    /** One that was found: an account's own, or a room's; the other is null. */
    record Hit(Kept kept, Spoken spoken) {
        MessageKey key() {
            return kept != null ? MessageKey.of(kept) : MessageKey.of(spoken);
        }
    }

    /** Newest first, up to so many. */
    List<Hit> find(RemarkIndex index, Query query, int most) throws IOException {
        List<Hit> found = new ArrayList<>();
        MessageKey last = null;
        int step = Math.max(LEAST_STEP, most);
        for (int steps = 0; steps < STEPS && found.size() < most; steps++) {
            List<MessageKey> keys = index.find(query, last, step);
            found.addAll(there(keys));
            if (keys.size() < step) {
                break;
            }
            last = keys.get(keys.size() - 1);
        }
        return found.size() > most ? found.subList(0, most) : found;
    }

    private List<Hit> there(List<MessageKey> keys) {
        Map<Shelf, Set<Long>> shelves = new HashMap<>();
        keys.forEach(key -> shelves.computeIfAbsent(key.shelf(), any -> new HashSet<>()).add(key.id()));
        Map<MessageKey, Hit> there = new HashMap<>();
        shelves.forEach((shelf, ids) -> {
            if (shelf.isRoom()) {
                contents.spoken(shelf.name(), ids).forEach(each -> there.put(MessageKey.of(each), new Hit(null, each)));
            } else {
                contents.kept(shelf.name(), ids).forEach(each -> there.put(MessageKey.of(each), new Hit(each, null)));
            }
        });
        return keys.stream().filter(there::containsKey).map(there::get).toList();
    }
}
