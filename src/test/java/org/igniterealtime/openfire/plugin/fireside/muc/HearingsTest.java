package org.igniterealtime.openfire.plugin.fireside.muc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.junit.jupiter.api.Test;

/** XEP-0410 §3.2. */
class HearingsTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final Duration QUARTER = Duration.ofMinutes(15);
    /** One of us will do. */
    private static final Session ME = null;
    private static final List<Session> JUST_ME = Collections.singletonList(ME);

    private final Hearings hearings = new Hearings();

    @Test
    void who_was_sent_something_lately_is_not_asked() {
        hearings.heard(ME, NOON);

        assertEquals(List.of(), hearings.silent(QUARTER, NOON.plus(QUARTER).minusSeconds(1)));
        assertEquals(JUST_ME, hearings.silent(QUARTER, NOON.plus(QUARTER)));
    }

    @Test
    void who_is_being_asked_is_not_asked_again_before_its_time() {
        hearings.heard(ME, NOON);
        hearings.due(ME, NOON.plus(QUARTER).plusSeconds(60));

        assertEquals(List.of(), hearings.silent(QUARTER, NOON.plus(QUARTER).plusSeconds(59)));
        assertEquals(JUST_ME, hearings.silent(QUARTER, NOON.plus(QUARTER).plusSeconds(60)));
        assertEquals(NOON, hearings.last(ME));
    }

    @Test
    void in_doubt_everybody_is_asked_at_once_until_he_hears_something() {
        hearings.heard(ME, NOON);
        hearings.doubt(NOON.plusSeconds(1));
        assertEquals(JUST_ME, hearings.silent(QUARTER, NOON.plusSeconds(1)));

        hearings.heard(ME, NOON.plusSeconds(2));
        assertEquals(List.of(), hearings.silent(QUARTER, NOON.plusSeconds(3)));
    }

    @Test
    void nobody_asks_for_who_has_gone() {
        hearings.heard(ME, NOON);
        hearings.forget(ME);
        hearings.due(ME, NOON);
        hearings.doubt(NOON);

        assertEquals(List.of(), hearings.silent(QUARTER, NOON.plus(QUARTER)));
    }
}
