package org.igniterealtime.openfire.plugin.fireside.session;

import java.util.Arrays;
import java.util.List;

/**
 * What one available resource of somebody has said of itself (RFC 6121 §4.7). One object for all who see it.
 *
 * @param show {@code online}, {@code chat}, {@code away}, {@code xa} or {@code dnd}
 * @param status what it says in words, or empty; at most 200 characters
 * @param photo hash of the vCard's picture (XEP-0153), or empty when it says nothing
 */
public record Availability(String resource, int priority, String show, String status, String photo) {
    private static final Shared SHARED = new Shared();
    private static final List<String> ORDER = Arrays.asList("chat", "online", "away", "dnd", "xa");

    /** The one object that equals this. */
    public static Availability shared(Availability some) {
        return SHARED.of(some);
    }

    /** The one string that equals this. */
    static String shared(String some) {
        return SHARED.of(some);
    }

    boolean before(Availability other) {
        int mine = ORDER.indexOf(show);
        int others = ORDER.indexOf(other.show);
        return mine != others ? mine < others : priority > other.priority;
    }
}
