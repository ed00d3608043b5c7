package org.igniterealtime.openfire.plugin.fireside.live;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What one event looks like in the pages that show it: drawn once for each of what it depends on (the language, the face that a
 * viewer knows somebody by), and shared by all pages that see it alike. Goes with its event.
 *
 * @param <K> what it depends on; of few different values
 */
public final class Drawn<K> {
    private final Map<K, List<Patch>> patches = new ConcurrentHashMap<>(4);

    /** @param drawing must not look for others here */
    public List<Patch> by(K what, Supplier<List<Patch>> drawing) {
        List<Patch> known = patches.get(what);
        return known != null ? known : patches.computeIfAbsent(what, any -> drawing.get());
    }
}
