package org.igniterealtime.openfire.plugin.fireside.session;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * One object for all that are equal, for as long as somebody holds it. Striped, since every presence passes here.
 * COMPAT: Caffeine has such a thing since 3.0; Openfire before 5.1 brings an older one, which wins over ours.
 */
final class Shared {
    private static final int STRIPES = 32;

    private final Map<Object, WeakReference<Object>>[] stripes = stripes();

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Map<Object, WeakReference<Object>>[] stripes() {
        Map[] stripes = new Map[STRIPES];
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new WeakHashMap<>();
        }
        return stripes;
    }

    /** The one that equals this, which is this one when there is none yet. */
    @SuppressWarnings("unchecked")
    <T> T of(T some) {
        int hash = some.hashCode();
        Map<Object, WeakReference<Object>> stripe = stripes[(hash ^ hash >>> 16) & STRIPES - 1];
        synchronized (stripe) {
            WeakReference<Object> known = stripe.get(some);
            Object shared = known == null ? null : known.get();
            if (shared == null) {
                stripe.put(some, new WeakReference<>(some));
                return some;
            }
            return (T) shared;
        }
    }
}
