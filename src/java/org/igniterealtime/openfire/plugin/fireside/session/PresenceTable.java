package org.igniterealtime.openfire.plugin.fireside.session;

import java.util.Arrays;
import java.util.Optional;

/**
 * Who of a person's contacts is available, as it was delivered. An open-addressing table of shared objects, since there
 * is one for each person online with hundreds of contacts in it: 10 bytes an entry, not the 40 of a map. Thread-safe.
 */
public final class PresenceTable {
    /** Bare addresses that one person may see; more are not shown as available. */
    private static final int MOST = 5_000;
    private static final int MOST_RESOURCES = 16;

    private String[] keys = new String[16];
    // An Availability, or an array of several of one address.
    private Object[] values = new Object[16];
    // Keys in the table, and those of them that have a value: the others have gone.
    private int used;
    private int live;

    /** @param bare the address, without resource */
    public synchronized void put(String bare, Availability availability) {
        Availability shared = Availability.shared(availability);
        int at = find(keys, bare);
        if (values[at] == null && ++live > MOST) {
            live--;
            return;
        }
        if (keys[at] == null) {
            keys[at] = Availability.shared(bare);
            values[at] = shared;
            if (++used * 6 > keys.length * 5) {
                rebuild(keys.length * 2);
            }
            return;
        }
        values[at] = with(values[at], shared);
    }

    private static Object with(Object value, Availability added) {
        if (value == null) {
            return added;
        }
        Object rest = without(value, added.resource());
        if (rest == null) {
            return added;
        }
        Availability[] old = rest instanceof Availability one ? new Availability[] {one} : (Availability[]) rest;
        if (old.length >= MOST_RESOURCES) {
            return rest;
        }
        Availability[] all = Arrays.copyOf(old, old.length + 1);
        all[old.length] = added;
        return all;
    }

    private static Object without(Object value, String resource) {
        if (value instanceof Availability one) {
            return one.resource().equals(resource) ? null : one;
        }
        Availability[] left = Arrays.stream((Availability[]) value).filter(each -> !each.resource().equals(resource))
            .toArray(Availability[]::new);
        return left.length == 0 ? null : left.length == 1 ? left[0] : left;
    }

    /** @param resource which one went, or null for all */
    public synchronized void remove(String bare, String resource) {
        int at = find(keys, bare);
        if (keys[at] == null || values[at] == null) {
            return;
        }
        values[at] = resource == null ? null : without(values[at], resource);
        live -= values[at] == null ? 1 : 0;
    }

    /** The most available resource of an address. */
    public synchronized Optional<Availability> best(String bare) {
        Object value = values[find(keys, bare)];
        if (value == null || value instanceof Availability) {
            return Optional.ofNullable((Availability) value);
        }
        Availability best = null;
        for (Availability each : (Availability[]) value) {
            best = best == null || each.before(best) ? each : best;
        }
        return Optional.of(best);
    }

    public synchronized void clear() {
        keys = new String[16];
        values = new Object[16];
        used = 0;
        live = 0;
    }

    // Addresses that have gone keep their key until the table is rebuilt, so that the probing goes on past them.
    private void rebuild(int size) {
        String[] oldKeys = keys;
        Object[] oldValues = values;
        int fitting = live * 3 > size ? size : Math.max(16, size / 2);
        keys = new String[fitting];
        values = new Object[fitting];
        used = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != null && oldValues[i] != null) {
                int at = find(keys, oldKeys[i]);
                keys[at] = oldKeys[i];
                values[at] = oldValues[i];
                used++;
            }
        }
    }

    private static int find(String[] table, String key) {
        int at = spread(key.hashCode()) & table.length - 1;
        while (table[at] != null && !table[at].equals(key)) {
            at = at + 1 & table.length - 1;
        }
        return at;
    }

    private static int spread(int hash) {
        return hash ^ hash >>> 16;
    }
}
