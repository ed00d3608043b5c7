package org.igniterealtime.openfire.plugin.fireside.muc;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.igniterealtime.openfire.plugin.fireside.session.Session;

/**
 * When each of us in a room was last sent something by it, and when it is time to ask whether it knows him still (XEP-0410 §3.2). Of rooms elsewhere alone:
 * what a room here sends comes within this very process, and where it puts somebody out, that does too. Not thread-safe.
 */
final class Hearings {
    private final Map<Session, Hearing> hearings = new HashMap<>(4);

    /** @param due when to ask him next, null for a while after {@code heard} */
    private record Hearing(Instant heard, Instant due) {
        Instant next(Duration silence) {
            return due == null ? heard.plus(silence) : due;
        }
    }

    void heard(Session session, Instant now) {
        hearings.put(session, new Hearing(now, null));
    }

    /** Has him asked at a time, whatever he hears until then but the room itself. */
    void due(Session session, Instant when) {
        hearings.computeIfPresent(session, (any, known) -> new Hearing(known.heard(), when));
    }

    /** Has all asked now. */
    void doubt(Instant now) {
        hearings.replaceAll((session, known) -> new Hearing(known.heard(), now));
    }

    /** Whom to ask, those first who have been in doubt for longest. */
    List<Session> silent(Duration silence, Instant now) {
        return hearings.entrySet().stream().filter(each -> !each.getValue().next(silence).isAfter(now))
            .sorted(Comparator.comparing(each -> each.getValue().next(silence))).map(Map.Entry::getKey).toList();
    }

    Instant last(Session session) {
        Hearing hearing = hearings.get(session);
        return hearing == null ? Instant.now() : hearing.heard();
    }

    void forget(Session session) {
        hearings.remove(session);
    }
}
